"""Undo what a wrong encoding did to a text before it came here; each fix is one function."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

_PAIRS = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_HALVES = re.compile("[\ud800-\udfff]")
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_C1_OF_TEXT = re.compile("[\x80-\x9f]")


def join_surrogates(text: str) -> str:
    r"""Join the halves of a surrogate pair into their character; lone halves are left alone.

    >>> join_surrogates("\ud83d\udea2") == "\U0001f6a2"
    True
    """
    return _PAIRS.sub(_join, text)


def replace_lone_surrogates(text: str) -> str:
    r"""Replace each half of a surrogate pair, which no encoding can write, with U+FFFD.

    Where one stands a character was lost: the mark says so, and nothing else is changed.

    >>> replace_lone_surrogates("Ferries\ud83d") == "Ferries\ufffd"
    True
    """
    return _HALVES.sub("\ufffd", text)


def undo_double_encoding(text: str) -> str:
    """Decode again what was encoded twice, line by line.

    Quotes, wide letters, ligatures, entities and line ends are left alone, and so is everything
    that is not plainly the bytes of UTF-8 read as another encoding.

    >>> undo_double_encoding("FÃ¤hren fahren wieder"), undo_double_encoding("ÐŸÐ°Ñ€Ð¾Ð¼Ñ‹")
    ('Fähren fahren wieder', 'Паромы')
    >>> undo_double_encoding("São Tomé: «Ça va»")
    'São Tomé: «Ça va»'
    """
    if text.isascii() or not _second_sign().search(text) or not _signs().search(text):
        return text
    import ftfy

    return ftfy.fix_text(text, _configuration())


def read_controls_as_windows_1252(text: str) -> str:
    r"""Read C1 controls as the quotes and dashes that windows-1252 has in their places.

    A text whose only such control is NEL is left alone: that is a line end.

    >>> read_controls_as_windows_1252("the harbour\x92s \x93ferry\x94")
    'the harbour’s “ferry”'
    >>> read_controls_as_windows_1252("a\x85b")
    'a\x85b'
    """
    if text.isascii() or not _C1.search(text):
        return text
    return _C1_OF_TEXT.sub(
        lambda found: found[0].encode("latin-1").decode("cp1252", "ignore") or found[0], text
    )


def _join(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


@cache
def _second_sign() -> re.Pattern[str]:
    """Match, much faster than `_signs`, what has to stand where one of those is."""
    pairs = []
    for encoding in ("cp1252", "cp1251"):
        first, second = _letters(encoding, 0xC2, 0xF4), _letters(encoding, 0x80, 0xBF)
        pairs.append(f"[{second}](?<=[{first}].)")
    return re.compile("|".join(pairs), re.DOTALL)


@cache
def _signs() -> re.Pattern[str]:
    """Match the first byte of a character of UTF-8 and its others, read as one byte a letter."""
    ways = []
    for encoding in ("cp1252", "cp1251"):
        after = f"[{_letters(encoding, 0x80, 0xBF)}]"
        ways += [
            f"[{_letters(encoding, 0xC2, 0xDF)}]{after}",
            f"[{_letters(encoding, 0xE0, 0xEF)}]{after}{{2}}",
            f"[{_letters(encoding, 0xF0, 0xF4)}]{after}{{3}}",
        ]
    return re.compile("|".join(ways))


def _letters(encoding: str, first: int, last: int) -> str:
    """Write a range of bytes as their letters, with the controls that stand for undefined ones."""
    codes = range(first, last + 1)
    letters = bytes(codes).decode(encoding, "ignore") + "".join(map(chr, codes)) * (
        encoding == "cp1252"
    )
    return re.escape("".join(dict.fromkeys(letters)))


@cache
def _configuration() -> "TextFixerConfig":
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        fix_c1_controls=False,
        normalization=None,
    )
