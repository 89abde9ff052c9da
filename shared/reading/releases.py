"""Read the releases of a drop, whatever its format: content first, then its name and type."""

from shared.reading.charsets import charset_of
from shared.reading.drops import ReadText, read, refuse_size
from shared.reading.kinds import Kind, kind_of, may_be_structured


def read_releases(
    content: bytes, name: str, *, content_type: str | None = None
) -> tuple[ReadText, ...]:
    """Read the releases that the bytes of a drop hold; a feed holds many, all else one.

    `name` is its key or file name: for the messages, and where content alone cannot tell, its
    extension says what it is, before `content_type` does. Raises UnreadableDrop, whose message
    says what was found, where, and what to do.

    >>> [each.format for each in read_releases(b"# Ferries resume", "ferries.md")]
    ['markdown']
    >>> read_releases(b"Ferries resume", "ferries")[0].format
    'text'
    """
    refuse_size(content, name)
    kind = kind_of(content, name, content_type)
    if kind is None and may_be_structured(content):
        from shared.reading.structured import read_structured

        structured = read_structured(content, name)
        if structured is not None:
            return structured
    if kind is None:
        return (read(content, name, charset=charset_of(content_type)),)
    return (_read_document(kind, content, name, content_type),)


def _read_document(kind: Kind, content: bytes, name: str, content_type: str | None) -> ReadText:
    """Read a document; its reader is imported here, as most drops need none of them."""
    match kind:
        case Kind.PDF:
            from shared.reading.documents.pdf import read_pdf

            return read_pdf(content, name)
        case Kind.DOCX:
            from shared.reading.documents.docx import read_docx

            return read_docx(content, name)
        case Kind.MAIL:
            from shared.reading.documents.mail import read_mail

            return read_mail(content, name)
        case Kind.HTML:
            from shared.reading.documents.html import read_html

            return read_html(content, name, content_type=content_type)
        case Kind.MARKDOWN:
            from shared.reading.documents.markdown import read_markdown

            return read_markdown(content, name, charset=charset_of(content_type))
