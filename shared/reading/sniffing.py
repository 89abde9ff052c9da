"""Tell bytes that are no text by their first bytes and their control characters."""

from shared.errors import UnreadableDrop
from shared.languages.tables import load_table
from shared.reading.bounds import CONTROL_SHARE

_CONTROLS = bytes(code for code in [*range(32), 127] if code not in b"\t\n\v\f\r\x1b\x1a")
_WIDE_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


def refuse_wide_text(content: bytes, name: str) -> None:
    """Raise UnreadableDrop (`undecodable`) for the byte order mark of UTF-16 or UTF-32."""
    for mark, encoding in _WIDE_MARKS.items():
        if content.startswith(mark):
            raise UnreadableDrop(
                "undecodable",
                f"{name} begins with the byte order mark of {encoding} at byte 0; "
                "save it as UTF-8 and drop it again",
            )


def refuse_binary(content: bytes, name: str) -> None:
    """Raise UnreadableDrop (`binary`) for known file types, NUL bytes and many controls."""
    if kind := _file_type(content):
        raise UnreadableDrop(
            "binary",
            f"{name} is {kind} by its first bytes, not plain text; drop the text of the release",
        )
    if (offset := content.find(0)) >= 0:
        raise UnreadableDrop(
            "binary",
            f"{name} has a NUL byte at byte {offset}, as no UTF-8 text has; "
            "save it as plain text in UTF-8 and drop it again",
        )
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if controls > CONTROL_SHARE * len(content):
        raise UnreadableDrop(
            "binary",
            f"{controls} of the {len(content)} bytes of {name} are control characters; "
            "save it as plain text in UTF-8 and drop it again",
        )


def _file_type(content: bytes) -> str | None:
    table: dict[str, str] = load_table(__file__, "magic")
    for mark, kind in table.items():
        if content.startswith(bytes.fromhex(mark)):
            return kind
    return None
