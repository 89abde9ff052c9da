import json
from datetime import date
from pathlib import Path
from textwrap import fill
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.cleaning.clean import clean, version_key
from shared.errors import UnreadableDrop
from shared.languages.tags import distribution_languages
from shared.reading.blocks import Block, compose
from shared.reading.drops import ReadText, read
from shared.records.cleaned import CleanedRelease
from shared.records.fields import Dateline, Genre, SegmentKind

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SAMPLES = ROOT / "infra" / "local" / "samples"
SEED = ROOT.parent / "shared" / "seeds" / "000_dd862da1f6f5acd6.txt"
RECEIVED = date(2024, 4, 1)


def cases(name: str) -> Any:
    return json.loads((HERE / "cases" / f"{name}.json").read_text("utf-8"))


def cleaned(content: bytes | str) -> CleanedRelease:
    content = content.encode() if isinstance(content, str) else content
    return clean(read(content, "a.txt"), id="a", received=RECEIVED)


def assert_conserved(text: str, release: CleanedRelease) -> None:
    end = 0
    for segment in release.segments:
        assert not text[end : segment.start].strip()
        assert segment.text == text[segment.start : segment.end] != ""
        end = segment.end
    assert not text[end:].strip()


@pytest.mark.parametrize("name", cases("samples"))
def test_a_sample_in_each_language_comes_apart_whole(name: str) -> None:
    expected = cases("samples")[name]
    content = (SAMPLES / name).read_bytes()
    release = cleaned(content)
    found = release.model_dump(mode="json")
    for field in ("language", "script", "direction", "dateline", "is_release"):
        assert found[field] == expected[field], field
    assert list(release.wires) == expected["wires"]
    assert list(release.distribution_languages) == expected["distribution_languages"]
    assert [sector.label for sector in release.sectors] == expected["sectors"]
    assert all(sector.code for sector in release.sectors)
    rules = [segment.rule for segment in release.segments if segment.kind is not SegmentKind.BODY]
    assert rules == expected["rules"]
    assert len(release.body) == expected["paragraphs"]
    assert release.body[0].startswith(expected["body_begins"])
    assert release.body[-1].endswith(expected["body_ends"])
    assert release.headline == content.decode().split("\n")[0]
    assert_conserved(content.decode(), release)


def test_there_is_a_sample_for_each_distribution_language() -> None:
    languages = [path.suffixes[0][1:] for path in SAMPLES.glob("*.*.txt")]
    assert sorted(set(languages)) == sorted(distribution_languages())
    assert {path.name for path in SAMPLES.glob("*.*.txt")} >= set(cases("samples"))


@pytest.mark.skipif(not SEED.exists(), reason="the seed lies beside the checkout, not in it")
def test_the_first_release_comes_apart_as_it_was_put_together() -> None:
    text = SEED.read_bytes().decode()
    release = cleaned(text)
    assert (release.language, release.direction, release.script) == ("ar", "rtl", "Arab")
    assert release.headline == text.split("\n")[0]
    assert len(release.body) == 6
    assert release.body[0] == text.split("\n\n")[1].split(") –")[2].strip()
    assert list(release.body[1:]) == text.split("\n\n")[2:7]
    assert release.wires == ("SeaPRwire",)
    dateline = release.dateline
    assert dateline is not None
    assert (dateline.place, dateline.country, dateline.agency) == ("واشنطن", "US", "AP")
    assert dateline.text in text
    listed = text.split("\n\n")[8].split(": ")[1].split("، ")
    assert [sector.label for sector in release.sectors] == listed
    assert [sector.code for sector in release.sectors] == [
        "polywire:top-story",
        "polywire:daily-news",
    ]
    assert release.distribution_languages == distribution_languages()
    assert [segment.kind.value for segment in release.segments if segment.kind != "body"] == [
        "headline",
        "wire_mark",
        "dateline",
        "disclaimer",
        "sectors",
        "about",
    ]
    assert_conserved(text, release)


@pytest.mark.parametrize("case", cases("negatives"), ids=lambda case: case["name"])
def test_an_article_about_such_things_stays_whole(case: dict[str, Any]) -> None:
    headline, *body = case["paragraphs"]
    release = cleaned("\n\n".join(case["paragraphs"]))
    assert release.headline == headline
    assert list(release.body) == body
    assert not release.is_release
    assert (release.wires, release.sectors, release.distribution_languages) == ((), (), ())


ENDING = [
    "An external content provider wrote it. SeaPRwire (www.seaprwire.com) gives no warranty.",
    "Sectors: Top Story, Daily News",
    "SeaPRwire reaches 6,500 outlets, 86,000 editors and 3.5 million desktops.",
]


