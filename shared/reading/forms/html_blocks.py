"""Read HTML into blocks of text."""

import html as entities
import re
from collections.abc import Container
from typing import TYPE_CHECKING

from shared.languages.tables import load_table
from shared.reading.blocks import Block
from shared.reading.forms.flow import Flow, Piece, roles_of_elements
from shared.reading.forms.html_bounds import refuse_deep_html
from shared.records.fields import SegmentKind

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BLOCK = "div"
_MARKUP = re.compile(r"<(?:/?([A-Za-z][A-Za-z0-9]{0,20})(?:[\s/][^<>]{0,2000})?|!--[^<>]{0,2000})>")


def blocks_of_html(html: str, *, headline: bool = False) -> tuple[Block, ...]:
    """Read a document or a fragment into its blocks, in order.

    Paragraphs, list items, headings and rows of tables are blocks; links keep their text, scripts
    and styles are dropped. With `headline` the first heading of the first level is the headline.
    Raises UnreadableDrop (`too_deep`, `too_large`).

    >>> [block.text for block in blocks_of_html("<h1>Ferries</h1><p>The <b>harbour</b> reopened.")]
    ['Ferries', 'The harbour reopened.']
    >>> blocks_of_html("<h1>Ferries</h1>", headline=True)[0].kind
    <SegmentKind.HEADLINE: 'headline'>
    """
    pieces = pieces_of_html(html)
    first = next((n for n, each in enumerate(pieces) if each.element == "h1"), None)
    kinds = {first: SegmentKind.HEADLINE} if headline else {}
    return tuple(Block(piece.text, kinds.get(number)) for number, piece in enumerate(pieces))


def blocks_of_value(value: str) -> tuple[Block, ...]:
    """Read a value that may be HTML or plain text, as feeds have it; entities are resolved.

    Only elements of HTML make it that: a name in angle brackets is text.

    >>> [block.text for block in blocks_of_value("Profit &amp; loss of <ACME.L>")]
    ['Profit & loss of <ACME.L>']
    """
    if any(_is_of_html(found[1]) for found in _MARKUP.finditer(value)):
        return blocks_of_html(value)
    text = entities.unescape(value) if "&" in value else value
    return (Block(text),) if text.strip() else ()


def _is_of_html(name: str | None) -> bool:
    known: list[str] = load_table(__file__, "names")["html"]
    return name is None or name.lower() in known or name.lower() in roles_of_elements()


def line_of_value(value: str | None) -> str | None:
    """Read a value that may be HTML as one line of text; None where it shows nothing.

    >>> line_of_value("<b>Ferries</b> &amp; harbours"), line_of_value(" ")
    ('Ferries & harbours', None)
    """
    if value is None:
        return None
    return " ".join(" ".join(block.text for block in blocks_of_value(value)).split()) or None


def pieces_of_html(html: str) -> tuple[Piece, ...]:
    """Read HTML into pieces that still name their elements; raises as `blocks_of_html` does.

    >>> pieces_of_html("<ul><li>One<li>Two</ul>")[1]
    Piece(text='Two', element='li')
    """
    from selectolax.lexbor import LexborHTMLParser

    refuse_deep_html(html)
    root = LexborHTMLParser(html).root
    return pieces_of_node(root) if root is not None else ()


def pieces_of_node(root: "LexborNode", *, without: Container[int] = ()) -> tuple[Piece, ...]:
    """Read a part of a parsed document; the nodes whose `mem_id` is in `without` are left out."""
    flow = Flow()
    _walk(root, flow, without)
    return flow.pieces()


def _walk(root: "LexborNode", flow: Flow, without: Container[int]) -> None:
    """Walk a tree in order without recursion: a parser makes more levels than its input shows."""
    node: LexborNode | None = root
    while node is not None:
        below = _arrive(node, flow, without)
        node = below or _next(node, root, flow)


def _arrive(node: "LexborNode", flow: Flow, without: Container[int]) -> "LexborNode | None":
    if node.is_text_node:
        flow.text(node.text_content or "")
        return None
    if node.mem_id in without:
        flow.enter(_BLOCK)
        return None
    flow.enter(node.tag or "")
    return node.first_child if node.is_element_node else None


def _next(node: "LexborNode", root: "LexborNode", flow: Flow) -> "LexborNode | None":
    """Leave nodes that are done until one has a neighbour to go to."""
    at: LexborNode | None = node
    while at is not None:
        if not at.is_text_node:
            flow.leave()
        if at.mem_id == root.mem_id:
            return None
        if at.next is not None:
            return at.next
        at = at.parent
    return None
