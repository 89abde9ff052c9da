"""Tell the lines above and below a headline that are no part of the story."""

import re
from functools import cache

from shared.cleaning.contact_addresses import EMAIL, has_address
from shared.cleaning.contact_lines import heading_at
from shared.cleaning.opening.embargoes import read_embargo
from shared.cleaning.opening.headers import header_at
from shared.cleaning.opening.heads import read_head
from shared.cleaning.opening.page_lines import CAPTION, TIME, is_doubled, page_rule
from shared.cleaning.opening.peeling import mark_at
from shared.cleaning.opening.readings import Reading, Setting
from shared.cleaning.opening.slugs import find_slug
from shared.cleaning.opening.taken import Taken
from shared.cleaning.paragraphs import Paragraph
from shared.cleaning.places import country_of, first_place, is_known_place
from shared.cleaning.spans import Span
from shared.cleaning.values.person_names import is_company, looks_like_name
from shared.cleaning.wording import alternatives
from shared.languages.agencies import agency_code
from shared.languages.tables import load_table
from shared.records.fields import Dateline, SegmentKind

EMBARGO = "embargo.line"
"""The rule of a line that says until when nobody may publish."""

_LONGEST_LABELLED = 200
_LONGEST_DATE = 80
_LONGEST_ISSUER = 24
_FEWEST_BELOW = 2  # paragraphs that must stand below the name of an issuer
_CLOCK = re.compile(
    r"\s*(?:오전|오후|낮|저녁|午前|午後|上午|下午|中午)?\s?\d{1,2}\s?(?:[:：]\d{2}|[시時时点點](?:\s?\d{1,2}\s?[分분])?)$"
)
_COLON = re.compile(r"[:：]\s?\S")


def side_line(text: str, paragraph: Paragraph, setting: Setting) -> Taken | None:
    """Take a paragraph that is nothing but a mark, slug, embargo, page line, label or date."""
    return (
        _mark_alone(text, paragraph)
        or header_at(paragraph)
        or _slug_alone(paragraph)
        or _embargo(paragraph, setting)
        or (_date_alone(paragraph, setting) if setting.marked else None)
        or _page_line(paragraph)
        or _labelled(paragraph)
        or _date_alone(paragraph, setting)
    )


def one(kind: SegmentKind, paragraph: Paragraph, rule: str) -> Taken:
    """Take a whole paragraph as one kind."""
    return Taken((Span(kind, paragraph.start, paragraph.end, rule),))


def _mark_alone(text: str, paragraph: Paragraph) -> Taken | None:
    mark = mark_at(text, paragraph.start, paragraph.end)
    return mark if mark and mark.spans[0].end == paragraph.end else None


def _slug_alone(paragraph: Paragraph) -> Taken | None:
    found = find_slug(paragraph.text)
    if found is None or not found.alone:
        return None
    rule = f"slug.{found.slug.kind}"
    return one(SegmentKind.NOISE, paragraph, rule)._replace(slug=found.slug)


def _embargo(paragraph: Paragraph, setting: Setting) -> Taken | None:
    found = read_embargo(paragraph.text, setting.language, setting.received)
    return one(SegmentKind.NOISE, paragraph, EMBARGO)._replace(embargo=found) if found else None


def _page_line(paragraph: Paragraph) -> Taken | None:
    rule = page_rule(paragraph.text)
    return one(SegmentKind.NOISE, paragraph, rule) if rule else None


def _labelled(paragraph: Paragraph) -> Taken | None:
    """Take a line that names a contact, a source or who answers for the text."""
    line = paragraph.text
    folded = line.casefold()
    for kind in ("responsible", "restricted"):
        if folded.startswith(_phrases(kind)):
            return one(SegmentKind.DISCLAIMER, paragraph, f"label.{kind}")
    if len(line) > _LONGEST_LABELLED:
        return None
    if source := _source().match(line):
        named = line[source.end() :]
        return one(SegmentKind.SOURCE, paragraph, "label.source") if is_company(named) else None
    addressed = EMAIL.search(line) is not None and _COLON.search(line) is not None
    if has_address(line) and (addressed or heading_at(line)):
        return one(SegmentKind.CONTACT, paragraph, "label.contact")
    return None


