from datetime import UTC, date, datetime

import pytest

from shared.adapters.dynamo_rejections import DynamoRejections
from shared.ports import Rejections
from shared.records.release import Rejection
from tests.fakes.rejections import InMemoryRejections


@pytest.fixture(params=["fake", "adapter"])
def rejections(request: pytest.FixtureRequest) -> Rejections:
    if request.param == "fake":
        return InMemoryRejections()
    return DynamoRejections(request.getfixturevalue("table"))


def rejection(hour: int, subject: str = "drop/acme/photo.txt", day: int = 1) -> Rejection:
    return Rejection(
        at=datetime(2024, 4, day, hour, 30, tzinfo=UTC),
        stage="intake",
        subject=subject,
        reason="binary",
        detail="photo.txt is a picture; drop its text",
        version_id="v1",
    )


def test_rejections_of_a_day_come_back_oldest_first(rejections: Rejections) -> None:
    for hour in (9, 0, 23):
        rejections.record(rejection(hour))
    rejections.record(rejection(12, day=2))
    found = rejections.on(date(2024, 4, 1))
    assert found == (rejection(0), rejection(9), rejection(23))


def test_the_same_rejection_again_changes_nothing(rejections: Rejections) -> None:
    rejections.record(rejection(9))
    rejections.record(rejection(9))
    assert rejections.on(date(2024, 4, 1)) == (rejection(9),)


def test_two_rejections_of_one_moment_are_both_kept(rejections: Rejections) -> None:
    rejections.record(rejection(9, "one"))
    rejections.record(rejection(9, "two"))
    assert {one.subject for one in rejections.on(date(2024, 4, 1))} == {"one", "two"}


def test_a_day_without_rejections_is_empty(rejections: Rejections) -> None:
    assert rejections.on(date(2024, 4, 1)) == ()
