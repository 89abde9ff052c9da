"""Follow releases through corrections, families, embargoes and withdrawals, on fakes."""

import json
from datetime import timedelta
from typing import Any

import pytest

from functions.intake.taking import Taken
from shared.records.delivery import Outcome
from shared.records.posting import FIRST_ATTEMPT
from shared.records.subscription import Endpoint
from shared.records.tasks import DeliverTask, RetryTask, TranslateTask
from tests.fakes.internet import answering, in_turn
from tests.functions.world import TEXT, World

CORRECTED = TEXT.replace("120 people", "140 people")
KOREAN = """항구 램프, 포르투에 두 번째 공장을 연다

회사는 월요일에 포르투에서 공장을 열 것이라고 밝혔다. 공장은 배와 작은 항구를 위한 램프를 만든다.

공장에서는 백이십 명이 일하게 된다고 회사는 덧붙였다.
"""
OTHER = """City library opens its new reading room

The library of Example Town opened a reading room on Tuesday, with forty seats and a garden.

Visitors may borrow up to ten books, said the director, who had asked for the room for years.
"""
WITHDRAWN = "---\nid: plant\nstatus: withdrawn\n---\n"


def front(text: str = TEXT, **fields: str) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\n{lines}---\n{text}"


def came(world: World, endpoint: Endpoint) -> list[str]:
    return [json.loads(post.body)["type"] for post in world.internet.inbox(endpoint.url)]


def last(world: World, endpoint: Endpoint) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(world.internet.inbox(endpoint.url)[-1].body)["data"]
    return payload


# --- versions


def test_an_event_that_comes_late_changes_nothing(world: World) -> None:
    reader = world.endpoint("reader", "en")
    first, second = world.put(), world.put(CORRECTED)
    assert world.take_in(second).taken is Taken.RECORDED
    assert world.take_in(first).taken is Taken.STALE
    world.run()
    assert came(world, reader) == ["release.published"]
    assert "140 people" in last(world, reader)["item"]["bodies"][0]["value"]


def test_a_late_event_is_stale_even_where_the_newer_one_brought_nothing_new(world: World) -> None:
    reader = world.endpoint("reader", "en")
    first, second, third = world.put(), world.put(CORRECTED), world.put()
    assert world.take_in(first).taken is Taken.RECORDED
    assert world.take_in(third).taken is Taken.UNCHANGED
    assert world.take_in(second).taken is Taken.STALE
    world.run()
    assert came(world, reader) == ["release.published"]


def test_a_text_that_comes_back_after_a_correction_is_a_correction(world: World) -> None:
    reader = world.endpoint("reader", "en")
    for text in (TEXT, CORRECTED, TEXT):
        world.drop(text)
    assert came(world, reader) == ["release.published", "release.corrected", "release.corrected"]


def test_a_declared_id_joins_drops_under_other_keys(world: World) -> None:
    reader = world.endpoint("reader", "en")
    world.drop(front(id="plant-2024"), "drop/acme/a.txt")
    world.drop(front(CORRECTED, id="plant-2024"), "drop/acme/b.txt")
    assert came(world, reader) == ["release.published", "release.corrected"]


def test_no_source_can_correct_or_withdraw_the_release_of_another(world: World) -> None:
    reader = world.endpoint("reader", "en")
    world.drop()
    world.drop(WITHDRAWN, "drop/other/w.txt")
    world.drop(front(CORRECTED, id="plant"), "drop/other/plant.txt")
    assert came(world, reader) == ["release.published"] * 2
    first, second = (json.loads(p.body)["data"]["release"]["id"] for p in world.internet.received)
    assert first != second


def test_a_key_that_is_used_again_for_another_story_is_a_release_of_its_own(world: World) -> None:
    reader = world.endpoint("reader", "en")
    for text in (TEXT, OTHER, OTHER.replace("forty", "fifty")):
        assert world.drop(text) is Taken.RECORDED
    assert came(world, reader) == ["release.published", "release.published", "release.corrected"]
    ids = [json.loads(p.body)["data"]["release"]["id"] for p in world.internet.received]
    assert ids[0] != ids[1] == ids[2]


