"""Count what each method of a port asks of AWS: the cost of a delivery stands on these numbers."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from shared.adapters import aws
from shared.adapters.dynamo_embargoes import DynamoEmbargoes
from shared.adapters.dynamo_endpoints import DynamoEndpoints
from shared.adapters.dynamo_ledger import DynamoLedger
from shared.adapters.dynamo_open_deliveries import DynamoOpenDeliveries
from shared.adapters.dynamo_parked_tasks import DynamoParkedTasks
from shared.adapters.dynamo_releases import DynamoReleases
from shared.adapters.dynamo_renditions import DynamoRenditions
from shared.adapters.dynamo_subscriptions import DynamoSubscriptions
from shared.adapters.dynamo_table import DynamoTable
from shared.records.delivery import Attempt, LedgerRow, Outcome
from shared.records.identity import Identity
from shared.records.rendition import Basis
from tests.adapters.deliveries import FIRST, NOW, after, claim, delivery, final
from tests.adapters.deliveries import held as kept_back
from tests.adapters.queues import deliver
from tests.adapters.releases import add, drop, seen, supplied, version

Calls = Counter[str]
SHARD = [f"e{number}" for number in range(200)]


@pytest.fixture
def count(table: DynamoTable) -> Iterator[Callable[[], Calls]]:
    """Return the calls since the last time of asking."""
    del table
    calls: Calls = Counter()

    def add(model: Any, **_: Any) -> None:
        calls[model.name] += 1

    def ask() -> Calls:
        found = calls.copy()
        calls.clear()
        return found

    aws.dynamodb().meta.events.register("before-call.dynamodb", add)
    yield ask
    aws.dynamodb().meta.events.unregister("before-call.dynamodb", add)


def test_a_task_of_200_endpoints_reads_five_times_and_writes_once(
    table: DynamoTable, count: Callable[[], Calls]
) -> None:
    ledger, subscriptions = DynamoLedger(table), DynamoSubscriptions(table, 200)
    for endpoint in SHARD[:3]:
        subscriptions.subscribe(endpoint, "ko", NOW)
    count()
    ledger.of_story("ko.0", "budget")
    DynamoReleases(table).heads(["budget"])
    subscriptions.members("ko.0")
    DynamoEndpoints(table).get(SHARD)
    attempt = Attempt(outcome=Outcome.DELIVERED, reason="answered", status=200)
    ledger.commit(
        LedgerRow(
            shard="ko.0",
            release="budget",
            language="ko",
            version=1,
            revision=1,
            at=NOW,
            attempts=dict.fromkeys(SHARD, attempt),
        )
    )
    assert count() == {"Query": 2, "BatchGetItem": 3, "PutItem": 1}
    DynamoOpenDeliveries(table).of_story(SHARD, "budget", "ko")
    assert count() == {"BatchGetItem": 2}


def test_a_retry_claims_and_settles_with_one_call_each(
    table: DynamoTable, count: Callable[[], Calls]
) -> None:
    kept = DynamoOpenDeliveries(table)
    assert kept.add(delivery())
    assert count() == {"PutItem": 1}
    assert claim(kept)
    assert count() == {"UpdateItem": 1}
    assert kept.settle(final(), FIRST)
    assert count() == {"PutItem": 1}


def test_what_is_raised_is_read_first(table: DynamoTable, count: Callable[[], Calls]) -> None:
    kept = DynamoOpenDeliveries(table)
    kept.add(delivery())
    count()
    assert kept.raise_to(delivery(2))
    assert count() == {"GetItem": 1, "PutItem": 1}


def test_a_revision_costs_one_call_and_a_repeated_one_two(
    table: DynamoTable, count: Callable[[], Calls]
) -> None:
    renditions = DynamoRenditions(table)
    renditions.revision_for("budget", "ko", Basis(version=1))
    assert count() == {"UpdateItem": 1}
    renditions.revision_for("budget", "ko", Basis(version=1))
    assert count() == {"UpdateItem": 1, "GetItem": 1}
    renditions.note_out("budget", "ko", 1)
    assert count() == {"UpdateItem": 1}
    renditions.first_out("budget", "ko")
    assert count() == {"GetItem": 1}


def test_a_history_is_one_query_and_what_comes_in_one_write(
    table: DynamoTable, count: Callable[[], Calls]
) -> None:
    releases = DynamoReleases(table)
    add(releases, version("budget"), version("budget", 2))
    assert count() == {"TransactWriteItems": 2}
    for number in (1, 2):
        releases.supply(supplied(number=number))
    assert count() == {"TransactWriteItems": 2}
    releases.note_seen("budget", seen())
    assert count() == {"PutItem": 1}
    assert len(releases.history("budget").drops()) == 5
    assert count() == {"Query": 1}


def test_a_name_is_read_with_one_call_and_given_anew_with_one(
    table: DynamoTable, count: Callable[[], Calls]
) -> None:
    releases, identity = DynamoReleases(table), Identity.of("acme", "budget")
    releases.named(identity)
    assert count() == {"GetItem": 1}
    releases.name_anew(identity, "rel_z", after=[identity.id])
    assert count() == {"PutItem": 1}
    releases.name_anew(identity, "rel_z", after=[identity.id, "rel_z"])
    assert count() == {}
    releases.note_declared(identity, drop(), "plant")
    assert count() == {"PutItem": 1}
    releases.declared_name(identity, drop())
    assert count() == {"GetItem": 1}


def test_what_waits_costs_one_call_each_way(table: DynamoTable, count: Callable[[], Calls]) -> None:
    embargoes, parked = DynamoEmbargoes(table), DynamoParkedTasks(table)
    embargoes.hold("budget", NOW)
    aside = parked.park(deliver("ko.0"), NOW)
    assert count() == {"PutItem": 2}
    (held,) = embargoes.due(NOW)
    assert list(parked.due(aside.due_at)) == list(parked.all())
    assert count() == {"Query": 3}
    embargoes.lift(held)
    parked.release(aside)
    assert count() == {"DeleteItem": 2}


def test_a_held_delivery_expires_with_one_call(
    table: DynamoTable, count: Callable[[], Calls]
) -> None:
    kept = DynamoOpenDeliveries(table)
    kept.add(kept_back())
    count()
    assert kept.expire(kept_back(), after(3600))
    assert count() == {"PutItem": 1}
    assert not kept.expire(kept_back(), after(3700))
    assert count() == {"PutItem": 1, "GetItem": 1}


def test_a_subscription_costs_three_calls(table: DynamoTable, count: Callable[[], Calls]) -> None:
    subscriptions = DynamoSubscriptions(table, 200)
    subscriptions.subscribe("e1", "ko", NOW)
    assert count() == {"GetItem": 2, "TransactWriteItems": 1}
    subscriptions.subscribe("e1", "ko", NOW)
    assert count() == {"GetItem": 1}
    subscriptions.shards("ko")
    assert count() == {"GetItem": 1}
