import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.languages import tags

SUBTAG = st.text("abcXYZ019", min_size=1, max_size=8)
TAGS = st.builds(
    lambda language, rest: "-".join([language, *rest]),
    st.text("abcXYZ", min_size=2, max_size=8),
    st.lists(SUBTAG, max_size=4),
)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("EN", "en"),
        ("zh-hans", "zh-Hans"),
        ("zh_hant_tw", "zh-Hant-TW"),
        ("pt-br", "pt-BR"),
        ("es-419", "es-419"),
        ("iw", "he"),
        (" de ", "de"),
    ],
)
def test_a_tag_is_written_as_bcp_47_recommends(written: str, normal: str) -> None:
    assert tags.normalise(written) == normal


@given(TAGS)
def test_normalising_twice_changes_nothing(tag: str) -> None:
    assert tags.normalise(tags.normalise(tag)) == tags.normalise(tag)


@given(TAGS)
def test_fallbacks_begin_with_the_tag_and_end(tag: str) -> None:
    chain = tags.fallbacks(tag)
    assert chain[0] == tags.normalise(tag)
    assert len(chain) == len(set(chain))


@pytest.mark.parametrize(
    ("tag", "nearest"),
    [
        ("pt-BR", "pt"),
        ("es-419", "es"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-CN", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("zh-Hant-MO", "zh-Hant"),
        ("en-GB", "en"),
        ("it", None),
        ("fil", None),
    ],
)
def test_a_tag_is_served_by_its_nearest_distribution_language(
    tag: str, nearest: str | None
) -> None:
    assert tags.nearest(tag) == nearest


@pytest.mark.parametrize(
    ("tag", "script", "direction"),
    [
        ("ar", "Arab", "rtl"),
        ("ar-EG", "Arab", "rtl"),
        ("he", "Hebr", "rtl"),
        ("fa", "Arab", "rtl"),
        ("az-Arab", "Arab", "rtl"),
        ("zh-Hans", "Hans", "ltr"),
        ("zh-TW", "Hant", "ltr"),
        ("ja", "Jpan", "ltr"),
        ("ko", "Kore", "ltr"),
        ("th", "Thai", "ltr"),
        ("ru", "Cyrl", "ltr"),
        ("vi", "Latn", "ltr"),
    ],
)
def test_a_tag_tells_its_script_and_direction(tag: str, script: str, direction: str) -> None:
    assert (tags.script(tag), tags.direction(tag)) == (script, direction)


def test_there_are_fifteen_distribution_languages_and_each_serves_itself() -> None:
    languages = tags.distribution_languages()
    assert len(set(languages)) == 15
    assert all(tags.nearest(tag) == tag for tag in languages)
