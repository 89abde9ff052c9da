from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import UnreadableDrop
from shared.reading.drops import read
from shared.reading.front_matter import LINE_LENGTH, LINES, split_front_matter
from shared.records.declared import Declared
from shared.records.fields import ReleaseStatus

TEXT = "Ferries resume\n\nThe harbour reopened."


def of(*lines: str) -> Declared:
    declared, rest = split_front_matter("\n".join(["---", *lines, "---", TEXT]))
    assert rest == TEXT
    return declared


def test_every_key_is_read() -> None:
    found = of(
        "id: budget-2024",
        "language: zh_hant",
        "status: withdrawn",
        "embargo: 2024-04-02T08:00:00+08:00",
        "published: 2024-04-01T18:02:11Z",
        "source: Example Ferries",
        "sectors: Transport, Shipping",
        'keywords: "ferries, harbours", storm',
        "supersedes: budget-2023",
    )
    assert found == Declared(
        id="budget-2024",
        language="zh-Hant",
        status=ReleaseStatus.CANCELED,
        embargo=datetime(2024, 4, 2, tzinfo=UTC),
        published=datetime(2024, 4, 1, 18, 2, 11, tzinfo=UTC),
        source="Example Ferries",
        sectors=("Transport", "Shipping"),
        keywords=("ferries, harbours", "storm"),
        supersedes="budget-2023",
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("LANGUAGE: Ar", {"language": "ar"}),
        ("language:ar", {"language": "ar"}),
        ("  Language : 'ar'", {"language": "ar"}),
        ("language: العربية", {"language": "ar"}),
        ("language: Klingon", {"ignored": ("language",)}),
        ("language: en-final", {"ignored": ("language",)}),
        ("status: usable", {"status": ReleaseStatus.USABLE}),
        ("status: Cancelled", {"status": ReleaseStatus.CANCELED}),
        ("status: withdrwan", {"ignored": ("status",)}),
        ("published: yesterday", {"ignored": ("published",)}),
        ("published: 2024-04-01T18:02", {"ignored": ("published",)}),
        ("keywords: الموانئ، العبارات", {"keywords": ("الموانئ", "العبارات")}),
        ("keywords: 船,港，海、风", {"keywords": ("船", "港", "海", "风")}),
        ("keywords: 'a' b, \"c", {"keywords": ("'a' b", '"c')}),
        ("keywords: , ,", {"ignored": ("keywords",)}),
        ("source: a: b: c", {"source": "a: b: c"}),
        ("source:", {}),
        ('source: ""', {}),
        ("title: Ferries", {"ignored": ("title",)}),
    ],
)
def test_a_line_is_read_or_reported(line: str, expected: dict[str, object]) -> None:
    assert of("id: a", line) == Declared.model_validate({"id": "a", **expected})


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2024-04-01T18:02Z", "2024-04-01T18:02"),
        ("2024-04-01t18:02z", "2024-04-01T18:02"),
        ("2024-04-01 20:02+02:00", "2024-04-01T18:02"),
        ('"2024-04-01T18:02:00-00:00"', "2024-04-01T18:02"),
    ],
)
def test_an_embargo_with_a_zone_is_a_moment(written: str, utc: str) -> None:
    found = of(f"embargo: {written}")
    assert found.embargo == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert (found.embargo_unreadable, found.embargo_lifted) == (None, False)


@pytest.mark.parametrize(
    "written",
    [
        "2024-04-01T18:02",
        "2024-04-01",
        "Friday noon",
        "1 April 2024 18:00 UTC",
        "2024-04-01T18:02Z # or so",
        "2024-13-01T18:02Z",
        "0001-01-01T00:00+14:00",
        "0",
        "false",
    ],
)
def test_an_embargo_whose_time_cannot_be_read_is_kept_as_it_stood(written: str) -> None:
    found = of(f"embargo: {written}")
    assert (found.embargo, found.embargo_unreadable) == (None, written)
    assert found.speaks_of_embargo
    assert not found.ignored


@pytest.mark.parametrize("written", ["none", "Lifted", "OFF", "'none'"])
def test_an_embargo_may_be_lifted_in_a_word(written: str) -> None:
    assert of(f"embargo: {written}") == Declared(embargo_lifted=True)


def test_a_repeated_key_counts_once_and_is_reported() -> None:
    assert of("id: a", "ID: b") == Declared(id="a", ignored=("id",))


def test_empty_lines_and_comments_are_allowed() -> None:
    assert of("", "# for the desk: nothing", "id: a", "") == Declared(id="a")


def test_blank_lines_may_stand_above_the_front_matter() -> None:
    declared, rest = split_front_matter(f"\n \n---\nid: a\n---  \n\n{TEXT}")
    assert (declared.id, rest) == ("a", f"\n{TEXT}")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "",
        "---",
        "---\n---\n",
        f"---\nNote: the harbour reopened\n---\n{TEXT}",
        f"{TEXT}\n---\nid: a\n---\n",
        f"----\nid: a\n----\n{TEXT}",
        f"\u2014\u2014\u2014\nid: a\n---\n{TEXT}",
    ],
)
def test_what_is_no_front_matter_is_text(text: str) -> None:
    assert split_front_matter(text) == (Declared(), text)


@pytest.mark.parametrize(
    "text",
    [
        f"---\nid: a\n{TEXT}",
        f"---\nid: a\nFerries resume\n---\n{TEXT}",
        f"---\nkeywords: ships\n- ferries\n---\n{TEXT}",
        "---\nid: a\n" + "\n" * LINES + f"---\n{TEXT}",
        f"---\nid: {'a' * LINE_LENGTH}\n---\n{TEXT}",
    ],
)
def test_a_front_matter_that_cannot_be_read_whole_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDrop) as refused:
        split_front_matter(text)
    assert refused.value.reason == "front_matter"


@given(
    st.lists(
        st.sampled_from(["---", "--- ", "id: a", "x: y", "embargo: b", "", "#", "Ferries", " "])
    ),
    st.text(max_size=20),
)
def test_nothing_but_the_block_is_taken_off(lines: list[str], end: str) -> None:
    text = "\n".join([*lines, end])
    try:
        declared, rest = split_front_matter(text)
    except UnreadableDrop:
        assert text.lstrip().startswith("---")
        return
    assert text.endswith(rest)
    taken = text[: len(text) - len(rest)]
    assert not taken or (taken.strip().startswith("---") and taken.strip().endswith("---"))
    assert bool(taken) or declared == Declared()


def test_reading_takes_the_front_matter_off_and_names_the_fix() -> None:
    found = read(b"\xef\xbb\xbf---\r\nid: a\r\n---\r\nFerries resume", "a.txt")
    assert (found.text, found.declared) == ("Ferries resume", Declared(id="a"))
    assert found.fixes == (
        "remove_byte_order_mark",
        "normalise_line_ends",
        "take_front_matter",
    )


def test_a_withdrawal_may_be_nothing_but_its_front_matter() -> None:
    found = read(b"---\nid: a\nstatus: withdrawn\n---\n", "a.txt")
    assert (found.text, found.declared.status) == ("", ReleaseStatus.CANCELED)
