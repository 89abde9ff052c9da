"""Fail on our own side: a master key, a document; only what needs it may suffer."""

from dataclasses import replace

import pytest

from functions.deliver.dispatch import ReceivedTask
from shared.delivery.schedule import DELAYS
from shared.errors import Unavailable
from shared.records.delivery import OpenDelivery, Outcome
from shared.records.posting import FIRST_ATTEMPT
from shared.records.subscription import Endpoint
from tests.fakes.internet import in_turn
from tests.fakes.masters import InMemoryMasters
from tests.functions.test_life import OTHER, came
from tests.functions.world import World

SHORT = "shorter than any key may be"


class SilentMasters(InMemoryMasters):
    """Be a secret that cannot be read at present."""

    def key(self, master: str) -> bytes:
        """Answer nobody."""
        raise Unavailable("secretsmanager", master)


def turn_to(world: World, endpoint: Endpoint, master: str) -> None:
    """Let the secret of an endpoint derive from another master."""
    changed = endpoint.model_copy(update={"master": master})
    world.endpoints._endpoints[endpoint.id] = changed


def item_of(world: World, endpoint: Endpoint) -> OpenDelivery:
    [item] = world.open_items(endpoint)
    return item


@pytest.mark.parametrize("master", ["m9", "short"])
def test_an_endpoint_whose_secret_cannot_be_made_fails_alone_and_is_told(
    world: World, master: str
) -> None:
    world.masters.add("short", SHORT)
    bad, good = world.endpoint("a", "en"), world.endpoint("b", "en")
    turn_to(world, bad, master)
    world.take_in(world.put())
    done = world.run()
    assert not done.failed
    assert done.misconfigured == (bad.id,)
    assert came(world, good) == ["release.published"]
    assert came(world, bad) == []
    item = item_of(world, bad)
    assert (item.outcome, item.reason, item.attempts) == (Outcome.OPEN, "misconfigured", 1)


def test_it_is_tried_by_the_schedule_and_delivered_once_its_master_is_there(world: World) -> None:
    reader = world.endpoint("reader", "en")
    turn_to(world, reader, "m2")
    world.drop()
    world.clock.advance(10)
    [again] = world.retry()
    assert (again.outcome, again.reason, again.attempts) == (Outcome.OPEN, "misconfigured", 2)
    world.masters.add("m2", "n" * 64)
    world.clock.advance(400)
    [done] = world.retry()
    assert done.outcome is Outcome.DELIVERED
    assert came(world, reader) == ["release.published"]


def test_it_ends_as_failed_where_its_master_never_comes(world: World) -> None:
    reader = world.endpoint("reader", "en")
    turn_to(world, reader, "m2")
    world.drop()
    for _ in DELAYS[1:]:
        world.clock.advance(100_000)
        world.sweep.sweep()
        world.retry()
    item = item_of(world, reader)
    assert (item.outcome, item.reason) == (Outcome.FAILED, "misconfigured")
    assert item.due_at is None


def test_nothing_is_posted_where_the_secret_cannot_be_read(world: World) -> None:
    world.endpoint("reader", "en")
    batch = world.prepare()
    world.masters = SilentMasters()
    with pytest.raises(Unavailable):
        world.deliver.deliver(batch, FIRST_ATTEMPT)
    assert world.internet.received == []


def test_a_task_whose_document_is_gone_fails_alone_and_is_not_refused(world: World) -> None:
    english, korean = world.endpoint("en", "en"), world.endpoint("ko", "ko")
    batch = world.prepare()
    [missing] = [received for received in batch if received.task.language == "en"]
    kept = world.archive.contents.pop(missing.task.body)
    done = world.deliver.deliver(batch, FIRST_ATTEMPT)
    assert (list(done.failed), done.rejected) == ([missing.message], {})
    assert missing.task.body in str(done.failed[missing.message])
    assert (came(world, english), came(world, korean)) == ([], ["release.published"])
    world.archive.contents[missing.task.body] = kept
    again = replace(missing, redelivered=True)
    assert not world.deliver.deliver([again], FIRST_ATTEMPT).failed
    assert came(world, english) == ["release.published"]


def test_a_later_attempt_whose_document_is_gone_fails_alone(world: World) -> None:
    reader = world.endpoint("reader", "en", in_turn(500, 500, 204))
    world.drop()
    world.drop(OTHER, "drop/acme/library.txt")
    items = world.open_items(reader)
    [plant] = [item for item in items if item.release == world.release()]
    [library] = [item for item in items if item is not plant]
    kept = world.archive.contents.pop(plant.body)
    world.clock.advance(400)
    results = world.retry()
    reasons = {result.release: (result.outcome, result.reason) for result in results}
    assert reasons[plant.release] == (Outcome.OPEN, "body_missing")
    assert reasons[library.release] == (Outcome.DELIVERED, "delivered")
    world.archive.contents[plant.body] = kept
    world.clock.advance(400)
    [done] = world.retry()
    assert done.outcome is Outcome.DELIVERED


def test_a_bad_endpoint_and_a_missing_document_spare_all_others_of_a_batch(world: World) -> None:
    bad, good = world.endpoint("bad", "ko"), world.endpoint("good", "ko")
    other = world.endpoint("other", "en")
    turn_to(world, bad, "m9")
    batch = world.prepare()
    [lost] = [received.task for received in batch if received.task.language == "en"]
    gone = lost.model_copy(update={"body": "webhooks/nothing", "shard": "en.7"})
    done = world.deliver.deliver([ReceivedTask("x", gone), *batch], FIRST_ATTEMPT)
    assert list(done.failed) == ["x"]
    assert done.misconfigured == (bad.id,)
    assert came(world, good) == came(world, other) == ["release.published"]
