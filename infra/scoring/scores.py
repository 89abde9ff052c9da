"""Add up how well cases were cleaned, by field, by language and by kind."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypedDict

from infra.scoring.body import compare_parts
from infra.scoring.cases import Case
from infra.scoring.fields import Count, Values, compare, compare_fields
from shared.errors import UnreadableDrop
from shared.records.cleaned import CleanedRelease
from shared.records.fields import Genre, SegmentKind

BODY_KEPT = "body kept"
BODY_CLEAN = "body clean"


class Score(NamedTuple):
    """Hold how one case came out; `refusal` is why it could not be cleaned at all."""

    case: Case
    fields: Mapping[str, tuple[Values, Values]]
    parts: Mapping[SegmentKind, Count]
    refusal: str | None = None

    @property
    def is_cut_editorial(self) -> bool:
        """Tell whether an article, which is all story, lost a part of it."""
        is_editorial = self.case.expected["genre"] == Genre.EDITORIAL
        return is_editorial and self.parts[SegmentKind.BODY].missed > 0

    def differences(self) -> dict[str, dict[str, list[str]]]:
        """List the fields and parts that came out otherwise than expected."""
        fields = {
            name: {"found": _told(found), "expected": _told(expected)}
            for name, (found, expected) in self.fields.items()
            if found != expected
        }
        parts = {
            f"part {kind.value}": {"wrong": [str(count.wrong)], "missed": [str(count.missed)]}
            for kind, count in self.parts.items()
            if count.wrong or count.missed
        }
        return fields | parts


def _told(values: Values) -> list[str]:
    return sorted(": ".join(value) for value in values)


def score(case: Case, clean: Callable[[Case], CleanedRelease]) -> Score:
    """Clean a case and compare; a refusal finds nothing."""
    try:
        release, refusal = clean(case), None
    except UnreadableDrop as error:
        release, refusal = None, str(error)
    return Score(case, compare_fields(case, release), compare_parts(case, release), refusal)


def summed(scores: Iterable[Score]) -> dict[str, float | None]:
    """Add up the scores of some cases: characters of the body kept, and the F1 of each field.

    `body kept` is the share of the body's characters that are still body; `body clean` the share
    of what came out as body that is body.
    """
    fields: dict[str, Count] = defaultdict(Count)
    parts: dict[SegmentKind, Count] = defaultdict(Count)
    for each in scores:
        for name, pair in each.fields.items():
            fields[name] = fields[name].plus(compare(*pair))
        for kind, count in each.parts.items():
            parts[kind] = parts[kind].plus(count)
    body = parts[SegmentKind.BODY]
    return {
        BODY_KEPT: _share(body.right, body.missed),
        BODY_CLEAN: _share(body.right, body.wrong),
        **{name: count.score for name, count in fields.items()},
        **{f"part {kind.value}": count.score for kind, count in parts.items()},
    }


def _share(right: int, other: int) -> float | None:
    return right / (right + other) if right + other else None


class Report(TypedDict):
    """Hold the scores of all cases, of each language and of each kind, and what may not be."""

    cases: int
    refused: list[str]
    cut_editorials: list[str]
    all: dict[str, float | None]
    languages: dict[str, dict[str, float | None]]
    kinds: dict[str, dict[str, float | None]]


def report(scores: Sequence[Score]) -> Report:
    """Report on scored cases."""
    return Report(
        cases=len(scores),
        refused=[each.case.name for each in scores if each.refusal],
        cut_editorials=[each.case.name for each in scores if each.is_cut_editorial],
        all=summed(scores),
        languages=grouped(scores, lambda each: each.case.language),
        kinds=grouped(scores, lambda each: each.case.kind),
    )


def grouped(
    scores: Iterable[Score], by: Callable[[Score], Any]
) -> dict[str, dict[str, float | None]]:
    """Add up the scores of each group."""
    groups: dict[str, list[Score]] = defaultdict(list)
    for each in scores:
        groups[str(by(each))].append(each)
    return {name: summed(group) for name, group in sorted(groups.items())}
