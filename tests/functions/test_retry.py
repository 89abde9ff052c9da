from datetime import timedelta

import pytest

from shared.delivery.attempts import after_attempt, hints_for
from shared.delivery.schedule import DELAYS
from shared.records.delivery import OpenDelivery, Outcome
from shared.records.posting import LATER_ATTEMPT, Limits, Post, Reply
from shared.records.subscription import Endpoint
from shared.records.tasks import RetryTask
from tests.fakes.internet import answering, in_turn
from tests.functions.world import TEXT, World


def failed(world: World, behaviour: object = None) -> tuple[Endpoint, OpenDelivery]:
    """Drop a release to an endpoint that does not take it at once."""
    endpoint = world.endpoint("slow", "ko", behaviour or in_turn(500, 204))  # type: ignore[arg-type]
    world.drop()
    [item] = world.open_items(endpoint)
    return endpoint, item


def task(item: OpenDelivery) -> RetryTask:
    return RetryTask(endpoint=item.endpoint, release=item.release, language=item.language)


def test_a_hint_that_comes_early_changes_nothing(world: World) -> None:
    endpoint, item = failed(world)
    assert world.retrying.retry([task(item)], LATER_ATTEMPT) == []
    assert len(world.internet.inbox(endpoint.url)) == 1


def test_a_hint_that_comes_twice_makes_one_attempt(world: World) -> None:
    endpoint, item = failed(world)
    world.clock.advance(6)
    world.retrying.retry([task(item), task(item)], LATER_ATTEMPT)
    world.retrying.retry([task(item)], LATER_ATTEMPT)
    assert len(world.internet.inbox(endpoint.url)) == 2


def test_a_delivery_that_always_fails_ends_as_failed_after_the_whole_schedule(
    world: World,
) -> None:
    endpoint, _ = failed(world, answering(500))
    for _ in DELAYS[1:]:
        world.clock.advance(100_000)
        world.sweep.sweep()
        world.retry()
    [item] = world.open_items(endpoint)
    assert (item.outcome, item.attempts, item.reason) == (Outcome.FAILED, 10, "status_500")
    assert item.due_at is None
    assert len(world.internet.inbox(endpoint.url)) == len(DELAYS)


def test_retry_after_is_obeyed_in_full_and_beyond_what_a_message_can_wait(world: World) -> None:
    _, item = failed(world, answering(503, retry_after=7200))
    assert item.not_before - item.updated == timedelta(seconds=7200)
    assert item.due_at == item.not_before, "no message is on its way: the sweep finds it"
    assert not world.outbox.tasks(RetryTask)


def test_a_lost_message_costs_no_delivery(world: World) -> None:
    endpoint, item = failed(world)
    assert item.due_at is not None
    world.outbox.take(RetryTask)
    world.clock.advance(70)
    assert world.sweep.sweep().handed_out == 1
    world.retry()
    assert len(world.internet.inbox(endpoint.url)) == 2


def test_a_worker_that_crashed_after_its_claim_is_found_at_the_end_of_its_lease(
    world: World,
) -> None:
    endpoint, item = failed(world)
    world.clock.advance(6)
    lease = world.clock() + timedelta(seconds=90)
    world.opens.claim(task(item), token="crashed", now=world.clock(), lease_until=lease)
    world.clock.advance(80)
    assert world.sweep.sweep().handed_out == 0
    world.clock.advance(11)
    assert world.sweep.sweep().handed_out == 1
    [result] = world.retry()
    assert result.outcome is Outcome.DELIVERED
    assert len(world.internet.inbox(endpoint.url)) == 2


def test_what_is_handed_out_is_not_handed_out_again_at_once(world: World) -> None:
    failed(world)
    world.clock.advance(70)
    handed = [world.sweep.sweep().handed_out for _ in range(2)]
    assert handed == [1, 0]


def test_a_disabled_endpoint_gets_no_later_attempt(world: World) -> None:
    endpoint, _ = failed(world)
    world.endpoints.disable(endpoint.id, "by hand", world.clock())
    world.clock.advance(6)
    [result] = world.retry()
    assert (result.outcome, result.reason) == (Outcome.HELD, "endpoint_disabled")
    assert len(world.internet.inbox(endpoint.url)) == 1


def test_an_endpoint_that_is_gone_at_a_later_attempt_is_disabled(world: World) -> None:
    endpoint, _ = failed(world, in_turn(500, 410))
    world.clock.advance(6)
    [result] = world.retry()
    assert (result.outcome, result.reason) == (Outcome.FAILED, "gone")
    assert world.endpoints.get([endpoint.id])[endpoint.id].state == "disabled"


def test_a_correction_that_comes_during_an_attempt_is_sent_right_after_it(world: World) -> None:
    endpoint, _ = failed(world, _CorrectingWhileAnswering(world))
    world.clock.advance(6)
    [result] = world.retry()
    assert result.outcome is Outcome.DELIVERED, "the attempt itself went well"
    [item] = world.open_items(endpoint)
    assert (item.outcome, item.revision) == (Outcome.OPEN, 2)
    world.retry()
    ids = [post.headers["webhook-id"] for post in world.internet.inbox(endpoint.url)]
    assert len(ids) == 3
    assert ids[0] == ids[1] != ids[2]
    [item] = world.open_items(endpoint)
    assert (item.outcome, item.revision) == (Outcome.DELIVERED, 2)


class _CorrectingWhileAnswering:
    """Fail once; while the second request is under way a correction is dropped."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._calls = 0

    def __call__(self, post: Post) -> Reply:
        self._calls += 1
        if self._calls == 2:
            self._world.drop(TEXT.replace("120 people", "140 people"))
        return answering(500 if self._calls == 1 else 200)(post)


@pytest.mark.parametrize(("seconds", "delays"), [(0, [0]), (5.2, [6]), (900, [900]), (901, [])])
def test_hints_are_never_early_and_never_longer_than_sqs_allows(
    world: World, seconds: float, delays: list[int]
) -> None:
    _, item = failed(world)
    due = item.model_copy(update={"not_before": world.clock() + timedelta(seconds=seconds)})
    assert list(hints_for([due], world.clock())) == delays


def test_an_attempt_ends_the_claim_whatever_came_of_it(world: World) -> None:
    _, item = failed(world)
    claimed = item.model_copy(update={"claim": "t", "lease_until": world.clock()})
    for status in (200, 410, 500):
        post = Post("1", "https://a.example.com/", {}, b"")
        after = after_attempt(claimed, answering(status)(post), now=world.clock(), jitter=0.0)
        assert (after.claim, after.lease_until) == (None, None)


def test_the_retry_lane_gives_an_endpoint_more_time_than_the_first_attempt() -> None:
    assert isinstance(LATER_ATTEMPT, Limits)
    assert LATER_ATTEMPT.total > 3.0