@pytest.mark.parametrize("case", cases("marked_negatives"), ids=lambda case: case["name"])
@pytest.mark.parametrize("ending", [ENDING, ENDING[1:], ENDING[2:], []], ids=len)
def test_the_last_paragraph_above_the_boilerplate_stays_body(
    case: dict[str, Any], ending: list[str]
) -> None:
    body = ["The harbour reopened on Monday.", case["last"]]
    release = cleaned("\n\n".join(["Ferries resume", f"(SeaPRwire) – {body[0]}", body[1], *ending]))
    assert list(release.body) == body


def assert_comes_apart(case: dict[str, Any]) -> None:
    release = cleaned(case["text"])
    assert [segment.kind.value for segment in release.segments] == case["kinds"].split()
    assert list(release.body) == case["body"]
    assert [sector.label for sector in release.sectors] == case["sectors"]
    assert release.is_release


@pytest.mark.parametrize("case", cases("dirty"), ids=lambda case: case["name"])
def test_a_dirty_release_comes_apart_all_the_same(case: dict[str, Any]) -> None:
    assert_comes_apart(case)


@pytest.mark.xfail(reason="no rule reads this shape yet", strict=True)
@pytest.mark.parametrize("case", cases("known_failures"), ids=lambda case: case["name"])
def test_a_shape_that_no_rule_reads_yet(case: dict[str, Any]) -> None:
    assert_comes_apart(case)


def test_a_rubric_above_an_article_is_no_sign_of_a_release() -> None:
    body = ("The word comes from geometry.", "Sectors: Energy, Health, Transport")
    release = cleaned("\n\n".join(("OPINION", "Three sectors to watch this year", *body)))
    assert (release.headline, release.body) == ("Three sectors to watch this year", body)
    assert release.segments[0].rule == "noise.rubric"
    assert not release.is_release


def test_a_release_without_boilerplate_is_cleaned_but_not_called_one() -> None:
    release = cleaned("Ferries resume\n\nThe harbour reopened.")
    assert (release.genre, release.is_release, release.dateline) == (Genre.EDITORIAL, False, None)
    assert release.summary == "The harbour reopened."
    assert release.body == ("The harbour reopened.",)


@pytest.mark.parametrize(
    ("opening", "byline"),
    [
        ("(서울=연합뉴스) 홍길순 기자 = 배가 다닌다.", "홍길순"),
        ("新华社北京30日电（记者王小明）渡轮恢复。", "王小明"),
    ],
)
def test_the_reporter_behind_a_dateline_is_the_byline(opening: str, byline: str) -> None:
    assert cleaned(f"여객선 운항 재개\n\n{opening}").byline == byline


def test_a_text_of_which_only_the_headline_shows_has_no_body() -> None:
    with pytest.raises(UnreadableDrop, match="no body"):
        cleaned("Ferries resume\n\n\u200b\n\n\ufeff")


def test_what_was_read_is_told() -> None:
    release = cleaned("\ufeffFerries resume\r\n\r\nThe harbour reopened.")
    assert release.source.model_dump() == {"format": "text", "encoding": "utf-8", "bytes": 42}
    assert release.fixes == ("remove_byte_order_mark", "normalise_line_ends")


def test_the_year_of_a_dateline_comes_from_the_day_of_receipt() -> None:
    text = "Ferries resume\n\nLEEDS, Dec. 30 (AP) – The harbour reopened."
    for received, year in ((date(2025, 1, 2), 2024), (date(2024, 12, 31), 2024)):
        release = clean(read(text.encode(), "a.txt"), id="a", received=received)
        assert release.dateline is not None
        assert release.dateline.date == date(year, 12, 30)


@pytest.mark.parametrize(
    "other",
    ["a\n\nb c\n", "\n\n a \n\nb c", "a\n\n\n\nb c", "a\n \t\n\u3000\nb c", "a\n\n  b c\u00a0"],
)
def test_the_version_key_does_not_follow_the_space_around_lines(other: str) -> None:
    assert version_key("a\n\nb c") == version_key(other)


@pytest.mark.parametrize("other", ["a\nb c", "a\n\nb\n\nc", "a\n\nb\nc", "a b c", "a\n\nbc", ""])
def test_the_version_key_follows_the_words_and_the_paragraphs(other: str) -> None:
    assert version_key("a\n\nb c") != version_key(other)
    assert len(version_key(other)) == len("blake2b:") + 32


TEXT = "Neues Werk in Leipzig\n\nDas Werk beschäftigt rund 400 Menschen und baut Fähren."


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (None, ("de", "Latn", "ltr", None)),
        ("de", ("de", "Latn", "ltr", None)),
        ("de-AT", ("de-AT", "Latn", "ltr", None)),
        ("nl", ("nl", "Latn", "ltr", "de")),
        ("ar", ("ar", "Arab", "rtl", "de")),
    ],
)
def test_a_declared_language_wins_and_a_disagreement_stays_visible(
    declared: str | None, expected: tuple[str, ...]
) -> None:
    release = clean(read(TEXT.encode(), "a.txt"), id="a", received=RECEIVED, language=declared)
    found = (release.language, release.script, release.direction, release.detected_language)
    assert found == expected
    assert (release.language_confidence == 1.0) == (declared is not None)


