"""Test that sectors are found by any label and labelled only where somebody wrote a label."""

import json
import unicodedata
from pathlib import Path

import pytest

from shared.languages import sectors
from shared.languages.matching import match_key
from shared.languages.sectors import broader_sectors, sector_code, sector_label
from shared.languages.tables import load_table
from shared.languages.tags import distribution_languages, fallbacks
from tests.unit.languages.scripts import SCRIPTS

FIFTEEN = distribution_languages()
SECTORS = load_table(sectors.__file__, "sectors")["sectors"]
TOP_TOPICS = load_table(sectors.__file__, "top_topics")["sectors"]
ROWS = {**TOP_TOPICS, **SECTORS}
TREE = load_table(sectors.__file__, "mediatopics/tree")
TOPICS = load_table(sectors.__file__, "mediatopics/en")["labels"]
WITHOUT_IPTC_LABELS = set(FIFTEEN) - set(TREE["languages"])
VARIANTS = ("pt-BR", "pt-PT", "zh-TW", "zh-HK")
CASES = json.loads(Path(__file__).with_name("sector_cases.json").read_text(encoding="utf-8"))

LOANS = {
    *("CSR", "DX", "ESG", "EV", "EdTech", "FMCG", "FinTech", "ICT", "IPO", "IT", "IoT", "NFT"),
    *("NPO", "PR", "R&D", "SME", "SMEs", "SNS", "TV", "VR", "VR·AR", "VR・AR"),
}
"""What languages with a script of their own write in Latin letters all the same."""

RELEASES_SAY = {
    "Top Story": "polywire:top-story",
    "العنوان الرئيسي": "polywire:top-story",
    "头条新闻": "polywire:top-story",
    "頭條新聞": "polywire:top-story",
    "الأخبار اليومية": "polywire:daily-news",
    "BUSINESS": "polywire:business",
    "Sports": "medtop:15000000",
    "Olahraga": "medtop:15000000",
    "Health Care": "medtop:07000000",
    "Éducation": "medtop:05000000",
    "الرياضة": "medtop:15000000",
    "Real Estate": "medtop:20000241",
    "Badminton": "medtop:20000847",
    "羽毛球": "medtop:20000847",
    "climate change": "medtop:20000418",
}


@pytest.mark.parametrize(("label", "code"), RELEASES_SAY.items())
def test_what_releases_say_has_a_code(label: str, code: str) -> None:
    assert sector_code(label) == code
    assert sector_code(f" {label}, ") == code


@pytest.mark.parametrize(("label", "language", "code"), CASES["found"])
def test_headings_of_each_language_have_a_code(label: str, language: str, code: str) -> None:
    assert sector_code(label) == code
    words = [word for tag in fallbacks(language) for word in written_in(tag, code)]
    assert match_key(label) in map(match_key, words)


@pytest.mark.parametrize("label", CASES["ambiguous"])
def test_a_label_with_two_meanings_has_no_code(label: str) -> None:
    assert sector_code(label) is None


def written_in(language: str, code: str) -> list[str]:
    row = ROWS[code]
    return [*row["labels"].get(language, "").splitlines(), *row["aliases"].get(language, [])]


@pytest.mark.parametrize("language", [*FIFTEEN, *VARIANTS])
def test_every_sector_written_by_hand_has_a_label_that_finds_it(language: str) -> None:
    labels = {code: sector_label(code, language) or "" for code in ROWS}
    assert all(labels.values())
    assert {code: sector_code(label) for code, label in labels.items()} == {c: c for c in ROWS}


@pytest.mark.parametrize("language", FIFTEEN)
def test_no_language_labels_two_sectors_alike(language: str) -> None:
    labels = [match_key(row["labels"][language]) for row in SECTORS.values()]
    assert {label for label in labels if labels.count(label) > 1} == set()


def test_every_alias_leads_to_its_sector_and_repeats_no_label() -> None:
    for code, row in ROWS.items():
        for language, aliases in row["aliases"].items():
            assert aliases
            assert {sector_code(alias) for alias in aliases} == {code}, aliases
            assert row["labels"].get(language) not in aliases