def test_the_event_of_a_story_whose_key_was_used_again_still_asks_again(world: World) -> None:
    world.endpoint("reader", "en")
    first = world.put()
    world.take_in(first)
    world.outbox.take(TranslateTask)
    world.take_in(world.put(OTHER))
    world.outbox.take(TranslateTask)
    assert world.take_in(first).taken is Taken.REPEATED
    assert len(world.outbox.take(TranslateTask)) == 1


# --- families


def test_a_family_dropped_together_goes_out_once_in_each_language(world: World) -> None:
    korean, english, german = (world.endpoint(name, name) for name in ("ko", "en", "de"))
    for key, text in (("plant.en.txt", TEXT), ("plant.ko.txt", KOREAN)):
        world.take_in(world.put(text, f"drop/acme/{key}"))
    assert {sent.delay for sent in world.outbox.sent} == {30}
    world.run()
    for endpoint in (korean, english, german):
        assert came(world, endpoint) == ["release.published"]
    data = last(world, korean)
    assert data["translation"]["headline"] == {"status": "supplied", "language": "ko"}
    assert data["item"]["headlines"][0]["value"].startswith("항구 램프")
    assert data["release"]["source_language"] == "en"
    assert data["release"]["languages"] == ["de", "en", "ko"]
    assert last(world, german)["translation"]["headline"]["status"] == "verbatim"


def test_a_human_text_that_comes_late_is_the_next_revision_of_its_language_alone(
    world: World,
) -> None:
    korean, english = world.endpoint("ko", "ko"), world.endpoint("en", "en")
    world.drop(TEXT, "drop/acme/plant.txt")
    world.clock.advance(3600)
    assert world.drop(KOREAN, "drop/acme/plant.ko.txt") is Taken.SUPPLIED
    assert came(world, korean) == ["release.published", "release.corrected"]
    assert came(world, english) == ["release.published"]
    assert last(world, korean)["release"] | {"id": ""} == {
        "id": "",
        "version": 1,
        "revision": 2,
        "language": "ko",
        "source_language": "en",
        "status": "usable",
        "languages": ["en", "ko"],
    }


def test_a_text_for_a_language_that_nobody_subscribes_to_is_recorded_and_sent_to_nobody(
    world: World,
) -> None:
    english = world.endpoint("en", "en")
    world.drop()
    assert world.drop(KOREAN, "drop/acme/plant.ko.txt") is Taken.SUPPLIED
    assert came(world, english) == ["release.published"]
    assert len(world.releases.history(world.release()).supplied) == 1


def test_the_key_without_suffix_is_the_source_whatever_came_first(world: World) -> None:
    korean, english = world.endpoint("ko", "ko"), world.endpoint("en", "en")
    world.take_in(world.put(KOREAN, "drop/acme/plant.ko.txt"))
    world.take_in(world.put(TEXT, "drop/acme/plant.txt"))
    world.run()
    assert last(world, english)["release"]["source_language"] == "en"
    assert came(world, english) == ["release.published"]
    assert came(world, korean) == ["release.published"]


def test_a_correction_of_the_original_is_not_hidden_behind_an_older_human_text(
    world: World,
) -> None:
    korean = world.endpoint("ko", "ko")
    world.drop(TEXT, "drop/acme/plant.txt")
    world.drop(KOREAN, "drop/acme/plant.ko.txt")
    world.clock.advance(3600)
    world.drop(CORRECTED, "drop/acme/plant.txt")
    assert last(world, korean)["translation"]["headline"]["status"] == "verbatim"
    world.drop(KOREAN.replace("백이십", "백사십"), "drop/acme/plant.ko.txt")
    assert last(world, korean)["translation"]["headline"]["status"] == "supplied"
    assert last(world, korean)["release"]["revision"] == 4


def test_the_same_human_text_again_changes_nothing(world: World) -> None:
    world.endpoint("ko", "ko")
    world.drop()
    world.drop(KOREAN, "drop/acme/plant.ko.txt")
    assert world.drop(KOREAN, "drop/acme/plant.ko.txt") is Taken.UNCHANGED


# --- withdrawal


