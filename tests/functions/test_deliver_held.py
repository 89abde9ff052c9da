"""Hold deliveries for endpoints that are paused, and let corrections meet what is held."""

from datetime import timedelta

import pytest

from shared.delivery.attempts import HELD_FOR
from shared.records.delivery import OpenDelivery, Outcome
from shared.records.subscription import Endpoint, EndpointState
from tests.fakes.internet import in_turn
from tests.functions.test_life import CORRECTED, WITHDRAWN, came
from tests.functions.test_odd_orders import revisions
from tests.functions.world import World


def turn(world: World, endpoint: Endpoint, state: EndpointState) -> None:
    """Pause an endpoint or make it active again."""
    world.endpoints._endpoints[endpoint.id] = endpoint.model_copy(update={"state": state})


def holding(world: World) -> Endpoint:
    """Hold a release for an endpoint that is paused."""
    reader = world.endpoint("reader", "en")
    turn(world, reader, EndpointState.PAUSED)
    world.drop()
    assert item_of(world, reader).outcome is Outcome.HELD
    return reader


def item_of(world: World, endpoint: Endpoint) -> OpenDelivery:
    [item] = world.open_items(endpoint)
    return item


def test_a_correction_of_what_is_held_is_held_for_two_weeks_of_its_own(world: World) -> None:
    reader = holding(world)
    world.clock.advance(13 * 86_400)
    world.drop(CORRECTED)
    item = item_of(world, reader)
    assert (item.outcome, item.revision, item.reason) == (Outcome.HELD, 2, "endpoint_paused")
    assert item.due_at == world.clock() + HELD_FOR
    world.clock.now += HELD_FOR - timedelta(seconds=1)
    assert world.sweep.sweep().expired == 0
    world.clock.advance(1)
    assert world.sweep.sweep().expired == 1
    assert world.internet.received == []


@pytest.mark.parametrize(
    ("text", "key", "kind"),
    [
        (CORRECTED, "drop/acme/plant.txt", "release.corrected"),
        (WITHDRAWN, "drop/acme/w.txt", "release.withdrawn"),
    ],
)
def test_what_is_held_goes_out_in_its_newest_revision_once_its_endpoint_is_active(
    world: World, text: str, key: str, kind: str
) -> None:
    reader = holding(world)
    turn(world, reader, EndpointState.ACTIVE)
    world.clock.advance(60)
    world.drop(text, key)
    [done] = world.retry()
    assert (done.outcome, done.revision) == (Outcome.DELIVERED, 2)
    assert came(world, reader) == [kind]


def test_what_was_held_and_fails_now_is_open_and_tried_again(world: World) -> None:
    reader = holding(world)
    world.internet.serve(reader.url, in_turn(500, 204))
    turn(world, reader, EndpointState.ACTIVE)
    world.drop(CORRECTED)
    [failed] = world.retry()
    assert (failed.outcome, failed.attempts) == (Outcome.OPEN, 1)
    world.clock.advance(10)
    world.retry()
    assert revisions(world, reader) == [2, 2]


def test_the_hint_is_lost_and_the_sweep_finds_what_was_held(world: World) -> None:
    reader = holding(world)
    turn(world, reader, EndpointState.ACTIVE)
    world.drop(CORRECTED)
    world.outbox.sent.clear()
    assert world.sweep.sweep().handed_out == 1
    world.retry()
    assert revisions(world, reader) == [2]


def test_what_is_opened_while_its_endpoint_is_paused_again_is_held_again(world: World) -> None:
    reader = holding(world)
    turn(world, reader, EndpointState.ACTIVE)
    world.drop(CORRECTED)
    turn(world, reader, EndpointState.PAUSED)
    [kept] = world.retry()
    assert (kept.outcome, kept.revision) == (Outcome.HELD, 2)
    assert world.internet.received == []