def test_no_label_by_hand_names_two_sectors() -> None:
    owners: dict[str, set[str]] = {}
    for code, row in ROWS.items():
        for words in (row["labels"].values(), *row["aliases"].values()):
            for word in words:
                owners.setdefault(match_key(word), set()).add(code)
    assert {label: codes for label, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("language", SCRIPTS)
def test_sectors_are_written_in_the_script_of_their_language_or_a_known_loan(language: str) -> None:
    words = [word for code in ROWS for word in written_in(language, code)]
    assert {word for word in words if not in_script(word, language)} <= LOANS


def in_script(text: str, language: str) -> bool:
    names = (unicodedata.name(letter) for letter in text if letter.isalpha())
    return any(name.startswith(SCRIPTS[language]) for name in names)


def test_top_topics_are_labelled_by_hand_exactly_where_iptc_has_no_labels() -> None:
    assert set(TOP_TOPICS) == {code for code in TOPICS if code not in TREE["parents"]}
    assert len(TOP_TOPICS) == 17
    for row in TOP_TOPICS.values():
        assert set(row["labels"]) == WITHOUT_IPTC_LABELS


def test_wire_sectors_are_labelled_in_all_languages_and_apart_in_portugal() -> None:
    assert len(SECTORS) >= 150
    for row in SECTORS.values():
        labels = dict(row["labels"])
        assert labels.pop("pt-PT", "") != labels["pt"]
        assert list(labels) == list(FIFTEEN)
        assert all(labels.values())
        assert set(row["aliases"]) <= set(row["labels"])


def test_codes_name_topics_in_use_and_keys_of_our_own_a_broader_one_at_most() -> None:
    for code, row in SECTORS.items():
        scheme, _, _ = code.partition(":")
        assert scheme == "polywire" or code in TOPICS
        assert row.get("broader") is None or (scheme == "polywire" and row["broader"] in TOPICS)


def test_a_label_with_two_topics_has_no_code() -> None:
    labels = load_table(sectors.__file__, "mediatopics/ar")["labels"]
    assert labels["medtop:20000853"] == labels["medtop:20001015"] == "بلياردو"
    assert sector_code("بلياردو") is None


def test_a_top_topic_wins_over_a_topic_of_the_same_name() -> None:
    labels = load_table(sectors.__file__, "mediatopics/es")["labels"]
    assert labels["medtop:20000649"] == labels["medtop:11000000"] == "Política"
    assert sector_code("Política") == "medtop:11000000"


def test_a_row_by_hand_wins_over_a_topic_of_the_same_name() -> None:
    labels = load_table(sectors.__file__, "mediatopics/de")["labels"]
    assert labels["medtop:20000344"] == "Wirtschaft"
    assert labels["medtop:20000256"] == labels["medtop:20000387"] == "Energie"
    assert sector_code("Energie") == "polywire:energy"


def test_a_language_falls_back_and_nothing_is_invented() -> None:
    assert sector_label("medtop:15000000", "pt-BR") == "esporte"
    assert sector_label("medtop:15000000", "pt-PT") == "desporto"
    assert sector_label("medtop:20000252", "pt-BR") == "Varejo"
    assert sector_label("medtop:20000252", "pt-PT") == "Retalho"
    assert sector_label("medtop:20000177", "pt-PT") == "Dividendos"
    assert sector_label("polywire:top-story", "zh-TW") == "頭條新聞"
    assert sector_label("medtop:20000847", "zh-Hans") == "羽毛球"
    assert sector_label("medtop:20000847", "zh-Hant") is None
    assert sector_label("medtop:20000847", "ko") is None
    assert sector_label("medtop:15000000", "it") is None
    assert sector_label("medtop:99999999", "en") is None
    assert sector_code("") is None


def test_every_topic_leads_up_to_a_top_topic() -> None:
    for code in TOPICS:
        assert (code, *broader_sectors(code))[-1] in TOP_TOPICS
    for row in SECTORS.values():
        assert (
            "broader" not in row or broader_sectors(row["broader"])[-1:] or row["broader"] in ROWS
        )
    assert broader_sectors("polywire:blockchain")[-1] == "medtop:13000000"
    assert broader_sectors("polywire:class-action")[0] == "medtop:20000114"
    assert broader_sectors("medtop:99999999") == ()


@pytest.mark.parametrize("language", TREE["languages"])
def test_labels_of_iptc_are_topics_in_use(language: str) -> None:
    labels = load_table(sectors.__file__, f"mediatopics/{language}")["labels"]
    assert set(labels) <= set(TOPICS)
    assert all(label.strip() for label in labels.values())
    assert len(labels) >= 978
    assert len(TOPICS) == 1133
