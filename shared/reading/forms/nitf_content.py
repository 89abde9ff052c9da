"""Read the displayed parts of NITF: headlines, byline, dateline, abstract, body."""

from typing import NamedTuple

from shared.reading.blocks import Block
from shared.reading.declaring import read_moment
from shared.reading.forms.codes import country_of
from shared.reading.forms.markup import pieces_of
from shared.reading.forms.xml import Element
from shared.records.fields import Dateline


class NitfContent(NamedTuple):
    """Hold the parts of an NITF document that a reader sees."""

    headline: str | None = None
    subheadlines: tuple[str, ...] = ()
    byline: str | None = None
    dateline: Dateline | None = None
    summary: str | None = None
    body: tuple[Block, ...] = ()
    end: tuple[Block, ...] = ()


def read_nitf_content(nitf: Element) -> NitfContent:
    """Read the body of an NITF document; the title of its head stands in for a headline."""
    body = nitf.first("body")
    head = body.first("body.head") if body else None
    return NitfContent(
        headline=(head.line("hedline", "hl1") if head else None) or nitf.line("head", "title"),
        subheadlines=_lines(head, "hedline", "hl2"),
        byline=", ".join(_lines(head, "byline")) or None,
        dateline=_dateline(head),
        summary=head.line("abstract") if head else None,
        body=_blocks(body, "body.content"),
        end=_blocks(body, "body.end"),
    )


def _lines(head: Element | None, *path: str) -> tuple[str, ...]:
    above = head.first(*path[:-1]) if head else None
    lines = (" ".join(each.text().split()) for each in above.elements(path[-1])) if above else ()
    return tuple(line for line in lines if line)


def _blocks(body: Element | None, name: str) -> tuple[Block, ...]:
    part = body.first(name) if body else None
    return tuple(Block(piece.text) for piece in pieces_of(part.children)) if part else ()


def _dateline(head: Element | None) -> Dateline | None:
    """Read a dateline with what its elements say; several are one line."""
    first = head.first("dateline") if head else None
    text = " ".join(_lines(head, "dateline"))
    if first is None or not text:
        return None
    country = first.first("location", "country")
    moment = read_moment((first.first("story.date") or first).get("norm") or "")
    return Dateline(
        text=text,
        place=first.line("location", "city") or first.line("location"),
        country=country_of(country.get("iso-cc")) if country else None,
        date=moment.date() if moment else None,
    )
