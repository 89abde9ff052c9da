from datetime import UTC, datetime, timedelta

import pytest

from shared.adapters.dynamo_near_copies import DynamoNearCopies
from shared.ports import NearCopies
from shared.records.near_copies import Sketched
from tests.fakes.near_copies import InMemoryNearCopies

NOON = datetime(2024, 4, 1, 12, tzinfo=UTC)


@pytest.fixture(params=["fake", "adapter"])
def copies(request: pytest.FixtureRequest) -> NearCopies:
    if request.param == "fake":
        return InMemoryNearCopies()
    return DynamoNearCopies(request.getfixturevalue("table"))


def sketched(release: str, *numbers: int, minutes: int = 0) -> Sketched:
    return Sketched(release=release, sketch=numbers, at=NOON + timedelta(minutes=minutes))


def test_nothing_is_like_anything_at_first(copies: NearCopies) -> None:
    assert copies.like((1, 2, 3)) == ()
    assert copies.like(()) == ()


def test_a_text_is_found_by_any_of_its_smallest_hashes(copies: NearCopies) -> None:
    text = sketched("rel_a", *range(1, 65))
    copies.note(text)
    assert copies.like((8, 900)) == (text,)
    assert copies.like((9, 900)) == ()


def test_of_two_texts_with_one_hash_the_last_is_found(copies: NearCopies) -> None:
    copies.note(sketched("rel_a", 1, 2))
    copies.note(sketched("rel_b", 2, 3, minutes=1))
    assert [each.release for each in copies.like((2,))] == ["rel_b"]
    assert [each.release for each in copies.like((1, 2))] == ["rel_a", "rel_b"]


def test_a_short_text_without_hashes_is_remembered_by_none(copies: NearCopies) -> None:
    copies.note(sketched("rel_a"))
    assert copies.like((1,)) == ()
