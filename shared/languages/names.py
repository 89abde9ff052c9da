"""Name languages and countries in the fifteen languages, and find them by name."""

from collections.abc import Iterator, Mapping
from functools import cache

from shared.languages.matching import match_key, unambiguous
from shared.languages.tables import load_table
from shared.languages.tags import distribution_languages, fallbacks, normalise


def language_name(tag: str, in_language: str) -> str | None:
    """Name a language in another one, or None where there is no name.

    >>> language_name("zh-Hant", "de"), language_name("pt-BR", "fr"), language_name("tlh", "en")
    ('Chinesisch (traditionell)', 'portugais', None)
    """
    names = _first_of(in_language, load_table(__file__, "language_names")["names"])
    return next((names[near] for near in fallbacks(tag) if near in names), None)


def language_tag(name: str, in_language: str | None = None) -> str | None:
    """Find the tag of a language by its name in any of the fifteen, or in the one given.

    >>> language_tag("التايلندية"), language_tag("Bahasa Melayu"), language_tag("Mandarin")
    ('th', 'ms', 'zh')
    >>> language_tag("Deutsch", "de"), language_tag("Deutsch", "en"), language_tag("Klingon")
    ('de', None, None)
    """
    if in_language is None:
        return _languages_by_name(distribution_languages()).get(match_key(name))
    return tags_by_name(in_language).get(match_key(name))


def tags_by_name(in_language: str) -> Mapping[str, str]:
    """Index what a language calls the languages: their tags by the match keys of their names.

    >>> tags_by_name("zh-TW")["英文"], tags_by_name("de")["koreanisch"]
    ('en', 'ko')
    """
    return _languages_by_name(fallbacks(in_language))


def country_name(code: str, language: str) -> str | None:
    """Name a country, given by its ISO 3166 code of two letters, or None where there is no name.

    >>> country_name("JP", "ar"), country_name("de", "zh-TW"), country_name("QQ", "en")
    ('اليابان', '德國', None)
    """
    names = _first_of(language, load_table(__file__, "country_names")["names"])
    return names.get(code.upper())


def country_code(name: str) -> str | None:
    """Find the ISO 3166 code of a country by its name in any of the fifteen languages.

    >>> country_code("Deutschland"), country_code("南韓"), country_code("U.S."), country_code("Oz")
    ('DE', 'KR', 'US', None)
    """
    return _countries_by_name().get(match_key(name))


def _first_of(language: str, tables: dict[str, dict[str, str]]) -> dict[str, str]:
    return next((tables[near] for near in fallbacks(language) if near in tables), {})


@cache
def _languages_by_name(in_languages: tuple[str, ...]) -> dict[str, str]:
    return unambiguous(pair for tag in in_languages for pair in _names_of_languages(tag))


def _names_of_languages(in_language: str) -> Iterator[tuple[str, str]]:
    in_language = normalise(in_language)
    names: dict[str, dict[str, str]] = load_table(__file__, "language_names")["names"]
    for tag, name in names.get(in_language, {}).items():
        yield name, tag
    aliases: dict[str, dict[str, list[str]]] = load_table(__file__, "language_aliases")["aliases"]
    for tag, by_language in aliases.items():
        for alias in by_language.get(in_language, ()):
            yield alias, tag


@cache
def _countries_by_name() -> dict[str, str]:
    return unambiguous(_names_of_countries())


def _names_of_countries() -> Iterator[tuple[str, str]]:
    names: dict[str, dict[str, str]] = load_table(__file__, "country_names")["names"]
    for by_code in names.values():
        yield from ((name, code) for code, name in by_code.items())
    aliases: dict[str, list[str]] = load_table(__file__, "country_aliases")["aliases"]
    for code, others in aliases.items():
        yield from ((other, code) for other in others)
