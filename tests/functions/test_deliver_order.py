"""Let two revisions of one version be set aside or come again: the older never follows."""

from dataclasses import replace

from functions.deliver.dispatch import ReceivedTask
from shared.records.posting import FIRST_ATTEMPT
from shared.records.tasks import DeliverTask
from tests.fakes.internet import in_turn
from tests.fakes.ledger import InMemoryLedger
from tests.functions.test_life import KOREAN, WITHDRAWN, came
from tests.functions.test_odd_orders import FullLedger, deliver_uncommitted, revisions
from tests.functions.world import TEXT, World


def tasks_of(world: World, text: str, key: str) -> list[ReceivedTask]:
    """Drop a text and return the delivery tasks that come of it."""
    world.take_in(world.put(text, key))
    world.run_until_delivery()
    found = world.outbox.take(DeliverTask)
    return [ReceivedTask(f"{key} {number}", task) for number, task in enumerate(found)]


def two_of_one_version(world: World) -> tuple[ReceivedTask, ReceivedTask]:
    """Make a machine's rendition and then a human's of the same version, both to be delivered."""
    [machine] = tasks_of(world, TEXT, "drop/acme/plant.txt")
    world.clock.advance(120)
    [human] = tasks_of(world, KOREAN, "drop/acme/plant.ko.txt")
    assert (machine.task.version, human.task.version) == (1, 1)
    assert (machine.task.revision, human.task.revision) == (1, 2)
    return machine, human


def deliver_unrecorded(world: World, *batch: ReceivedTask) -> None:
    """Deliver tasks while the ledger takes no row."""
    ledger, world.ledger = world.ledger, FullLedger()
    assert world.deliver.deliver(batch, FIRST_ATTEMPT).failed
    world.ledger = ledger


def test_of_two_revisions_of_one_version_that_were_set_aside_the_older_is_not_sent_again(
    world: World,
) -> None:
    reader = world.endpoint("reader", "ko")
    for received in two_of_one_version(world):
        deliver_unrecorded(world, received)
        world.parked.park(received.task, world.clock())
        world.clock.advance(120)
    for seconds in (130, 300):
        world.clock.advance(seconds)
        assert world.sweep_and_run().resumed == 1
    assert revisions(world, reader) == [1, 2, 2], "the record of the first 2 was lost"


def test_an_older_revision_that_comes_again_alone_does_not_follow_the_newer_of_its_batch(
    world: World,
) -> None:
    reader = world.endpoint("reader", "ko")
    machine, human = two_of_one_version(world)
    deliver_unrecorded(world, machine, human)
    assert revisions(world, reader) == [2]
    world.deliver.deliver([replace(machine, redelivered=True)], FIRST_ATTEMPT)
    world.deliver.deliver([replace(human, redelivered=True)], FIRST_ATTEMPT)
    assert revisions(world, reader) == [2, 2]


def test_an_older_revision_that_comes_late_does_not_follow_the_newer_that_was_set_aside(
    world: World,
) -> None:
    reader = world.endpoint("reader", "ko")
    machine, human = two_of_one_version(world)
    deliver_unrecorded(world, human)
    world.parked.park(human.task, world.clock())
    world.clock.advance(240)
    world.deliver.deliver([machine], FIRST_ATTEMPT)
    world.clock.advance(300)
    assert world.sweep_and_run().resumed == 1
    assert revisions(world, reader) == [2, 2]


def test_an_older_revision_that_was_set_aside_does_not_pass_what_the_retry_lane_delivered(
    world: World,
) -> None:
    reader = world.endpoint("reader", "ko", in_turn(500, 204))
    machine, human = two_of_one_version(world)
    world.deliver.deliver([human], FIRST_ATTEMPT)
    world.clock.advance(10)
    world.retry()
    again = machine.task.model_copy(update={"parked": 1})
    world.deliver.deliver([ReceivedTask("again", again)], FIRST_ATTEMPT)
    assert revisions(world, reader) == [2, 2]


def test_a_revision_that_comes_again_with_nothing_newer_is_sent(world: World) -> None:
    reader = world.endpoint("reader", "ko")
    [machine] = tasks_of(world, TEXT, "drop/acme/plant.txt")
    world.deliver.deliver([replace(machine, redelivered=True)], FIRST_ATTEMPT)
    assert revisions(world, reader) == [1]


def test_a_release_that_went_out_without_a_record_is_withdrawn_all_the_same(world: World) -> None:
    reader = world.endpoint("reader", "en")
    deliver_uncommitted(world, TEXT)
    assert isinstance(world.ledger, InMemoryLedger)
    world.clock.advance(60)
    world.drop(WITHDRAWN, "drop/acme/w.txt")
    assert came(world, reader) == ["release.published", "release.withdrawn"]
    world.clock.advance(400)
    world.sweep_and_run()
    assert came(world, reader) == ["release.published", "release.withdrawn"]
