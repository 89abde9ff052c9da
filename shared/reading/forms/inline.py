"""Read content that stands within an XML document: NITF, XHTML or plain text."""

from shared.reading.blocks import Block
from shared.reading.forms.html_blocks import blocks_of_html
from shared.reading.forms.markup import pieces_of
from shared.reading.forms.nitf_content import NitfContent, read_nitf_content
from shared.reading.forms.xml import Element

_ENCODED = ("encoding", "Encoding")


def read_inline(element: Element) -> NitfContent:
    """Read what an element contains, by what that is; binary content holds no text."""
    inner = next(element.elements(), None)
    if inner is None:
        return NitfContent(body=_characters(element))
    if inner.name == "nitf":
        return read_nitf_content(inner)
    if inner.name in _ENCODED:
        return NitfContent()
    return NitfContent(body=tuple(Block(each.text) for each in pieces_of(element.children)))


def _characters(element: Element) -> tuple[Block, ...]:
    text = element.text()
    if element.get("encoding") or not text.strip():
        return ()
    if "html" in (element.get("contenttype") or "").lower():
        return blocks_of_html(text)
    return (Block(text),)
