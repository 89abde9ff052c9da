"""Check what callers see when a call took effect, its answer was lost and the SDK repeats it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest

from shared.adapters import aws
from shared.adapters.dynamo_open_deliveries import DynamoOpenDeliveries
from shared.adapters.dynamo_releases import DynamoReleases
from shared.adapters.dynamo_renditions import DynamoRenditions
from shared.adapters.dynamo_subscriptions import DynamoSubscriptions
from shared.adapters.dynamo_table import DynamoTable
from shared.records.delivery import Outcome
from shared.records.identity import Identity
from shared.records.rendition import Basis
from tests.adapters.deliveries import FIRST, NOW, after, claim, delivery, held, item

RETRIES = "needs-retry.dynamodb"


@pytest.fixture
def repeat_next() -> Iterator[Callable[[], None]]:
    """Make the SDK send its next call twice."""
    left: list[int] = []

    def hook(**_: Any) -> int | None:
        return left.pop() if left else None

    events = cast("Any", aws.dynamodb().meta.events)
    events.register_first(RETRIES, hook)
    yield lambda: left.append(0)
    assert not left, "nothing was repeated"
    events.unregister(RETRIES, hook)


@contextmanager
def before_one(call: str, action: Callable[[], None]) -> Iterator[None]:
    """Do something before the next call of a kind, and only then."""
    turns = iter([None])

    def hook(**_: Any) -> None:
        for _turn in turns:
            action()

    aws.dynamodb().meta.events.register(f"before-call.dynamodb.{call}", hook)
    yield
    aws.dynamodb().meta.events.unregister(f"before-call.dynamodb.{call}", hook)


def test_a_revision_is_not_given_twice(table: DynamoTable, repeat_next: Callable[[], None]) -> None:
    renditions = DynamoRenditions(table)
    repeat_next()
    assert renditions.revision_for("budget", "ko", Basis(version=1)) == 1
    assert renditions.revision_for("budget", "ko", Basis(version=2)) == 2


def test_a_claim_is_still_ours(table: DynamoTable, repeat_next: Callable[[], None]) -> None:
    kept = DynamoOpenDeliveries(table)
    kept.add(delivery())
    repeat_next()
    taken = claim(kept)
    assert taken is not None
    assert taken.claim == FIRST


def test_a_result_is_still_settled(table: DynamoTable, repeat_next: Callable[[], None]) -> None:
    kept = DynamoOpenDeliveries(table)
    kept.add(delivery())
    claim(kept)
    repeat_next()
    result = delivery(outcome=Outcome.DELIVERED, due_at=None, updated=after(1.234567))
    assert kept.settle(result, FIRST)
    assert item(kept).outcome is Outcome.DELIVERED


def test_an_expiry_is_still_counted(table: DynamoTable, repeat_next: Callable[[], None]) -> None:
    kept = DynamoOpenDeliveries(table)
    kept.add(held())
    repeat_next()
    assert kept.expire(held(), after(3600.123456))


def test_a_name_is_given_once(table: DynamoTable, repeat_next: Callable[[], None]) -> None:
    releases, identity = DynamoReleases(table), Identity.of("acme", "budget")
    with before_one("PutItem", repeat_next):
        releases.name_anew(identity, "rel_z", after=[identity.id])
    assert releases.named(identity) == (identity.id, "rel_z")


def test_a_raised_revision_is_still_carried(
    table: DynamoTable, repeat_next: Callable[[], None]
) -> None:
    kept = DynamoOpenDeliveries(table)
    kept.add(delivery())
    with before_one("PutItem", repeat_next):
        assert kept.raise_to(delivery(2))
    assert item(kept).revision == 2


def test_a_place_is_taken_once(table: DynamoTable) -> None:
    subscriptions = DynamoSubscriptions(table, 200)
    writes = iter([0])

    def hook(**_: Any) -> int | None:
        return next(writes, None)

    event = "needs-retry.dynamodb.TransactWriteItems"
    events = cast("Any", aws.dynamodb().meta.events)
    events.register_first(event, hook)
    made = subscriptions.subscribe("e1", "ko", NOW)
    events.unregister(event, hook)
    assert next(writes, None) is None
    assert subscriptions.members("ko.0") == (made,)
