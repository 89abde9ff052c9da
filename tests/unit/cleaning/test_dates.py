from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.cleaning.dates import read_date
from shared.languages.dates import format_date
from shared.languages.tags import distribution_languages

RECEIVED = date(2024, 4, 1)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Jan.  09, 2024", "en", "2024-01-09"),
        ("March 28", "en", "2024-03-28"),
        ("28 March 2024", "en", "2024-03-28"),
        ("Sept 1st, 2023", "en", "2023-09-01"),
        ("2024-03-28", "en", "2024-03-28"),
        ("3. März", "de", "2024-03-03"),
        ("03.04.2024", "de", "2024-04-03"),
        ("1er mars 2024", "fr", "2024-03-01"),
        ("18 de octubre de 2023", "es", "2023-10-18"),
        ("3 abr", "pt", "2024-04-03"),
        ("22 января 2024 года", "ru", "2024-01-22"),
        ("30 июн", "ru", "2023-06-30"),
        ("5 آذار 2024", "ar", "2024-03-05"),
        ("٥ مارس ٢٠٢٤", "ar", "2024-03-05"),
        ("2024年3月5日", "ja", "2024-03-05"),
        ("11月17日", "zh-Hans", "2023-11-17"),
        ("2024년 1월 17일", "ko", "2024-01-17"),
        ("ngày 5 tháng 3 năm 2024", "vi", "2024-03-05"),
        ("5/3", "vi", "2024-03-05"),
        ("23 มี.ค. 2567", "th", "2024-03-23"),
        ("๒๓ มีนาคม ๒๕๖๗", "th", "2024-03-23"),
        ("13 Mac", "ms", "2024-03-13"),
        ("13 Mei 2023", "id", "2023-05-13"),
        ("18日", "zh-Hant", "2024-03-18"),
        ("1日", "ja", "2024-04-01"),
        ("Feb. 29", "en", "2024-02-29"),
    ],
)
def test_a_date_is_read_in_its_language(text: str, language: str, day: str) -> None:
    assert read_date(text, language, RECEIVED) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "42",
        "May",
        "May flowers 3 and more",
        "30 Feb. 2024",
        "13月45日",
        "3/4",
        "3/4/2024",
        "Route 66",
    ],
)
def test_what_is_no_certain_date_is_none(text: str) -> None:
    assert read_date(text, "en", RECEIVED) is None


@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.sampled_from(distribution_languages()),
)
def test_the_long_form_of_every_language_reads_back(day: date, language: str) -> None:
    assert read_date(format_date(day, language), language, RECEIVED) == day


@given(st.text(max_size=60), st.sampled_from(distribution_languages()), st.dates())
def test_any_text_is_a_date_or_none(text: str, language: str, reference: date) -> None:
    found = read_date(text, language, reference)
    assert found is None or isinstance(found, date)
