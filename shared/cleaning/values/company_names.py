"""Find the full names of companies and other bodies in running text, by their legal forms."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from shared.cleaning.wording import alternatives
from shared.languages.tables import load_table

_EXTENDED = filter(str.isupper, map(chr, (*range(0x100, 0x1B1), *range(0x1E00, 0x1F00))))
_CAPITAL = rf"[A-ZÀ-ÖØ-ÞА-ЯЁ{''.join(_EXTENDED)}]"
CAPITALISED = rf"{_CAPITAL}[A-Za-zÀ-ỹА-яЁё0-9&.'’\-+]{{0,30}}"
_PARTICLES = "&|de|of|and|und|et|du|da|do|dos|di|y|e|für|la|le|del|the|for"
_HAN = r"(?:[\u4e00-\u9fffA-Za-z·&]|（[\u4e00-\u9fff]{2,4}）)"
_HANGUL = "[가-힣A-Za-z0-9&·]"
_KOREAN_FORM = r"(?:\(주\)|㈜|(?:주식회사|유한회사|재단법인|사단법인|의료법인|학교법인)\s?)"
_KOREAN_END = r"(?=(?:은|는|이|가|와|과|의|에서|에|를|을|도)?(?:[\s(（,.:]|$))"
_KOREAN = (
    rf"{_KOREAN_FORM}{_HANGUL}{{2,20}}?{_KOREAN_END}",
    rf"{_HANGUL}{{2,20}}(?:\(주\)|㈜|\s?(?:주식회사|유한회사|유한책임회사))",
)
_KATAKANA_OR_HAN = r"[\u30a0-\u30ff\u4e00-\u9fff々A-Za-z0-9&・ー]"


class CompanyName(NamedTuple):
    """Hold a name and where it begins."""

    name: str
    start: int


def company_names(text: str) -> Iterator[CompanyName]:
    """Find the names that a legal form ends or begins, each with its whole form.

    >>> [each.name for each in company_names("Die Nordlicht Energie SE und Kita Denki Co., Ltd.")]
    ['Nordlicht Energie SE', 'Kita Denki Co., Ltd.']
    >>> [each.name for each in company_names("がん検査の春日井ゲノミクス株式会社は、ООО «Север» и")]
    ['春日井ゲノミクス株式会社', 'ООО «Север»']
    """
    for found in _names().finditer(text):
        start, name = found.start(), found[0]
        first, _, rest = name.partition(" ")
        while rest and first.casefold() in _table("articles"):
            start += len(first) + 1
            name = rest
            first, _, rest = name.partition(" ")
        inner = max(name.rfind(f" {word} ") + 1 for word in _table("begins"))
        yield CompanyName(name[inner:].strip(), start + inner)


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(load_table(__file__, "company_words")[name])


@cache
def _names() -> re.Pattern[str]:
    table: dict[str, list[str]] = load_table(__file__, "company_words")
    suffix, quoted, before = (
        alternatives(table[each]) for each in ("suffixes", "quoted", "begins")
    )
    japanese, chinese = alternatives(table["japanese"]), alternatives(table["chinese"])
    articles = alternatives([word.capitalize() for word in table["articles"]])
    follow = rf"(?:,?\s(?:(?:{_PARTICLES})\s)?{CAPITALISED})"
    latin = (
        rf"(?<![A-Za-zÀ-ÿ0-9&])(?!(?:{articles})\s){CAPITALISED}{follow}{{0,7}}?,?\s(?:{suffix})"
        rf"(?:,?\s(?:de\s)?(?:{suffix})){{0,4}}(?![A-Za-zÀ-ÿ0-9])"
    )
    forms = (
        *_KOREAN,
        rf"[가-힣]{_HANGUL}{{1,19}}(?: {_HANGUL}{{1,12}}){{0,2}} (?:{suffix})(?![A-Za-z.])",
        r"(?:国立大学法人|公立大学法人|学校法人)[\w・ー]{1,16}?(?:大学院大学|大学|学園|学院|機構)",
        rf"(?<![\w&])(?:{quoted})\s[«„“\"][^«»„“”\"\n]{{2,60}}[»“”\"]",
        r"บริษัท\s?[^\n()]{2,50}?\sจำกัด(?:\s\(มหาชน\))?",
        rf"{_KATAKANA_OR_HAN}{{2,24}}(?:{japanese})",
        rf"(?:{japanese})[\w・ー&]{{2,24}}?(?=は|が|代表|[（(、。「\s]|$)",
        rf"(?:(?<=[，。、；：“”（）(\s])|^)(?!（){_HAN}{{2,24}}?(?:{chinese})",
        latin,
        rf"(?<![A-Za-zÀ-ÿ0-9&])(?:{before})(?:\s(?:{CAPITALISED}|(?:{_PARTICLES}|dan|der|des|[a-z]{{0,5}}[à-ỹ][a-zà-ỹ]{{0,5}})(?=\s{_CAPITAL}))){{1,8}}",
    )
    return re.compile("|".join(forms))
