import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.errors import UnreadableDrop
from shared.languages.tables import load_table
from shared.reading import drops, sniffing
from shared.reading.bounds import OBJECT_BYTES, TEXT_BYTES
from shared.records.declared import Declared

MAGIC: dict[str, str] = load_table(sniffing.__file__, "magic")


def reason_of(content: bytes) -> tuple[str, str]:
    with pytest.raises(UnreadableDrop) as caught:
        drops.read(content, "harbour.txt")
    return caught.value.reason, caught.value.detail


@pytest.mark.parametrize("text", ["Ferries resume", "Паромы", "العبارات", "渡轮", "เรือ"])
def test_plain_utf_8_is_read_as_it_is(text: str) -> None:
    content = text.encode()
    assert drops.read(content, "a.txt")[:6] == (text, "text", "utf-8", len(content), (), Declared())


@pytest.mark.parametrize(
    ("content", "text", "fixes"),
    [
        (b"\xef\xbb\xbfFerries", "Ferries", ("remove_byte_order_mark",)),
        (b"a\r\nb", "a\nb", ("normalise_line_ends",)),
        (b"a\rb", "a\nb", ("normalise_line_ends",)),
        ("a\u2028b\u2029c\x85d".encode(), "a\nb\nc\nd", ("normalise_line_ends",)),
        ("Ha\u0300 No\u0323\u0302i".encode(), "Hà Nội", ("compose_characters",)),
        (
            b"\xef\xbb\xbfCafe\xcc\x81\r\n",
            "Café\n",
            ("remove_byte_order_mark", "normalise_line_ends", "compose_characters"),
        ),
    ],
)
def test_a_fix_that_changed_something_is_named(
    content: bytes, text: str, fixes: tuple[str, ...]
) -> None:
    found = drops.read(content, "a.txt")
    assert (found.text, found.fixes) == (text, fixes)


@pytest.mark.parametrize(
    "text", ["ﬁne print", "Ｗｉｄｅ", "a\u00a0b", "a\u000bb", "a\u202fb", "“quoted”", "RIFFS"]
)
def test_what_no_fix_names_is_left_alone(text: str) -> None:
    assert drops.read(text.encode(), "a.txt").text == text


@pytest.mark.parametrize("text", ["", " ", "\n\n\t ", "\ufeff", "\u200b\u200e\n", "\u3000\u00a0"])
def test_a_drop_without_a_visible_character_is_empty(text: str) -> None:
    reason, detail = reason_of(text.encode())
    assert reason == "empty"
    assert detail.startswith("harbour.txt ")


def test_an_object_over_ten_megabytes_is_too_large_whatever_it_holds() -> None:
    reason, detail = reason_of(b" " * (OBJECT_BYTES + 1))
    assert reason == "too_large"
    assert "10,485,761" in detail


def test_a_text_over_one_megabyte_is_too_large_and_one_of_just_that_is_read() -> None:
    assert drops.read(b"a" * TEXT_BYTES, "a.txt").bytes == TEXT_BYTES
    assert reason_of(b"a" * (TEXT_BYTES + 1))[0] == "too_large"
    assert reason_of("я".encode() * (TEXT_BYTES // 2 + 1))[0] == "too_large"


@pytest.mark.parametrize(("mark", "kind"), MAGIC.items())
def test_a_known_file_type_is_named(mark: str, kind: str) -> None:
    reason, detail = reason_of(bytes.fromhex(mark) + b" rest of the file")
    assert reason == "binary"
    assert kind in detail


def test_many_nul_bytes_are_no_text_and_a_few_are_slips() -> None:
    reason, detail = reason_of(b"Ferries\x00resume" * 9)
    assert reason == "binary"
    assert "byte 7" in detail
    found = drops.read(b"Ferries\x00resume\x00\n", "a.txt")
    assert (found.text, found.fixes) == ("Ferries resume\n", ("remove_controls",))


def test_many_control_characters_are_no_text_and_a_few_are() -> None:
    assert reason_of(b"ab\x01\x02\x03\x04" * 10)[0] == "binary"
    assert drops.read(b"Ferries resume\x07" + b" after the storm" * 9, "a.txt").text


def test_a_mark_of_utf_16_before_other_bytes_is_told_to_become_utf_8() -> None:
    reason, detail = reason_of(b"\xff\xfe\x01\xe0\x02\xe0")
    assert reason == "undecodable"
    assert "utf-16-le" in detail
    assert "save the file as UTF-8" in detail


def test_damaged_utf_8_is_reported_with_offset_line_and_remedy() -> None:
    reason, detail = reason_of("Fähren fähren über\nüber".encode() + b"\xe4 x")
    assert reason == "undecodable"
    assert "0xe4 at offset 27 (line 2)" in detail
    assert "save the file as UTF-8" in detail


def test_a_tower_of_combining_marks_is_left_uncomposed() -> None:
    tower = "a" + "\u0301\u0316" * 200_000
    assert drops.read(tower.encode(), "a.txt").text == tower
    assert drops.read(("e\u0301" * 9 + "—" * 50).encode(), "a.txt").fixes == ("compose_characters",)


@given(st.binary(max_size=300))
@example(b"\xf0\x9f\x98")
@example(b"\xed\xa0\x80 a lone surrogate")
def test_any_bytes_are_read_or_refused_with_a_reason(content: bytes) -> None:
    refusal = None
    try:
        text = drops.read(content, "a.txt").text
    except UnreadableDrop as caught:
        refusal, text = caught, caught.detail
    assert text.strip()
    if refusal:
        assert refusal.reason in {"empty", "too_large", "binary", "undecodable"}
        assert "a.txt" in str(refusal)


LETTERS = st.characters(
    categories=["Lo", "Nd", "Mn"],
    exclude_characters="\u034f",
    include_characters=" ,.—“”«»\u00a0\n",
)


@given(st.text(LETTERS, min_size=1))
def test_a_clean_text_loses_nothing_but_its_composition(text: str) -> None:
    try:
        found = drops.read(text.encode(), "a.txt")
    except UnreadableDrop:
        return
    assert found.text == unicodedata.normalize("NFC", text) or max(text) >= "\ufe00"
