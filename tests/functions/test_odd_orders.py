"""Follow releases through orders of events, clocks and failures that are rare, on fakes."""

import json
from datetime import timedelta

import pytest

from functions.deliver.dispatch import ReceivedTask
from functions.intake.recording import HEADLINE
from functions.intake.taking import Taken
from shared.errors import Unavailable
from shared.reading.object_metadata import declared_by_metadata
from shared.records.delivery import LedgerRow, Outcome
from shared.records.posting import FIRST_ATTEMPT
from shared.records.subscription import Endpoint
from shared.records.tasks import DeliverTask, FanoutTask, RetryTask, TranslateTask
from tests.fakes.internet import answering, in_turn
from tests.fakes.ledger import InMemoryLedger
from tests.fakes.open_deliveries import InMemoryOpenDeliveries
from tests.functions.test_life import (
    CORRECTED,
    KOREAN,
    OTHER,
    WITHDRAWN,
    came,
    front,
    last,
    until,
)
from tests.functions.world import TEXT, World


class FullLedger(InMemoryLedger):
    """Be a ledger whose partition takes no more writes."""

    def commit(self, row: LedgerRow) -> None:
        """Refuse a row."""
        raise Unavailable("dynamodb", row.shard)


def revisions(world: World, endpoint: Endpoint) -> list[int]:
    posts = world.internet.inbox(endpoint.url)
    return [json.loads(post.body)["data"]["release"]["revision"] for post in posts]


def deliver_uncommitted(world: World, text: str) -> None:
    """Deliver a text, lose the ledger's row, and set the task aside."""
    [received] = world.prepare(text)
    ledger, world.ledger = world.ledger, FullLedger()
    assert world.deliver.deliver([received], FIRST_ATTEMPT).failed
    world.ledger = ledger
    world.parked.park(received.task, world.clock())


# --- who gets a withdrawal, and which one counts


def test_a_withdrawal_reaches_a_language_that_only_a_supplied_text_went_out_in(
    world: World,
) -> None:
    world.endpoint("en", "en")
    world.drop()
    korean = world.endpoint("ko", "ko")
    world.clock.advance(60)
    world.drop(KOREAN, "drop/acme/plant.ko.txt")
    world.clock.advance(60)
    world.drop(WITHDRAWN, "drop/acme/w.txt")
    assert came(world, korean) == ["release.published", "release.withdrawn"]


def test_a_withdrawal_that_comes_late_does_not_take_back_a_newer_text(world: World) -> None:
    reader = world.endpoint("reader", "en")
    world.drop()
    world.clock.advance(60)
    withdrawal = world.put(WITHDRAWN, "drop/acme/w.txt")
    world.clock.advance(60)
    world.drop(CORRECTED)
    assert world.take_in(withdrawal).taken is Taken.STALE
    assert came(world, reader) == ["release.published", "release.corrected"]


def test_a_late_text_of_another_key_does_not_undo_a_newer_one_in_its_language(
    world: World,
) -> None:
    world.endpoint("reader", "en")
    late = world.put(front(id="plant"), "drop/acme/a.txt")
    world.clock.advance(60)
    world.drop(front(CORRECTED, id="plant"), "drop/acme/b.txt")
    assert world.take_in(late).taken is Taken.STALE


def test_another_story_under_the_key_of_a_withdrawn_one_is_a_release_of_its_own(
    world: World,
) -> None:
    reader = world.endpoint("reader", "en")
    for text, key in ((TEXT, "plant.txt"), (WITHDRAWN, "w.txt"), (OTHER, "plant.txt")):
        world.drop(text, f"drop/acme/{key}")
        world.clock.advance(60)
    assert came(world, reader) == ["release.published", "release.withdrawn", "release.published"]


def test_a_declared_language_corrects_the_one_that_was_detected(world: World) -> None:
    reader = world.endpoint("reader", "en")
    world.drop()
    assert world.drop(front(language="de")) is Taken.RECORDED
    assert last(world, reader)["release"]["source_language"] == "de"
    assert world.releases.history(world.release()).supplied == ()


# --- embargo


@pytest.mark.parametrize("embargo", ["+2", "next Tuesday"])
def test_an_embargo_on_one_text_of_a_family_holds_all_of_it(world: World, embargo: str) -> None:
    korean, english = world.endpoint("ko", "ko"), world.endpoint("en", "en")
    declared = until(world, 2) if embargo == "+2" else embargo
    world.take_in(world.put(TEXT, "drop/acme/plant.en.txt"))
    text = world.put(front(KOREAN, embargo=declared), "drop/acme/plant.ko.txt")
    result = world.take_in(text)
    assert result.taken is Taken.SUPPLIED
    assert result.embargo
    assert world.take_in(text).taken is Taken.REPEATED
    world.run()
    assert world.internet.received == []
    world.clock.advance(2 * 3600 + 60)
    world.sweep_and_run()
    for endpoint in (korean, english):
        went_out = ["release.published"] if embargo == "+2" else []
        assert came(world, endpoint) == went_out


