"""Decode the bytes of an XML or JSON document."""

import codecs
import re
from typing import NamedTuple

from shared.errors import UnreadableDrop
from shared.reading.charsets import codec_of
from shared.reading.wide_text import sniff_mark

IGNORE_FALSE_PROLOG = "ignore_false_prolog"
"""The fix that reads UTF-8 as UTF-8 where the prolog of an XML document names another encoding."""

_PROLOG = re.compile(rb"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_WIDE = {b"<\0": "utf-16-le", b"\0<": "utf-16-be", b"{\0": "utf-16-le", b"\0{": "utf-16-be"}


class Decoded(NamedTuple):
    """Hold a decoded document, the encoding that it was in and the fixes that were needed."""

    text: str
    encoding: str
    fixes: tuple[str, ...] = ()


def decode(content: bytes, name: str) -> Decoded:
    r"""Decode by byte order mark, then by NUL bytes, then as UTF-8, then as the prolog says.

    Bytes beyond ASCII that are valid UTF-8 are UTF-8 whatever a prolog claims: no text of another
    encoding is so by chance. Raises UnreadableDrop (`undecodable`).

    >>> decode('<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>'.encode(), "a.xml").fixes
    ('ignore_false_prolog',)
    >>> decode(b'<?xml version="1.0" encoding="iso-8859-1"?><a>\x80</a>', "a.xml").text[-5]
    '€'
    """
    if marked := sniff_mark(content):
        encoding, at = marked
        return Decoded(_strictly(content[at:], encoding, name), encoding)
    content = content.removeprefix(codecs.BOM_UTF8)
    if wide := _WIDE.get(content[:2]):
        return Decoded(_strictly(content, wide, name), wide)
    declared = _declared(content)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        encoding = "utf-8" if declared in {None, "utf-16"} else str(declared)
        return Decoded(_strictly(content, encoding, name), encoding)
    if declared == "iso2022_jp" and b"\x1b" in content:
        return Decoded(_strictly(content, declared, name), declared)
    lies = declared not in {None, "utf-8"} and not text.isascii()
    return Decoded(text, "utf-8", (IGNORE_FALSE_PROLOG,) if lies else ())


def _declared(content: bytes) -> str | None:
    """Find the codec of the encoding that a prolog names; None where nobody knows it."""
    found = _PROLOG.search(content[:1024])
    return codec_of(found[1].decode("ascii")) if found else None


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDrop(
            "undecodable",
            f"{name} is not {encoding}: byte 0x{content[error.start]:02x} at offset "
            f"{error.start} does not belong there; save it as UTF-8 and drop it again",
        ) from error
