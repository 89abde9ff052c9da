import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shared.cleaning.clean import clean
from shared.cleaning.opening.opening import read_opening
from shared.cleaning.opening.readings import Setting
from shared.cleaning.paragraphs import split_paragraphs
from shared.errors import UnreadableDrop
from shared.reading.drops import read
from shared.records.fields import SegmentKind

OPENINGS = json.loads((Path(__file__).parent / "cases" / "openings.json").read_text("utf-8"))
RECEIVED = date(2024, 4, 1)


@pytest.mark.parametrize("case", OPENINGS, ids=lambda case: case["from"])
def test_an_opening_is_read_as_its_convention_means_it(case: dict[str, Any]) -> None:
    text = "Ferries resume\n\n" + case["text"]
    opening = read_opening(text, split_paragraphs(text), Setting(case["language"], RECEIVED))
    assert text[opening.spans[-1].end :].strip() == case["body"]
    assert list(opening.wires) == case["wires"]
    dateline = opening.dateline
    read_off = (
        (dateline.place, dateline.country, dateline.date, dateline.agency)
        if dateline
        else (None, None, None, None)
    )
    day = case.get("date")
    wanted = (case["place"], case.get("country"), day and date.fromisoformat(day))
    assert read_off == (*wanted, case.get("agency"))


def cleaned_kinds(text: str) -> list[str]:
    release = clean(read(text.encode(), "a.txt"), id="a", received=RECEIVED)
    return [segment.kind.value for segment in release.segments]


def test_a_mark_on_a_line_of_its_own_still_marks_the_dateline_below() -> None:
    text = "Ferries resume\n\n(SeaPRwire) –\n\nBERLIN – The harbour reopened."
    assert cleaned_kinds(text) == ["headline", "wire_mark", "dateline", "body"]


def test_a_mark_above_or_before_the_headline_is_a_mark() -> None:
    body = "\n\nLEEDS (AP) – The harbour reopened."
    assert cleaned_kinds("(SeaPRwire) –\n\nFerries resume" + body)[:2] == ["wire_mark", "headline"]
    assert cleaned_kinds("(SeaPRwire) – Ferries resume" + body)[:3] == [
        "wire_mark",
        "headline",
        "dateline",
    ]


def test_a_short_line_between_headline_and_mark_is_the_subheadline() -> None:
    text = "Ferries resume\n\nA month after the storm\n\n(SeaPRwire) – The harbour reopened."
    release = clean(read(text.encode(), "a.txt"), id="a", received=RECEIVED)
    assert release.subheadline == "A month after the storm"
    assert release.body == ("The harbour reopened.",)


def test_a_sentence_between_headline_and_mark_stays_in_the_body() -> None:
    text = "Ferries resume\n\nThe storm is over.\n\n(SeaPRwire) – The harbour reopened."
    release = clean(read(text.encode(), "a.txt"), id="a", received=RECEIVED)
    assert release.body == ("The storm is over.", "The harbour reopened.")


def test_a_dateline_in_a_later_paragraph_is_body() -> None:
    text = "Ferries resume\n\nThe harbour reopened.\n\nATHENS (AP) – So did another."
    release = clean(read(text.encode(), "a.txt"), id="a", received=RECEIVED)
    assert release.dateline is None
    assert release.body[1] == "ATHENS (AP) – So did another."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ferries resume", "no_body"),
        ("Ferries resume\n\n(SeaPRwire) –", "no_body"),
        ("Ferries resume\n\nLEEDS (AP) –", "no_body"),
        ("(SeaPRwire) –\n(SeaPRwire) –", "no_headline"),
        ("LEEDS (AP) – " + "The harbour reopened after the storm. " * 9, "no_headline"),
        ("Ferries resume\n" + "a\n" * 20_001, "too_large"),
    ],
)
def test_what_is_no_release_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(UnreadableDrop) as caught:
        clean(read(text.encode(), "a.txt"), id="a", received=RECEIVED)
    assert caught.value.reason == reason
    assert "drop it again" in caught.value.detail or "split it" in caught.value.detail


def test_one_block_of_lines_is_a_headline_and_its_body() -> None:
    text = "Ferries resume\nThe harbour reopened.\nThe storm is over."
    assert cleaned_kinds(text) == [SegmentKind.HEADLINE, SegmentKind.BODY, SegmentKind.BODY]


def test_the_lines_of_a_wrapped_paragraph_are_joined() -> None:
    wrapped = (
        "The harbour of Leith reopened on Monday after a month of repairs, and\n"
        "the first ferry left with 140 passengers on board, the operator said,\n"
        "adding that fares stay as they are."
    )
    release = clean(
        read(f"Ferries resume\n\n{wrapped}\n\nMore soon.".encode(), "a.txt"),
        id="a",
        received=RECEIVED,
    )
    assert release.body == (wrapped.replace("\n", " "), "More soon.")
