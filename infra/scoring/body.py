"""Compare, character by character, the parts that cleaning made with those a person marked."""

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from infra.scoring.cases import Case
from infra.scoring.fields import Count
from shared.reading.fixes import mend
from shared.records.cleaned import CleanedRelease
from shared.records.fields import SegmentKind

Labelled = list[tuple[str, SegmentKind]]


def compare_parts(case: Case, release: CleanedRelease | None) -> dict[SegmentKind, Count]:
    """Count the characters of each kind, white space aside: rightly so, wrongly so, and missed."""
    expected = list(_expected(case))
    found = list(_found(release)) if release else []
    right: Counter[SegmentKind] = Counter()
    for mine, theirs in _aligned(found, expected):
        right[theirs] += mine is theirs
    counts = [Counter(kind for _, kind in labelled) for labelled in (found, expected)]
    return {
        kind: Count(right[kind], counts[0][kind] - right[kind], counts[1][kind] - right[kind])
        for kind in SegmentKind
    }


def _expected(case: Case) -> Iterator[tuple[str, SegmentKind]]:
    for part in case.parts:
        yield from _labelled(mend(part.text)[0], part.kind)


def _found(release: CleanedRelease) -> Iterator[tuple[str, SegmentKind]]:
    for segment in release.segments:
        yield from _labelled(segment.text, segment.kind)


def _labelled(text: str, kind: SegmentKind) -> Iterable[tuple[str, SegmentKind]]:
    return ((character, kind) for character in text if not character.isspace())


def _aligned(found: Labelled, expected: Labelled) -> Iterator[tuple[SegmentKind, SegmentKind]]:
    """Pair the kinds of equal characters; a fix may have taken some off one side."""
    mine, theirs = ("".join(each for each, _ in labelled) for labelled in (found, expected))
    if mine == theirs:
        yield from ((a, b) for (_, a), (_, b) in zip(found, expected, strict=True))
        return
    for block in SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            yield found[block.a + step][1], expected[block.b + step][1]
