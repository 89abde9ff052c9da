"""Test the names of news agencies."""

import pytest

from shared.languages import agencies
from shared.languages.agencies import agency_code, agency_name
from shared.languages.matching import match_key
from shared.languages.tables import load_table
from shared.languages.tags import distribution_languages

FIFTEEN = distribution_languages()
AGENCIES = load_table(agencies.__file__, "agencies")["agencies"]
NAMED = [code for code, agency in AGENCIES.items() if agency["names"]]


@pytest.mark.parametrize("code", NAMED)
def test_every_agency_has_a_name_in_every_language_and_is_found_by_it(code: str) -> None:
    assert list(AGENCIES[code]["names"]) == list(FIFTEEN)
    for language in FIFTEEN:
        name = agency_name(code, language)
        assert name
        assert agency_code(name) == code
        assert agency_code(name.upper()) == code


def test_every_alias_leads_to_its_agency() -> None:
    for code, agency in AGENCIES.items():
        assert {agency_code(alias) for alias in (code, *agency["aliases"])} == {code}


def test_an_agency_without_names_is_known_but_not_named() -> None:
    assert len(NAMED) >= 25
    assert (agency_code("뉴시스"), agency_name("뉴시스", "en")) == ("Newsis", None)


def test_no_name_is_written_down_twice() -> None:
    for code, agency in AGENCIES.items():
        keys = [match_key(alias) for alias in agency["aliases"]]
        names = {match_key(name) for name in (code, *agency["names"].values())}
        assert len(set(keys)) == len(keys), code
        assert not names & set(keys), code


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("AP", "zh-Hans", "美联社"),
        ("وكالة الأنباء الأمريكية", "en", "AP"),
        ("ap", "ru", "Ассошиэйтед Пресс"),
        ("연합뉴스", "ja", "聯合ニュース"),
        ("РИА Новости", "de", "RIA Novosti"),
        ("واس", "zh-TW", "沙烏地通訊社"),
        ("中央社", "en", "CNA"),
    ],
)
def test_an_agency_is_rendered_from_any_of_its_names(
    name: str, language: str, expected: str
) -> None:
    assert agency_name(name, language) == expected


def test_an_unknown_agency_or_language_has_no_name() -> None:
    assert agency_name("Example Wire", "en") is None
    assert agency_name("AP", "it") is None
    assert agency_code("") is None
