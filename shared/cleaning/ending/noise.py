"""Know the residue of web pages: share buttons, counters, related links, picture links."""

import re
from functools import cache

from shared.cleaning.beginnings import heads_of, may_begin
from shared.cleaning.wording import DECORATION, alternatives, every_word
from shared.languages.tables import load_table

CREDIT = "noise.credit"
"""The rule of a line that says whose picture it was: below a story only, where it has its place."""

_LONGEST = 160
_LONGEST_PUBLISHED = 300
_SHORTEST_DOUBLED = 16
_SHORTEST_IN_BODY = 10
_EDGES = " \t.,:：!！…|·•-–—›»>()（）[]\"'"
_JOINTS = re.compile(r"\s*[|｜·•/／、,，]\s*|\s{2,}|\u3000+")
_SENTENCE_END = re.compile(r"[.。!?！？]\s*$")
_COUNT = r"\(?（?\s?\d[\d.,٬]{0,9}\s?\)?）?"
_GLUE = " \t.。"


def noise_in(line: str) -> str | None:
    """Name the rule that knows a whole line as residue, or None.

    >>> noise_in("Share on Facebook"), noise_in("Komentar (0)"), noise_in("Imprimer | Envoyer")
    ('noise.share', 'noise.comments', 'noise.page')
    >>> noise_in("Baca juga: Tarif parkir naik"), noise_in("Photo - https://example.com/a.jpg")
    ('noise.related', 'noise.picture')
    >>> noise_in("Crédit photo : Ville de Tours"), noise_in("Foto: ela caiu ali.")
    ('noise.credit', None)
    >>> noise_in("Share prices fell on Monday."), noise_in("Comments by the mayor")
    (None, None)
    """
    if len(line) > _LONGEST_PUBLISHED:
        return None
    folded = line.casefold()
    if any(phrase in folded for phrase in load_table(__file__, "noise")["published_first"]):
        return "noise.published_first"
    return _rule(line, folded) if len(line) <= _LONGEST else None


def _rule(line: str, folded: str) -> str | None:
    if not may_begin(line, _heads()):
        return "noise.page" if _is_page_control(folded) else None
    rules = (
        ("noise.page", _is_page_control(folded)),
        ("noise.share", _share().match(line) and not _SENTENCE_END.search(line)),
        ("noise.comments", _comments().fullmatch(line)),
        ("noise.related", _related().fullmatch(line)),
        ("noise.picture", _pictures().fullmatch(line)),
        (CREDIT, _credits().fullmatch(line)),
    )
    return next((rule for rule, found in rules if found), None)


def noise_in_body(line: str) -> str | None:
    """Name the rule of residue that is told even between paragraphs of a story, or None.

    >>> noise_in_body("Leia também: Startups batem recorde"), noise_in_body("Print")
    ('noise.related', None)
    """
    if not _SHORTEST_IN_BODY <= len(line) <= _LONGEST:
        return None
    rule = noise_in(line)
    if rule == CREDIT or (rule == "noise.related" and opens_links(line)):
        return None
    return rule


def opens_links(line: str) -> bool:
    """Say whether a line is the heading of a list of related links that stands below it.

    >>> opens_links("Related links"), opens_links("関連記事"), opens_links("Read also: Ferries")
    (True, True, False)
    """
    found = _related().fullmatch(line) if len(line) <= _LONGEST else None
    return found is not None and not found["behind"]


def is_doubled(line: str) -> bool:
    """Say whether a line says the same twice, as a caption glued to its copy.

    >>> is_doubled("Bus hidrogen di Kuching.Bus hidrogen di Kuching."), is_doubled("Bus, bus")
    (True, False)
    """
    half = len(line) // 2
    if not _SHORTEST_DOUBLED <= len(line) <= 2 * _LONGEST:
        return False
    return line[:half].strip(_GLUE) == line[-half:].strip(_GLUE) and line[half - 1] != line[half]


def is_copied(line: str) -> bool:
    """Say whether a line is a caption's length, so that standing twice makes it residue.

    >>> is_copied("Foto: Moselis Fintech"), is_copied("Row, row")
    (True, False)
    """
    return _SHORTEST_DOUBLED <= len(line) <= _LONGEST and not line.startswith(tuple("“«„"))


def _is_page_control(folded: str) -> bool:
    words = _controls()
    if folded.strip(_EDGES) in words:
        return True
    parts = [part.strip(_EDGES) for part in _JOINTS.split(folded)]
    items = [part for part in parts if part]
    if len(items) > 1 and all(item in words for item in items):
        return True
    tokens = folded.split()
    return len(tokens) > 1 and all(token.strip(_EDGES) in words for token in tokens)


@cache
def _controls() -> frozenset[str]:
    table = load_table(__file__, "noise")
    return frozenset(word.casefold() for word in (*every_word(table["lines"]), *table["networks"]))


@cache
def _heads() -> frozenset[str]:
    """Collect how shares, related links, pictures and credits begin, and counts of comments."""
    table = load_table(__file__, "noise")
    lists = (every_word(table[kind]) for kind in ("shares", "comments", "related", "credits"))
    words = [word for listed in lists for word in listed]
    return heads_of([*words, *table["pictures"]]) | frozenset("0123456789")


@cache
def _share() -> re.Pattern[str]:
    words = alternatives(every_word(load_table(__file__, "noise")["shares"]))
    return re.compile(rf"{DECORATION}(?:{words})(?![a-zà-ÿа-я])", re.IGNORECASE)


@cache
def _comments() -> re.Pattern[str]:
    words = alternatives(every_word(load_table(__file__, "noise")["comments"]))
    return re.compile(
        rf"{DECORATION}(?:{_COUNT}\s?(?:{words})|(?:{words})\s?[:：]?\s?{_COUNT})", re.IGNORECASE
    )


@cache
def _related() -> re.Pattern[str]:
    words = alternatives(every_word(load_table(__file__, "noise")["related"]))
    return re.compile(
        rf"{DECORATION}[【\[]?(?:{words})\s?[】\]]?\s?(?:[:：>»›]\s*(?P<behind>.*))?", re.IGNORECASE
    )


@cache
def _pictures() -> re.Pattern[str]:
    words = alternatives(load_table(__file__, "noise")["pictures"])
    return re.compile(
        rf"{DECORATION}[(\[]?(?:{words})\s?\d{{0,2}}\s?(?:[-–—:：]\s*)?https?://\S+", re.IGNORECASE
    )


@cache
def _credits() -> re.Pattern[str]:
    words = alternatives(every_word(load_table(__file__, "noise")["credits"]))
    return re.compile(
        rf"{DECORATION}[(（\[]?(?:{words})\s?[:：]\s?(?:Dok\.\s)?[^.!?:：。\n]{{2,70}}[)）\]]?"
        rf"|{DECORATION}(?:{words})\s?[:：]\s[^\n]{{4,120}}?[.;|(]\s?(?:{words})\s?[:：]\s?[^.!?\n]{{2,60}}\)?",
        re.IGNORECASE,
    )