def test_a_supplied_text_does_not_shorten_the_embargo(world: World) -> None:
    world.endpoint("ko", "ko")
    world.drop(front(embargo=until(world, 5)))
    for embargo in ("none", until(world, 1)):
        world.drop(front(KOREAN, embargo=embargo), "drop/acme/plant.ko.txt")
    world.clock.advance(2 * 3600)
    world.sweep_and_run()
    assert world.internet.received == []


def test_a_rewritten_text_under_the_key_of_an_embargoed_one_waits_with_it(world: World) -> None:
    reader = world.endpoint("reader", "en")
    world.drop(front(embargo=until(world, 1)))
    world.drop(OTHER)
    assert came(world, reader) == []
    world.clock.advance(3700)
    world.sweep_and_run()
    assert came(world, reader) == ["release.published"] * 2


def test_a_release_whose_time_has_not_come_on_every_clock_is_not_lost(world: World) -> None:
    reader = world.endpoint("reader", "en")
    dropped = world.put(front(embargo=until(world, 1)))
    world.clock.advance(3602)
    world.take_in(dropped)
    world.clock.advance(-3)
    world.run()
    assert came(world, reader) == []
    world.clock.advance(60)
    world.sweep_and_run()
    assert came(world, reader) == ["release.published"]


def test_a_worker_whose_clock_is_behind_neither_posts_early_nor_gives_up(world: World) -> None:
    reader = world.endpoint("reader", "en", in_turn(500, 204))
    world.take_in(world.put(front(embargo=until(world, 1))))
    for wanted in world.outbox.take(TranslateTask):
        world.translate.publish(wanted)
    [rendered] = world.outbox.take(FanoutTask)
    world.clock.advance(3600)
    world.fanout.fan_out(rendered)
    [task] = world.outbox.take(DeliverTask)
    world.clock.advance(-1)
    batch = [ReceivedTask("m", task)]
    assert list(world.deliver.deliver(batch, FIRST_ATTEMPT).failed) == ["m"]
    world.clock.advance(1)
    assert not world.deliver.deliver(batch, FIRST_ATTEMPT).failed
    hints = world.outbox.tasks(RetryTask)
    world.clock.advance(6)
    ahead, world.clock.now = world.clock.now, world.clock.now - timedelta(seconds=7)
    [item] = world.open_items(reader)
    world.opens._items.clear()
    world.opens.add(item.model_copy(update={"not_before": world.clock.now}))
    [put_off] = world.retry()
    assert (put_off.outcome, put_off.reason, put_off.claim) == (Outcome.OPEN, "embargo", None)
    world.clock.now = ahead + timedelta(seconds=60)
    world.outbox.send(hints)
    world.retry()
    assert came(world, reader) == ["release.published"] * 2


# --- tasks that were set aside, endpoints that were disabled


def test_a_task_that_was_set_aside_does_not_repeat_what_the_retry_lane_delivered(
    world: World,
) -> None:
    slow = world.endpoint("slow", "en", in_turn(500, 204))
    deliver_uncommitted(world, TEXT)
    world.clock.advance(10)
    world.retry()
    assert revisions(world, slow) == [1, 1]
    world.clock.advance(400)
    assert world.sweep_and_run().resumed == 1
    assert revisions(world, slow) == [1, 1]


def test_no_task_that_was_set_aside_overtakes_a_correction_that_was_set_aside(
    world: World,
) -> None:
    reader = world.endpoint("reader", "en")
    deliver_uncommitted(world, TEXT)
    world.clock.advance(120)
    deliver_uncommitted(world, CORRECTED)
    for _ in range(2):
        world.clock.advance(300)
        world.sweep_and_run()
    assert revisions(world, reader) == [1, 2, 2], "the record of the first 2 was lost"


def test_an_item_that_ends_while_it_is_raised_is_not_posted_to_a_disabled_endpoint(
    world: World,
) -> None:
    class Settling(InMemoryOpenDeliveries):
        """Be a table in which the retry lane settles an item just before it is raised."""

        def raise_to(self, delivery: object) -> bool:
            """Find the item settled."""
            for name, kept in self._items.items():
                self._items[name] = kept.model_copy(
                    update={"outcome": Outcome.FAILED, "reason": "gone", "due_at": None}
                )
            return super().raise_to(delivery)  # type: ignore[arg-type]

    reader = world.endpoint("reader", "en", answering(500))
    world.opens = Settling()
    world.drop()
    world.endpoints.disable(reader.id, "answered 410 Gone", world.clock())
    world.drop(CORRECTED)
    assert revisions(world, reader) == [1]
    assert [item.outcome for item in world.open_items(reader)] == [Outcome.HELD]


# --- what a table's item and a name can hold


def test_a_headline_of_a_megabyte_fits_its_records(world: World) -> None:
    reader = world.endpoint("reader", "en")
    world.drop(TEXT.replace("Harbour Lamps opens", "Harbour Lamps opens " * 15_000, 1))
    [version] = world.releases.history(world.release()).versions
    assert len(version.headline) == HEADLINE
    assert len(last(world, reader)["item"]["headlines"][0]["value"]) > HEADLINE


def test_a_name_that_is_no_text_stays_as_it_was_encoded() -> None:
    half = "=?utf-7?q?+2AA-?="
    assert declared_by_metadata({"release-id": half}).id == half
