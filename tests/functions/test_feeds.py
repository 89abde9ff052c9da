"""Hold what a drop of many releases does, on the fakes."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from functions.intake.event import tasks_in
from functions.intake.intake import PORTION, Refused
from functions.intake.taking import Result, Taken
from shared.errors import MalformedMessage, UnreadableDrop
from shared.ports import Fetched
from shared.records.release import Drop
from shared.records.tasks import IntakeTask, TranslateTask
from tests.fakes.drops import InMemoryDrops
from tests.functions.world import World

KEY = "drop/acme/feed.json"


def entry(number: int, text: str = "The harbour of Leith reopened after the storm.") -> object:
    fields = {"id": f"https://acme.example/{number}", "title": f"Ferries resume on line {number}"}
    return fields | {"content_text": f"{text} Line {number} has {number * 7} boats."}


def feed(*entries: object) -> str:
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": "Acme", "items": entries})


def taken_in(world: World, drop: Drop) -> list[Result | Refused]:
    return list(world.intake.take_in(IntakeTask(drop=drop)))


def test_each_entry_of_a_feed_is_a_release_of_its_own(world: World) -> None:
    outcomes = taken_in(world, world.put(feed(entry(1), entry(2)), KEY))
    assert [each.taken for each in outcomes if isinstance(each, Result)] == [Taken.RECORDED] * 2
    assert len({each.release for each in outcomes if isinstance(each, Result)}) == 2


def test_a_feed_dropped_again_brings_only_what_is_new_or_changed(world: World) -> None:
    taken_in(world, world.put(feed(entry(1), entry(2)), KEY))
    changed = entry(2, "The harbour of Leith reopened after the long storm.")
    outcomes = taken_in(world, world.put(feed(entry(1), changed, entry(3)), KEY))
    assert [each.taken for each in outcomes if isinstance(each, Result)] == [
        Taken.UNCHANGED,
        Taken.RECORDED,
        Taken.RECORDED,
    ]
    versions = [
        world.releases.heads([each.release])[each.release].version
        for each in outcomes
        if isinstance(each, Result)
    ]
    assert versions == [1, 2, 1]


def test_the_same_event_of_a_feed_asks_again_for_every_entry(world: World) -> None:
    drop = world.put(feed(entry(1), entry(2)), KEY)
    taken_in(world, drop)
    asked = world.outbox.take(TranslateTask)
    outcomes = taken_in(world, drop)
    assert [each.taken for each in outcomes if isinstance(each, Result)] == [Taken.REPEATED] * 2
    assert sorted(map(str, world.outbox.take(TranslateTask))) == sorted(map(str, asked))


def test_an_entry_that_cannot_be_read_is_refused_by_itself(world: World) -> None:
    empty = {"id": "https://acme.example/9", "title": "Only a headline"}
    outcomes = taken_in(world, world.put(feed(entry(1), empty, entry(3)), KEY))
    assert [type(each) for each in outcomes] == [Result, Refused, Result]
    [refused] = [each for each in outcomes if isinstance(each, Refused)]
    assert (refused.name, refused.refusal.reason) == ("https://acme.example/9", "no_body")


def test_a_drop_of_one_release_that_cannot_be_read_is_refused_as_a_whole(world: World) -> None:
    with pytest.raises(UnreadableDrop):
        taken_in(world, world.put("Only a headline", KEY))


def test_a_large_feed_is_taken_in_by_parts_that_miss_nothing(world: World) -> None:
    many = 2 * PORTION + 3
    drop = world.put(feed(*map(entry, range(many))), KEY)
    assert taken_in(world, drop) == []
    parts = world.outbox.take(IntakeTask)
    assert len(parts) == 3
    releases = {
        each.release
        for part in parts
        for each in world.intake.take_in(part)
        if isinstance(each, Result)
    }
    assert len(releases) == many


def test_a_part_of_a_drop_travels_as_a_message() -> None:
    drop = Drop(bucket="drops", key=KEY, at=datetime(2026, 5, 12, tzinfo=UTC))
    part = IntakeTask(drop=drop, first=25, last=50)
    assert tasks_in(part.model_dump_json()) == (part,)


@pytest.mark.parametrize("body", ['{"drop": 3}', '{"drop": {}}', "[]", "3", "{}", "no"])
def test_a_message_that_is_neither_event_nor_part_is_malformed(body: str) -> None:
    with pytest.raises(MalformedMessage):
        tasks_in(body)


def test_an_embargo_line_of_the_text_holds_the_release(world: World) -> None:
    line = "EMBARGOED UNTIL 12 May 2099, 09:00 GMT"
    text = f"{line}\n\nFerries resume\n\nLEITH, May 3 (AP) – The harbour reopened."
    result = world.take_in(world.put(text))
    assert result.embargo
    assert result.embargo.until == datetime(2099, 5, 12, 9, tzinfo=UTC)


def ninjs(**values: object) -> dict[str, object]:
    known = {"uri": "urn:acme:1", "language": "en", "headline": "Ferries resume at Leith"}
    return known | {"body_text": "The harbour of Leith reopened after the storm.", **values}


def test_an_item_that_a_list_publishes_and_withdraws_is_withdrawn(world: World) -> None:
    items = [ninjs(version="1"), ninjs(version="2", pubstatus="canceled")]
    [outcome] = taken_in(world, world.put(json.dumps(items), KEY))
    assert isinstance(outcome, Result)
    assert world.releases.heads([outcome.release])[outcome.release].status == "canceled"


def test_a_further_language_of_an_id_in_one_drop_is_refused_by_name(world: World) -> None:
    items = [ninjs(), ninjs(language="de", headline="Fähren fahren wieder")]
    _, refused = taken_in(world, world.put(json.dumps(items), KEY))
    assert isinstance(refused, Refused)
    assert (refused.name, refused.refusal.reason) == ("urn:acme:1", "same_id")


def test_an_item_whose_withdrawal_cannot_be_read_is_refused(world: World) -> None:
    items = [ninjs(), ninjs(uri="urn:acme:2", pubstatus=["canceled"])]
    _, refused = taken_in(world, world.put(json.dumps(items), KEY))
    assert isinstance(refused, Refused)
    assert (refused.name, refused.refusal.reason) == ("items[1]", "ninjs_invalid")


def test_a_name_that_no_record_could_hold_is_refused(world: World) -> None:
    items = [ninjs(uri="u" * 500_000), ninjs(uri="urn:acme:2", evolvedfrom="u" * 500_000)]
    outcomes = taken_in(world, world.put(json.dumps(items), KEY))
    assert [each.refusal.reason for each in outcomes if isinstance(each, Refused)] == [
        "too_large",
        "too_large",
    ]


def test_the_embargo_of_another_release_of_the_object_does_not_hold_an_entry(world: World) -> None:
    held = ninjs(uri="urn:acme:9", embargoed="2099-01-01T00:00:00Z")
    world.put(json.dumps(held), KEY)
    outcomes = taken_in(world, world.put(json.dumps([ninjs(), held]), KEY))
    assert [bool(each.embargo) for each in outcomes if isinstance(each, Result)] == [False, True]


def test_the_older_versions_of_a_feed_are_fetched_once_for_all_of_its_entries(world: World) -> None:
    fetched = 0
    fetch = world.drops.fetch

    class Counting(InMemoryDrops):
        def fetch(self, drop: Drop) -> Fetched:
            nonlocal fetched
            fetched += 1
            return fetch(drop)

        def earlier(self, drop: Drop) -> Iterator[Drop]:
            return world.drops.earlier(drop)

    for week in range(4):
        drop = world.put(feed(*map(entry, range(20 * week, 20 * week + 20))), KEY)
    outcomes = list(replace(world.intake, drops=Counting()).take_in(IntakeTask(drop=drop)))
    assert (len(outcomes), fetched) == (20, 4)


def test_an_embargo_line_does_not_end_a_declared_embargo_early(world: World) -> None:
    text = "EMBARGOED UNTIL 1 January 2020, 09:00 GMT\n\nFerries resume\n\nThe harbour {} reopened."
    declared = "---\nembargo: 2099-01-01T00:00:00Z\n---\n"
    held = world.take_in(world.put(declared + text.format("of Leith")))
    world.clock.advance(60)
    corrected = world.take_in(world.put(text.format("at Leith")))
    assert corrected.release == held.release
    assert corrected.embargo == held.embargo
