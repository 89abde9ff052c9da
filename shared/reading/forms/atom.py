"""Read Atom (RFC 4287): a feed, or an entry alone."""

from collections.abc import Iterator
from html import escape

from shared.reading.blocks import Block
from shared.reading.drops import ReadText
from shared.reading.forms.feed_entries import Category, Entry, read_entries
from shared.reading.forms.markup import pieces_of
from shared.reading.forms.story import Origin
from shared.reading.forms.xml import Element

_TEXTS = ("text", "html", "text/")

ATOM = "http://www.w3.org/2005/Atom"


def read_atom(root: Element, origin: Origin) -> tuple[ReadText, ...]:
    """Read the entries of a feed as releases; raises UnreadableDrop."""
    entries = [root] if root.name == "entry" else list(root.elements("entry"))
    return read_entries([_entry(entry, root) for entry in entries], origin, place="entry")


def _entry(entry: Element, feed: Element) -> Entry:
    content, summary = _own(entry, "content"), _own(entry, "summary")
    blocks = _blocks(content)
    tags = (each.get("xml:lang") for each in (content, _own(entry, "title"), entry, feed) if each)
    return Entry(
        id=_line(entry, "id"),
        link=_link(entry),
        title=_markup(_own(entry, "title")),
        summary=_markup(summary),
        content=_markup(content) if _kind(content).startswith(_TEXTS) and not blocks else None,
        blocks=blocks,
        languages=tuple(tags),
        published=(_line(entry, "published"), _line(entry, "updated")),
        author=_name(entry) or _name(feed),
        source=_markup(_own(feed, "title")) if feed is not entry else None,
        rights=_markup(_own(entry, "rights")) or _markup(_own(feed, "rights")),
        categories=tuple(_categories(entry)),
    )


def _own(element: Element, name: str) -> Element | None:
    return next((each for each in element.elements(name) if each.namespace == ATOM), None)


def _line(element: Element, name: str) -> str | None:
    found = _own(element, name)
    return found.text().strip() or None if found is not None else None


def _name(element: Element) -> str | None:
    author = _own(element, "author")
    return _line(author, "name") if author is not None else None


def _link(entry: Element) -> str | None:
    """Take the link to the page of an entry: `alternate`, which is also the default."""
    links = (each for each in entry.elements("link") if each.namespace == ATOM)
    pages = (each.get("href") for each in links if each.get("rel") in {None, "alternate"})
    return next(filter(None, pages), None)


def _markup(element: Element | None) -> str | None:
    """Read a text construct as a value that may be HTML: plain text is escaped for that."""
    if element is None:
        return None
    match element.get("type") or "text":
        case "xhtml":
            return escape(
                " ".join(piece.text for piece in pieces_of(element.children)), quote=False
            )
        case "html" | "text/html":
            return element.text()
        case _:
            return escape(element.text(), quote=False)


def _kind(content: Element | None) -> str:
    """Tell the type of a content; one that lies elsewhere has none here."""
    if content is None or content.get("src"):
        return ""
    return (content.get("type") or "text").lower()


def _blocks(content: Element | None) -> tuple[Block, ...]:
    """Read a content that is markup of its own; of other types none holds text."""
    if content is None or not _kind(content).endswith(("xhtml", "+xml", "/xml")):
        return ()
    return tuple(Block(piece.text) for piece in pieces_of(content.children))


def _categories(entry: Element) -> Iterator[Category]:
    for each in entry.elements("category"):
        if term := each.get("term"):
            yield Category(each.get("label") or "", each.get("scheme") or "", term)
