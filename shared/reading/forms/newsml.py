"""Read NewsML 1.2: news items made of typed components."""

from collections.abc import Iterator
from typing import NamedTuple

from shared.languages.tables import load_table
from shared.reading.blocks import Block
from shared.reading.drops import ReadText
from shared.reading.forms.gathering import Gathering
from shared.reading.forms.inline import read_inline
from shared.reading.forms.many import read_each
from shared.reading.forms.newsml_metadata import formal_name, gather_item, gather_metadata
from shared.reading.forms.nitf_content import NitfContent
from shared.reading.forms.story import Origin, Story, tell
from shared.reading.forms.xml import Element
from shared.records.fields import Dateline, SegmentKind


class _Telling(NamedTuple):
    """Hold a component that tells a story, last, below the components that it stands in."""

    document: Element
    item: Element
    chain: tuple[Element, ...]


def read_newsml(document: Element, origin: Origin) -> tuple[ReadText, ...]:
    """Read each text of each news item, of which one item may hold several languages."""
    stories = [
        _Telling(document, item, chain)
        for item in document.within("NewsItem")
        for chain in _story_chains(tuple(item.elements("NewsComponent"))[:1])
    ]
    return read_each(
        stories, lambda story: _read_story(story, origin), name=origin.name, place="NewsItem"
    )


def _story_chains(chain: tuple[Element, ...]) -> Iterator[tuple[Element, ...]]:
    """Find the components that tell a story: those whose parts are typed, or hold text."""
    if not chain:
        return
    below = tuple(chain[-1].elements("NewsComponent"))
    if any(_part(each) for each in below) or not below:
        yield chain
        return
    for each in below:
        yield from _story_chains((*chain, each))


def _read_story(story: _Telling, origin: Origin) -> ReadText:
    parts = _parts(story.chain[-1])
    gathering = Gathering()
    gather_item(gathering, story.document, story.item)
    gather_metadata(gathering, story.chain)
    body = parts.get("body", NitfContent())
    summary = _line_of(parts.get("summary"))
    byline = _line_of(parts.get("byline")) or body.byline or _news_line(story, "ByLine")
    gathering.put("byline", byline)
    gathering.put("summary", summary or body.summary)
    dateline = _dateline(story, parts, body)
    if dateline:
        gathering.put_dateline(dateline)
    told = Story(
        declared=gathering.declared(),
        found="a NewsML news item",
        headline=_news_line(story, "HeadLine") or _line_of(parts.get("headline")) or body.headline,
        subheadlines=_subheadlines(story, parts) or body.subheadlines,
        byline=byline,
        dateline=dateline.text if dateline else None,
        body=body.body,
        end=(*body.end, *_end(parts)),
    )
    return tell(told, origin)


def _parts(component: Element) -> dict[str, NitfContent]:
    """Read the typed parts of a component; one without any is all body."""
    parts: dict[str, NitfContent] = {}
    for each in component.elements("NewsComponent"):
        if part := _part(each):
            parts.setdefault(part, _read_content(each))
    if not parts and formal_name(component.first("Role")).lower() not in _media():
        parts["body"] = _read_content(component)
    return parts


def _part(component: Element) -> str | None:
    roles: dict[str, str] = load_table(__file__, "newsml")["roles"]
    return roles.get(formal_name(component.first("Role")).lower())


def _media() -> frozenset[str]:
    return frozenset(load_table(__file__, "newsml")["media_roles"])


def _read_content(component: Element) -> NitfContent:
    """Read the first of a component's items, which are alternatives, that holds a text."""
    contents = (
        read_inline(content)
        for item in component.elements("ContentItem")
        if not item.first("Encoding")
        for content in item.elements("DataContent")
    )
    return next((each for each in contents if each.body), NitfContent())


def _line_of(content: NitfContent | None) -> str | None:
    return " ".join(" ".join(block.text for block in content.body).split()) if content else None


def _subheadlines(story: _Telling, parts: dict[str, NitfContent]) -> tuple[str, ...]:
    content = parts.get("subheadline")
    line = _news_line(story, "SubHeadLine")
    return tuple(block.text for block in content.body) if content else (line,) if line else ()


def _dateline(story: _Telling, parts: dict[str, NitfContent], body: NitfContent) -> Dateline | None:
    text = _line_of(parts.get("dateline")) or _news_line(story, "DateLine")
    return body.dateline or (Dateline(text=text) if text else None)


def _end(parts: dict[str, NitfContent]) -> Iterator[Block]:
    for part, kind in (("about", SegmentKind.ABOUT), ("contact", SegmentKind.CONTACT)):
        for block in parts.get(part, NitfContent()).body:
            yield Block(block.text, kind)


def _news_line(story: _Telling, name: str) -> str | None:
    """Read a line of the nearest component that has one."""
    lines = (component.line("NewsLines", name) for component in reversed(story.chain))
    return next(filter(None, lines), None)
