"""Know language tags: their spelling, script, direction and fallbacks (BCP 47)."""

import re
from typing import Literal

from shared.languages.tables import load_table

Direction = Literal["ltr", "rtl"]

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,6}")
_SCRIPT_LENGTH = 4
_REGION_LENGTH = 2


def distribution_languages() -> tuple[str, ...]:
    """List the fifteen languages of distribution, in the order in which they are announced.

    >>> len(distribution_languages()), distribution_languages()[4]
    (15, 'zh-Hans')
    """
    return tuple(load_table(__file__, "tags")["distribution"])


def is_tag(text: str) -> bool:
    """Say whether a text has the form of a language tag.

    >>> is_tag("zh-Hant"), is_tag("zh_TW"), is_tag("budget.v2")
    (True, True, False)
    """
    return bool(_TAG.fullmatch(text.replace("_", "-")))


def normalise(tag: str) -> str:
    """Write a tag as BCP 47 recommends; a retired language code becomes its successor.

    Region and script are kept as they are: `pt-BR` does not become `pt`.

    >>> normalise("ZH_hant-hk"), normalise("PT-br"), normalise("iw")
    ('zh-Hant-HK', 'pt-BR', 'he')
    """
    language, *rest = tag.strip().replace("_", "-").split("-")
    aliases: dict[str, str] = load_table(__file__, "tags")["aliases"]
    language = language.lower()
    return "-".join([aliases.get(language, language), *map(_subtag, rest)])


def _subtag(subtag: str) -> str:
    if len(subtag) == _SCRIPT_LENGTH and subtag.isalpha():
        return subtag.title()
    if len(subtag) == _REGION_LENGTH and subtag.isalpha():
        return subtag.upper()
    return subtag.lower()


def fallbacks(tag: str) -> tuple[str, ...]:
    """List a tag and what may stand for it, the nearest first; Chinese falls back by script.

    >>> fallbacks("pt-BR"), fallbacks("zh-TW"), fallbacks("zh-Hant-HK")
    (('pt-BR', 'pt'), ('zh-TW', 'zh-Hant'), ('zh-Hant-HK', 'zh-Hant'))
    """
    parents: dict[str, str] = load_table(__file__, "tags")["parents"]
    chain = [normalise(tag)]
    while (parent := parents.get(chain[-1]) or chain[-1].rpartition("-")[0]) and parent != "zh":
        chain.append(parent)
    return tuple(chain)


def nearest(tag: str) -> str | None:
    """Name the distribution language that serves a tag, or None for a foreign language.

    >>> nearest("pt-BR"), nearest("zh"), nearest("it")
    ('pt', 'zh-Hans', None)
    """
    return next((name for name in fallbacks(tag) if name in distribution_languages()), None)


def script(tag: str) -> str:
    """Name the script in which a language is written unless its tag says otherwise (ISO 15924).

    >>> script("ar"), script("sr-Latn"), script("zh-TW"), script("pt")
    ('Arab', 'Latn', 'Hant', 'Latn')
    """
    subtags = normalise(tag).split("-")
    for subtag in subtags[1:]:
        if len(subtag) == _SCRIPT_LENGTH and subtag.isalpha():
            return subtag
    scripts: dict[str, str] = load_table(__file__, "tags")["scripts"]
    return scripts.get("-".join(subtags[:2])) or scripts.get(subtags[0], "Latn")


def direction(tag: str) -> Direction:
    """Say in which direction a language is written.

    >>> direction("ar"), direction("zh-Hant"), direction("fa-IR")
    ('rtl', 'ltr', 'rtl')
    """
    return "rtl" if script(tag) in load_table(__file__, "tags")["rtl"] else "ltr"
