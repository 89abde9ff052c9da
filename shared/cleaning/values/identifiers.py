"""Find the identifiers of securities: ISIN, WKN, LEI and their like."""

import re
from itertools import chain

from shared.languages.names import country_name
from shared.records.fields import Identifier

MOST = 60
"""The most identifiers of one text: beyond that it is a list and about none of them."""

_ISIN = re.compile(
    r"[A-Z]{2}(?=[A-Z]{0,6}[0-9][A-Z0-9]*[0-9]{2}|[A-Z]{4}(?:ACN|CDA|DBS|CTF)[A-Z0-9]{3})[A-Z0-9]{9}[0-9]"
    r"(?![A-Za-z0-9])"
)
_INTERNATIONAL = {"XS", "EU", "XD", "XF"}
_LABELLED = re.compile(
    r"(?P<scheme>ISIN|WKN|LEI|CUSIP|SEDOL|Valor)(?:[ -](?:Code|Nr\.?|Nummer|number|No\.?))?"
    r"\s{0,3}[:：.]?\s{0,3}(?P<value>[A-Z0-9]{6,20})(?![A-Za-z0-9])"
)
_LENGTHS = {"ISIN": {12}, "WKN": {6}, "LEI": {20}, "CUSIP": {9}, "SEDOL": {7}}
_LENGTHS["Valor"] = {6, 7, 8, 9}


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """Find ISINs by their form (ISO 6166) and others behind the name of their scheme, each once.

    The check digit is not asked for: a number that an issuer mistyped is what the release says.

    >>> [(each.scheme, each.value) for each in find_identifiers("ISIN US0378331005, WKN: 865985")]
    [('ISIN', 'US0378331005'), ('WKN', '865985')]
    >>> [each.value for each in find_identifiers("(PETR4; BRPETRACNOR9)")]
    ['BRPETRACNOR9']
    >>> find_identifiers("Flight LH0123456789 is late.")
    ()
    """
    isins = (
        (found.start(), "ISIN", found[0])
        for found in _ISIN.finditer(text)
        if _stands_alone(text, found.start()) and _is_country(found[0][:2])
    )
    others = (
        (found.start(), found["scheme"], found["value"])
        for found in _LABELLED.finditer(text)
        if _stands_alone(text, found.start())
        and len(found["value"]) in _LENGTHS[found["scheme"]]
        and any(map(str.isdecimal, found["value"]))
    )
    values = dict.fromkeys(each[1:] for each in sorted(chain(isins, others)))
    if len(values) > MOST:
        return ()
    return tuple(Identifier(scheme=scheme, value=value) for scheme, value in values)


def _stands_alone(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    return not (before.isascii() and before.isalnum())


def _is_country(code: str) -> bool:
    return code in _INTERNATIONAL or country_name(code, "en") is not None
