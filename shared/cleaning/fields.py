"""Read the fields of a release off its segments, and let what was declared count first."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from shared.cleaning.ending.language_lists import find_languages
from shared.cleaning.ending.sectors import is_label, read_labelled_list, read_sectors
from shared.cleaning.opening.bylines import bare_byline
from shared.cleaning.parts import Parts
from shared.cleaning.values.contacts import read_contacts
from shared.cleaning.values.identifiers import find_identifiers
from shared.cleaning.values.organisations import find_organisations
from shared.cleaning.values.summaries import lead_of
from shared.cleaning.values.tickers import find_listings, tickers_of
from shared.languages.sectors import sector_code
from shared.records.declared import Declared
from shared.records.fields import (
    Contact,
    Dateline,
    Genre,
    Identifier,
    Organisation,
    Sector,
    Segment,
    SegmentKind,
    Slug,
    Ticker,
)

_Value = TypeVar("_Value")
_ISSUERS = {"heading.about", "frame.about"}  # rules of about blocks that are no distributor's


class Fields(NamedTuple):
    """Hold the fields of a cleaned release that were read off its text or declared beside it."""

    headline: str
    subheadline: str | None
    byline: str | None
    summary: str | None
    body: tuple[str, ...]
    wires: tuple[str, ...]
    dateline: Dateline | None
    sectors: tuple[Sector, ...]
    distribution_languages: tuple[str, ...]
    tickers: tuple[Ticker, ...]
    identifiers: tuple[Identifier, ...]
    organisations: tuple[Organisation, ...]
    contacts: tuple[Contact, ...]
    embargo: datetime | None
    embargo_text: str | None
    slug: Slug | None


def read_fields(
    text: str, parts: Parts, segments: Sequence[Segment], declared: Declared, *, genre: Genre
) -> Fields:
    """Read all fields; of lists what was declared comes first and what was found is added."""
    texts = {kind: _texts_of(segments, kind) for kind in SegmentKind}
    subheadlines, bylines = texts[SegmentKind.SUBHEADLINE], texts[SegmentKind.BYLINE]
    embargo, line = _embargo(parts, declared)
    body = texts[SegmentKind.BODY]
    listings = tuple(find_listings(text))
    issuers = find_organisations(text, segments, listings) if genre is Genre.RELEASE else ()
    return Fields(
        headline=texts[SegmentKind.HEADLINE][0],
        subheadline=" ".join(subheadlines) or None,
        byline=declared.byline or next(map(bare_byline, bylines), None),
        summary=declared.summary or (lead_of(body[0]) if body else None),
        body=body,
        wires=_each_once(declared.wires, parts.wires),
        dateline=_dateline(declared.dateline, parts.dateline),
        sectors=_sectors(declared, texts[SegmentKind.SECTORS]),
        distribution_languages=_languages(segments, parts.language.conventions),
        tickers=_each_once(declared.tickers, tickers_of(text, listings)),
        identifiers=_each_once(declared.identifiers, find_identifiers(text)),
        organisations=_each_once(declared.organisations, issuers),
        contacts=_each_once(declared.contacts, read_contacts(segments)),
        embargo=embargo,
        embargo_text=line,
        slug=parts.slug,
    )


def _embargo(parts: Parts, declared: Declared) -> tuple[datetime | None, str | None]:
    """Take a declared embargo, or the end of one, before a line of the text."""
    if declared.speaks_of_embargo:
        return declared.embargo, declared.embargo_unreadable
    found = parts.embargo
    return (found.until, found.text) if found else (None, None)


def _dateline(declared: Dateline | None, found: Dateline | None) -> Dateline | None:
    """Fill what a declared dateline leaves open with what the text's own says."""
    if declared is None or found is None:
        return declared or found
    stated = {name: value for name, value in declared if value}
    return found.model_copy(update=stated)


def _each_once(first: Iterable[_Value], then: Iterable[_Value]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys((*first, *then)))


def _texts_of(segments: Sequence[Segment], kind: SegmentKind) -> tuple[str, ...]:
    """Collect the texts of a kind, the lines of a wrapped paragraph joined."""
    texts = (_on_one_line(segment.text) for segment in segments if segment.kind is kind)
    return tuple(text for text in texts if text)


def _on_one_line(text: str) -> str:
    return " ".join(line.strip() for line in text.split("\n")).strip()


def _sectors(declared: Declared, texts: tuple[str, ...]) -> tuple[Sector, ...]:
    """List declared subjects, then declared sectors, then those of the text, each label once."""
    lines = (" ".join(texts),) if any(map(is_label, texts)) else texts
    found = [label for line in lines for label in read_sectors(line) or read_labelled_list(line)]
    labels = (*declared.sectors, *found)
    by_meaning: dict[str, Sector] = {}
    for sector in (*declared.subjects, *map(_sector, labels)):
        by_meaning.setdefault(sector.code or sector.label.casefold(), sector)
    return tuple(by_meaning.values())


def _sector(label: str) -> Sector:
    return Sector(label=label, code=sector_code(label))


def _languages(segments: Sequence[Segment], language: str) -> tuple[str, ...]:
    """Read the languages off the about block of a distributor, however its lines were broken."""
    abouts = [
        _on_one_line(segment.text)
        for segment in segments
        if segment.kind is SegmentKind.ABOUT and segment.rule not in _ISSUERS
    ]
    return find_languages(" ".join(abouts), language) if abouts else ()
