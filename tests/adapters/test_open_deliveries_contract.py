import pytest

from shared.adapters.dynamo_open_deliveries import DynamoOpenDeliveries
from shared.adapters.dynamo_table import DynamoTable
from shared.ports import DUE_PARTITIONS, OpenDeliveries
from shared.records.delivery import OpenDelivery, Outcome
from tests.adapters.deliveries import FINAL, NOW, after, claim, delivery, due, final, held, item


def test_nothing_is_kept_at_first(kept: OpenDeliveries) -> None:
    assert kept.of_story(["e1"], "budget", "ko") == {}
    assert kept.of_endpoint("e1") == ()
    assert due(kept) == []


def test_a_delivery_comes_back_as_it_was_added(kept: OpenDeliveries) -> None:
    assert kept.add(delivery())
    assert kept.of_story(["e1", "e2"], "budget", "ko") == {"e1": delivery()}
    assert kept.of_endpoint("e1") == (delivery(),)


def test_a_story_is_found_for_many_endpoints(kept: OpenDeliveries) -> None:
    names = [f"e{number}" for number in range(150)]
    for name in names:
        kept.add(delivery(endpoint=name))
    assert sorted(kept.of_story([*names, *names], "budget", "ko")) == sorted(names)
    assert len(due(kept)) == 150


def test_stories_and_languages_of_an_endpoint_are_kept_apart(kept: OpenDeliveries) -> None:
    for release, language in (("budget", "ko"), ("budget", "ja"), ("harvest", "ko")):
        assert kept.add(delivery(release=release, language=language))
    kept.add(delivery(endpoint="e2"))
    found = [(one.release, one.language) for one in kept.of_endpoint("e1")]
    assert found == [("budget", "ja"), ("budget", "ko"), ("harvest", "ko")]


@pytest.mark.parametrize("first", [delivery(2), held(2), final(2)], ids=lambda one: one.outcome)
@pytest.mark.parametrize("revision", [1, 2])
def test_the_same_or_a_newer_revision_is_not_overwritten(
    kept: OpenDeliveries, first: OpenDelivery, revision: int
) -> None:
    assert kept.add(first)
    assert not kept.add(delivery(revision, reason="reset"))
    assert item(kept) == first


@pytest.mark.parametrize("outcome", FINAL)
def test_a_settled_older_one_gives_way(kept: OpenDeliveries, outcome: Outcome) -> None:
    kept.add(final(1, outcome))
    assert kept.add(delivery(2))
    assert item(kept) == delivery(2)
    assert due(kept) == [delivery(2)]


@pytest.mark.parametrize("older", [delivery(1), held(1)], ids=lambda one: one.outcome)
def test_an_unsettled_older_one_does_not(kept: OpenDeliveries, older: OpenDelivery) -> None:
    kept.add(older)
    assert not kept.add(delivery(2))
    assert item(kept) == older


def test_one_under_a_claim_does_not_either(kept: OpenDeliveries) -> None:
    kept.add(delivery(1))
    claim(kept)
    assert not kept.add(delivery(2))
    assert item(kept).claim == "t1"


def test_each_item_is_in_one_partition(kept: OpenDeliveries) -> None:
    names = [f"e{number}" for number in range(40)]
    for name in names:
        kept.add(delivery(endpoint=name))
    parts = [[one.endpoint for one in kept.due(part, NOW)] for part in range(DUE_PARTITIONS)]
    assert sorted(name for part in parts for name in part) == sorted(names)
    assert sum(bool(part) for part in parts) > 4


def test_a_partition_has_what_is_due_earliest_first(kept: OpenDeliveries) -> None:
    for release, seconds in (("c", 3), ("a", 1), ("d", 4), ("b", 2)):
        kept.add(delivery(release=release, due_at=after(seconds)))
    assert [one.release for one in due(kept, 3)] == ["a", "b", "c"]


def test_postponing_moves_the_due_time_alone(kept: OpenDeliveries) -> None:
    kept.add(delivery())
    assert kept.postpone(delivery(), after(60))
    assert due(kept, 59) == []
    assert due(kept, 60) == [delivery(due_at=after(60))]
    assert claim(kept, at=1) is not None


def test_only_one_of_two_sweeps_postpones(kept: OpenDeliveries) -> None:
    kept.add(delivery())
    assert kept.postpone(delivery(), after(60))
    assert not kept.postpone(delivery(), after(61))
    assert item(kept).due_at == after(60)


def test_a_claimed_or_settled_item_is_not_postponed(kept: OpenDeliveries) -> None:
    kept.add(delivery())
    claim(kept)
    assert not kept.postpone(delivery(), after(60))
    kept.settle(final(), "t1")
    assert not kept.postpone(delivery(), after(60))
    assert not kept.postpone(final(), after(60))
    assert item(kept) == final()


@pytest.mark.parametrize("outcome", FINAL)
def test_what_is_settled_is_not_postponed_though_it_has_a_time(
    kept: OpenDeliveries, outcome: Outcome
) -> None:
    settled = delivery(outcome=outcome)
    kept.add(settled)
    assert not kept.postpone(settled, after(60))
    assert item(kept) == settled


def test_what_is_held_can_be_postponed(kept: OpenDeliveries) -> None:
    kept.add(held())
    assert kept.postpone(held(), after(7200))
    assert item(kept) == held(due_at=after(7200))


def test_a_partition_has_open_and_held_items(kept: OpenDeliveries) -> None:
    kept.add(held(release="a", due_at=after(1)))
    kept.add(delivery(release="b", due_at=after(2)))
    assert [one.outcome for one in due(kept, 2)] == [Outcome.HELD, Outcome.OPEN]


@pytest.mark.usefixtures("small_pages")
def test_a_partition_of_many_pages_comes_whole(table: DynamoTable) -> None:
    kept = DynamoOpenDeliveries(table)
    for number in range(5):
        kept.add(delivery(release=f"r{number}", due_at=after(number)))
    assert [one.release for one in due(kept, 4)] == [f"r{number}" for number in range(5)]


def test_what_is_not_kept_is_not_postponed(kept: OpenDeliveries) -> None:
    assert not kept.postpone(delivery(), after(60))
    assert kept.of_endpoint("e1") == ()
