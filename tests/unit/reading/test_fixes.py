import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.reading.entities import resolve_entities
from shared.reading.fixes import mend

STORIES = json.loads((Path(__file__).parents[1] / "cleaning/cases/stories.json").read_text("utf-8"))
CLEAN = [text for story in STORIES.values() for texts in story.values() for text in texts]


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_of_any_language_passes_as_it_is(text: str) -> None:
    assert mend(text, resolve_entities) == (text, ())


@pytest.mark.parametrize("text", [text for text in CLEAN if not text.isascii()])
@pytest.mark.parametrize("encoding", ["latin-1"])
def test_what_was_encoded_twice_is_undone(text: str, encoding: str) -> None:
    assert mend(text.encode().decode(encoding))[0] == text


@pytest.mark.parametrize(
    ("text", "mended", "fix"),
    [
        ("FÃ¤hren fahren", "Fähren fahren", "undo_double_encoding"),
        ("Kestrel GroupÂ² and CoÂ®", "Kestrel Group² and Co®", "undo_double_encoding"),
        ("РџР°СЂРѕРјС‹ СЃРЅРѕРІР°", "Паромы снова", "undo_double_encoding"),
        ("a\x93b\x94", "a“b”", "read_controls_as_windows_1252"),
        ("Fe\u200brr\u00adies\u2066", "Ferries", "remove_invisible_characters"),
        ("Auf\u200clage", "Auflage", "remove_stray_joiners"),
        ("Ferry\ufe0f", "Ferry", "remove_stray_selectors"),
        ("a\ud83d\udea2", "a🚢", "join_surrogates"),
        ("a\udea2", "a\ufffd", "replace_lone_surrogates"),
        ("a\x07b", "ab", "remove_controls"),
    ],
)
def test_a_flaw_is_mended_by_its_fix(text: str, mended: str, fix: str) -> None:
    assert mend(text) == (mended, (fix,))


@pytest.mark.parametrize(
    "text",
    [
        "7\u00a0% et 3\u202f000",
        "می\u200cشود",
        "क्\u200dष",
        "👩\u200d🚒 ⛴\ufe0f 1\ufe0f\u20e3",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "葛\U000e0100城",
        "AT&amp;T is one",
        "Écoutez : «\u00a0Ça va\u00a0»",
        "Ｗｉｄｅ ﬁ ｶﾅ",
    ],
)
def test_what_a_script_needs_stays(text: str) -> None:
    assert mend(text, resolve_entities) == (text, ())


@given(st.text())
def test_mending_never_fails_and_its_result_can_be_written(text: str) -> None:
    mend(text, resolve_entities)[0].encode()