def test_the_language_of_the_front_matter_counts_unless_another_is_given() -> None:
    source = read(f"---\nlanguage: nl\n---\n{TEXT}".encode(), "a.txt")
    assert clean(source, id="a", received=RECEIVED).language == "nl"
    assert clean(source, id="a", received=RECEIVED, language="de").language == "de"


def test_front_matter_is_no_part_of_the_text_that_is_cleaned() -> None:
    content = f"---\nid: plant\n---\n\n{TEXT}"
    release = cleaned(content)
    assert release.headline == "Neues Werk in Leipzig"
    assert release.fixes == ("take_front_matter",)
    assert release.version_key == cleaned(TEXT).version_key
    assert_conserved(content.split("---\n")[2], release)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("新工厂将于三月开始运营。", "zh-Hans"),
        ("新工廠將於三月開始營運。", "zh-Hant"),
        ("Ferries.", "zh"),
    ],
)
def test_chinese_without_its_writing_declared_gets_the_one_detected(text: str, tag: str) -> None:
    source = read(f"A\n\n{text * 3}".encode(), "a.txt")
    assert clean(source, id="a", received=RECEIVED, language="zh").language == tag


def test_a_dateline_is_read_by_the_conventions_of_the_declared_language() -> None:
    text = "Ferries\n\n(SeaPRwire) – BERLIN, 3. März – 400 400 400."
    release = clean(read(text.encode(), "a.txt"), id="a", received=RECEIVED, language="de-CH")
    assert release.dateline is not None
    assert release.dateline.date == date(2024, 3, 3)


PIECES = st.sampled_from(
    [
        *(part for case in cases("openings") for part in (case["text"], "\n")),
        *ENDING,
        "(SeaPRwire) –   ",
        "القطاعات: ",
        "About Acme",
        "\n\n",
        "—",
        "\u200f",
        "\u3000",
        "(",
        "】",
    ]
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=300),
    st.lists(st.one_of(PIECES, st.text(st.characters(exclude_categories=["Cs"]), max_size=9))).map(
        "".join
    ),
)


@given(TEXTS)
def test_every_character_is_in_exactly_one_segment(text: str) -> None:
    try:
        release = clean(ReadText(text, "text", "utf-8", 0), id="a", received=RECEIVED)
    except UnreadableDrop:
        return
    assert_conserved(text, release)
    assert release.headline
    assert all(release.body)
    assert CleanedRelease.model_validate_json(release.model_dump_json(by_alias=True)) == release


def test_a_sector_that_no_table_knows_or_that_means_two_has_no_code() -> None:
    about = ENDING[2]
    release = cleaned(
        f"Ferries resume\n\n(SeaPRwire) – The harbour reopened.\n\n{ENDING[0]}\n\n"
        f"Sectors: Sports, Harbour gossip, Stocks\n\n{about}"
    )
    codes = {sector.label: sector.code for sector in release.sectors}
    assert codes == {"Sports": "medtop:15000000", "Harbour gossip": None, "Stocks": None}


def test_a_dateline_that_its_format_marks_is_read_without_further_evidence() -> None:
    blocks = [
        Block("Ferries resume", SegmentKind.HEADLINE),
        Block("KANSAS CITY, Mo., May 3", SegmentKind.DATELINE),
        Block("The harbour reopened."),
    ]
    text, known, _ = compose(blocks)
    read_text = ReadText(text, "nitf", "utf-8", 9, known=known)
    release = clean(read_text, id="a", received=date(2026, 5, 12))
    assert release.body == ("The harbour reopened.",)
    assert release.dateline == Dateline(
        text="KANSAS CITY, Mo., May 3", place="KANSAS CITY", country="US", date=date(2026, 5, 3)
    )


def test_a_headline_is_wrapped_where_its_text_is() -> None:
    lead = (
        "DUNMARROW, May 3 (AP) – The harbour reopened on Monday after a month of repairs, said the"
        " operator Kestrel Lines, which had waited for calm weather since the storms of February."
    )
    headline = "Kestrel Lines sails again at Dunmarrow after winter's Repairs to the Northern Pier"
    story = "\n\n".join(fill(text, 60) for text in (headline, lead))
    release = clean(read(story.encode(), "a.txt"), id="a", received=date(2026, 5, 12))
    assert (release.headline, release.subheadline) == (headline, None)
