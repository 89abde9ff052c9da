"""Read the headers of a mail, within bounds."""

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from shared.errors import UnreadableDrop
from shared.languages.tables import load_table
from shared.reading.bounds import HEADER_BYTES, MAIL_LEVELS, MAIL_PARTS
from shared.reading.charsets import codec_of
from shared.reading.encodings import decode

_READ = re.compile(
    rb"^(?:subject|date|content-[a-z-]{1,40})[ \t]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)
_HOLDS_PARTS = re.compile(
    rb"^content-type[ \t]*:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE
)
_PART = re.compile(rb"^content-type[ \t]*:", re.IGNORECASE | re.MULTILINE)


def refuse_headers(content: bytes, name: str) -> None:
    """Raise UnreadableDrop (`too_large`, `too_deep`) for headers and parts beyond their bounds."""
    for header in _READ.finditer(content):
        if len(header[0]) > HEADER_BYTES:
            raise UnreadableDrop(
                "too_large",
                f"{name} has a header of {len(header[0]):,} bytes at byte {header.start()}, more "
                f"than the {HEADER_BYTES:,} that are read; drop only the text of the release",
            )
    if sum(1 for _ in _HOLDS_PARTS.finditer(content)) > MAIL_LEVELS:
        raise UnreadableDrop(
            "too_deep",
            f"{name} has more than {MAIL_LEVELS} parts that hold others; "
            "drop the mail that brought the release",
        )
    if sum(1 for _ in _PART.finditer(content)) > MAIL_PARTS:
        raise UnreadableDrop(
            "too_large",
            f"{name} has more than {MAIL_PARTS:,} parts; drop the mail that brought the release",
        )


def header_of(message: Message, name: str) -> str:
    """Read a header on one line, its encoded words decoded; empty where it is missing.

    >>> message = Message()
    >>> message["Subject"] = "=?iso-8859-1?q?F=E4hren?= fahren"
    >>> header_of(message, "subject")
    'Fähren fahren'
    """
    raw = next((str(text) for key, text in message.raw_items() if key.lower() == name), "")
    content = raw.encode("utf-8", "surrogateescape")
    return " ".join(_words(_decoded(content)).split())


def subject_of(message: Message) -> str:
    """Read the subject without the marks of replies and forwarded mails before it.

    >>> message = Message()
    >>> message["Subject"] = "Fwd: AW: Ferries: back"
    >>> subject_of(message)
    'Ferries: back'
    """
    subject = header_of(message, "subject")
    prefixes: list[str] = load_table(__file__, "mail")["prefixes"]
    mark, colon, rest = re.sub("：", ":", subject, count=1).partition(":")
    while colon and rest.strip() and mark.strip().casefold() in prefixes:
        subject = rest.strip()
        mark, colon, rest = re.sub("：", ":", subject, count=1).partition(":")
    return subject


def _words(text: str) -> str:
    if "=?" not in text:
        return text
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    return "".join(_piece(piece, charset) for piece, charset in pieces)


def _piece(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    if charset is None:
        return piece.decode("raw-unicode-escape", "replace")  # as decode_header encodes the rest
    codec = codec_of(charset)
    try:
        return piece.decode(codec) if codec else _decoded(piece)
    except UnicodeDecodeError:
        return _decoded(piece)


def _decoded(content: bytes) -> str:
    """Decode bytes that say nothing of their encoding; what cannot be told is marked."""
    try:
        return decode(content, "").text
    except UnreadableDrop:
        return content.decode("utf-8", "replace")
