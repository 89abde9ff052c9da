from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from shared.adapters import aws
from shared.adapters.dynamo_items import key_of, plain
from shared.adapters.dynamo_releases import DynamoReleases
from shared.adapters.dynamo_renditions import DynamoRenditions
from shared.adapters.dynamo_table import DynamoTable
from shared.errors import Conflict
from shared.ports import Releases
from shared.records.history import History
from shared.records.identity import Identity
from shared.records.rendition import Basis
from tests.adapters.releases import NOON, add, drop, seen, supplied, version

BUDGET = Identity.of("acme", "budget")
WRITE = "before-call.dynamodb.PutItem"


@pytest.fixture
def before_each_write() -> Iterator[Callable[[Callable[[], object]], None]]:
    """Let a test slip something in before an item is written."""
    hooks: list[Callable[..., None]] = []

    def slip_in(action: Callable[[], object]) -> None:
        def hook(**_: Any) -> None:
            action()

        hooks.append(hook)
        aws.dynamodb().meta.events.register(WRITE, hook)

    yield slip_in
    for hook in hooks:
        aws.dynamodb().meta.events.unregister(WRITE, hook)


def test_a_history_holds_all_that_came_in_order(releases: Releases) -> None:
    versions = tuple(version("budget", number) for number in range(1, 12))
    texts = [supplied("ja"), supplied("zh-Hans"), supplied("zh-Hans", 2), supplied("zh-Hant")]
    events = [seen("1", key=f"drop/acme/budget.{letter}.txt") for letter in "abc"]
    for event in reversed(events):
        releases.note_seen("budget", event)
    for text in texts:
        releases.supply(text)
    add(releases, *versions)
    found = releases.history("budget")
    assert found == History(versions=versions, supplied=tuple(texts), seen=tuple(events))


@pytest.mark.usefixtures("small_pages")
def test_a_history_of_many_pages_comes_whole(table: DynamoTable) -> None:
    releases = DynamoReleases(table)
    add(releases, *(version("budget", number) for number in range(1, 6)))
    releases.supply(supplied())
    assert len(releases.history("budget").versions) == 5
    assert releases.history("budget").supplied == (supplied(),)


def test_renditions_do_not_come_along(table: DynamoTable) -> None:
    DynamoRenditions(table).note_out("budget", "ko", 1)
    DynamoRenditions(table).revision_for("budget", "ko", Basis(version=1))
    assert DynamoReleases(table).history("budget") == History()


def test_a_history_is_that_of_its_release_alone(releases: Releases) -> None:
    releases.supply(supplied(release="harvest"))
    releases.note_seen("harvest", seen())
    assert releases.history("budget") == History()


def test_texts_are_numbered_for_each_language_by_itself(releases: Releases) -> None:
    for text in (supplied("ko", 1), supplied("ko", 2), supplied("ja", 1)):
        releases.supply(text)
    latest = releases.history("budget").latest_supplied("ko")
    assert latest == supplied("ko", 2)


@pytest.mark.parametrize("number", [1, 2, 4])
def test_only_the_next_text_of_a_language_can_be_supplied(releases: Releases, number: int) -> None:
    first, second = supplied("ko", 1), supplied("ko", 2)
    releases.supply(first)
    releases.supply(second)
    other = supplied("ko", number).model_copy(update={"headline": "Other"})
    with pytest.raises(Conflict):
        releases.supply(other)
    assert releases.history("budget").supplied == (first, second)


def test_a_language_cannot_begin_with_its_second_text(releases: Releases) -> None:
    releases.supply(supplied("ja", 1))
    with pytest.raises(Conflict):
        releases.supply(supplied("ko", 2))
    assert releases.history("budget").supplied == (supplied("ja", 1),)


def test_a_text_changes_neither_head_nor_version(releases: Releases) -> None:
    add(releases, version("budget"))
    head = releases.heads(["budget"])
    releases.supply(supplied())
    assert releases.heads(["budget"]) == head
    assert releases.history("budget").versions == (version("budget"),)


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("0055AED6DCD9", "0055AED6DCDA", "0055AED6DCDA"),
        ("0055AED6DCDA", "0055AED6DCD9", "0055AED6DCDA"),
        ("0055AED6DCD9", "0055AED6DCD9028", "0055AED6DCD9028"),
        ("0055AED6DCD9028", "0055AED6DCD9", "0055AED6DCD9028"),
        ("9", "10", "9"),
        ("10", "9", "9"),
        ("F", "F0", "F0"),
        ("F000", "F0", "F0"),
        ("", "1", "1"),
        ("1", "", "1"),
    ],
)
def test_of_the_events_of_a_key_the_latest_is_remembered(
    releases: Releases, first: str, second: str, kept: str
) -> None:
    releases.note_seen("budget", seen(first))
    releases.note_seen("budget", seen(second))
    assert releases.history("budget").seen == (seen(kept),)


