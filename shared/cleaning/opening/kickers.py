"""Know by its form a line above a headline that no table of words knows: a kicker, a letterhead."""

import re

from shared.cleaning.opening.bylines import is_byline
from shared.cleaning.wording import ends_as_sentence

KICKER, LETTERHEAD = "noise.kicker", "noise.letterhead"
"""The rules of such lines."""

_LONGEST = 90
_LONGEST_KICKER = 24
_LONGEST_UNSPACED = 5
_MOST_WORDS = 1
_MOST_JOINED = 3  # words, where a sign joins them or all are in capitals
_MOST_STEP_WORDS = 5
_LONGEST_HEADLINE = 250
_FEWEST_WORDS = 4
_SHORTEST_UNSPACED = 10
_TIMES_LONGER = 1.5
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3041-\u30ff\u4e00-\u9fff]")
_STEPS = re.compile(r"\s[|｜›‹»>·•/]\s|\s?[｜›‹»＞]\s?")
_NUMBER = re.compile(
    r"(?<!\d)\d{1,4}\s?[/／-]\s?(?:19|20)?\d{2,4}(?!\d)"
    r"|(?:19|20)\d{2}-\d{2,5}(?!\d)|第\s?\d+\s?[号號期]"
)
_TALKS = re.compile(r"[,.;:!?…،؛؟。，；：！？“”\"«»„「」『』]")


def is_kicker(line: str) -> bool:
    """Say whether a line has the form of a rubric, a trail or a reference number, and no sentence.

    >>> [is_kicker(line) for line in ("Business & Agriculture", "Release 26/117", "News › Local")]
    [True, True, True]
    >>> is_kicker("Ferries resume"), is_kicker("Economy")
    (False, True)
    """
    if not is_letterhead_line(line):
        return False
    if _STEPS.search(line):
        return all(len(step.split()) <= _MOST_STEP_WORDS for step in _STEPS.split(line))
    words = line.split()
    if _NUMBER.search(line) and len(words) <= _MOST_STEP_WORDS:
        return True
    if _TALKS.search(line) or any(map(str.isdecimal, line)):
        return False
    longest = _LONGEST_UNSPACED if _UNSPACED.search(line) else _LONGEST_KICKER
    most = _MOST_JOINED if "&" in line or line.isupper() else _MOST_WORDS
    return len(words) <= most and len(line) <= longest


def is_letterhead_line(line: str) -> bool:
    """Say whether a line may stand in a letterhead: a short one that is no sentence.

    >>> is_letterhead_line("Ministry for Fens"), is_letterhead_line("The harbour reopened.")
    (True, False)
    """
    return len(line) <= _LONGEST and not ends_as_sentence(line)


def stands_above(kicker: str, headline: str) -> bool:
    """Say whether a text below a kicker may be the headline: no shorter than it, or much longer.

    >>> stands_above("Economy", "Ferries resume in Leith"), stands_above("Economy", "Ferries")
    (True, False)
    """
    times = 1 if _STEPS.search(kicker) else _TIMES_LONGER
    return len(headline) >= times * len(kicker) and may_be_headline(headline)


def opens_letter(line: str, headline: str) -> bool:
    """Say whether a line may open a letterhead above a headline: steps, or the shorter of both.

    >>> opens_letter("Ministry for Fens", "Dikes go back"), opens_letter("Fens", "Dikes go back")
    (False, True)
    """
    return len(line) < len(headline) or _STEPS.search(line) is not None


def may_be_headline(text: str) -> bool:
    """Say whether a text below such lines may be the headline: some words that are no sentence.

    >>> may_be_headline("Hedgehogs learn the timetable"), may_be_headline("They learn it by ear.")
    (True, False)
    """
    if len(text) > _LONGEST_HEADLINE or text.endswith((".", "。")) or is_byline(text):
        return False
    if _UNSPACED.search(text):
        return len(text) >= _SHORTEST_UNSPACED
    return len(text.split()) >= _FEWEST_WORDS
