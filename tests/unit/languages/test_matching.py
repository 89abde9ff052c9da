"""Test what counts as the same name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.languages.matching import match_key, unambiguous


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ENGLISH", "English"),
        ("Ｅｎｇｌｉｓｈ", "English"),
        ("中国語（簡体字）", "中国語 (簡体字)"),
        ("الصينيّة المبسّطة", "الصينية المبسطة"),
        ("العـربية", "العربية"),
        ("الانجليزية", "الإنجليزية"),
        ("упрощённый", "упрощенный"),
        ("Côte d’Ivoire", "Côte d'Ivoire"),
        ("Congo – Kinshasa", "Congo - Kinshasa"),
        ("Viê\u0323t Nam", "Việt Nam"),
        ("\u200fالعربية\u200f،", "العربية"),
        ("Business & Finance", "Business&Finance"),
        ("STRASSE", "Straße"),
    ],
)
def test_two_spellings_of_one_name_match(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Peru", "Perú"),
        ("الملايو", "الملايوية"),
        ("Niger", "Nigeria"),
        ("ไทย", "ไท"),
        ("简体", "簡體"),
        ("مصر", "مضر"),
    ],
)
def test_names_that_differ_in_a_letter_do_not_match(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert match_key(match_key(name)) == match_key(name)


def test_a_name_with_two_meanings_stays_out_even_when_a_third_agrees_with_the_first() -> None:
    names = [("Bank", "money"), ("bank", "river"), ("BANK", "money"), ("shore", "river")]
    assert unambiguous(names) == {"shore": "river"}