def repeated_source(paragraph: Paragraph, others: frozenset[str]) -> Taken | None:
    """Take a source line that stands above a story and again below it."""
    if _source().match(paragraph.text) and paragraph.text in others:
        return one(SegmentKind.SOURCE, paragraph, "label.source")
    return None


@cache
def _phrases(kind: str) -> tuple[str, ...]:
    return tuple(load_table(__file__, "page_lines")[kind])


@cache
def _source() -> re.Pattern[str]:
    labels: list[str] = load_table(__file__, "page_lines")["sources"]
    names = alternatives(labels)
    return re.compile(rf"(?:{names})\s?[:：]\s*(?=\S)")


def _date_alone(paragraph: Paragraph, setting: Setting) -> Taken | None:
    """Take a line that holds a date with its year, perhaps a place and an agency, and no more."""
    line = paragraph.text
    if len(line) > _LONGEST_DATE:
        return None
    if not any(map(str.isdecimal, line)):
        read = _signed_place(line)
    else:
        read = read_head(_CLOCK.sub("", _date_label().sub("", line)), setting)
        read = read if read and read.day and read.dated_fully else None
    if not read:
        return None
    dateline = Dateline(
        text=line, place=read.place, country=None, date=read.day, agency=read.agency
    )
    found = one(SegmentKind.DATELINE, paragraph, "frame.date_line")
    return found._replace(dateline=placed(dateline))


def _signed_place(line: str) -> Reading | None:
    """Read a place and an agency on a line of their own: `غازي عنتاب / الأناضول`."""
    place, sign, agency = line.partition("/") if "/" in line else line.rpartition("-")
    code = agency_code(agency.strip()) if sign else None
    return Reading(place.strip(), agency=code) if code and is_known_place(place.strip()) else None


@cache
def _date_label() -> re.Pattern[str]:
    labels: list[str] = load_table(__file__, "page_lines")["date_labels"]
    names = alternatives(labels)
    return re.compile(rf"^(?:{names})\s?[:：]\s*", re.IGNORECASE)


def placed(dateline: Dateline) -> Dateline:
    """Give a dateline its first place, and the country of that."""
    if not dateline.place:
        return dateline
    first = first_place(dateline.place)
    country = country_of(dateline.place) or country_of(first)
    return dateline.model_copy(update={"place": first, "country": country})


def captions(paragraphs: tuple[Paragraph, ...], at: int) -> int:
    """Count the paragraphs from `at` on that are one caption, doubled."""
    if is_doubled(paragraphs[at].text):
        return 1
    following = paragraphs[at + 1].text if at + 1 < len(paragraphs) else ""
    return 2 if following and following == paragraphs[at].text else 0


def issuer_above_time(paragraphs: tuple[Paragraph, ...], at: int) -> Taken | None:
    """Take the name of a company that a page puts above its time stamp."""
    below = paragraphs[at + 1].text if at + 1 < len(paragraphs) else ""
    named = page_rule(below) == TIME and is_company(paragraphs[at].text)
    short = len(paragraphs[at].text) <= _LONGEST_DATE
    return one(SegmentKind.NOISE, paragraphs[at], "noise.page") if named and short else None


def issuer_alone(paragraphs: tuple[Paragraph, ...], at: int) -> Taken | None:
    """Take the name of a company on a line above the headline, below other lines of a header."""
    line = paragraphs[at].text
    below = len(paragraphs) - at > _FEWEST_BELOW
    named = len(line) <= _LONGEST_ISSUER and is_company(line) and looks_like_name(line)
    return one(SegmentKind.NOISE, paragraphs[at], "noise.issuer") if below and named else None


def caption(paragraph: Paragraph) -> Taken:
    """Take a paragraph as a doubled caption."""
    return one(SegmentKind.NOISE, paragraph, CAPTION)
