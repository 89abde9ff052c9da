"""Tell by small sketches whether two bodies tell the same story.

A sketch holds the 64 smallest hashes of a text's character 5-grams; how many of the smallest of two
texts are in both estimates the share of 5-grams that they have in common (Jaccard), give or take
0.06. Hashes are CRC-32 of UTF-16, the same in every process and on every version; against exact
shares they erred no more than cryptographic ones.
"""

import re
import unicodedata
from collections.abc import Iterable
from heapq import nsmallest
from zlib import crc32

SIZE = 64
"""The most hashes of a sketch."""

SAME_STORY_FLOOR = 0.42
"""The similarity under which a text is another story: copy-edited ones stay above 0.56.

Reports of one series that share most of their wording come up to it; a text of a dozen letters may
fall below it by one change. A correction mistaken for a new release would not reach who got the
first version, so that the floor is the lowest that keeps different stories apart.
"""

NEAR_COPY = 0.5
"""The similarity from which texts are near-copies: copies stay above 0.56, others below 0.42."""

LONGEST = 50_000
"""The characters of a text that are looked at, so that a megabyte costs no more than a chapter."""

LONGER = 4.0
"""How much longer a text may have become; beyond it chance would look like a share."""

HASHES = 2.0**32
_GRAM = 5
_BYTES = 2  # of a unit of UTF-16
_NOT_WRITTEN = re.compile(r"[\W_]+")


def sketch(body: Iterable[str]) -> tuple[int, ...]:
    """Sketch the paragraphs of a body, smallest hash first; a text without letters has none.

    Case, width, punctuation, marks and space do not count, nor where paragraphs end.

    >>> sketch(["The harbour reopened."]) == sketch(["The  HARBOUR", "re-opened"])
    True
    >>> sketch(["Oh!"]), sketch(["—"])
    ((4012235238,), ())
    """
    text = _normal("".join(body))
    data = text.encode("utf-16-le", "surrogatepass")
    width = _GRAM * _BYTES
    starts = range(0, max(len(data) - width, 0) + 1, _BYTES)
    return tuple(nsmallest(SIZE, {crc32(data[at : at + width]) for at in starts})) if data else ()


def similarity(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Estimate from two sketches which share of their 5-grams two texts have in common.

    >>> similarity(sketch(["The harbour reopened."]), sketch(["The harbour reopens."]))
    0.8
    >>> similarity(sketch(["The harbour reopened."]), sketch(["新工厂将于三月开始运营。"]))
    0.0
    """
    if one == other:
        return 1.0
    union = sorted({*one, *other})[:SIZE]
    shared = {*one} & {*other}
    return sum(number in shared for number in union) / len(union)


def is_another_text(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Say whether two sketches are of different stories and not of two versions of one.

    A text that was written on, up to four times as long, is the same story: what counts is how
    much of the shorter text is in the longer one.

    >>> is_another_text(sketch(["Ferries resume."]), sketch(["A new plant opens in the north."]))
    True
    """
    return containment(one, other) < SAME_STORY_FLOOR


def containment(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Estimate which share of the shorter text's 5-grams the longer text has, too.

    It follows from the share in common and the sizes; these are read off the sketches, since the
    64th of many hashes lies the lower, the more there are.

    >>> containment(sketch(["The harbour reopened."]), sketch(["The harbour reopened."] * 2)) > 0.8
    True
    """
    shared = similarity(one, other)
    small, large = sorted((_grams(one), _grams(other)))
    ratio = min(large / small, LONGER) if small else 1.0
    return min(1.0, shared * (1 + ratio) / (1 + shared))


def _grams(sketched: tuple[int, ...]) -> float:
    """Estimate how many 5-grams a text has."""
    return len(sketched) if len(sketched) < SIZE else (SIZE - 1) / (sketched[-1] / HASHES)


def _normal(text: str) -> str:
    compatible = unicodedata.normalize("NFKC", text[:LONGEST])
    return _NOT_WRITTEN.sub("", compatible.casefold())
