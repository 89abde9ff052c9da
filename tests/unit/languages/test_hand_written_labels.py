"""Test that each word written by hand is in the script of its language."""

import unicodedata
from collections.abc import Iterator

import pytest

from shared.languages import agencies, places, sectors
from shared.languages.tables import load_table
from shared.languages.tags import distribution_languages
from tests.unit.languages.scripts import SCRIPTS

FIFTEEN = distribution_languages()

CODE_PAGES = {
    **dict.fromkeys(("en", "id", "ms", "de", "fr", "es", "pt"), "cp1252"),
    "ko": "cp949",
    "ja": "euc_jis_2004",
    "ar": "cp1256",
    "zh-Hans": "gb2312",
    "zh-Hant": "big5",
    "th": "cp874",
    "ru": "cp1251",
    "vi": "cp1258",
}
"""What a language's letters fit into: Hans and Hant, and Chinese and Japanese, told apart."""

KEPT_LATIN = {"ko": {"CNN"}, "ja": {"CNN"}}


def labels_of(language: str) -> Iterator[str]:
    for place in load_table(places.__file__, "places")["places"].values():
        yield place["names"][language]
    for agency in load_table(agencies.__file__, "agencies")["agencies"].values():
        yield from (agency["names"][language],) if agency["names"] else ()
    for table in ("sectors", "top_topics"):
        for row in load_table(sectors.__file__, table)["sectors"].values():
            yield from (row["labels"][language],) if language in row["labels"] else ()


def aliases_of(language: str) -> Iterator[str]:
    for table in ("sectors", "top_topics"):
        for row in load_table(sectors.__file__, table)["sectors"].values():
            yield from row["aliases"].get(language, ())


def fits(text: str, language: str) -> bool:
    code_page = CODE_PAGES[language]
    if language == "vi":
        text = "".join(c for c in unicodedata.normalize("NFD", text) if c.isascii() or c in "Đđ")
    try:
        text.encode(code_page)
    except UnicodeEncodeError:
        return False
    return True


def in_script(text: str, language: str) -> bool:
    names = [unicodedata.name(letter) for letter in text if letter.isalpha()]
    return any(name.startswith(SCRIPTS.get(language, ("LATIN",))) for name in names)


@pytest.mark.parametrize("language", FIFTEEN)
def test_labels_and_aliases_use_the_letters_of_their_language(language: str) -> None:
    words = [*labels_of(language), *aliases_of(language)]
    assert len(words) > 150
    assert [word for word in words if not fits(word, language)] == []


@pytest.mark.parametrize("language", FIFTEEN)
def test_labels_are_in_the_script_of_their_language(language: str) -> None:
    strays = {word for word in labels_of(language) if not in_script(word, language)}
    assert strays == KEPT_LATIN.get(language, set())


@pytest.mark.parametrize("language", FIFTEEN)
def test_labels_are_trimmed_and_composed(language: str) -> None:
    for word in (*labels_of(language), *aliases_of(language)):
        assert word == unicodedata.normalize("NFC", " ".join(word.split()))


@pytest.mark.parametrize("table", ["sectors", "top_topics", "agencies", "places", "cities"])
def test_tables_by_hand_say_who_wrote_them(table: str) -> None:
    assert load_table(sectors.__file__, table)["source"] == "polywire"
