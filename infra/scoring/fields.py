"""Compare the fields that cleaning read with those that a person did."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from infra.scoring.cases import Case
from shared.reading.fixes import mend
from shared.records.cleaned import CleanedRelease
from shared.records.fields import SegmentKind

_NO_DIGIT = re.compile(r"\D+")
_SPACE = re.compile(r"\s+")

Values = frozenset[tuple[str, ...]]


class Count(NamedTuple):
    """Count what was found rightly, found wrongly and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def score(self) -> float | None:
        """Return the harmonic mean of precision and recall, or None where nothing was to find.

        >>> Count(3, 1, 0).score
        0.8571428571428571
        """
        every = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / every if every else None

    def plus(self, other: "Count") -> "Count":
        """Add another count."""
        return Count(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def compare(found: Values, expected: Values) -> Count:
    """Count how two sets of values agree."""
    return Count(len(found & expected), len(found - expected), len(expected - found))


def plain(text: Any) -> str:
    r"""Write a value so that case and white space make no difference.

    >>> plain("Top \n Story")
    'top story'
    """
    return _SPACE.sub(" ", str(text)).strip().casefold()


def compare_fields(case: Case, release: CleanedRelease | None) -> dict[str, tuple[Values, Values]]:
    """Pair what was found with what was expected, for each field; nothing is found in a refusal."""
    expected = _expected(case)
    found = {name: read(release) for name, read in FOUND.items()} if release else {}
    return {name: (found.get(name, frozenset()), values) for name, values in expected.items()}


def _expected(case: Case) -> dict[str, Values]:
    told = case.expected
    dateline: Mapping[str, Any] = told["dateline"] or {}
    return {
        "headline": _texts(case, SegmentKind.HEADLINE),
        "subheadline": _texts(case, SegmentKind.SUBHEADLINE),
        "byline": _values(told["byline"]),
        "language": _values(told["language"]),
        "genre": _values(told["genre"]),
        **{f"dateline {name}": _values(dateline.get(name)) for name in DATELINE},
        "wires": _values(*told["wires"]),
        "sectors": _values(*told["sectors"]),
        "distribution languages": _values(*told["distribution_languages"]),
        "tickers": frozenset(
            (plain(each["exchange"]), plain(each["symbol"])) for each in told["tickers"]
        ),
        "identifiers": frozenset(
            (plain(each["scheme"]), plain(each["value"])) for each in told["identifiers"]
        ),
        "contacts": frozenset(pair for each in told["contacts"] for pair in contact_values(each)),
        "organisations": _values(*told["organisations"]),
        "embargo": _values(told["embargo"]),
        "slug": _values(told["slug"]),
    }


DATELINE = ("place", "country", "date", "agency")


def _texts(case: Case, kind: SegmentKind) -> Values:
    text = " ".join(mend(part.text)[0] for part in case.parts if part.kind is kind)
    return _values(text or None)


def _values(*values: Any) -> Values:
    return frozenset((plain(value),) for value in values if value is not None)


def contact_values(contact: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """List the values of one contact; of a telephone number only the digits count.

    >>> contact_values({"name": "Ada Moss", "phone": "+44 20 5550", "role": None})
    [('name', 'ada moss'), ('phone', '44205550')]
    """
    values = [(name, contact.get(name)) for name in ("name", "role", "email", "phone", "url")]
    return [
        (name, _NO_DIGIT.sub("", value) if name == "phone" else plain(value))
        for name, value in values
        if value
    ]


def _dateline(name: str) -> Callable[[CleanedRelease], Values]:
    return lambda release: _values(release.dateline and getattr(release.dateline, name))


def _embargo(release: CleanedRelease) -> Values:
    if release.embargo:
        return _values(release.embargo.isoformat())
    return _values("unreadable") if release.embargo_text else frozenset()


FOUND: Mapping[str, Callable[[CleanedRelease], Values]] = MappingProxyType(
    {
        "headline": lambda release: _values(release.headline),
        "subheadline": lambda release: _values(release.subheadline),
        "byline": lambda release: _values(release.byline),
        "language": lambda release: _values(release.language),
        "genre": lambda release: _values(release.genre.value),
        **{f"dateline {name}": _dateline(name) for name in DATELINE},
        "wires": lambda release: _values(*release.wires),
        "sectors": lambda release: _values(*(each.label for each in release.sectors)),
        "distribution languages": lambda release: _values(*release.distribution_languages),
        "tickers": lambda release: frozenset(
            (plain(each.exchange), plain(each.symbol)) for each in release.tickers
        ),
        "identifiers": lambda release: frozenset(
            (plain(each.scheme), plain(each.value)) for each in release.identifiers
        ),
        "contacts": lambda release: frozenset(
            pair for each in release.contacts for pair in contact_values(each.model_dump())
        ),
        "organisations": lambda release: _values(*(each.name for each in release.organisations)),
        "embargo": _embargo,
        "slug": lambda release: _values(release.slug and release.slug.kind.value),
    }
)
