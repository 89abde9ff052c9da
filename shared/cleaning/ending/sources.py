"""Know the lines that name where a text comes from: its issuer, its original, its editors."""

import re
from functools import cache

from shared.cleaning.ending.end_marks import is_end_mark, is_signature
from shared.cleaning.names import agency_named, wires
from shared.cleaning.wording import DECORATION, alternatives, every_word, holds_any
from shared.languages.tables import load_table
from shared.records.fields import SegmentKind

_LONGEST_NAME = 140
_LONGEST_VIEW = 320
_LONGEST_CREDIT = 260
_CREDIT_DASH = re.compile(r"[-–—]{1,2}\s?(?P<name>[^\W\d_][\w .'’]{1,40})")
_SENTENCE = re.compile(r"[^\W\d]{4}[.!?]\s+[^\W\d]|[。！？]\S")
_MOST_WORDS = 14
_NUMBER_BEHIND = re.compile(r"\s?\d{6,8}")

Named = tuple[SegmentKind, str]


def source_of(line: str) -> Named | None:
    """Tell which line of the source it is, if any, by kind and rule.

    >>> source_of("SOURCE Lumiclad Co., Ltd."), source_of("來源：曉星咖啡股份公司")[1]
    ((<SegmentKind.SOURCE: 'source'>, 'label.source'), 'label.source')
    >>> source_of("(Reporting by Ada Moss; Editing by Bo)")[1], source_of("-- BERNAMA")[1]
    ('credit.desk', 'credit.agency')
    >>> source_of("Source: we asked the ministry. It said no.")
    """
    if _is_view(line):
        return SegmentKind.SOURCE, "source.view"
    if _is_credit(line):
        return SegmentKind.END, "credit.desk"
    if _is_dashed_agency(line):
        return SegmentKind.SOURCE, "credit.agency"
    name = source_name(line)
    if name:
        return SegmentKind.SOURCE, "credit.agency" if agency_named(name) else "label.source"
    return None


def is_signed_tail(tail: str) -> bool:
    """Say whether what closes a paragraph names an agency or the desk: `(AFP)`, `（編輯：黃）`.

    >>> [is_signed_tail(each) for each in ("- AFP", "（編輯：黃士軒）1150509", "(he said)")]
    [True, True, False]
    """
    return _is_credit(tail) or is_signature(tail) or is_end_mark(tail) or _is_dashed_agency(tail)


def _is_dashed_agency(line: str) -> bool:
    signed = _CREDIT_DASH.fullmatch(line)
    return signed is not None and agency_named(signed["name"]) is not None


def source_name(line: str) -> str | None:
    """Read the name off a line such as `SOURCE Acme` or `Quelle: Acme`.

    >>> source_name("Quelle: Nordlicht Energie SE"), source_name("SOURCE of joy")
    ('Nordlicht Energie SE', None)
    """
    if len(line) > _LONGEST_NAME:
        return None
    found = _labelled().fullmatch(line) or _shouted().fullmatch(line)
    name = found["name"].strip() if found else ""
    if not name or _is_small(name) or _SENTENCE.search(name) or len(name.split()) > _MOST_WORDS:
        return None
    return None if name.endswith(("。", "!", "?", "！", "？")) else name


def _is_small(name: str) -> bool:
    """Say whether a name begins in small letters and is no press office, as Russian writes it."""
    offices: list[str] = load_table(__file__, "source_words")["offices"]
    return name[0].islower() and not name.startswith(tuple(offices))


def source_pattern() -> str:
    """Write the pattern of a source that closes a paragraph: its word or label, then a name."""
    table = load_table(__file__, "source_words")
    shouted, labels = alternatives(table["shouted"]), alternatives(every_word(table["labels"]))
    return rf"(?:(?:{shouted})\s+|(?:{labels})\s?[:：]\s*)[^\W\d_a-zà-ÿа-я][^。!?:：]{{1,100}}"


@cache
def _labelled() -> re.Pattern[str]:
    words = alternatives(every_word(load_table(__file__, "source_words")["labels"]))
    return re.compile(
        rf"{DECORATION}[【\[(（]?(?:{words})\s?[】\])）]?\s?[:：]\s*(?P<name>[^:：]\S?.*)",
        re.IGNORECASE,
    )


@cache
def _shouted() -> re.Pattern[str]:
    words = alternatives(load_table(__file__, "source_words")["shouted"])
    return re.compile(rf"(?:{words})\s+(?P<name>\S.*)")


def _is_view(line: str) -> bool:
    """Say whether a line leads to the original of a wire's text: its words and the wire's site."""
    if len(line) > _LONGEST_VIEW:
        return False
    folded = line.casefold()
    return "." in folded and holds_any(folded, _sites()) and holds_any(folded, _views())


@cache
def _sites() -> tuple[str, ...]:
    return tuple(site for wire in wires() for site in wire.sites)


@cache
def _views() -> tuple[str, ...]:
    return tuple(load_table(__file__, "source_words")["views"])


def _is_credit(line: str) -> bool:
    """Say whether a bracket at the end names who wrote, edited or translated."""
    if len(line) > _LONGEST_CREDIT or line[:1] not in "(（[【":
        return False
    found = _credit().match(line)
    if found is None:
        return False
    closing = max(line.rfind(sign) for sign in ")）]】")
    rest = line[closing + 1 :]
    return closing > 0 and (not rest.strip() or bool(_NUMBER_BEHIND.fullmatch(rest)))


@cache
def _credit() -> re.Pattern[str]:
    words = alternatives(every_word(load_table(__file__, "source_words")["credits"]))
    return re.compile(rf"[(（\[【]\s?(?:{words})(?=[\s:：/]|\S{{2,4}}[)）/])", re.IGNORECASE)


def is_reporter(line: str) -> bool:
    """Say whether a line below a story signs it with a label: `Pewarta: Yohanes Bere`.

    >>> is_reporter("Pewarta: Yohanes Bere"), is_reporter("Pewarta: saya bertanya lagi kepadanya.")
    (True, False)
    """
    return bool(_reporter().fullmatch(line) or _reporter_behind().fullmatch(line))


@cache
def _reporter() -> re.Pattern[str]:
    words = alternatives(load_table(__file__, "source_words")["reporters"])
    return re.compile(rf"(?:{words})\s?[:：]\s*(?![a-z])[^.:：!?。]{{2,50}}")


@cache
def _reporter_behind() -> re.Pattern[str]:
    """Match a name of two or three words with the word for a report behind it."""
    words = alternatives(load_table(__file__, "source_words")["reporters_behind"])
    return re.compile(rf"[^\W\d]\S{{1,15}}(?:\s[^\s/]{{2,16}}){{1,2}}(?:\s|\s?[/／]\s?)(?:{words})")
