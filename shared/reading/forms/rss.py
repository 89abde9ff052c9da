"""Read RSS 2.0, its forebears and RSS 1.0."""

from collections.abc import Iterator

from shared.reading.drops import ReadText
from shared.reading.forms.feed_entries import Category, Entry, read_entries
from shared.reading.forms.story import Origin
from shared.reading.forms.xml import Element

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_OTHERS = ("", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/")


def read_rss(root: Element, origin: Origin) -> tuple[ReadText, ...]:
    """Read the items of a feed as releases; raises UnreadableDrop."""
    channel = root.first("channel") or root
    items = [*channel.elements("item"), *(root.elements("item") if channel is not root else ())]
    language = _text(channel, "language") or _text(channel, "language", _DUBLIN)
    rights = _text(channel, "copyright") or _text(channel, "rights", _DUBLIN)
    about = Entry(languages=(language,), rights=rights, source=_text(channel, "title"))
    return read_entries([_entry(item, about) for item in items], origin, place="item")


def _entry(item: Element, about: Entry) -> Entry:
    link = _text(item, "link") or _permalink(item)
    return Entry(
        id=_text(item, "guid") or item.get("rdf:about"),
        link=link,
        title=_text(item, "title") or _text(item, "title", _DUBLIN),
        content=_text(item, "encoded", _CONTENT),
        summary=_text(item, "description") or _text(item, "description", _DUBLIN),
        languages=(_text(item, "language", _DUBLIN), item.get("xml:lang"), *about.languages),
        published=(_text(item, "pubDate"), _text(item, "date", _DUBLIN)),
        author=_text(item, "creator", _DUBLIN) or _text(item, "author"),
        source=_text(item, "source") or about.source,
        rights=_text(item, "rights", _DUBLIN) or about.rights,
        categories=tuple(_categories(item)),
    )


def _categories(item: Element) -> Iterator[Category]:
    for element in item.elements("category"):
        if element.namespace in _OTHERS and element.text().strip():
            yield Category(element.text(), element.get("domain") or "")
    for element in item.elements("subject"):
        if element.namespace == _DUBLIN and element.text().strip():
            yield Category(element.text())


def _permalink(item: Element) -> str | None:
    guid = item.first("guid")
    return _text(item, "guid") if guid is not None and guid.get("isPermaLink") == "true" else None


def _text(element: Element, name: str, namespace: str | None = None) -> str | None:
    """Read the first child of a name: of a namespace, or of RSS itself in any of its versions."""
    wanted = (namespace,) if namespace else _OTHERS
    texts = (each.text().strip() for each in element.elements(name) if each.namespace in wanted)
    return next(filter(None, texts), None)