def test_an_event_comes_back_as_it_was_seen(releases: Releases) -> None:
    key = "drop/acme/" + "예" * 330 + "#%.txt"
    event = seen(key=key).model_copy(update={"version_id": None, "at": NOON})
    releases.note_seen("budget", event)
    releases.note_seen("budget", event)
    assert releases.history("budget").seen == (event,)
    assert releases.history("budget").drops() == (event,)


def test_a_name_stands_for_the_release_of_its_own_id(releases: Releases) -> None:
    assert releases.named(BUDGET) == (BUDGET.id,)


def test_a_name_can_stand_for_more_releases_the_oldest_first(releases: Releases) -> None:
    for release in ("rel_z", "rel_a", "rel_z", BUDGET.id):
        releases.name_anew(BUDGET, release, after=releases.named(BUDGET))
    assert releases.named(BUDGET) == (BUDGET.id, "rel_z", "rel_a")


@pytest.mark.parametrize("other", [Identity.of("acme", "budge"), Identity.of("nova", "budget")])
def test_names_and_sources_do_not_mix(releases: Releases, other: Identity) -> None:
    releases.name_anew(BUDGET, "rel_z", after=[BUDGET.id])
    assert releases.named(other) == (other.id,)


def test_another_story_under_a_name_has_the_same_name(releases: Releases) -> None:
    another = BUDGET.again("event")
    releases.name_anew(BUDGET, "rel_z", after=[BUDGET.id])
    assert releases.named(another) == (another.id, "rel_z")


def test_who_read_a_name_before_another_gave_it_is_told_of_the_conflict(
    releases: Releases,
) -> None:
    releases.name_anew(BUDGET, "rel_z", after=[BUDGET.id])
    for read in ([BUDGET.id], [BUDGET.id, "rel_a"]):
        with pytest.raises(Conflict):
            releases.name_anew(BUDGET, "rel_late", after=read)
    releases.name_anew(BUDGET, "rel_z", after=[BUDGET.id])
    assert releases.named(BUDGET) == (BUDGET.id, "rel_z")


@pytest.mark.parametrize("earlier", [[], ["rel_a"]])
def test_of_two_who_name_at_once_the_second_is_told_of_the_conflict(
    table: DynamoTable,
    before_each_write: Callable[[Callable[[], object]], None],
    earlier: list[str],
) -> None:
    releases = DynamoReleases(table)
    for release in earlier:
        releases.name_anew(BUDGET, release, after=[BUDGET.id])
    others = iter(["rel_other"])
    read = [BUDGET.id, *earlier]

    def come_first() -> None:
        for other in others:
            releases.name_anew(BUDGET, other, after=read)

    before_each_write(come_first)
    with pytest.raises(Conflict):
        releases.name_anew(BUDGET, "rel_late", after=read)
    assert releases.named(BUDGET) == (BUDGET.id, *earlier, "rel_other")


def test_the_name_that_an_event_declares_is_found_by_that_event_alone(releases: Releases) -> None:
    key = "drop/acme/" + "예" * 330 + "#%.txt"
    event, other = drop("1", key=key), drop("2", key=key)
    unversioned = event.model_copy(update={"version_id": None})
    for _ in range(2):
        releases.note_declared(BUDGET, event, "بيان #1")
    assert releases.declared_name(BUDGET, event) == "بيان #1"
    assert releases.declared_name(BUDGET, other) is None
    assert releases.declared_name(BUDGET, unversioned) is None
    assert releases.declared_name(Identity.of("nova", "budget"), event) is None
    assert releases.history(BUDGET.id) == History()


def test_a_declared_name_is_forgotten_after_the_queues_have_forgotten_its_event(
    table: DynamoTable,
) -> None:
    DynamoReleases(table).note_declared(BUDGET, drop(), "plant")
    [item] = table.children(key_of("release", BUDGET.id), "declared#")
    assert int(plain(item["expires"])) == int((NOON + timedelta(days=60)).timestamp())
