import json
import subprocess
import sys
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.cleaning.clean import clean
from shared.cleaning.similarity import (
    LONGEST,
    SAME_STORY_FLOOR,
    SIZE,
    is_another_text,
    similarity,
    sketch,
)
from shared.reading.drops import read

HERE = Path(__file__).parent
STORIES: dict[str, dict[str, list[str]]] = json.loads(
    (HERE / "cases" / "stories.json").read_text("utf-8")
)
SAMPLES = sorted((HERE.parents[2] / "infra" / "local" / "samples").glob("*.txt"))
ENDING = (
    "A third-party content provider wrote it. SeaPRwire (www.seaprwire.com) gives no warranty.\n\n"
    "Sectors: Top Story, Daily News\n\n"
    "SeaPRwire reaches 6,500 outlets, 86,000 editors and 3.5 million desktops in 90 countries."
)


def body_of(content: bytes) -> tuple[str, ...]:
    return clean(read(content, "a.txt"), id="a", received=date(2024, 4, 1)).body


@pytest.mark.parametrize("language", STORIES)
def test_an_edited_or_corrected_text_is_the_same_story(language: str) -> None:
    first, edited = (sketch(STORIES[language][name]) for name in ("first", "edited"))
    assert similarity(first, edited) >= 0.56
    assert not is_another_text(first, edited)


@pytest.mark.parametrize("language", STORIES)
def test_another_text_of_the_same_company_and_language_is_another_story(language: str) -> None:
    first, other = (sketch(STORIES[language][name]) for name in ("first", "other"))
    assert similarity(first, other) <= 0.25
    assert is_another_text(first, other)


@pytest.mark.parametrize("language", STORIES)
def test_what_a_wire_adds_to_every_text_does_not_make_two_stories_one(language: str) -> None:
    first, other = (
        sketch(
            body_of(
                "\n\n".join(
                    ["Ferries", f"(SeaPRwire) – {text[0]}", *text[1:], *ENDING.split("\n\n")]
                ).encode()
            )
        )
        for text in (STORIES[language]["first"], STORIES[language]["other"])
    )
    assert first == sketch(STORIES[language]["first"])
    assert is_another_text(first, other)


def test_no_two_samples_are_the_same_story() -> None:
    sketches = [sketch(body_of(path.read_bytes())) for path in SAMPLES]
    distinct = dict(zip(sketches, SAMPLES, strict=True))
    assert len(distinct) == len(SAMPLES) > 10
    assert all(is_another_text(one, other) for one, other in combinations(distinct, 2))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ferries resume on Monday.", "Ferries resume on Monday!", True),
        ("Ferries resume on Monday.", "Ferries resume on Mondays", True),
        ("Ferries resume on Monday.", "Ferry strike goes on", False),
        ("港口关闭一个月之后，渡轮周一恢复运营。", "港口关闭一个月后，渡轮周一恢复运营！", True),
        ("港口关闭一个月之后，渡轮周一恢复运营。", "新船厂周一在北方落成，雇用四百人。", False),
        ("Oh", "oh.", True),
        ("Oh", "Ah", False),
        ("", "Ferries", False),
        ("", "—", True),
    ],
)
def test_short_texts_are_compared_by_what_there_is(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert is_another_text(sketch([one]), sketch([other])) != same


def test_space_punctuation_case_and_paragraphs_do_not_count() -> None:
    text = STORIES["en"]["first"]
    changed = [" ".join(text).replace("-", "").upper().replace(" ", "  ").replace(",", " –")]
    assert sketch(text) == sketch(changed)


def test_the_start_of_a_long_text_stands_for_it_and_a_sketch_stays_small() -> None:
    long = [str(number) for number in range(LONGEST)]
    assert sketch(long) == sketch(["".join(long)[:LONGEST], "more"])
    assert len(sketch(long)) == SIZE


def test_a_sketch_is_the_same_in_another_process() -> None:
    code = "from shared.cleaning.similarity import sketch; print(sketch(['渡轮 Ferries resume']))"
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == str(sketch(["渡轮 Ferries resume"]))
    assert sketch(["渡轮 Ferries resume"])[0] == 41509257


def grams(text: str) -> set[str]:
    return {text[at : at + 5] for at in range(len(text) - 4)}


@pytest.mark.parametrize("kept", [400, 390, 350, 300, 200, 100, 10, 0])
def test_the_estimate_is_near_the_exact_share_of_5_grams(kept: int) -> None:
    words = [f"harbour{number * number}ferry" for number in range(400)]
    other = [*words[:kept], *(f"{number * 7}pier{number}" for number in range(kept, 400))]
    mine, theirs = grams("".join(words)), grams("".join(other))
    exact = len(mine & theirs) / len(mine | theirs)
    assert abs(similarity(sketch(words), sketch(other)) - exact) < 0.2


@given(st.lists(st.text(max_size=60), max_size=4), st.lists(st.text(max_size=60), max_size=4))
def test_similarity_is_symmetric_and_one_with_itself(one: list[str], other: list[str]) -> None:
    first, second = sketch(one), sketch(other)
    assert similarity(first, first) == 1.0
    assert similarity(first, second) == similarity(second, first)
    assert 0 <= similarity(first, second) <= 1
    assert list(first) == sorted(set(first))
    assert 0.42 <= SAME_STORY_FLOOR <= 0.56
