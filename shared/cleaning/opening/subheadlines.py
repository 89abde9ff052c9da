"""Tell by its form whether a line below a headline is a subheadline."""

import re

_LONGEST = 250
_LONGEST_STANDFIRST = 220
_LONGEST_ALONE = 170
_LONGEST_ALONE_UNSPACED = 70
_SHORTEST_STORY = 90
_TELLING = 45  # letters from which a line says enough to be told from a heading
_SHORTEST_STORY_BELOW = 60
_SHORTEST_STORY_UNSPACED = 45
_LONGEST_POINT = 100
_POINT = re.compile(r"[-–—－•·○●◆◇■□▲▶※＊*☆★~〜]{1,2}\s?\S")
_ENDS = re.compile(r"[.。…:：؟;；]['\"”’»」』)）]{0,2}$|[。.]”$")
_ENDS_ALONE = re.compile(r"[.。!！?？…:：؟;；,，、]['\"”’»」』)）]{0,2}$|[\"”»」』]$")
_SENTENCE = re.compile(r"[.。!！?？؟…:：]['\"”’»」』)）]{0,2}(?:\s|$)|[。！？]")
_LISTED = re.compile(r"\s*(?:\d{1,2}[.)、]|[•*·‧▪○●]\s|[\"“„«「『])")
_LABEL = re.compile(r"[^\s:：]{1,24}(?:\s[^\s:：]{1,24}){0,2}\s?[:：](?:\s|(?=[^\x00-\x7f]))")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_THAI = re.compile(r"[\u0e00-\u0e7f]")


def is_subheadline(line: str) -> bool:
    """Say whether a line may be a subheadline where a mark, a dateline or a byline follows.

    >>> is_subheadline("A month after the storm"), is_subheadline("The storm is over.")
    (True, False)
    """
    return len(line) <= _LONGEST and not _ENDS.search(line)


def is_bullet(line: str) -> bool:
    """Say whether a line is one of the points that releases put below a headline.

    >>> is_bullet("○ Fares stay as they are"), is_bullet("- He said so."), is_bullet("Fares")
    (True, False, False)
    """
    return len(line) <= _LONGEST_POINT and bool(_POINT.match(line)) and not _ENDS.search(line)


def is_standfirst(line: str) -> bool:
    """Say whether a line may be a subheadline where a byline follows: sentences too, but few.

    >>> is_standfirst("The ferries stopped. Who stayed ashore?")
    True
    """
    return len(line) <= _LONGEST_STANDFIRST and not line.endswith((":", "："))


def stands_alone(line: str, following: str) -> bool:
    """Say whether a line is a subheadline though nothing but the story follows.

    It is no sentence, no label, no item of a list; and what follows is a long paragraph of
    sentences.

    >>> story = "The ferries stopped in November, and the island has been waiting ever since. " * 2
    >>> stands_alone("Islanders wait for spring", story), stands_alone("Time: 40 minutes", story)
    (True, False)
    """
    unspaced = bool(_UNSPACED.search(line))
    longest = _LONGEST_ALONE_UNSPACED if unspaced and not _THAI.search(line) else _LONGEST_ALONE
    shortest = _SHORTEST_STORY_UNSPACED if unspaced else _SHORTEST_STORY
    if _ENDS_ALONE.search(line) or _LISTED.match(line) or _LABEL.match(line):
        return False
    if _THAI.search(line):
        return len(line) <= longest and len(following) >= 2 * len(line)
    if len(line) >= _TELLING:
        shortest = min(shortest, _SHORTEST_STORY_BELOW)
    told = len(following) >= shortest and _SENTENCE.search(following) is not None
    return len(line) <= longest and told
