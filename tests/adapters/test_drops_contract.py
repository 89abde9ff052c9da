from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime

import pytest

from shared.adapters import aws
from shared.adapters.s3_drops import S3Drops
from shared.errors import DropGone, Misconfigured, UnreadableDrop
from shared.ports import Drops, Fetched
from shared.reading.bounds import OBJECT_BYTES
from shared.records.release import Drop
from tests.fakes.drops import InMemoryDrops

AT = datetime(2024, 4, 1, 18, tzinfo=UTC)
KEY = "drop/acme/ميزانية 2024.ar.txt"


class S3Place:
    """Put and delete in a bucket as an operator does."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket
        self._drops = S3Drops(aws.s3())

    def put(
        self, key: str, content: bytes, at: datetime, *, metadata: Mapping[str, str] | None = None
    ) -> Drop:
        made = aws.s3().put_object(
            Bucket=self._bucket, Key=key, Body=content, Metadata=metadata or {}
        )
        return Drop(bucket=self._bucket, key=key, version_id=made["VersionId"], at=at)

    def delete(self, drop: Drop) -> None:
        if drop.version_id is None:
            aws.s3().delete_object(Bucket=drop.bucket, Key=drop.key)
        else:
            aws.s3().delete_object(Bucket=drop.bucket, Key=drop.key, VersionId=drop.version_id)

    def fetch(self, drop: Drop) -> Fetched:
        return self._drops.fetch(drop)

    def earlier(self, drop: Drop) -> Iterator[Drop]:
        return self._drops.earlier(drop)


Place = InMemoryDrops | S3Place


@pytest.fixture(params=["fake", "adapter"])
def place(request: pytest.FixtureRequest) -> Place:
    if request.param == "fake":
        return InMemoryDrops()
    return S3Place(request.getfixturevalue("bucket"))


def without_version(drop: Drop) -> Drop:
    return drop.model_copy(update={"version_id": None})


def test_exactly_the_version_of_the_event_is_fetched(place: Place) -> None:
    first = place.put(KEY, b"first", AT)
    second = place.put(KEY, b"second", AT)
    drops: Drops = place
    assert [drops.fetch(one).content for one in (first, second)] == [b"first", b"second"]


def test_an_object_brings_its_metadata_with_names_in_small_letters(place: Place) -> None:
    drop = place.put(KEY, b"text", AT, metadata={"Release-Id": "Budget 2024", "embargo": "none"})
    metadata = {"release-id": "Budget 2024", "embargo": "none"}
    assert place.fetch(drop) == Fetched(b"text", metadata, "binary/octet-stream")


def test_an_object_without_metadata_brings_none(place: Place) -> None:
    assert place.fetch(place.put(KEY, b"text", AT)).metadata == {}


def test_each_version_has_metadata_of_its_own(place: Place) -> None:
    first = place.put(KEY, b"first", AT, metadata={"status": "usable"})
    place.put(KEY, b"second", AT, metadata={"status": "withdrawn"})
    assert place.fetch(first).metadata == {"status": "usable"}


def test_without_a_version_the_latest_is_fetched(place: Place) -> None:
    place.put(KEY, b"first", AT)
    second = place.put(KEY, b"second", AT)
    assert place.fetch(without_version(second)).content == b"second"


@pytest.mark.parametrize("named", [lambda drop: drop, without_version], ids=["version", "key"])
def test_what_was_deleted_is_gone(place: Place, named: Callable[[Drop], Drop]) -> None:
    drop = named(place.put(KEY, b"text", AT))
    place.delete(drop)
    with pytest.raises(DropGone) as caught:
        place.fetch(drop)
    assert (caught.value.key, caught.value.version_id) == (KEY, drop.version_id)


def test_a_hidden_object_still_has_its_version(place: Place) -> None:
    drop = place.put(KEY, b"text", AT)
    place.delete(without_version(drop))
    assert place.fetch(drop).content == b"text"


def test_a_key_that_never_was_is_gone(place: Place) -> None:
    other = place.put(KEY, b"text", AT).model_copy(update={"key": "drop/none", "version_id": None})
    with pytest.raises(DropGone):
        place.fetch(other)


def test_an_object_of_the_greatest_size_is_read(place: Place) -> None:
    drop = place.put(KEY, b"x" * OBJECT_BYTES, AT)
    assert len(place.fetch(drop).content) == OBJECT_BYTES


def test_a_larger_object_is_refused(place: Place) -> None:
    drop = place.put(KEY, b"x" * (OBJECT_BYTES + 1), AT)
    with pytest.raises(UnreadableDrop) as caught:
        place.fetch(drop)
    assert caught.value.reason == "too_large"


def test_a_delete_marker_named_by_its_version_is_gone(bucket: str) -> None:
    aws.s3().put_object(Bucket=bucket, Key=KEY, Body=b"text")
    marker = aws.s3().delete_object(Bucket=bucket, Key=KEY)["VersionId"]
    with pytest.raises(DropGone):
        S3Drops(aws.s3()).fetch(Drop(bucket=bucket, key=KEY, version_id=marker, at=AT))


@pytest.mark.usefixtures("cloud")
def test_a_bucket_that_is_not_there_is_a_fault_of_the_deployment() -> None:
    with pytest.raises(Misconfigured):
        S3Drops(aws.s3()).fetch(Drop(bucket="nowhere", key=KEY, at=AT))


def test_the_older_versions_of_an_object_are_told_newest_first(place: Place) -> None:
    first, second, third = (place.put(KEY, content, AT) for content in (b"a", b"b", b"c"))
    place.put(KEY + ".other", b"d", AT)
    assert [each.version_id for each in place.earlier(third)] == [
        second.version_id,
        first.version_id,
    ]
    assert [place.fetch(each).content for each in place.earlier(second)] == [b"a"]
    assert list(place.earlier(first)) == list(place.earlier(without_version(third))) == []
