"""Tell encodings that show themselves in their bytes: marks, NUL bytes, escape sequences."""

import codecs
import re

_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_SAMPLE = 64 * 1024
_ESCAPES = {
    b"\x1b$)C": "iso2022_kr",
    b"\x1b$(C": "iso2022_jp_2",
    b"\x1b$A": "iso2022_jp_2",
    b"\x1b$(D": "iso2022_jp_ext",
    b"\x1b(I": "iso2022_jp_ext",
    b"\x1b$B": "iso2022_jp",
    b"\x1b$@": "iso2022_jp",
}
_UTF_16 = ("utf-16-le", "utf-16-be")
_SIGNS = bytes([*range(32, 127), *b"\t\r\n"])
_MOSTLY = 0.8
_ASTRAL = 0.5
_HZ = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e]){1,2000}~\}")


def sniff_mark(content: bytes) -> tuple[str, int] | None:
    r"""Read a byte order mark of UTF-16 or UTF-32: the encoding, and where the text begins.

    That of UTF-8 belongs to the text: taking it off is a fix.

    >>> sniff_mark(b"\xfe\xff\x00H"), sniff_mark(b"H")
    (('utf-16-be', 2), None)
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return encoding, len(mark)
    return None


def sniff_wide(content: bytes) -> tuple[str, ...]:
    r"""List what text without a mark may be by where its NUL bytes stand, the likeliest first.

    >>> sniff_wide("Ferries".encode("utf-16-le")), sniff_wide(b"Ferries")
    (('utf-16-le', 'utf-16-be'), ())
    """
    sample = content[: _SAMPLE - _SAMPLE % 4]
    if len(content) % 2 or 0 not in sample or _is_narrow(sample):
        return ()
    nuls = [sample[at::4].count(0) for at in range(4)]
    quarter = len(sample) // 4
    if len(content) % 4 == 0 and quarter in (nuls[3], nuls[0]):
        found = "utf-32-le" if nuls[3] == quarter else "utf-32-be"
        if nuls[2 if found == "utf-32-le" else 1] >= quarter * _ASTRAL:
            return (found,)
    little_first = nuls[1] + nuls[3] >= nuls[0] + nuls[2]
    return _UTF_16 if little_first else _UTF_16[::-1]


def _is_narrow(sample: bytes) -> bool:
    """Say whether bytes are text with NUL bytes by mistake, not two bytes a letter."""
    signs = len(sample) - len(sample.translate(None, _SIGNS))
    return signs > _MOSTLY * len(sample)


def sniff_escapes(content: bytes) -> str | None:
    r"""Tell ISO-2022 and HZ, whose bytes are all ASCII, by their escape sequences.

    >>> sniff_escapes("渡轮".encode("hz")), sniff_escapes(b"~{ no ~}"), sniff_escapes(b"\x1b[1m")
    ('hz', None, None)
    """
    if not content.isascii():
        return None
    if b"\x1b$" in content or b"\x1b(I" in content:
        return next((codec for mark, codec in _ESCAPES.items() if mark in content), None)
    return "hz" if b"~{" in content and _HZ.search(content) else None
