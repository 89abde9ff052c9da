"""Judge whether decoded text can be text: letters of one script, as a language writes them."""

import re
import unicodedata
from collections import Counter

from shared.languages.scripts import count_scripts, script_of

_SAMPLE = 20_000
_UNKNOWN = 0.1
_FOREIGN = 0.15
_ACCENTED = 0.45
_MIXED = 0.05
_HALF_WIDTH = 0.3
_FEW = 8
_ALPHABETS = ("Latn", "Cyrl", "Grek", "Arab", "Hebr", "Thai")
_EAST = ("Hani", "Hira", "Kana", "Hang", "Bopo")
_CASED = re.compile(r"[а-џα-ώ][А-ЯЀ-ЏΑ-Ω]")
_WORD = re.compile(r"[^\W\d_]+")
_NO_TEXT = {"Cc", "Cn", "Co", "Cs"}
_SPACE = "\t\n\r\f\v\x1a"


def is_plausible(text: str) -> bool:
    """Say whether a text is mostly letters of a known script, with no trace of a wrong encoding.

    Traces are unassigned characters and controls, letters of several alphabets within words,
    capitals within Cyrillic words, more accents than any Latin writing has, half-width kana.

    >>> is_plausible("Паромы снова ходят"), is_plausible("оБПНЛШ ЯМНБЮ УНДЪР")
    (True, False)
    >>> is_plausible("Fähren fahren wieder"), is_plausible("ðÁÒÏÍÙ ÓÎÏ×Á ÈÏÄÑÔ")
    (True, False)
    """
    sample = text[:_SAMPLE]
    scripts = count_scripts(sample)
    letters = scripts.total()
    return (
        letters > 0
        and _strange(sample) <= _UNKNOWN * letters
        and _is_of_one_script(scripts)
        and not _is_accented(text)
        and len(_CASED.findall(sample)) <= _MIXED * letters
        and _mixed_words(sample, scripts) <= _MIXED * letters
        and _half_width(sample) <= _HALF_WIDTH * letters
    )


def _strange(text: str) -> float:
    """Count what no text holds, and less heavily what is neither letter, digit nor usual sign."""
    weight = 0.0
    for character, count in Counter(text).items():
        category = unicodedata.category(character)
        if category in _NO_TEXT and character not in _SPACE:
            weight += 5 * count
        elif character > "\x7f" and category[0] in "LMS" and not script_of(character):
            weight += count / 4
    return weight


def _is_of_one_script(scripts: Counter[str]) -> bool:
    """Allow Latin names beside the script of a text, and the scripts of the East together."""
    others = Counter({name: count for name, count in scripts.items() if name != "Latn"})
    east = sum(others.pop(name, 0) for name in _EAST)
    counts = sorted([east, *others.values()], reverse=True)
    return sum(counts[1:]) <= _FOREIGN * max(counts[0], _FEW)


def _is_accented(text: str) -> bool:
    """Judge the lines with letters beyond ASCII: a text in English may quote another one."""
    lines = "\n".join(line for line in text.split("\n") if not line.isascii())[:_SAMPLE]
    accented = sum("\u00c0" <= character < "\u0250" for character in lines)
    return accented > _ACCENTED * max(count_scripts(lines)["Latn"], _FEW)


def _mixed_words(text: str, scripts: Counter[str]) -> int:
    """Count the words that hold letters of more than one alphabet."""
    if sum(name in scripts for name in _ALPHABETS) < 2:  # noqa: PLR2004 - two alphabets can mix
        return 0
    words = (frozenset(map(script_of, word)) for word in _WORD.findall(text))
    return sum(len(names.intersection(_ALPHABETS)) > 1 for names in words)


def _half_width(text: str) -> int:
    return sum("\uff61" <= character <= "\uff9f" for character in text)
