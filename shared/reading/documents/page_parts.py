"""Find the parts of a web page: its main text, headline, byline, and what is no text of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from shared.reading.documents.page_metadata import Metadata
from shared.reading.forms.html_blocks import pieces_of_node

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

KEEP_MAIN_PART = "keep_main_part"
"""The fix that leaves out what a page holds beside its only article or its main part."""
DROP_CONTROLS = "drop_page_controls"
"""The fix that leaves out navigation and forms."""
LIFT_HEADLINE = "lift_headline"
"""The fix that moves a first heading to the front of the text."""
LIFT_BYLINE = "lift_byline"
"""The fix that moves what the page marks as a byline under the headline."""

_BYLINES = (".byline", "[rel~=author]", "[itemprop~=author]", ".author")
_BYLINE_LENGTH = 150
_HEADINGS = 50


class Parts(NamedTuple):
    """Hold the node of the main text, the nodes to leave out of it, and what was found."""

    body: "LexborNode"
    without: frozenset[int]
    headline: str | None
    byline: str | None
    fixes: tuple[str, ...]


def find_parts(root: "LexborNode", metadata: Metadata) -> Parts:
    """Find the parts of a page in its tree."""
    controls = [*root.css("nav"), *(form for form in root.css("form") if _is_control(form))]
    without = {node.mem_id for node in controls}
    body = _main_part(root)
    heading = _heading(root, body, metadata)
    if heading is not None:
        without.add(heading.mem_id)
    byline = next(_bylines(body), None)
    if byline is not None:
        without.add(byline.mem_id)
    headline = line_of(heading) if heading is not None else metadata.title
    found = {
        KEEP_MAIN_PART: body.mem_id != root.mem_id,
        DROP_CONTROLS: any(line_of(node) for node in controls),
        LIFT_HEADLINE: heading is not None and not _opens_with(body, headline),
        LIFT_BYLINE: byline is not None,
    }
    fixes = tuple(name for name, applied in found.items() if applied)
    return Parts(body, frozenset(without), headline or None, line_of(byline) or None, fixes)


def line_of(node: "LexborNode | None") -> str:
    """Write the text of a node on one line."""
    pieces = pieces_of_node(node) if node is not None else ()
    return " ".join(" ".join(piece.text for piece in pieces).split())


def _opens_with(node: "LexborNode", line: str) -> bool:
    return " ".join(node.text(separator=" ").split()).startswith(line)


def _is_control(form: "LexborNode") -> bool:
    """Say whether a form is one to fill in; some systems wrap their whole page in a form."""
    return form.css_first("article, main, h1, p") is None


def _main_part(root: "LexborNode") -> "LexborNode":
    """Choose the only article, else the main part, as long as it holds most of the paragraphs."""
    articles = [each for each in root.css("article") if not _is_within(each, "article")]
    mains = root.css("main, [role=main]")
    whole = _length_of_paragraphs(root)
    for nodes in (articles, mains):
        if len(nodes) == 1 and _length_of_paragraphs(nodes[0]) * 2 >= whole and line_of(nodes[0]):
            return nodes[0]
    return root


def _is_within(node: "LexborNode", tag: str) -> bool:
    at = node.parent
    while at is not None and at.tag != tag:
        at = at.parent
    return at is not None


def _length_of_paragraphs(node: "LexborNode") -> int:
    return sum(len(paragraph.text()) for paragraph in node.css("p"))


def _heading(root: "LexborNode", body: "LexborNode", metadata: Metadata) -> "LexborNode | None":
    """Choose the first heading of the first level in the main part that is not the site's name.

    One that stands elsewhere counts only where the title of the page says the same.
    """
    for heading in body.css("h1")[:_HEADINGS]:
        text = line_of(heading)
        if text and text.casefold() != metadata.site.casefold():
            return heading
    for heading in root.css("h1")[:_HEADINGS]:
        text = line_of(heading)
        if text and (text == metadata.title or not metadata.title):
            return heading
    return None


def _bylines(body: "LexborNode") -> Iterator["LexborNode"]:
    """Yield what classes or links mark as a byline, where it is short enough for one."""
    for selector in _BYLINES:
        for node in body.css(selector)[:_HEADINGS]:
            if 0 < len(line_of(node)) <= _BYLINE_LENGTH and not node.css("h1"):
                yield node
