import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shared.cleaning.opening.bylines import bare_byline
from shared.cleaning.opening.opening import Opening, read_opening
from shared.cleaning.opening.readings import Setting
from shared.cleaning.paragraphs import split_paragraphs
from shared.records.fields import SegmentKind

CASES = json.loads((Path(__file__).parent / "cases" / "opening_lines.json").read_text("utf-8"))
RECEIVED = date(2026, 5, 4)


def texts(opening: Opening, text: str, kind: SegmentKind) -> list[str]:
    return [text[span.start : span.end].strip() for span in opening.spans if span.kind is kind]


def embargo_of(opening: Opening) -> str | None:
    if opening.embargo is None:
        return None
    return opening.embargo.until.isoformat() if opening.embargo.until else "unreadable"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_lines_around_a_headline_are_told_apart(case: dict[str, Any]) -> None:
    text = case["text"]
    opening = read_opening(text, split_paragraphs(text), Setting(case["language"], RECEIVED))
    bylines = texts(opening, text, SegmentKind.BYLINE)
    dateline = opening.dateline
    assert texts(opening, text, SegmentKind.HEADLINE) == [case["headline"]]
    assert " ".join(texts(opening, text, SegmentKind.SUBHEADLINE)) == case.get("subheadline", "")
    assert (bare_byline(bylines[0]) if bylines else None) == case.get("byline")
    assert (opening.slug.kind.value if opening.slug else None) == case.get("slug")
    assert embargo_of(opening) == case.get("embargo")
    assert list(opening.wires) == case.get("wires", list(opening.wires))
    assert "place" not in case or (dateline is not None and dateline.place == case["place"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_spans_of_an_opening_follow_one_another(case: dict[str, Any]) -> None:
    text = case["text"]
    spans = read_opening(text, split_paragraphs(text), Setting(case["language"], RECEIVED)).spans
    ends = [0, *(span.end for span in spans)]
    assert all(end <= span.start < span.end for end, span in zip(ends, spans, strict=False))
