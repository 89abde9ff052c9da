from datetime import timedelta

import pytest

from shared.adapters.dynamo_open_deliveries import DynamoOpenDeliveries
from shared.adapters.dynamo_table import DynamoTable
from shared.ports import OpenDeliveries
from shared.records.delivery import Outcome
from tests.adapters.deliveries import FINAL, after, claim, delivery, due, final, held, item


def test_what_was_held_long_enough_ends_as_expired(kept: OpenDeliveries) -> None:
    kept.add(held())
    (seen,) = due(kept, 3600)
    assert kept.expire(seen, after(3600))
    assert item(kept) == held().model_copy(
        update={
            "outcome": Outcome.EXPIRED,
            "reason": "held_too_long",
            "due_at": None,
            "updated": after(3600),
        }
    )
    assert due(kept, 10_000) == []


def test_what_expired_is_forgotten_after_ninety_days(table: DynamoTable) -> None:
    kept = DynamoOpenDeliveries(table)
    kept.add(held())
    assert "expires" not in stored_item(table)
    kept.expire(held(), after(3600))
    expected = int((after(3600) + timedelta(days=90)).timestamp())
    assert stored_item(table)["expires"] == {"N": str(expected)}
    assert "due_at" not in stored_item(table)


def stored_item(table: DynamoTable) -> dict[str, dict[str, str]]:
    (found,) = table.children("endpoint#e1", "open#")
    return found


def test_the_same_expiry_once_more_is_as_good(kept: OpenDeliveries) -> None:
    kept.add(held())
    now = after(3600.123456)
    assert kept.expire(held(), now)
    assert kept.expire(held(), now)
    assert not kept.expire(held(), after(3700))
    assert item(kept).updated == after(3600.123)


def test_what_carries_a_newer_revision_meanwhile_does_not_expire(kept: OpenDeliveries) -> None:
    kept.add(held(1))
    kept.raise_to(held(2))
    assert not kept.expire(held(1), after(3600))
    assert (item(kept).revision, item(kept).outcome) == (2, Outcome.HELD)


def test_what_was_given_another_time_meanwhile_does_not_expire(kept: OpenDeliveries) -> None:
    kept.add(held())
    kept.postpone(held(), after(7200))
    assert not kept.expire(held(), after(3600))
    assert item(kept) == held(due_at=after(7200))


@pytest.mark.parametrize("outcome", [Outcome.OPEN, *FINAL])
def test_only_what_is_held_expires(kept: OpenDeliveries, outcome: Outcome) -> None:
    other = held(outcome=outcome)
    kept.add(other)
    assert not kept.expire(held(), after(3600))
    assert item(kept) == other


def test_what_has_no_time_or_is_not_kept_does_not_expire(kept: OpenDeliveries) -> None:
    assert not kept.expire(held(), after(3600))
    assert kept.of_endpoint("e1") == ()
    kept.add(held(due_at=None))
    assert not kept.expire(held(due_at=None), after(3600))
    assert item(kept) == held(due_at=None)


def test_what_is_expired_gives_way_to_a_newer_revision_and_cannot_be_raised(
    kept: OpenDeliveries,
) -> None:
    kept.add(held(1))
    kept.expire(held(1), after(3600))
    assert not kept.raise_to(delivery(2))
    assert claim(kept, at=3600) is None
    assert kept.add(delivery(2))


def test_a_held_delivery_is_not_open_to_an_add(kept: OpenDeliveries) -> None:
    kept.add(held(1))
    assert not kept.add(held(2))
    assert not kept.add(final(2))
    assert item(kept) == held(1)
