"""Read the codes of structured formats: subjects, securities, countries."""

import re

from shared.languages.names import country_name
from shared.languages.sectors import sector_code, sector_label
from shared.languages.tables import load_table
from shared.records.fields import Identifier, Sector, Ticker

_ISIN = re.compile(r"[A-Z]{2}[A-Z0-9]{9}[0-9]")
_TOP = "000000"
_SCHEMES = ("ISIN", "WKN", "CUSIP", "SEDOL", "LEI", "FIGI")
_NUMBER = re.compile(r"[0-9]{1,8}")
_COUNTRY_SCHEME = re.compile(r"iso3166-1a2[:/]([A-Za-z]{2})$")


def sector_of(code: str | None, label: str | None, language: str | None) -> Sector | None:
    """Read a subject by its URI or QCode and its label; None where it says neither.

    Codes of IPTC become `medtop:N` or `subj:N`. A subject without such a code has the one that
    its label means, if any; a code without a label has the label that we know.

    >>> sector_of("http://cv.iptc.org/newscodes/mediatopic/15000000", None, "de")
    Sector(label='Sport', code='medtop:15000000')
    >>> sector_of("x:1", "Sports", None), sector_of(None, None, None)
    (Sector(label='Sports', code='medtop:15000000'), None)
    """
    topic = _topic(code or "")
    label = " ".join((label or "").split())
    if topic:
        return Sector(label=label or _label(topic, language or "en") or topic, code=topic)
    return Sector(label=label, code=sector_code(label)) if label else None


def _label(topic: str, language: str) -> str | None:
    """Label a topic in a language, else in English; the top subject codes became Media Topics."""
    code = topic.replace("subj:", "medtop:") if topic.endswith(_TOP) else topic
    return sector_label(code, language) or sector_label(code, "en")


def _topic(code: str) -> str | None:
    """Write a code of IPTC's vocabularies in its short form."""
    bare = code.strip().partition("://")[2] or code.strip()
    topics: dict[str, str] = load_table(__file__, "codes")["topics"]
    for beginning, scheme in topics.items():
        number = bare.removeprefix(beginning)
        if number != bare and _NUMBER.fullmatch(number):
            return f"{scheme}:{number}"
    return None


def security_of(symbol: str, exchange: str | None, scheme: str = "") -> Ticker | Identifier | None:
    """Read a symbol as a ticker of an exchange or, by its scheme or shape, as an identifier.

    >>> security_of("AWG", "mic:XTSE"), security_of("DE0001234567", None)
    (Ticker(exchange='TSX', symbol='AWG'), Identifier(scheme='ISIN', value='DE0001234567'))
    """
    symbol = symbol.strip()
    named = re.split(r"[:/#]", scheme.strip())[-1].upper()
    if named in _SCHEMES or _ISIN.fullmatch(symbol):
        return Identifier(scheme=named if named in _SCHEMES else "ISIN", value=symbol)
    code = (exchange or "").strip().rpartition(":")[2]
    markets: dict[str, str] = load_table(__file__, "codes")["markets"]
    return Ticker(exchange=markets.get(code, code), symbol=symbol) if symbol and code else None


def country_of(code: str | None) -> str | None:
    """Read a country by a code of ISO 3166 with its scheme, or alone.

    >>> country_of("iso3166-1a2:DE"), country_of("http://cvx.iptc.org/iso3166-1a2/it")
    ('DE', 'IT')
    >>> country_of("city:Moscow"), country_of("XQ")
    (None, None)
    """
    text = (code or "").strip()
    found = _COUNTRY_SCHEME.search(text)
    country = (found[1] if found else text).upper()
    known = len(country) == len("DE") and country.isalpha() and country_name(country, "en")
    return country if known else None
