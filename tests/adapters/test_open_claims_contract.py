import pytest

from shared.ports import OpenDeliveries
from shared.records.delivery import Outcome
from tests.adapters.deliveries import FINAL, after, claim, delivery, due, final, held, item


def test_a_claim_takes_the_item_and_moves_it_to_the_end_of_the_lease(kept: OpenDeliveries) -> None:
    kept.add(delivery())
    taken = delivery(claim="t1", lease_until=after(90), due_at=after(90))
    assert claim(kept) == taken
    assert item(kept) == taken
    assert due(kept, 89) == []
    assert due(kept, 90) == [taken]


def test_nothing_can_be_claimed_where_nothing_is(kept: OpenDeliveries) -> None:
    assert claim(kept) is None
    assert kept.of_endpoint("e1") == ()


def test_a_live_lease_keeps_others_off(kept: OpenDeliveries) -> None:
    kept.add(delivery())
    claim(kept)
    assert claim(kept, "t2", at=89) is None
    assert item(kept).claim == "t1"


def test_the_end_of_a_lease_lets_others_in(kept: OpenDeliveries) -> None:
    kept.add(delivery())
    claim(kept)
    taken = claim(kept, "t2", at=90)
    assert taken is not None
    assert (taken.claim, taken.lease_until) == ("t2", after(180))


def test_the_same_claim_once_more_is_as_good(kept: OpenDeliveries) -> None:
    kept.add(delivery())
    assert claim(kept) == claim(kept)


def test_an_item_cannot_be_claimed_before_its_time(kept: OpenDeliveries) -> None:
    kept.add(delivery(not_before=after(5), due_at=after(600)))
    assert claim(kept, at=4) is None
    assert claim(kept, at=5) is not None


@pytest.mark.parametrize("outcome", [Outcome.HELD, *FINAL])
def test_only_open_items_can_be_claimed(kept: OpenDeliveries, outcome: Outcome) -> None:
    kept.add(delivery(outcome=outcome, due_at=None))
    assert claim(kept) is None


@pytest.mark.parametrize("outcome", FINAL)
def test_a_result_ends_the_claim_and_leaves_the_due_index(
    kept: OpenDeliveries, outcome: Outcome
) -> None:
    kept.add(delivery())
    claim(kept)
    result = delivery(outcome=outcome, attempts=2, status=200, due_at=None, updated=after(1))
    assert kept.settle(result.model_copy(update={"claim": "t1"}), "t1")
    assert item(kept) == result
    assert due(kept, 10_000) == []


def test_a_result_that_is_held_is_due_when_it_was_held_long_enough(kept: OpenDeliveries) -> None:
    kept.add(delivery())
    claim(kept)
    result = held(attempts=2, updated=after(1))
    assert kept.settle(result, "t1")
    assert due(kept, 3599) == []
    assert due(kept, 3600) == [result]
    assert claim(kept, "t2", at=3600) is None


def test_a_failed_attempt_is_due_again(kept: OpenDeliveries) -> None:
    kept.add(delivery())
    claim(kept)
    again = delivery(attempts=2, not_before=after(300), due_at=after(360))
    assert kept.settle(again, "t1")
    assert due(kept, 359) == []
    assert due(kept, 360) == [again]
    assert claim(kept, "t2", at=299) is None
    assert claim(kept, "t2", at=300) is not None


def test_a_lost_claim_cannot_settle(kept: OpenDeliveries) -> None:
    kept.add(delivery())
    claim(kept)
    claim(kept, "t2", at=90)
    assert not kept.settle(final(), "t1")
    assert (item(kept).outcome, item(kept).claim) == (Outcome.OPEN, "t2")


def test_without_a_claim_or_an_item_nothing_settles(kept: OpenDeliveries) -> None:
    assert not kept.settle(final(), "t1")
    assert kept.of_endpoint("e1") == ()
    kept.add(delivery())
    assert not kept.settle(final(), "t1")
    assert item(kept) == delivery()


def test_the_same_result_once_more_is_as_good(kept: OpenDeliveries) -> None:
    kept.add(delivery())
    claim(kept)
    result = delivery(outcome=Outcome.DELIVERED, due_at=None, updated=after(1.234567))
    assert kept.settle(result, "t1")
    assert kept.settle(result, "t1")


def test_a_raised_item_keeps_its_revision_and_is_due_at_once(kept: OpenDeliveries) -> None:
    kept.add(delivery(1))
    claim(kept)
    kept.raise_to(delivery(2, not_before=after(1), updated=after(1)))
    assert not kept.settle(
        delivery(1, outcome=Outcome.DELIVERED, due_at=None, updated=after(2)), "t1"
    )
    raised = item(kept)
    assert (raised.revision, raised.outcome) == (2, Outcome.OPEN)
    assert (raised.claim, raised.lease_until) == (None, None)
    assert due(kept, 2) == [raised]
    assert claim(kept, "t2", at=2) is not None


def test_a_lost_claim_does_not_touch_a_raised_item(kept: OpenDeliveries) -> None:
    kept.add(delivery(1))
    claim(kept)
    claim(kept, "t2", at=90)
    kept.raise_to(delivery(2, not_before=after(91), updated=after(91)))
    assert not kept.settle(final(1), "t1")
    assert (item(kept).claim, item(kept).lease_until) == ("t2", after(180))
