"""Know by its form a line above a headline that no table of words knows: a kicker, a letterhead."""

import re

from shared.cleaning.opening.bylines import is_byline
from shared.cleaning.wording import ends_as_sentence

KICKER = "noise.kicker"
"""The rule of such a line."""

_LONGEST = 90
_LONGEST_KICKER = 24
_LONGEST_UNSPACED = 5
_MOST_WORDS = 1  # three, where they are joined or in capitals
_LONGEST_HEADLINE = 250
_FEWEST_WORDS = 4
_SHORTEST_UNSPACED = 10
_TIMES_LONGER = 1.5
_MOST_STEP_WORDS = 5
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3041-\u30ff\u4e00-\u9fff]")
_STEPS = re.compile(r"\s[|｜›‹»>·•/]\s|\s?[｜›‹»＞]\s?")
_NUMBER = re.compile(
    r"(?<!\d)\d{1,4}\s?[/／-]\s?(?:19|20)?\d{2,4}(?!\d)"
    r"|(?:19|20)\d{2}-\d{2,5}(?!\d)|第\s?\d+\s?[号號期]"
)
_TALKS = re.compile(r"[,.;:!?…،؛؟。，；：！？“”\"«»„「」『』]")


def is_kicker(line: str, below: str) -> bool:
    """Say whether a line is a rubric, a trail or a reference number above the headline `below`.

    It is short beside the headline, is no sentence, and names steps, a number or one thing.

    >>> is_kicker("Business & Agriculture", "Shea pickers want fire belts round their trees")
    True
    >>> is_kicker("Release 26/117", "Hedgehogs learn the timetable of the night bus")
    True
    >>> is_kicker("Ferries resume", "The harbour reopened on Monday.")
    False
    """
    if len(line) > _LONGEST or ends_as_sentence(line) or not may_be_headline(below):
        return False
    if len(below) < (1 if _STEPS.search(line) else _TIMES_LONGER) * len(line):
        return False
    if _STEPS.search(line):
        return all(len(step.split()) <= _MOST_STEP_WORDS for step in _STEPS.split(line))
    words = line.split()
    if _NUMBER.search(line) and len(words) <= _MOST_STEP_WORDS:
        return True
    if _TALKS.search(line) or any(map(str.isdecimal, line)):
        return False
    longest = _LONGEST_UNSPACED if _UNSPACED.search(line) else _LONGEST_KICKER
    loud = "&" in line or line.isupper()
    return len(words) <= _MOST_WORDS + 2 * loud and len(line) <= longest


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


def is_letterhead(line: str, headline: str) -> bool:
    """Say whether a line may open a letterhead above a headline: steps, or the shorter of both.

    >>> is_letterhead("Ministry for Fens", "Dikes go back"), is_letterhead("Fens", "Dikes go back")
    (False, True)
    """
    return len(line) < len(headline) or _STEPS.search(line) is not None


def may_be_letterhead(line: str) -> bool:
    """Say whether a line may stand in a letterhead: a short one that is no sentence.

    >>> may_be_letterhead("Ministry for Fens"), may_be_letterhead("The harbour reopened.")
    (True, False)
    """
    return len(line) <= _LONGEST and not ends_as_sentence(line)
