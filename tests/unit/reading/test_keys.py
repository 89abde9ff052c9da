import pytest

from shared.languages.known import known_tag
from shared.languages.tags import distribution_languages
from shared.reading.identity import identify
from shared.reading.keys import language_of_key


@pytest.mark.parametrize("tag", distribution_languages())
def test_every_distribution_language_is_read_off_a_key_in_any_case(tag: str) -> None:
    for written in (tag, tag.lower(), tag.upper(), tag.replace("-", "_")):
        assert language_of_key(f"2024/budget.{written}.txt") == ("2024/budget", tag)


@pytest.mark.parametrize(
    ("key", "stem", "tag"),
    [
        ("budget.pt-BR.txt", "budget", "pt-BR"),
        ("budget.es-419.txt", "budget", "es-419"),
        ("budget.zh-TW.json", "budget", "zh-TW"),
        ("budget.sr-Latn-RS.txt", "budget", "sr-Latn-RS"),
        ("budget.v2.fil.txt", "budget.v2", "fil"),
        ("b.no.txt", "b", "no"),
        ("a.ar/b.txt", "a.ar/b", None),
        ("بيان صحفي.ar.txt", "بيان صحفي", "ar"),
    ],
)
def test_a_known_language_is_split_off(key: str, stem: str, tag: str | None) -> None:
    assert language_of_key(key) == (stem, tag)


@pytest.mark.parametrize(
    "key",
    [
        "report.v2.txt",
        "a.final.txt",
        "a.new.txt",
        "a.old.txt",
        "a.bin.txt",
        "sign.in.txt",
        "9.am.txt",
        "read.me.txt",
        "a.de-main.txt",
        "a.en-final.txt",
        "a.en-XX.txt",
        "a.arabic.txt",
        "a.2024.txt",
        "a..txt",
        "budget.ar",
        "budget",
        ".ar.txt",
        "ar.txt",
        "drop.d/budget.txt",
        "budget. ar .txt",
        "",
    ],
)
def test_what_is_no_language_belongs_to_the_name(key: str) -> None:
    assert language_of_key(key) == (identify(f"drop/acme/{key}", "drop/").name, None)


@pytest.mark.parametrize("text", ["", "-", "e", "EN--US", "en-Latn-US-x-a", "en_", "İn"])
def test_a_malformed_tag_is_not_known(text: str) -> None:
    assert known_tag(text) is None
