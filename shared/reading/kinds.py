"""Tell what kind of document the bytes of a drop are."""

import re
from enum import StrEnum

from shared.languages.tables import load_table
from shared.reading.documents.mail_signs import is_mail
from shared.reading.forms.roots import root_of

_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_SAMPLE = 8 * 1024
_PAGES = {"html", "head", "body"}
_TAG = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9]{0,10}[\s>/]|!DOCTYPE)", re.IGNORECASE)
_HEADER = re.compile(rb"(?:From [^\r\n]{1,500}\r?\n)?[!-9;-~]{1,76}:")
_MARKS = b"\xef\xbb\xbf\xff\xfe\x00"
_SPACE = b" \t\r\n"
_STRUCTURED = frozenset((b"<", b"{", b"["))


class Kind(StrEnum):
    """Name the kinds of document beside plain text and the structured formats."""

    PDF = "pdf"
    DOCX = "docx"
    MAIL = "mail"
    HTML = "html"
    MARKDOWN = "markdown"


def kind_of(content: bytes, name: str, content_type: str | None = None) -> Kind | None:
    """Tell the kind of a document; None for plain text and for what the structured formats read.

    Content decides before the extension of the name, and that before the content type: Markdown
    shows in neither, HTML needs a tag and a mail a header whatever the name says.

    >>> kind_of(b"<!DOCTYPE html><p>Ferries", "a.txt"), kind_of(b"Ferries", "a.html")
    (<Kind.HTML: 'html'>, None)
    """
    if content.startswith(_PDF):
        return Kind.PDF
    if content.startswith(_ZIP):
        return Kind.DOCX
    if is_mail(content):
        return Kind.MAIL
    claimed = _claimed(name, content_type)
    sample = content[:_SAMPLE].translate(None, _MARKS).decode("latin-1")
    root = root_of(sample)
    if root and root.is_html and (claimed is Kind.HTML or _is_page(root.name, content)):
        return Kind.HTML
    if root and not root.is_html and root.is_xml:
        return None
    fits = {
        Kind.HTML: bool(_TAG.search(sample)),
        Kind.MAIL: bool(_HEADER.match(content)),
        Kind.MARKDOWN: True,
    }
    return claimed if claimed and fits[claimed] else None


def may_be_structured(content: bytes) -> bool:
    r"""Say whether bytes begin as XML and JSON do, marks and white space aside.

    >>> may_be_structured(b"\xef\xbb\xbf\n<rss/>"), may_be_structured(b"Ferries resume")
    (True, False)
    """
    return content.lstrip(_MARKS + _SPACE)[:1] in _STRUCTURED


def _is_page(root: str, content: bytes) -> bool:
    """Say whether a document is a page, or a fragment of one that ends as it began: in a tag."""
    return root.lower() in _PAGES or content.rstrip(b" \t\r\n\x00").endswith(b">")


def _claimed(name: str, content_type: str | None) -> Kind | None:
    """Read what the extension claims; the content type counts where it claims nothing."""
    table: dict[str, dict[str, str]] = load_table(__file__, "kinds")
    extension = name.rpartition("/")[2].rpartition(".")[2].lower()
    mime = (content_type or "").partition(";")[0].strip().lower()
    found = table["extensions"].get(extension) or (
        table["types"].get(mime) if extension not in table["plain"] else None
    )
    return Kind(found) if found else None
