from collections.abc import Iterable

import pytest

from shared.adapters.sqs_outbox import SqsOutbox
from shared.ports import Outbox, Task
from shared.records.tasks import DeliverTask, FanoutTask, RetryTask, TranslateTask
from tests.adapters.queues import FANOUT, RETRY, SqsPlace, deliver, translate
from tests.fakes.outbox import InMemoryOutbox

OUTBOXES: tuple[type[Outbox], ...] = (InMemoryOutbox, SqsOutbox)
"""Type checking holds both to the port."""

Place = InMemoryOutbox | SqsPlace


@pytest.fixture(params=["fake", "adapter"])
def place(request: pytest.FixtureRequest) -> Place:
    if request.param == "fake":
        return InMemoryOutbox()
    found: SqsPlace = request.getfixturevalue("queues")
    return found


def in_any_order(tasks: Iterable[Task]) -> list[str]:
    return sorted(task.model_dump_json() for task in tasks)


def test_each_task_comes_to_the_queue_of_its_stage(place: Place) -> None:
    place.send([translate(), deliver("ko.0"), RETRY, FANOUT])
    assert place.take(TranslateTask) == (translate(),)
    assert place.take(FanoutTask) == (FANOUT,)
    assert place.take(DeliverTask) == (deliver("ko.0"),)
    assert place.take(RetryTask) == (RETRY,)


def test_no_tasks_send_nothing(place: Place) -> None:
    place.send([])
    assert place.take(TranslateTask) == ()


def test_many_tasks_all_arrive(place: Place) -> None:
    tasks: list[Task] = [translate(number) for number in range(1, 34)]
    place.send(tasks)
    assert in_any_order(place.take(TranslateTask)) == in_any_order(tasks)


def test_the_revisions_of_a_shard_arrive_in_order(place: Place) -> None:
    tasks: list[Task] = [deliver("ko.0", revision) for revision in range(1, 13)]
    place.send(tasks)
    assert place.take(DeliverTask) == tuple(tasks)


def test_a_fifo_queue_takes_no_delays(place: Place) -> None:
    with pytest.raises(ValueError, match="FIFO"):
        place.send([deliver("ko.0")], delay=5)
