"""Read NewsML-G2: a newsItem, alone or in a message."""

from collections.abc import Iterator

from shared.errors import UnreadableDrop
from shared.languages.tables import load_table
from shared.reading.blocks import Block
from shared.reading.drops import ReadText
from shared.reading.forms.g2_metadata import gather_metadata, local_part
from shared.reading.forms.gathering import Gathering
from shared.reading.forms.inline import read_inline
from shared.reading.forms.many import read_each
from shared.reading.forms.nitf_content import NitfContent
from shared.reading.forms.story import Origin, Story, tell
from shared.reading.forms.xml import Element

ITEMS = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")


def read_news_message(message: Element, origin: Origin) -> tuple[ReadText, ...]:
    """Read the items of a newsMessage or an itemSet; raises UnreadableDrop."""
    items = list(message.within(*ITEMS))
    return read_each(items, lambda item: read_item(item, origin), name=origin.name, place="itemSet")


def read_item(item: Element, origin: Origin) -> ReadText:
    """Read a newsItem; raises UnreadableDrop (`not_a_release`, `no_text`, `too_large`)."""
    if item.name != "newsItem":
        raise UnreadableDrop(
            "not_a_release",
            f"{origin.name} holds a NewsML-G2 {item.name}, which has no text of its own; "
            "drop the newsItems that it names",
        )
    content = _content(item)
    gathering = Gathering()
    gather_metadata(gathering, item)
    metadata = item.first("contentMeta")
    headline, subheadlines = _headlines(metadata)
    described, summary = _descriptions(metadata)
    found, is_media = _found(item)
    if is_media and not content.body:
        content, headline, subheadlines, described = NitfContent(), None, (), ()
    gathering.put("summary", summary if content.body else None)
    _gather_displayed(gathering, content, metadata)
    dateline = metadata.line("dateline") if metadata else None
    story = Story(
        declared=gathering.declared(),
        found=found,
        headline=content.headline or headline,
        subheadlines=content.subheadlines or subheadlines,
        byline=content.byline or (metadata.line("by") if metadata else None),
        dateline=content.dateline.text if content.dateline else dateline,
        body=content.body or described,
        end=content.end,
    )
    return tell(story, origin)


def _gather_displayed(gathering: Gathering, content: NitfContent, metadata: Element | None) -> None:
    gathering.put("byline", content.byline or (metadata.line("by") if metadata else None))
    gathering.put("summary", content.summary)
    if content.dateline:
        gathering.put_dateline(content.dateline)


def _content(item: Element) -> NitfContent:
    """Read the first content that has a body; without one, what a content holds beside it."""
    contents = [
        read_inline(element)
        for content_set in item.elements("contentSet")
        for element in content_set.elements("inlineXML", "inlineData")
    ]
    return next((each for each in contents if each.body), next(iter(contents), NitfContent()))


def _headlines(metadata: Element | None) -> tuple[str | None, tuple[str, ...]]:
    """Choose the headline whose role is the main one, else one without a role, else the first."""
    lines: dict[str, list[str]] = {}
    for element in metadata.elements("headline") if metadata else ():
        role = local_part(element.get("role")).lower()
        lines.setdefault("sub" if "sub" in role else role, []).extend(_line(element))
    below = tuple(lines.pop("sub", ()))
    ordered = [*lines.pop("main", ()), *lines.pop("", ()), *(x for y in lines.values() for x in y)]
    return (ordered[0] if ordered else None), below


def _descriptions(metadata: Element | None) -> tuple[tuple[Block, ...], str | None]:
    """Read the descriptions as text, and the one that sums the story up."""
    roles: dict[str, str] = {}
    for element in metadata.elements("description") if metadata else ():
        for text in _line(element):
            roles.setdefault(local_part(element.get("role")).lower(), text)
    summary = roles.get("summary") or roles.get("abstract") or next(iter(roles.values()), None)
    return ((Block(summary),) if summary else ()), summary


def _line(element: Element) -> Iterator[str]:
    if text := " ".join(element.text().split()):
        yield text


def _found(item: Element) -> tuple[str, bool]:
    """Say what a newsItem is by its class, and whether its content is no text."""
    element = item.first("itemMeta", "itemClass")
    named = local_part((element.get("qcode") or element.get("uri")) if element else None).lower()
    classes: dict[str, str] = load_table(__file__, "newsml")["news_item_classes"]
    count = sum(1 for _ in item.within("remoteContent"))
    links = f" with {count} links to content elsewhere" if count else ""
    what = classes.get(named)
    return f"a NewsML-G2 newsItem{f' of {what}' if what else ''}{links}", what is not None