@pytest.mark.parametrize(
    ("text", "key"),
    [(WITHDRAWN, "drop/acme/w.txt"), (front(status="withdrawn"), "drop/acme/plant.txt")],
)
def test_a_withdrawal_reaches_whoever_got_the_release_and_carries_no_text(
    world: World, text: str, key: str
) -> None:
    korean, english = world.endpoint("ko", "ko"), world.endpoint("en", "en")
    world.drop()
    world.clock.advance(60)
    assert world.drop(text, key) is Taken.RECORDED
    for endpoint in (korean, english):
        assert came(world, endpoint) == ["release.published", "release.withdrawn"]
        data = last(world, endpoint)
        assert data["release"]["status"] == data["item"]["pubstatus"] == "canceled"
        assert "bodies" not in data["item"]
        assert "plant in Porto" in data["item"]["headlines"][0]["value"]


def test_a_withdrawal_of_what_never_went_out_reaches_nobody(world: World) -> None:
    reader = world.endpoint("reader", "en")
    world.take_in(world.put())
    world.clock.advance(1)
    world.take_in(world.put(WITHDRAWN, "drop/acme/w.txt"))
    world.run()
    assert came(world, reader) == []


def test_a_text_that_was_dropped_before_its_withdrawal_stays_withdrawn(world: World) -> None:
    reader = world.endpoint("reader", "en")
    text = world.put()
    world.clock.advance(5)
    withdrawal = world.put(WITHDRAWN, "drop/acme/w.txt")
    assert world.take_in(withdrawal).taken is Taken.RECORDED
    assert world.take_in(text).taken is Taken.STALE
    world.run()
    assert came(world, reader) == []


def test_a_second_withdrawal_changes_nothing_and_a_newer_text_brings_the_release_back(
    world: World,
) -> None:
    reader = world.endpoint("reader", "en")
    for text, key in ((TEXT, "plant.txt"), (WITHDRAWN, "w.txt"), (WITHDRAWN, "w2.txt")):
        world.drop(text, f"drop/acme/{key}")
        world.clock.advance(60)
    world.drop(TEXT)
    assert came(world, reader) == ["release.published", "release.withdrawn", "release.corrected"]


def test_an_open_delivery_carries_the_withdrawal(world: World) -> None:
    reader = world.endpoint("reader", "en", in_turn(500, 204))
    world.drop()
    world.clock.advance(2)
    world.drop(WITHDRAWN, "drop/acme/w.txt")
    assert came(world, reader) == ["release.published"], "the attempt that failed"
    world.retry()
    assert came(world, reader)[1:] == ["release.withdrawn"]


def test_whoever_had_a_version_gets_the_next_though_no_longer_a_member(world: World) -> None:
    reader = world.endpoint("reader", "en")
    world.drop()
    world.subscriptions.__init__(shard_size=2)  # type: ignore[misc]
    stays = world.endpoint("stays", "en")
    world.drop(CORRECTED)
    assert came(world, reader) == ["release.published", "release.corrected"]
    assert came(world, stays) == ["release.corrected"]


# --- embargo


def until(world: World, hours: float) -> str:
    return (world.clock() + timedelta(hours=hours)).isoformat()


def test_nothing_goes_out_before_the_end_of_an_embargo_and_then_the_latest_version_does(
    world: World,
) -> None:
    reader = world.endpoint("reader", "en")
    world.drop(front(embargo=until(world, 1)))
    world.clock.advance(60)
    world.drop(CORRECTED)
    world.clock.advance(3500)
    assert world.sweep_and_run().lifted == 0
    assert came(world, reader) == []
    world.clock.advance(50)
    assert world.sweep_and_run().lifted == 1
    assert came(world, reader) == ["release.published"]
    assert "140 people" in last(world, reader)["item"]["bodies"][0]["value"]
    assert world.sweep_and_run().lifted == 0


def test_what_is_withdrawn_before_the_end_of_its_embargo_never_goes_out(world: World) -> None:
    reader = world.endpoint("reader", "en")
    world.drop(front(embargo=until(world, 1)))
    world.clock.advance(60)
    world.drop(WITHDRAWN, "drop/acme/w.txt")
    world.clock.advance(7200)
    world.sweep_and_run()
    assert came(world, reader) == []


