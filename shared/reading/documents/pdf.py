"""Read the text of a PDF document, where the library for it is installed."""

import re
from collections.abc import Iterator
from typing import Any

from shared.errors import UnreadableDrop
from shared.languages.scripts import count_scripts
from shared.reading.blocks import Block
from shared.reading.bounds import PAGES, TEXT_BYTES
from shared.reading.drops import ReadText, refuse_size
from shared.reading.forms.story import Origin, Story, tell
from shared.records.declared import Declared

FORMAT = "pdf"
LOSSY_ORDER = "lossy_pdf_order"
"""Marks text written from right to left: a PDF keeps its shapes, not the order of its letters."""
JOIN_HYPHENATED = "join_hyphenated_lines"
"""The fix that joins words which the document marks as parted at the end of a line."""

_PARTED = re.compile("[\x02\ufffe]\\s*")
_RIGHT_TO_LEFT = {"Arab", "Hebr", "Syrc", "Thaa"}


def read_pdf(content: bytes, name: str) -> ReadText:
    """Read a PDF document page by page; nothing but its text is told.

    Raises UnreadableDrop (`pdf_unsupported`, `malformed_pdf`, `encrypted`, `too_large`, `no_text`).
    """
    refuse_size(content, name)
    pages = list(_pages(content, name))
    whole = "\n\n".join(pages)
    text = _PARTED.sub("", whole)
    fixes: tuple[str, ...] = (JOIN_HYPHENATED,) if text != whole else ()
    if _RIGHT_TO_LEFT & count_scripts(text).keys():
        fixes += (LOSSY_ORDER,)
    story = Story(Declared(), f"a PDF document of {len(pages)} pages", body=(Block(text),))
    return tell(story, Origin(name, FORMAT, "pdf", len(content), fixes))


def _pages(content: bytes, name: str) -> Iterator[str]:
    document = _open(content, name)
    try:
        if len(document) > PAGES:
            raise UnreadableDrop(
                "too_large",
                f"{name} has {len(document):,} pages, more than the {PAGES} that are read; "
                "drop only the pages of the release",
            )
        left = TEXT_BYTES
        for number in range(len(document)):
            text = _page(document, number, name)
            left -= len(text)
            yield text
            if left < 0:
                break
    finally:
        document.close()


def _page(document: Any, number: int, name: str) -> str:
    import pypdfium2

    try:
        page = document[number]
        text: str = page.get_textpage().get_text_bounded(errors="replace")
    except pypdfium2.PdfiumError as error:
        raise UnreadableDrop(
            "malformed_pdf",
            f"page {number + 1} of {name} cannot be read: {error}; save it again and drop it",
        ) from error
    return text


def _open(content: bytes, name: str) -> Any:
    try:
        import pypdfium2
    except ImportError as error:
        raise UnreadableDrop(
            "pdf_unsupported",
            f"{name} is a PDF document, which this deployment does not read; install Polywire "
            "with its extra `pdf`, or drop the text of the release",
        ) from error
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise UnreadableDrop(
            "encrypted" if is_locked else "malformed_pdf",
            f"{name} is a PDF document that cannot be opened "
            f"({'it has a password' if is_locked else 'it is damaged'}); save it again without "
            "protection and drop it",
        ) from error
