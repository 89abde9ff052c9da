"""Find the issuer who opens a story where no capitals mark off the name: Arabic, Thai, Russian."""

import re
from functools import cache

from shared.languages.tables import load_table

_LEAD = 300
_MOST_WORDS = 8
_HEAD_WITHIN = 4  # words before the word for the sort of body
_FEWEST = 2
_SHORTEST_MORE = 3  # signs of a Thai name behind the word for the sort of body
_LONGEST_THAI = 60
_LONGEST_WORD = 18
_ARABIC = re.compile(r"[\u0621-\u064a]")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_CYRILLIC = re.compile(r"[А-ЯЁ]")
_STOPPED = re.compile(r"[،,:؛;)»”]$|[.…]$")
_VERB = re.compile(
    r"(?:[аеиоуыя]л|[аеиоуыя]л[аио]|[аяиы]?л[аи]с[ья]|лся|лось|[аеяиую]ет|[иы]т|[уюая]т|[еиую]тся|[аяую]тся)$"
)
_LISTED = re.compile(r"[(（](?:[A-Z]{2}|المدرجة|المدرج|تداول|بورصة|البورصة|سوق|ناسداك|رمز)")
_EDGES = ' ,،;:؛."“”'


def unmarked_name(body: str, text: str) -> str | None:
    r"""Read the name of a body that opens a story; `text` is the release, where it may come again.

    >>> unmarked_name("أعلنت جامعة الريحان أن", "جامعة الريحان تعلن\nأعلنت جامعة الريحان أن")
    'جامعة الريحان'
    >>> unmarked_name("มหาวิทยาลัยลำตะคองเปิดตัวอิฐ", "")
    'มหาวิทยาลัยลำตะคอง'
    >>> unmarked_name("Ассоциация степных виноделов объявила о", "")
    'Ассоциация степных виноделов'
    """
    lead = body[:_LEAD].split("\n", 1)[0]
    if _ARABIC.match(lead):
        return _arabic(lead, text)
    if _THAI.match(lead):
        return _thai(lead, text)
    return _russian(lead.split()) if _CYRILLIC.match(lead) else None


@cache
def _words(language: str, kind: str) -> frozenset[str]:
    return frozenset(load_table(__file__, "unmarked_names")[language][kind])


def _arabic(lead: str, text: str) -> str | None:
    """Read a name behind the verb that opens a story, or one that opens it itself."""
    words = lead.split()
    at = 1 if words[0] in _words("ar", "verbs") else 0
    while at and at < len(words) and words[at] in _words("ar", "passed"):
        at += 1
    headed = at < len(words) and words[at] in _words("ar", "heads")
    if not (headed or at):
        return None
    apart = headed and words[at] in _words("ar", "apart")
    name = _arabic_name(words[at + apart :], text, headed=headed)
    return name.strip(_EDGES.replace(".", "")) if name else None


def _arabic_name(words: list[str], text: str, *, headed: bool) -> str | None:
    """Find where a name ends: at a legal form, before a bracket, or as far as it comes again."""
    taken: list[str] = []
    for word in words[: _MOST_WORDS + 1]:
        if word[:1] in "(（":
            return " ".join(taken) if taken and (headed or _LISTED.match(word)) else None
        if word in _words("ar", "stops") and headed and len(taken) >= _FEWEST:
            return _repeated(taken, text) or " ".join(taken)
        taken.append(word)
        if word.strip("،,") in _words("ar", "forms"):
            return " ".join(taken) if len(taken) >= _FEWEST else None
        if _STOPPED.search(word):
            break
    return (_repeated(taken, text) or _definite(taken)) if headed else None


def _repeated(words: list[str], text: str) -> str | None:
    """Take the longest run of the first words that stands in the text more than once."""
    for count in range(len(words), _FEWEST - 1, -1):
        run = " ".join(words[:count]).strip(_EDGES)
        if text.count(run) > 1:
            return run
    return None


def _definite(words: list[str]) -> str | None:
    """Take a name whose every word has the article: what has none is the verb's object."""
    if not words[0].startswith("ال"):
        return None
    count = 1
    while count < len(words) and words[count].startswith(("ال", "لل", "وال", "ل", "و")):
        count += 1
    return " ".join(words[:count]) if count > _FEWEST else None


def _thai(lead: str, text: str) -> str | None:
    """Read a name up to the verb behind it, or as far as it comes again."""
    head = next(filter(lead.startswith, _sorted("heads")), None)
    if head is None:
        return _thai_spaced(lead.split(), text)
    run = lead.split(" ", 1)[0][:_LONGEST_THAI]
    shortest = len(head) + _SHORTEST_MORE
    verbs = (run.find(verb, shortest) for verb in _sorted("verbs"))
    end = min((at for at in verbs if at > 0), default=0)
    again = next((n for n in range(len(run), shortest, -1) if text.count(run[:n]) > 1), 0)
    cut = min(filter(None, (end, again)), default=0)
    return run[:cut] if cut else None


def _thai_spaced(words: list[str], text: str) -> str | None:
    """Read a name of several words, of which the first comes again, up to a verb or a bracket."""
    if text.count(words[0]) < _FEWEST:
        return None
    verbs = _sorted("verbs")
    ends = (n for n, word in enumerate(words[:_MOST_WORDS]) if word.startswith(("(", *verbs)))
    count = next(ends, 0)
    named = count >= _FEWEST and all(len(word) <= _LONGEST_WORD for word in words[:count])
    return " ".join(words[:count]) if named else None


@cache
def _sorted(kind: str) -> tuple[str, ...]:
    return tuple(sorted(_words("th", kind), key=len, reverse=True))


def _russian(words: list[str]) -> str | None:
    """Read the words up to a verb where one for a sort of body is among the first."""
    heads = _words("ru", "heads")
    at = next((n for n, word in enumerate(words[:_HEAD_WITHIN]) if word.casefold() in heads), None)
    if at is None:
        return None
    count = at + 1
    for word in words[at + 1 : _MOST_WORDS]:
        if word in _words("ru", "stops") or word[:1] in "(«" or _VERB.search(word):
            break
        count += 1
        if _STOPPED.search(word):
            break
    return " ".join(words[:count]).strip(_EDGES) if count >= _FEWEST else None
