"""Test dates in the long form of each language."""

from datetime import date

import pytest

from shared.languages import dates
from shared.languages.dates import format_date, month_number
from shared.languages.tables import load_table
from shared.languages.tags import distribution_languages

FIFTEEN = distribution_languages()
TABLES = load_table(dates.__file__, "dates")["dates"]
ALIASES = load_table(dates.__file__, "month_aliases")["aliases"]

FIRST_OF_APRIL = {
    "en": "April 1, 2024",
    "ko": "2024년 4월 1일",
    "ja": "2024年4月1日",
    "ar": "1 أبريل 2024",
    "zh-Hans": "2024年4月1日",
    "zh-Hant": "2024年4月1日",
    "vi": "1 tháng 4, 2024",
    "th": "1 เมษายน 2567",
    "id": "1 April 2024",
    "ms": "1 April 2024",
    "de": "1. April 2024",
    "ru": "1 апреля 2024 г.",
    "fr": "1 avril 2024",
    "es": "1 de abril de 2024",
    "pt": "1 de abril de 2024",
}


@pytest.mark.parametrize("language", FIFTEEN)
def test_a_date_is_written_as_the_language_does(language: str) -> None:
    assert format_date(date(2024, 4, 1), language) == FIRST_OF_APRIL[language]


def test_a_region_writes_dates_as_its_language() -> None:
    assert format_date(date(2023, 12, 31), "pt-BR") == "31 de dezembro de 2023"
    assert format_date(date(2023, 12, 31), "zh-TW") == "2023年12月31日"


def test_a_language_without_a_table_gets_iso_8601() -> None:
    assert format_date(date(2023, 12, 31), "it") == "2023-12-31"
    assert month_number("maggio", "it") is None


@pytest.mark.parametrize("language", FIFTEEN)
def test_every_month_is_found_by_its_names(language: str) -> None:
    table = TABLES[language]
    for form in ("months", "abbreviated"):
        assert [month_number(name, language) for name in table[form]] == list(range(1, 13))
        assert [month_number(name.upper(), language) for name in table[form]] == list(range(1, 13))


@pytest.mark.parametrize("language", ALIASES)
def test_every_alias_leads_to_its_month(language: str) -> None:
    for number, aliases in ALIASES[language].items():
        assert {month_number(alias, language) for alias in aliases} == {int(number)}, aliases


@pytest.mark.parametrize("language", FIFTEEN)
def test_every_day_of_a_year_is_written_differently(language: str) -> None:
    first = date(2024, 1, 1).toordinal()
    written = {format_date(date.fromordinal(first + day), language) for day in range(366)}
    assert len(written) == 366


@pytest.mark.parametrize(("name", "language"), [("", "en"), ("Mai", "en"), ("Marzo", "de")])
def test_a_month_of_another_language_is_not_found(name: str, language: str) -> None:
    assert month_number(name, language) is None
