"""Tell bytes that are no text by their first bytes and their control characters."""

from shared.errors import UnreadableDrop
from shared.languages.tables import load_table
from shared.reading.bounds import CONTROL_SHARE, LONE_NULS

_CONTROLS = bytes(code for code in [*range(1, 32), 127] if code not in b"\t\n\v\f\r\x1b\x1a")


def refuse_other_files(content: bytes, name: str) -> None:
    """Raise UnreadableDrop (`binary`) for the types of file that are known and not read."""
    if kind := file_type(content):
        raise UnreadableDrop(
            "binary",
            f"{name} is {kind} by its first bytes, not plain text; drop the text of the release",
        )


def file_type(content: bytes) -> str | None:
    r"""Name the type of a file that is no text by its first bytes; None for what may be text.

    >>> file_type(b"%PDF-1.7"), file_type(b"Ferries")
    ('a PDF document', None)
    """
    table: dict[str, str] = load_table(__file__, "magic")
    for mark, kind in table.items():
        if content.startswith(bytes.fromhex(mark)):
            return kind
    return None


def refuse_controls(content: bytes, name: str) -> None:
    """Raise UnreadableDrop (`binary`) for NUL bytes beyond a few slips, and for many controls."""
    if content.count(0) > LONE_NULS:
        raise UnreadableDrop(
            "binary",
            f"{name} has {content.count(0)} NUL bytes, the first at byte {content.find(0)}, as no "
            "text has; save it as plain text in UTF-8 and drop it again",
        )
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if controls > CONTROL_SHARE * len(content):
        raise UnreadableDrop(
            "binary",
            f"{controls} of the {len(content)} bytes of {name} are control characters; "
            "save it as plain text in UTF-8 and drop it again",
        )
