"""Test the names of languages and countries."""

import json
from pathlib import Path

import pytest

from shared.languages import names
from shared.languages.matching import match_key
from shared.languages.names import (
    country_code,
    country_name,
    language_name,
    language_tag,
)
from shared.languages.tables import load_table
from shared.languages.tags import distribution_languages

FIFTEEN = distribution_languages()
NAMES = load_table(names.__file__, "language_names")["names"]
ALIASES = load_table(names.__file__, "language_aliases")["aliases"]
COUNTRIES = load_table(names.__file__, "country_names")["names"]
COUNTRY_ALIASES = load_table(names.__file__, "country_aliases")["aliases"]

LISTS = json.loads((Path(__file__).parent / "language_lists.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", FIFTEEN)
def test_a_list_of_the_fifteen_reads_in_every_language(language: str) -> None:
    found = [language_tag(name) for name in LISTS[language].split(", ")]
    assert found == list(FIFTEEN)


@pytest.mark.parametrize("language", FIFTEEN)
def test_every_language_has_a_name_in_every_language_and_is_found_by_it(language: str) -> None:
    for tag in FIFTEEN:
        name = language_name(tag, language)
        assert name
        assert language_tag(name) == tag
        assert language_tag(name.upper(), language) == tag


def test_every_alias_leads_to_its_language() -> None:
    for tag, by_language in ALIASES.items():
        for language, aliases in by_language.items():
            assert {language_tag(alias) for alias in aliases} == {tag}, aliases
            assert {language_tag(alias, language) for alias in aliases} == {tag}


def test_chinese_without_a_script_is_not_given_one() -> None:
    assert {language_tag(name) for name in ("Chinese", "中文", "Mandarin", "الصينية")} == {"zh"}


@pytest.mark.parametrize("name", ["", "Klingon", "Malagasy", "الملغاشية", "Englis", "Thaii", "xx"])
def test_a_name_that_is_only_similar_finds_no_language(name: str) -> None:
    assert language_tag(name) is None


def test_a_region_is_named_by_its_language() -> None:
    assert language_name("zh-TW", "en") == "Traditional Chinese"
    assert language_name("de-AT", "pt-BR") == "alemão"
    assert language_name("it", "en") == "Italian"
    assert language_name("tlh", "en") is None
    assert language_name("en", "it") is None


@pytest.mark.parametrize("language", FIFTEEN)
def test_every_country_has_a_name_in_every_language_and_is_found_by_it(language: str) -> None:
    assert list(COUNTRIES[language]) == list(COUNTRIES["en"])
    for code, name in COUNTRIES[language].items():
        assert country_name(code, language) == name
        assert country_code(name) == code


def test_the_countries_are_those_of_iso_3166_and_kosovo() -> None:
    assert len(COUNTRIES["en"]) == 250
    assert {"XK", "TW", "HK", "PS"} <= COUNTRIES["en"].keys()
    assert not {"EU", "UN", "ZZ", "AC"} & COUNTRIES["en"].keys()


def test_every_alias_leads_to_its_country() -> None:
    for code, aliases in COUNTRY_ALIASES.items():
        assert {country_code(alias) for alias in aliases} == {code}, aliases


@pytest.mark.parametrize("name", ["", "Atlantis", "Nigerr", "Europe", "United", "USB"])
def test_a_name_that_is_only_similar_finds_no_country(name: str) -> None:
    assert country_code(name) is None


def test_no_table_names_anything_twice_or_not_at_all() -> None:
    assert list(NAMES) == list(FIFTEEN)
    for table in (*NAMES.values(), *COUNTRIES.values()):
        keys = [match_key(name) for name in table.values()]
        assert all(keys)
        assert len(set(keys)) == len(keys)
