"""Take the lead of a story as its summary."""

import re

LONGEST = 400
"""The length up to which whole sentences of the lead are taken."""

_FIRST_AT_MOST = 800
_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z][a-z])[.!?؟۔][\"”’»)]*(?=\s+[^\s\d\Wa-z]|\s+[\"“«(]|$)"
    r"|[。！？][」』”）]*"
)


def lead_of(paragraph: str) -> str | None:
    """Return the first sentences of a paragraph, whole; None where the first one has no end.

    >>> lead_of("The harbour reopened on Monday. Ferries sail again.")
    'The harbour reopened on Monday. Ferries sail again.'
    >>> lead_of("港は月曜日に再開した。" + "船" * 900)
    '港は月曜日に再開した。'
    """
    if len(paragraph) <= LONGEST:
        return paragraph
    ends = [found.end() for found in _SENTENCE_END.finditer(paragraph, 0, _FIRST_AT_MOST + 1)]
    fitting = [end for end in ends if end <= LONGEST] or ends[:1]
    return paragraph[: fitting[-1]].strip() if fitting else None
