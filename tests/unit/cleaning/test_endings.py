import json
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from shared.cleaning.clean import clean
from shared.reading.drops import read
from shared.records.cleaned import CleanedRelease
from shared.records.fields import Genre, Segment, SegmentKind

CASES: dict[str, Any] = json.loads(
    (Path(__file__).parent / "cases" / "endings.json").read_text("utf-8")
)
STORY = {SegmentKind.HEADLINE, SegmentKind.SUBHEADLINE, SegmentKind.BODY}


def cleaned(text: str, language: str | None = None) -> CleanedRelease:
    content = read(text.encode(), "a.txt")
    return clean(content, id="a", received=date(2026, 5, 6), language=language)


def below_body(release: CleanedRelease) -> list[Segment]:
    kinds = [segment.kind for segment in release.segments]
    last = len(kinds) - 1 - kinds[::-1].index(SegmentKind.BODY)
    return list(release.segments[last + 1 :])


@pytest.mark.parametrize(
    "case",
    [*CASES["wild"], *CASES["synthetic"]],
    ids=lambda case: f"{case['language']} {case['name']}",
)
def test_an_ending_comes_apart_in_every_language(case: dict[str, Any]) -> None:
    release = cleaned(case["text"], case["language"])
    runs = groupby(below_body(release), key=lambda segment: segment.kind)
    assert " ".join(f"{kind}{len(list(run))}" for kind, run in runs) == case["parts"]
    assert release.genre is Genre(case["genre"])
    assert [each.name for each in release.organisations] == case["organisations"]


@pytest.mark.parametrize("case", CASES["negative"], ids=lambda case: case["name"])
def test_what_only_looks_like_an_ending_stays_body(case: dict[str, Any]) -> None:
    release = cleaned(case["text"])
    assert {segment.kind for segment in release.segments} <= STORY
    assert release.genre is Genre.EDITORIAL
    assert release.contacts == ()
    assert release.organisations == ()


def test_every_part_below_the_body_tells_its_rule() -> None:
    release = cleaned(CASES["wild"][0]["text"])
    rules = dict.fromkeys(segment.rule for segment in below_body(release))
    assert list(rules) == [
        "heading.contact",
        "heading.about",
        "heading.disclaimer",
        "noise.picture",
        "label.source",
    ]
