"""Decode bytes of whatever encoding into text, and name the encoding."""

from collections.abc import Iterator
from typing import NamedTuple

from shared.errors import UnreadableDrop
from shared.languages.tables import load_table
from shared.reading.charsets import codec_of
from shared.reading.plausibility import is_plausible
from shared.reading.sniffing import refuse_controls
from shared.reading.wide_text import sniff_escapes, sniff_mark, sniff_wide

_SAMPLE = 64 * 1024
_CLEARLY = 2
_RARE = {"cp1250", "iso8859-2", "cp1254", "cp1257"}
_TELLING = 3  # different letters beyond ASCII: too few to tell the rare encodings of Latin
_ASCII = 0x7F


class Decoded(NamedTuple):
    """Hold a decoded text and the codec that decoded it."""

    text: str
    encoding: str


def decode(content: bytes, name: str, *, charset: str | None = None) -> Decoded:
    r"""Decode by mark, NUL bytes and escapes, then as UTF-8, as declared, and as it looks.

    `charset` is what a header or a document declares; valid UTF-8 is UTF-8 whatever that says, and
    neither a declaration nor a guess is taken whose text is not mostly letters of one script.
    Halves of surrogate pairs are passed on for `mend`. Raises UnreadableDrop (`binary`,
    `undecodable`).

    >>> decode("Fähren fahren wieder im Hafen".encode("cp1252"), "a.txt")
    Decoded(text='Fähren fahren wieder im Hafen', encoding='cp1252')
    >>> decode(b"\xff\xfeH\0i\0", "a.txt").encoding
    'utf-16-le'
    """
    shown = _wide(content, name) or _escaped(content)
    if shown:
        return shown
    refuse_controls(content, name)
    text = _pass_surrogates(content, "utf-8")
    return _legacy(content, name, charset) if text is None else Decoded(text, "utf-8")


def _wide(content: bytes, name: str) -> Decoded | None:
    """Decode UTF-16 and UTF-32; only a mark makes sure that it is that, and not another file."""
    if marked := sniff_mark(content):
        encoding, at = marked
        text = _pass_surrogates(content[at:], encoding)
        if text is not None and (is_plausible(text) or not text.strip()):
            return Decoded(text, encoding)
        raise _undecodable(
            content,
            name,
            f"begins with the byte order mark of {encoding}, and no such text follows",
        )
    for encoding in sniff_wide(content):
        text = _pass_surrogates(content, encoding)
        if text is not None and is_plausible(text):
            return Decoded(text, encoding)
    return None


def _escaped(content: bytes) -> Decoded | None:
    encoding = sniff_escapes(content)
    text = _strictly(content, encoding) if encoding else None
    return Decoded(text, encoding) if encoding and text and is_plausible(text) else None


def _legacy(content: bytes, name: str, charset: str | None) -> Decoded:
    if _is_damaged_utf_8(content):
        raise _undecodable(content, name, "is not UTF-8")
    for encoding in _candidates(content, charset):
        text = _strictly(content, encoding)
        if text is not None and is_plausible(text):
            return Decoded(text, encoding)
    raise _undecodable(content, name, "is not UTF-8, and no other encoding makes words of it")


def _candidates(content: bytes, charset: str | None) -> Iterator[str]:
    """Yield the declared encoding, then those that the bytes look like, the likeliest first."""
    declared = codec_of(charset or "")
    if declared:
        yield declared
    import chardet

    known: list[str] = load_table(__file__, "encodings")["detected"]
    for found in chardet.detect_all(_telling(content), include_encodings=known):
        encoding = codec_of(found["encoding"] or "")
        if encoding in _RARE and len({byte for byte in content if byte > _ASCII}) <= _TELLING:
            yield "cp1252"
        if encoding and encoding != declared:
            yield encoding


def _telling(content: bytes) -> bytes:
    """Take the lines beyond ASCII: all others say nothing of the encoding."""
    return b"\n".join(line for line in content.splitlines() if not line.isascii())[:_SAMPLE]


def _is_damaged_utf_8(content: bytes) -> bool:
    """Say whether bytes are UTF-8 with a few broken places, which no other encoding explains."""
    beyond = [each for each in content.decode("utf-8", "replace") if each > "\x7f"]
    broken = beyond.count("\ufffd")
    return len(beyond) - broken > _CLEARLY * broken


def _pass_surrogates(content: bytes, encoding: str) -> str | None:
    """Decode Unicode with its surrogates, as CESU-8 and careless UTF-16 have them."""
    try:
        return content.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return None


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _undecodable(content: bytes, name: str, what: str) -> UnreadableDrop:
    where = ""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start
        line = content.count(b"\n", 0, offset) + 1
        where = (
            f": byte 0x{content[offset]:02x} at offset {offset} (line {line}) does not belong there"
        )
    return UnreadableDrop(
        "undecodable", f"{name} {what}{where}; save the file as UTF-8 and drop it again"
    )
