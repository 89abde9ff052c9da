"""Name the organisations that issue a release, by the places where only an issuer stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from shared.cleaning.ending.boilerplate import about_name, named_wire
from shared.cleaning.values.person_names import is_company
from shared.cleaning.values.tickers import find_listings
from shared.languages.matching import match_key
from shared.records.fields import Organisation, Segment, SegmentKind

MOST = 6
"""The most issuers of one release."""

_LONGEST = 90
_BEFORE = 120  # characters before a listing in which its company's name stands
_SOURCE = re.compile(r"^[^:：]{2,24}[:：]\s*(?P<name>.+)$|^SOURCE\s+(?P<bare>.+)$", re.IGNORECASE)
_PARTICLES = "&|de|of|and|und|et|der|des|du|da|do|dos|di|y|e|für"
_NAME_BEFORE = re.compile(
    rf"(?P<name>[^\W\d_a-zà-ÿа-я][\w&.'’\-+]{{0,30}}"
    rf"(?:,?\s(?:(?:{_PARTICLES})\s)?[^\W\d_a-zà-ÿа-я][\w&.'’\-+]{{0,30}}){{0,7}})$"
)
_EDGES = " .,;:，、；：\"'“”«»„()（）[]【】–—-"


def find_organisations(text: str, segments: Sequence[Segment]) -> tuple[Organisation, ...]:
    """Name whom the about blocks present, who is listed, and who stands as the source, each once.

    A distributor that presents itself is none; of two writings of one name the longer one counts.
    """
    candidates = [
        *_sources(segments),
        *_listed(text),
        *_presented(segments),
    ]
    return tuple(Organisation(name=name) for name in _longest(candidates))[:MOST]


def _presented(segments: Sequence[Segment]) -> Iterator[str]:
    for segment in segments:
        if segment.kind is SegmentKind.ABOUT:
            name = about_name(segment.text.split("\n", 1)[0])
            if name and not named_wire(name):
                yield name


def _sources(segments: Sequence[Segment]) -> Iterator[str]:
    for segment in segments:
        found = _SOURCE.match(segment.text) if segment.kind is SegmentKind.SOURCE else None
        name = (found["name"] or found["bare"]).strip(_EDGES) if found else ""
        if name and len(name) <= _LONGEST and "://" not in name and not named_wire(name):
            yield name


def _listed(text: str) -> Iterator[str]:
    """Read the company's name before a bracket that holds its listing."""
    for listing in islice(find_listings(text), MOST):
        bracket = max(text.rfind(sign, 0, listing.start + 1) for sign in "(（")
        if 0 <= listing.start - bracket <= _BEFORE:
            before = text[max(0, bracket - _BEFORE) : bracket].rstrip().rsplit("\n", 1)[-1]
            found = _NAME_BEFORE.search(before)
            if found and is_company(found["name"]):
                yield found["name"].strip(_EDGES)


def _longest(names: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for name in names:
        key = match_key(name)
        same = [each for each in kept if match_key(each) in key or key in match_key(each)]
        if not same:
            kept.append(name)
        elif len(name) > len(same[0]):
            kept[kept.index(same[0])] = name
    return kept
