"""Read the header block of EQS and DGAP: kind and issuer of the news, and its keywords."""

import re
from functools import cache

from shared.cleaning.opening.taken import Taken
from shared.cleaning.paragraphs import Paragraph
from shared.cleaning.spans import Span
from shared.cleaning.wording import alternatives
from shared.languages.tables import load_table
from shared.records.fields import SegmentKind

_HEADER = re.compile(r"(?P<wire>EQS|DGAP)-[\w-]{2,24}(?:\s[\w-]{2,24}){0,2}\s?:\s\S")
_LONGEST = 300
_RULE = "eqs"


def header_at(paragraph: Paragraph) -> Taken | None:
    """Take the header line of EQS, or the line of keywords below it.

    >>> line = "EQS-News: Nordlicht SE / Schlagwort(e): Produkteinführung"
    >>> [span.rule for span in header_at(Paragraph(line, 0, len(line))).spans]
    ['eqs.mark', 'eqs.keywords']
    """
    if len(paragraph.text) > _LONGEST:
        return None
    keywords = _keywords().search(paragraph.text)
    behind_issuer = keywords and paragraph.text[: keywords.start()].endswith(" / ")
    if not _HEADER.match(paragraph.text) and not behind_issuer:
        alone = keywords and keywords.start() == 0
        return Taken((_span(SegmentKind.SECTORS, paragraph, "keywords"),)) if alone else None
    wires = ("EQS",)
    if keywords is None:
        return Taken((_span(SegmentKind.WIRE_MARK, paragraph, "mark"),), wires)
    cut = paragraph.start + keywords.start()
    mark = _span(SegmentKind.WIRE_MARK, paragraph, "mark")._replace(end=cut)
    sectors = _span(SegmentKind.SECTORS, paragraph, "keywords")._replace(start=cut)
    return Taken((mark, sectors), wires)


def _span(kind: SegmentKind, paragraph: Paragraph, rule: str) -> Span:
    return Span(kind, paragraph.start, paragraph.end, f"{_RULE}.{rule}")


@cache
def _keywords() -> re.Pattern[str]:
    labels: list[str] = load_table(__file__, "page_lines")["keywords"]
    names = alternatives(labels)
    return re.compile(rf"(?:{names})\s?[:：]")