def test_a_correction_moves_an_embargo_later(world: World) -> None:
    reader = world.endpoint("reader", "en")
    world.drop(front(embargo=until(world, 1)))
    world.drop(front(embargo=until(world, 5)))
    world.clock.advance(2 * 3600)
    world.sweep_and_run()
    assert came(world, reader) == []
    world.clock.advance(4 * 3600)
    world.sweep_and_run()
    assert came(world, reader) == ["release.published"]


def test_a_correction_ends_an_embargo_in_so_many_words(world: World) -> None:
    reader = world.endpoint("reader", "en")
    world.drop(front(embargo=until(world, 1)))
    world.drop(front(embargo="none"))
    assert came(world, reader) == ["release.published"]


def test_a_correction_adds_an_embargo_to_what_is_still_on_its_way(world: World) -> None:
    reader = world.endpoint("reader", "en")
    [task] = world.prepare()
    world.take_in(world.put(front(CORRECTED, embargo=until(world, 1))))
    world.deliver.deliver([task], FIRST_ATTEMPT)
    world.run()
    assert came(world, reader) == []
    world.clock.advance(3700)
    world.sweep_and_run()
    assert len(came(world, reader)) == 1


def test_an_embargo_that_nobody_can_read_holds_the_release_until_it_is_mended(
    world: World,
) -> None:
    reader = world.endpoint("reader", "en")
    world.drop(front(embargo="next Tuesday, noon"))
    world.clock.advance(30 * 24 * 3600)
    world.sweep_and_run()
    assert came(world, reader) == []
    world.drop(front(embargo="none"))
    assert came(world, reader) == ["release.published"]


def test_an_embargo_holds_though_its_event_comes_after_that_of_a_silent_correction(
    world: World,
) -> None:
    reader = world.endpoint("reader", "en")
    embargoed = world.put(front(embargo=until(world, 1)))
    assert world.take_in(world.put(CORRECTED)).taken is Taken.RECORDED
    assert world.take_in(embargoed).taken is Taken.STALE
    world.run()
    assert came(world, reader) == []
    world.clock.advance(3700)
    assert world.sweep_and_run().lifted == 1
    assert "140 people" in last(world, reader)["item"]["bodies"][0]["value"]


def test_an_embargo_in_the_past_holds_nothing(world: World) -> None:
    reader = world.endpoint("reader", "en")
    world.drop(front(embargo=until(world, -1)))
    assert came(world, reader) == ["release.published"]


# --- held, parked


def test_what_is_held_for_two_weeks_expires(world: World) -> None:
    gone = world.endpoint("gone", "en", answering(410))
    world.drop()
    world.drop(CORRECTED)
    assert [item.outcome for item in world.open_items(gone)] == [Outcome.HELD]
    world.clock.advance(13 * 24 * 3600)
    assert world.sweep_and_run().expired == 0
    world.clock.advance(2 * 24 * 3600)
    assert world.sweep_and_run().expired == 1
    [item] = world.open_items(gone)
    assert (item.outcome, item.due_at) == (Outcome.EXPIRED, None)


def test_a_parked_task_is_sent_again_and_an_older_revision_of_it_never_is(world: World) -> None:
    reader = world.endpoint("reader", "en")
    [old] = world.prepare()
    world.parked.park(old.task, world.clock())
    world.drop(CORRECTED)
    world.clock.advance(7 * 60)
    assert world.sweep.sweep().resumed == 1
    assert [task.parked for task in world.outbox.tasks(DeliverTask)] == [1]
    world.run()
    assert came(world, reader) == ["release.corrected"]
    assert world.parked.all() == ()


def test_ten_thousand_due_deliveries_are_handed_out_in_one_sweep_without_loss(
    world: World,
) -> None:
    reader = world.endpoint("reader", "en", answering(500))
    world.drop()
    [item] = world.open_items(reader)
    names = {f"ep_{number}" for number in range(10_000)}
    for name in names:
        assert world.opens.add(item.model_copy(update={"endpoint": name}))
    world.outbox.take(RetryTask)
    world.clock.advance(120)
    assert world.sweep.sweep().handed_out == len(names) + 1
    assert {task.endpoint for task in world.outbox.take(RetryTask)} == names | {reader.id}
    assert world.sweep.sweep().handed_out == 0
