"""Let the text of a Word document flow into pieces, as that of a web page does."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from shared.reading.forms.flow import Flow, Piece
from shared.reading.forms.xml import Element

ACCEPT_CHANGES = "accept_tracked_changes"
"""The fix that leaves out what a tracked change deletes or moves away."""
DROP_HIDDEN_TEXT = "drop_hidden_text"
"""The fix that leaves out text that the document hides."""

TITLE, HEADING, SUBTITLE = "h1", "h2", "h3"
"""The elements that stand for the styles title, heading 1 and subtitle in the pieces."""

_STYLES = {"title": TITLE, "heading 1": HEADING, "subtitle": SUBTITLE}
_ELEMENTS = {"tbl": "table", "tr": "tr", "tc": "td", "br": "br", "cr": "br", "txbxContent": "div"}
_DELETED = {"del", "moveFrom"}
_NEVER_TEXT = {"Fallback", "instrText", "delText", "pPr", "rPr", "tblPr", "sectPr"}
_OFF = {"0", "false", "off", "none"}
_SIGNS = {"tab": " ", "noBreakHyphen": "\u2011", "ptab": " "}


class Word(NamedTuple):
    """Hold the pieces of a document and the fixes that were needed."""

    pieces: tuple[Piece, ...]
    fixes: tuple[str, ...]


def styles_of(styles: Element) -> dict[str, str]:
    """Map the ids of styles, which differ by language, to the elements that they stand for."""
    found: dict[str, str] = {}
    for style in styles.elements("style"):
        name = style.first("name")
        element = _STYLES.get((value_of(name) or "").lower()) if name is not None else None
        if element and (key := value_of(style, "styleId")):
            found[key] = element
    return found


def value_of(element: Element, name: str = "val") -> str | None:
    """Read an attribute whatever prefix the document gives its namespace."""
    return next((element.get(key) for key in element.attributes if key.endswith(f":{name}")), None)


def read_word(document: Element, styles: Mapping[str, str]) -> Word:
    """Read the body of a document; a table is one line a row, a text box a block of its own."""
    flow = Flow()
    fixes: dict[str, None] = {}
    waiting: list[Iterator[Element | str]] = [iter(document.children)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            if waiting:
                flow.leave()
        elif isinstance(child, Element) and child.name not in _NEVER_TEXT:
            if fix := _left_out(child):
                fixes[fix] = None
                continue
            flow.enter(_element(child, styles))
            flow.text(_text(child))
            waiting.append(iter(child.children))
    return Word(flow.pieces(), tuple(fixes))


def _left_out(element: Element) -> str | None:
    """Name the fix that leaves an element and its text out."""
    if element.name in _DELETED:
        return ACCEPT_CHANGES
    hidden = element.first("rPr", "vanish") if element.name == "r" else None
    return DROP_HIDDEN_TEXT if hidden is not None and value_of(hidden) not in _OFF else None


def _element(element: Element, styles: Mapping[str, str]) -> str:
    if element.name != "p":
        return _ELEMENTS.get(element.name, "")
    style = element.first("pPr", "pStyle")
    return styles.get(value_of(style) or "", "p") if style is not None else "p"


def _text(element: Element) -> str:
    """Return the text that an element itself holds: only `t` does, and some stand for a sign."""
    if element.name == "t":
        return "".join(child for child in element.children if isinstance(child, str))
    return _SIGNS.get(element.name, "")
