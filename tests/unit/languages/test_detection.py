import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.languages import tags
from shared.languages.detection import UNDETERMINED, detect

CASES = json.loads(Path(__file__).with_name("detection_cases.json").read_text("utf-8"))
HEADLINES = [(tag, text) for tag, texts in CASES["headlines"].items() for text in texts]
BODIES = list(CASES["bodies"].items())


@pytest.mark.parametrize(("tag", "text"), HEADLINES)
def test_a_headline_alone_tells_its_language(tag: str, text: str) -> None:
    assert detect(text).tag == tag


@pytest.mark.parametrize(("tag", "text"), BODIES)
def test_a_body_tells_its_language_and_script(tag: str, text: str) -> None:
    found = detect(text)
    assert (found.tag, found.script) == (tag, tags.script(tag))
    assert found.confidence > 0.6


@pytest.mark.parametrize(("tag", "text"), BODIES)
@pytest.mark.parametrize(
    "headline", ["Solar company opens a new plant in the north", "新工場を開設へ"]
)
def test_a_headline_in_another_language_never_outvotes_the_body(
    tag: str, text: str, headline: str
) -> None:
    assert detect(text, headline=headline).tag == tag


def test_a_tiny_body_takes_help_from_its_headline() -> None:
    headline = "Solarunternehmen eröffnet neues Werk in Leipzig"
    assert detect("Mehr bald.", headline=headline).tag == "de"


def test_addresses_and_latin_names_do_not_make_a_text_english() -> None:
    body = "카카두 로보틱스(Kakadu Robotics)는 공장을 열었다. https://www.example.com/en/press/new-plant"
    assert detect(body).tag == "ko"


def test_every_distribution_language_has_headline_and_body_cases() -> None:
    assert set(tags.distribution_languages()) <= set(CASES["headlines"]) & set(CASES["bodies"])


@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_gets_a_well_formed_answer(body: str, headline: str) -> None:
    found = detect(body, headline=headline)
    assert tags.is_tag(found.tag)
    assert 0 <= found.confidence <= 1
    assert found.tag != UNDETERMINED or found.confidence <= 0.99
