"""Read a web page as a release."""

import re
from typing import TYPE_CHECKING

from shared.reading.blocks import Block
from shared.reading.charsets import charset_of
from shared.reading.declaring import merge
from shared.reading.documents.page_metadata import Metadata
from shared.reading.documents.page_parts import find_parts
from shared.reading.drops import ReadText, refuse_size
from shared.reading.encodings import decode
from shared.reading.fixes import normalise_line_ends, remove_byte_order_mark
from shared.reading.forms.html_blocks import pieces_of_node
from shared.reading.forms.html_bounds import refuse_deep_html
from shared.reading.forms.story import Origin, Story, tell
from shared.reading.front_matter import TAKE_FRONT_MATTER, split_front_matter
from shared.reading.misreadings import join_surrogates, replace_lone_surrogates
from shared.records.declared import Declared

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

FORMAT = "html"
_NOTHING = Declared()
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?\b(?:charset|encoding)\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})",
    re.IGNORECASE,
)


def read_html(content: bytes, name: str, *, content_type: str | None = None) -> ReadText:
    r"""Read a page: its headline, byline and body, and what its head declares.

    The body is the only article, else the main part, where that holds most of the paragraphs, else
    all; navigation, forms and buttons are left out. It may open with front matter. Raises
    UnreadableDrop (`too_large`, `too_deep`, `binary`, `undecodable`, `no_text`, `front_matter`).

    >>> read_html(b"<title>Ferries | Kestrel</title><p>The harbour.", "a.html").text
    'Ferries\n\nThe harbour.'
    """
    refuse_size(content, name)
    declared = _DECLARED.search(content[:4096])
    charset = charset_of(content_type) or (declared[1].decode("ascii") if declared else None)
    decoded = decode(content, name, charset=charset)
    front, html = split_front_matter(normalise_line_ends(remove_byte_order_mark(decoded.text)))
    fixes = (TAKE_FRONT_MATTER,) if front != _NOTHING else ()
    return read_page(html, Origin(name, FORMAT, decoded.encoding, len(content), fixes), front)


def read_page(html: str, origin: Origin, front: Declared = _NOTHING) -> ReadText:
    """Read the text of a page, of which `front` was declared; raises as `read_html` does."""
    text = replace_lone_surrogates(join_surrogates(html))
    fixes = () if text == html else (replace_lone_surrogates.__name__,)
    refuse_deep_html(text)
    root = _parse(text)
    metadata = Metadata(root)
    parts = find_parts(root, metadata)
    pieces = pieces_of_node(parts.body, without=parts.without)
    body = tuple(Block(piece.text) for piece in pieces)
    story = Story(
        declared=merge(front, metadata.declared("\n".join(block.text for block in body))),
        found="a web page",
        headline=parts.headline,
        byline=parts.byline,
        body=body,
    )
    return tell(story, origin._replace(fixes=(*origin.fixes, *fixes, *parts.fixes)))


def _parse(html: str) -> "LexborNode":
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(html or "<html>").root
    if root is None:
        raise ValueError("a parser of HTML makes a document of every text")
    return root
