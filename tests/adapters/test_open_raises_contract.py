import pytest

from shared.ports import OpenDeliveries
from shared.records.delivery import Outcome
from tests.adapters.deliveries import after, claim, delivery, due, final, held, item


def test_nothing_is_raised_where_nothing_is_unsettled(kept: OpenDeliveries) -> None:
    assert not kept.raise_to(delivery(2))
    assert kept.of_endpoint("e1") == ()
    kept.add(final(1))
    assert not kept.raise_to(delivery(2))
    assert item(kept) == final(1)


def test_an_unclaimed_item_carries_the_new_revision_at_once(kept: OpenDeliveries) -> None:
    kept.add(delivery(1, not_before=after(7200), due_at=after(7200)))
    new = delivery(2, not_before=after(10), due_at=None, updated=after(10))
    assert kept.raise_to(new)
    assert item(kept) == new.model_copy(update={"due_at": after(10)})
    assert due(kept, 9) == []
    assert due(kept, 10) == [item(kept)]


@pytest.mark.parametrize("revision", [1, 2])
def test_the_same_or_a_newer_revision_stays_as_it_is(kept: OpenDeliveries, revision: int) -> None:
    kept.add(delivery(2))
    assert kept.raise_to(delivery(revision, reason="reset"))
    assert item(kept) == delivery(2)


def test_a_live_claim_keeps_its_lease_and_the_item_waits_for_its_end(kept: OpenDeliveries) -> None:
    kept.add(delivery(1))
    claim(kept)
    assert kept.raise_to(delivery(2, not_before=after(10), updated=after(10)))
    raised = item(kept)
    assert (raised.revision, raised.claim, raised.lease_until) == (2, "t1", after(90))
    assert (raised.not_before, raised.due_at) == (after(90), after(90))
    assert claim(kept, "t2", at=89) is None
    assert claim(kept, "t2", at=90) is not None


def test_a_dead_claim_does_not_hold_the_new_revision_up(kept: OpenDeliveries) -> None:
    kept.add(delivery(1))
    claim(kept)
    assert kept.raise_to(delivery(2, not_before=after(90), updated=after(90)))
    assert (item(kept).claim, item(kept).due_at) == ("t1", after(90))
    taken = claim(kept, "t2", at=90)
    assert taken is not None
    assert taken.revision == 2


def test_a_held_item_opens_for_a_revision_that_is_to_go_out(kept: OpenDeliveries) -> None:
    kept.add(held(1))
    new = delivery(2, not_before=after(10), due_at=after(10))
    assert kept.raise_to(new)
    assert item(kept) == new
    assert due(kept, 10) == [new]
    taken = claim(kept, at=10)
    assert taken is not None
    assert taken.revision == 2


def test_a_newer_revision_that_is_held_is_held_for_a_time_of_its_own(kept: OpenDeliveries) -> None:
    kept.add(held(1))
    new = held(2, due_at=after(7200), updated=after(3600))
    assert kept.raise_to(new)
    assert item(kept) == new
    assert due(kept, 7199) == []
    assert due(kept, 7200) == [new]
    assert claim(kept, at=7200) is None


def test_an_open_item_is_not_held_by_a_newer_revision(kept: OpenDeliveries) -> None:
    kept.add(delivery(1))
    assert kept.raise_to(held(2))
    assert item(kept).outcome is Outcome.OPEN
    assert due(kept) == [item(kept)]
