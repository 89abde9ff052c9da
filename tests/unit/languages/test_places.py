"""Test the names of places against each other and against CLDR."""

import unicodedata
from collections.abc import Iterator

import pytest
from babel import Locale

from shared.languages import names, places
from shared.languages.matching import match_key
from shared.languages.names import country_code, country_name
from shared.languages.places import place_country, place_name
from shared.languages.tables import load_table
from shared.languages.tags import distribution_languages

FIFTEEN = distribution_languages()
PLACES = load_table(places.__file__, "places")["places"]
CITIES = load_table(places.__file__, "cities")["cities"]
COUNTRIES = load_table(names.__file__, "country_names")["names"]["en"]
ZONES_NAMED_OTHERWISE = {"Kiev": "Kyiv", "Saigon": "Ho Chi Minh City"}


def cities_of_cldr() -> Iterator[tuple[str, str, str]]:
    """Yield language, CLDR's name of a time zone's city, and our key of the same city."""
    keys = {unaccented(key): key for key in PLACES}
    for language in FIFTEEN:
        for zone, zone_names in Locale.parse(language, sep="-").time_zones.items():
            city = zone.rpartition("/")[2].replace("_", " ")
            key = keys.get(ZONES_NAMED_OTHERWISE.get(city, city))
            if key and "city" in zone_names:
                yield language, zone_names["city"], key


def unaccented(name: str) -> str:
    return unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode()


@pytest.mark.parametrize("language", FIFTEEN)
def test_every_place_has_a_name_in_every_language_and_is_found_by_it(language: str) -> None:
    for key, place in PLACES.items():
        name = place_name(key, language)
        assert name == place["names"][language]
        assert name
        assert place_name(name, "en") == key
        assert place_name(name.upper(), "en") == key


def test_every_alias_leads_to_its_place() -> None:
    for key, place in PLACES.items():
        for alias in place["aliases"]:
            assert place_name(alias, "en") == key
            assert place_country(alias) == place["country"]


def test_the_names_of_cldr_find_the_same_places() -> None:
    cities = list(cities_of_cldr())
    assert len(cities) > 500
    assert [city for city in cities if place_name(city[1], "en") != city[2]] == []


def test_countries_are_known_and_agree_with_places_that_are_countries() -> None:
    assert {place["country"] for place in PLACES.values()} <= {*COUNTRIES, None}
    for city, code in (("Hong Kong", "HK"), ("Macau", "MO"), ("Singapore", "SG")):
        for language in FIFTEEN:
            assert country_code(PLACES[city]["names"][language]) == place_country(city) == code


def test_a_place_whose_country_is_disputed_has_none() -> None:
    assert place_country("القدس") is None
    assert [key for key, place in PLACES.items() if place["country"] is None] == ["Jerusalem"]


def test_an_unknown_place_has_neither_name_nor_country() -> None:
    assert place_name("Springfield", "ar") is None
    assert place_country("Springfield") is None
    assert place_name("London", "it") is None


def test_a_place_and_its_country_can_be_named_together() -> None:
    assert place_name("Kuala Lumpur", "ja") == "クアラルンプール"
    assert country_name(place_country("Kuala Lumpur") or "", "ja") == "マレーシア"


def test_a_city_stands_in_one_table_only() -> None:
    known = {match_key(n) for p in PLACES.values() for n in (*p["names"].values(), *p["aliases"])}
    keys = [match_key(name) for names in CITIES.values() for name in names]
    assert not known & set(keys)
    assert len(set(keys)) == len(keys)


def test_every_city_leads_to_its_country() -> None:
    assert CITIES.keys() <= COUNTRIES.keys()
    for code, cities in CITIES.items():
        assert {place_country(city) for city in cities} == {code}
