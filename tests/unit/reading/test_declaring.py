from datetime import UTC, datetime
from email.header import Header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.reading.declaring import merge
from shared.reading.object_metadata import declared_by_metadata
from shared.records.declared import Declared
from shared.records.fields import ReleaseStatus

MOMENT = datetime(2024, 4, 2, tzinfo=UTC)


def test_metadata_has_the_keys_of_front_matter_with_release_id_for_id() -> None:
    found = declared_by_metadata(
        {
            "release-id": "budget",
            "Language": "pt-br",
            "status": "withdrawn",
            "embargo": "2024-04-02T00:00Z",
            "keywords": "a, b",
            "id": "another",
            "mtime": "1712000000",
            "published": "soon",
        }
    )
    assert found == Declared(
        id="budget",
        language="pt-BR",
        status=ReleaseStatus.CANCELED,
        embargo=MOMENT,
        keywords=("a", "b"),
        ignored=("published",),
    )


@pytest.mark.parametrize(
    "text", ["وكالة المرفأ", "München", "港口新闻, 渡轮", "a" * 90 + "é", "plain"]
)
def test_encoded_words_are_decoded(text: str) -> None:
    encoded = Header(text, "utf-8").encode()
    assert declared_by_metadata({"source": encoded}).source == text


@pytest.mark.parametrize("value", ["=?x-none?q?a?=", "=?utf-8?b?A?=", "=?utf-8?q?=FF?=", "=?a"])
def test_what_cannot_be_decoded_does_not_stop_the_rest(value: str) -> None:
    found = declared_by_metadata({"source": value, "language": "ar"})
    assert found.source
    assert found.language == "ar"


def test_the_first_that_declares_a_part_decides_it() -> None:
    front = Declared(language="ar", sectors=("Ports",), ignored=("title",))
    metadata = Declared(language="en", source="acme", sectors=("Ships",), ignored=("title", "x"))
    key = Declared(language="ko", id="plant")
    assert merge(front, metadata, key) == Declared(
        id="plant", language="ar", source="acme", sectors=("Ports",), ignored=("title", "x")
    )


@pytest.mark.parametrize(
    "front",
    [
        Declared(embargo_lifted=True),
        Declared(embargo_unreadable="noon"),
        Declared(embargo=datetime(2025, 1, 1, tzinfo=UTC)),
    ],
)
def test_an_embargo_is_taken_whole_from_one_place(front: Declared) -> None:
    for other in (Declared(embargo=MOMENT), Declared(embargo_unreadable="x"), Declared(id="a")):
        merged = merge(front, other)
        assert merged.model_copy(update={"id": None}) == front


MOMENTS = st.none() | st.just(MOMENT)
WORDS = st.none() | st.sampled_from(["a", "b"])
DECLARED = st.builds(
    Declared,
    id=WORDS,
    language=WORDS,
    status=st.none() | st.sampled_from(ReleaseStatus),
    published=MOMENTS,
    keywords=st.lists(st.sampled_from("ab")).map(tuple),
)


@given(DECLARED, DECLARED, DECLARED)
def test_merging_is_associative_and_nothing_declared_changes_nothing(
    one: Declared, two: Declared, three: Declared
) -> None:
    assert merge(merge(one, two), three) == merge(one, merge(two, three)) == merge(one, two, three)
    assert merge(one, Declared()) == merge(Declared(), one) == one
    assert merge() == Declared()
