from datetime import UTC, datetime, timedelta

import pytest

from shared.adapters.dynamo_embargoes import DynamoEmbargoes
from shared.adapters.dynamo_open_deliveries import DynamoOpenDeliveries
from shared.adapters.dynamo_parked_tasks import DynamoParkedTasks
from shared.adapters.dynamo_table import DynamoTable
from shared.ports import ParkedTasks
from shared.records.delivery import ParkedTask
from shared.records.tasks import DeliverTask
from tests.adapters.deliveries import due
from tests.adapters.queues import deliver
from tests.fakes.parked_tasks import InMemoryParkedTasks

NOON = datetime(2024, 4, 1, 12, 0, 0, 123000, tzinfo=UTC)


@pytest.fixture(params=["fake", "adapter"])
def parked(request: pytest.FixtureRequest) -> ParkedTasks:
    if request.param == "fake":
        return InMemoryParkedTasks()
    return DynamoParkedTasks(request.getfixturevalue("table"))


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def times(task: DeliverTask, count: int) -> DeliverTask:
    """Say that a task was parked so often."""
    return task.model_copy(update={"parked": count})


def test_nothing_is_parked_at_first(parked: ParkedTasks) -> None:
    assert parked.all() == ()
    assert list(parked.due(NOON)) == []


def test_a_parked_task_is_due_after_six_minutes_and_counts(parked: ParkedTasks) -> None:
    aside = parked.park(deliver("ko.0"), NOON)
    assert aside == ParkedTask(task=times(deliver("ko.0"), 1), since=NOON, due_at=after(6))
    assert parked.all() == (aside,)
    assert list(parked.due(after(5.99))) == []
    assert list(parked.due(after(6))) == [aside]


@pytest.mark.parametrize(
    ("before", "minutes"),
    [(0, 6), (1, 12), (2, 24), (3, 48), (4, 96), (5, 192), (6, 360), (7, 360), (5000, 360)],
)
def test_a_task_waits_longer_each_time_to_six_hours(
    parked: ParkedTasks, before: int, minutes: float
) -> None:
    aside = parked.park(times(deliver("ko.0"), before), NOON)
    assert (aside.task.parked, aside.due_at) == (before + 1, after(minutes))
    assert parked.all() == (aside,)


def test_a_task_that_is_parked_twice_is_kept_once(parked: ParkedTasks) -> None:
    parked.park(deliver("ko.0"), NOON)
    again = parked.park(deliver("ko.0"), after(1))
    assert parked.all() == (again,)
    assert again.task.parked == 1


@pytest.mark.parametrize(
    "other",
    [deliver("ko.1"), deliver("ko.0", 2), deliver("ko.0", release="budget#1"), deliver("ko.00")],
)
def test_another_task_is_kept_beside_it(parked: ParkedTasks, other: DeliverTask) -> None:
    first, second = parked.park(deliver("ko.0"), NOON), parked.park(other, after(1))
    assert parked.all() == (first, second)


def test_those_that_are_due_first_come_first(parked: ParkedTasks) -> None:
    for revision, minute in ((3, 3), (1, 1), (4, 4), (2, 2)):
        parked.park(deliver("ko.0", revision), after(minute))
    assert [each.task.revision for each in parked.due(after(9))] == [1, 2, 3]
    assert [each.task.revision for each in parked.all()] == [1, 2, 3, 4]


def test_a_task_that_is_released_is_forgotten(parked: ParkedTasks) -> None:
    aside, other = parked.park(deliver("ko.0"), NOON), parked.park(deliver("ko.1"), NOON)
    parked.release(aside)
    parked.release(aside)
    assert parked.all() == (other,)


def test_a_task_that_was_parked_again_meanwhile_stays(parked: ParkedTasks) -> None:
    parked.park(deliver("ko.0"), NOON)
    (seen,) = parked.due(after(6))
    again = parked.park(seen.task, after(6))
    parked.release(seen)
    assert parked.all() == (again,)
    assert again.due_at == after(18)


def test_moments_finer_than_a_millisecond_do_no_harm(parked: ParkedTasks) -> None:
    parked.release(parked.park(deliver("ko.0"), NOON + timedelta(microseconds=456)))
    assert parked.all() == ()


@pytest.mark.usefixtures("small_pages")
def test_many_pages_come_whole_while_they_are_released(table: DynamoTable) -> None:
    parked = DynamoParkedTasks(table)
    for number in range(7):
        parked.park(deliver(f"ko.{number}"), after(number))
    assert len(parked.all()) == 7
    for aside in parked.due(after(60)):
        parked.release(aside)
    assert parked.all() == ()


def test_a_parked_task_is_neither_a_due_delivery_nor_an_embargo(table: DynamoTable) -> None:
    DynamoParkedTasks(table).park(deliver("ko.0"), datetime(2020, 1, 1, tzinfo=UTC))
    assert due(DynamoOpenDeliveries(table)) == []
    assert list(DynamoEmbargoes(table).due(NOON)) == []
