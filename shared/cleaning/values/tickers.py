"""Find listed symbols such as `(NASDAQ: APPS)`, however a language writes them."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from shared.cleaning.wording import alternatives
from shared.languages.tables import load_table
from shared.records.fields import Ticker

MOST = 40
"""The most tickers of one text: beyond that a text is a table of prices and about none of them."""

LOOKED_AT = 400
"""The most places of a text that are looked at, so that a megabyte of colons costs no more."""

_SHORT = 4
_LONGEST_NAME = 60
_NO_SYMBOL = "ISIN|WKN|[A-Z]{2}[A-Z0-9]{9}[0-9]"
_FIRST = "(?:[A-Z]|[0-9]{3}|[0-9][A-Z])"
_SYMBOL = rf"(?!{_NO_SYMBOL}){_FIRST}[A-Z0-9]{{0,11}}(?:[.\-/][A-Z0-9]{{1,4}})?"
_END = r"(?![A-Za-z0-9])"
_BEHIND_COLON = re.compile(rf"(?P<colon>[:：])\s{{0,2}}(?P<symbol>{_SYMBOL}){_END}")
_IN_BRACKET = re.compile(
    rf"[(（［\[]\s?(?P<name>[^()（）\[\]:：\n\d]{{1,{_LONGEST_NAME}}}?)[\s,，、]{{0,2}}"
    rf"(?P<symbol>[0-9][0-9A-Z]{{3,6}}(?:\.[A-Z]{{1,4}})?){_END}\s?[)）］\]]"
)
_AND = r"\s?(?:[,，、/;]|and|und|et|y|e|及|和|및)\s?"
_FURTHER = re.compile(rf"{_AND}(?P<symbol>{_SYMBOL}){_END}(?!\s?[:：])")
_HAS_CASE = re.compile(r"[A-Za-zА-Яа-я]")


class Listing(NamedTuple):
    """Hold an exchange as written, a symbol behind it, and where both stand."""

    exchange: str
    symbol: str
    start: int
    end: int


def tickers_of(text: str, listings: Iterable[Listing]) -> tuple[Ticker, ...]:
    """Read the symbols of the listings that a text has, each once, in order.

    >>> text = "Acme (NYSE: ACM, ACM.B) (OTCQX: CBWTF) rose."
    >>> [ticker.symbol for ticker in tickers_of(text, find_listings(text))]
    ['ACM', 'ACM.B', 'CBWTF']
    """
    found: dict[tuple[str, str], Ticker] = {}
    for listing in listings:
        for symbol in (listing.symbol, *_further(text, listing.end)):
            key = (listing.exchange.casefold(), symbol)
            found.setdefault(key, Ticker(exchange=listing.exchange, symbol=symbol))
        if len(found) > MOST:
            return ()
    return tuple(found.values())


def find_listings(text: str) -> Iterator[Listing]:
    """Find each known exchange with the first symbol behind it, in order.

    A colon between them is evidence by itself; without one, the two have to fill a bracket.
    Nothing else in capitals is taken for a symbol.

    >>> next(find_listings("Acme (NYSE: ACM)"))
    Listing(exchange='NYSE', symbol='ACM', start=6, end=15)
    >>> [each.symbol for each in find_listings("(港交所：0700) (TSX.V: XLY)")]
    ['0700', 'XLY']
    >>> list(find_listings("It met the NATO: USA said so (AP)."))
    []
    >>> next(find_listings("Gia Lộc (mã chứng khoán: DGL, HNX) tăng"))[:2]
    ('HNX', 'DGL')
    """
    matches = (*_BEHIND_COLON.finditer(text), *_IN_BRACKET.finditer(text))
    for match in sorted(matches, key=re.Match.start)[:LOOKED_AT]:
        end = match.start("colon") if "colon" in match.groupdict() else match.end("name")
        low = max(0, end - _LONGEST_NAME) if "colon" in match.groupdict() else match.start("name")
        known = _may_end_in_exchange(text[max(low, end - _LONGEST_NAME) : end])
        if known and (name := _exchange_at_end().search(text, low, end)):
            exchange = " ".join(name["name"].split())
            yield Listing(exchange, match["symbol"], name.start("name"), match.end("symbol"))
        elif "colon" in match.groupdict() and _code_at_end().search(text, low, end):
            yield from _named_behind(text, match)


def _named_behind(text: str, match: re.Match[str]) -> Iterator[Listing]:
    """Find the exchange that stands behind a symbol, where a word for its code stands before it."""
    if name := _exchange_behind().match(text, match.end("symbol")):
        yield Listing(name["name"], match["symbol"], match.start("colon"), name.end())


def _further(text: str, at: int) -> list[str]:
    """Read the symbols that follow in the same bracket: `(NYSE: ABC, ABC.B)`."""
    symbols: list[str] = []
    while more := _FURTHER.match(text, at):
        symbols.append(more["symbol"])
        at = more.end()
    return symbols


def _may_end_in_exchange(before: str) -> bool:
    """Say whether a stretch ends as an exchange's name does, or a word for a symbol behind it."""
    return before.rstrip().casefold().endswith(_endings())


@cache
def _endings() -> tuple[str, ...]:
    table: dict[str, list[str]] = load_table(__file__, "exchanges")
    return tuple({name.casefold() for names in table.values() for name in names})


@cache
def _exchange_at_end() -> re.Pattern[str]:
    behind = rf"(?:[\s,，、]{{0,2}}(?:{_code_words()}))?\s{{0,2}}$"
    return re.compile(_exchange() + behind)


@cache
def _exchange_behind() -> re.Pattern[str]:
    return re.compile(
        rf"\s{{0,2}}[,，;–—|/(-]\s{{0,2}}(?:(?:sàn|na|à|sur|di|pada)\s)?{_exchange()}(?!\w)"
    )


@cache
def _code_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_code_words()})\s{{0,2}}$")


def _code_words() -> str:
    words: list[str] = load_table(__file__, "exchanges")["code_words"]
    return alternatives(words)


def _exchange() -> str:
    """Write the pattern of an exchange's name: a long one in any case, a short one as it is."""
    names: list[str] = load_table(__file__, "exchanges")["exchanges"]
    cased = [name for name in names if _HAS_CASE.match(name)]
    long = alternatives(name for name in cased if len(name) > _SHORT)
    short = alternatives(name for name in cased if len(name) <= _SHORT)
    other = alternatives(name for name in names if not _HAS_CASE.match(name))
    return rf"(?P<name>(?<![\w.])(?:(?i:{long})|{short})|(?:{other}))"
