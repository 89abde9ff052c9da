from collections.abc import Callable, Iterator
from typing import Any

import pytest

from shared.adapters import aws
from shared.errors import Misconfigured, Unavailable
from shared.ports import Task
from shared.records.tasks import DeliverTask, RetryTask, TranslateTask
from tests.adapters.queues import AT, RETRY, SqsPlace, deliver, translate

SENDS = "before-call.sqs.SendMessageBatch"
ANSWERS = "after-call.sqs.SendMessageBatch"


def test_a_delayed_task_is_not_visible_yet(queues: SqsPlace) -> None:
    queues.send([RETRY], delay=5)
    assert queues.take(RetryTask) == ()


def test_tasks_carry_their_shard_or_endpoint_as_group(queues: SqsPlace) -> None:
    queues.send([deliver("zh-Hans.0"), RETRY, translate()])
    groups = [
        [message["Attributes"].get("MessageGroupId") for message in queues.messages(kind)]
        for kind in (DeliverTask, RetryTask, TranslateTask)
    ]
    assert groups == [["zh-Hans.0"], ["e1"], [None]]


def test_the_same_task_sent_again_meanwhile_arrives_once(queues: SqsPlace) -> None:
    queues.send([deliver("ko.0"), deliver("ko.1")])
    queues.send([deliver("ko.0").model_copy(update={"fanned_out": AT.replace(hour=19)})])
    assert queues.take(DeliverTask) == (deliver("ko.0"), deliver("ko.1"))


@pytest.mark.parametrize("release", ["x" * 200, "예산", "a b"])
def test_any_name_makes_a_deduplication_id(queues: SqsPlace, release: str) -> None:
    queues.send([deliver("ko.0", release=release)])
    assert queues.take(DeliverTask) == (deliver("ko.0", release=release),)


@pytest.fixture
def calls(queues: SqsPlace) -> Iterator[list[int]]:
    """Count the entries of each call."""
    del queues
    sizes: list[int] = []

    def count(params: dict[str, Any], **_: Any) -> None:
        sizes.append(params["body"].count(b'"Id"'))

    aws.sqs().meta.events.register(SENDS, count)
    yield sizes
    aws.sqs().meta.events.unregister(SENDS, count)


def test_ten_tasks_go_in_one_call(queues: SqsPlace, calls: list[int]) -> None:
    queues.send([deliver(f"ko.{number}") for number in range(33)])
    assert calls == [10, 10, 10, 3]


def test_a_call_holds_a_mebibyte_at_most(queues: SqsPlace, calls: list[int]) -> None:
    tasks: list[Task] = [translate(number, release="x" * 400_000) for number in range(1, 6)]
    queues.send(tasks)
    assert calls == [2, 2, 1]
    assert len(queues.take(TranslateTask)) == 5


def refusing(times: int) -> Callable[..., None]:
    """Say of the first message of some answers that it was not taken."""
    left = iter(range(times))

    def hook(parsed: dict[str, Any], **_: Any) -> None:
        for _turn in left:
            first = parsed["Successful"].pop(0)
            refusal = {"Id": first["Id"], "SenderFault": False, "Code": "InternalError"}
            parsed["Failed"] = [refusal]
            return

    return hook


@pytest.fixture
def refuse(queues: SqsPlace) -> Iterator[Callable[[int], None]]:
    del queues
    hooks: list[Callable[..., None]] = []

    def register(times: int) -> None:
        hooks.append(refusing(times))
        aws.sqs().meta.events.register(ANSWERS, hooks[-1])

    yield register
    for hook in hooks:
        aws.sqs().meta.events.unregister(ANSWERS, hook)


def test_what_was_not_taken_is_sent_once_more(
    queues: SqsPlace, refuse: Callable[[int], None], calls: list[int]
) -> None:
    refuse(1)
    queues.send([translate(1), translate(2)])
    assert calls == [2, 1]


def test_what_is_refused_twice_is_told(queues: SqsPlace, refuse: Callable[[int], None]) -> None:
    refuse(2)
    with pytest.raises(Unavailable) as caught:
        queues.send([translate(1), translate(2)])
    assert (caught.value.service, caught.value.code) == ("sqs", "InternalError")


def test_a_queue_that_is_not_there_is_a_fault_of_the_deployment(queues: SqsPlace) -> None:
    gone = queues.settings.translate_queue
    aws.sqs().delete_queue(QueueUrl=gone)
    with pytest.raises(Misconfigured):
        queues.send([translate()])
