"""Read the label line that lists a release's sectors."""

import re
from functools import cache

from shared.cleaning.beginnings import heads_of, may_begin
from shared.cleaning.wording import alternatives, every_word
from shared.languages.tables import load_table

_LONGEST_LINE = 400
_LONGEST_LABEL = 60
_MOST_LABELS = 15
_SEPARATORS = re.compile(r"\s*(?:[,،、，;；؛|｜／]|\s[•·/‧・]\s)\s*")
_SLASHED = re.compile(r"\s*[,;/]\s*")  # as behind `Schlagwort(e):`
_ANY_LABEL = re.compile(r"[^\W\d][^:：.,。、\n]{0,30}[:：]\s*")
_HASHTAG = re.compile(r"[#＃]([^\W_][\w\-&.]{0,60})")
_HASHTAGS = re.compile(r"(?:[#＃][^\W_][\w\-&.]{0,60}[\s,،、;/]{0,3}){1,30}")
_RESIDUE = re.compile(r"<[^<>]{0,40}>")
_SENTENCE = re.compile(r"[.!?]\s+\S|[。！？]\S")


def read_sectors(line: str) -> tuple[str, ...]:
    """Read the labels off a line such as `Sectors: Top Story, Daily News`, or nothing.

    A label is kept as it stood, without the full stop that ends the list. A line that goes on as
    sentences, or whose items are too long for labels, is no such line.

    >>> read_sectors("القطاعات: أهم الأخبار، أخبار اليوم")
    ('أهم الأخبار', 'أخبار اليوم')
    >>> read_sectors("Sectors: we looked at three of them. The first was energy.")
    ()
    """
    if tags := read_hashtags(line):
        return tags
    found = _label().match(line) if may_begin(line, _heads()) else None
    return _labels(line, found) if found else ()


def read_hashtags(line: str) -> tuple[str, ...]:
    """Read the tags off a line of nothing but hashtags, a short label before them aside.

    >>> read_hashtags("Hashtag: #Ferries #Leith"), read_hashtags("The #1 ferry")
    (('Ferries', 'Leith'), ())
    """
    if len(line) > _LONGEST_LINE or not ("#" in line or "＃" in line):
        return ()
    label = _ANY_LABEL.match(line)
    tags = line[label.end() :] if label else line
    return tuple(_HASHTAG.findall(tags)) if _HASHTAGS.fullmatch(tags) else ()


def is_label(line: str) -> bool:
    """Say whether a line is nothing but the label of sectors, whose list then stands below.

    >>> is_label("Sectors:"), is_label("Sectors: Daily News")
    (True, False)
    """
    return may_begin(line, _heads()) and _label().fullmatch(line) is not None


def read_labelled_list(line: str) -> tuple[str, ...]:
    """Read the items of a short list behind any short label; only its place can tell what they are.

    >>> read_labelled_list("Beats: Harbours, Ferries"), read_labelled_list("Daily News")
    (('Harbours', 'Ferries'), ())
    """
    found = _ANY_LABEL.match(line)
    return _labels(line, found) if found else ()


def _labels(line: str, label: re.Match[str]) -> tuple[str, ...]:
    if len(line) > _LONGEST_LINE:
        return ()
    listed = _RESIDUE.sub("", line[label.end() :]).strip()
    separators = _SLASHED if label[0].rstrip(" :：").endswith(")") else _SEPARATORS
    items = [item.strip().rstrip(".。;；").strip() for item in separators.split(listed)]
    labels = tuple(item for item in items if item)
    if _SENTENCE.search(listed) or len(labels) > _MOST_LABELS:
        return ()
    return labels if all(len(label) <= _LONGEST_LABEL for label in labels) else ()


@cache
def _heads() -> frozenset[str]:
    table: dict[str, list[str]] = load_table(__file__, "sector_words")
    return heads_of(label for labels in table.values() for label in labels)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(label_pattern(), re.IGNORECASE)


@cache
def label_pattern() -> str:
    """Write the pattern of a sectors label with its colon, in any of the languages."""
    table: dict[str, list[str]] = load_table(__file__, "sector_words")
    return rf"(?:{alternatives(every_word(table))})\s?[:：]\s*"
