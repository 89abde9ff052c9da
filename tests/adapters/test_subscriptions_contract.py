from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.adapters import aws
from shared.adapters.dynamo_subscriptions import DynamoSubscriptions
from shared.adapters.dynamo_table import DynamoTable
from shared.errors import Conflict
from shared.ports import Subscriptions
from shared.records.subscription import Subscription
from tests.fakes.subscriptions import InMemorySubscriptions

SIZE = 3
AT = datetime(2024, 4, 1, 18, tzinfo=UTC)
WRITE = "before-call.dynamodb.TransactWriteItems"


@pytest.fixture(params=["fake", "adapter"])
def subscriptions(request: pytest.FixtureRequest) -> Subscriptions:
    if request.param == "fake":
        return InMemorySubscriptions(SIZE)
    return DynamoSubscriptions(request.getfixturevalue("table"), SIZE)


@pytest.fixture
def before_each_write() -> Iterator[Callable[[Callable[[], object]], None]]:
    """Let a test slip something in before a transaction reaches the table."""
    hooks: list[Callable[..., None]] = []

    def slip_in(action: Callable[[], object]) -> None:
        def hook(**_: Any) -> None:
            action()

        hooks.append(hook)
        aws.dynamodb().meta.events.register(WRITE, hook)

    yield slip_in
    for hook in hooks:
        aws.dynamodb().meta.events.unregister(WRITE, hook)


def test_nobody_subscribes_at_first(subscriptions: Subscriptions) -> None:
    assert subscriptions.languages() == ()
    assert subscriptions.shards("ko") == ()
    assert subscriptions.members("ko.0") == ()


def test_a_subscription_is_found_in_its_shard(subscriptions: Subscriptions) -> None:
    made = subscriptions.subscribe("e1", "zh-Hans", AT)
    assert made == Subscription(endpoint="e1", language="zh-Hans", shard="zh-Hans.0", since=AT)
    assert subscriptions.members("zh-Hans.0") == (made,)


def test_an_endpoint_keeps_the_place_that_it_has(subscriptions: Subscriptions) -> None:
    made = subscriptions.subscribe("e1", "ko", AT)
    assert subscriptions.subscribe("e1", "ko", AT + timedelta(days=1)) == made
    assert len(subscriptions.members("ko.0")) == 1


def test_shards_are_filled_to_their_size_one_after_another(subscriptions: Subscriptions) -> None:
    for number in range(8):
        subscriptions.subscribe(f"e{number}", "ko", AT)
    shards = subscriptions.shards("ko")
    assert shards == ("ko.0", "ko.1", "ko.2")
    assert [len(subscriptions.members(shard)) for shard in shards] == [3, 3, 2]
    assert {one.endpoint for shard in shards for one in subscriptions.members(shard)} == {
        f"e{number}" for number in range(8)
    }


def test_languages_are_sorted_and_do_not_mix(subscriptions: Subscriptions) -> None:
    for language in ("zh-Hant", "ar", "zh-Hans", "ar"):
        subscriptions.subscribe("e1", language, AT)
    assert subscriptions.languages() == ("ar", "zh-Hans", "zh-Hant")
    assert subscriptions.shards("zh-Hans") == ("zh-Hans.0",)


def test_two_at_once_do_not_take_the_last_place_both(
    table: DynamoTable, before_each_write: Callable[[Callable[[], object]], None]
) -> None:
    subscriptions = DynamoSubscriptions(table, SIZE)
    for number in range(SIZE - 1):
        subscriptions.subscribe(f"e{number}", "ko", AT)
    others = iter(["other"])

    def come_first() -> None:
        for other in others:
            subscriptions.subscribe(other, "ko", AT)

    before_each_write(come_first)
    assert subscriptions.subscribe("late", "ko", AT).shard == "ko.1"
    assert len(subscriptions.members("ko.0")) == SIZE


def test_the_same_subscription_made_twice_at_once_is_made_once(
    table: DynamoTable, before_each_write: Callable[[Callable[[], object]], None]
) -> None:
    subscriptions = DynamoSubscriptions(table, SIZE)
    times = iter([AT])

    def come_first() -> None:
        for at in times:
            subscriptions.subscribe("e1", "ko", at)

    before_each_write(come_first)
    assert subscriptions.subscribe("e1", "ko", AT + timedelta(seconds=1)).since == AT
    assert len(subscriptions.members("ko.0")) == 1


def test_who_is_always_overtaken_is_told_of_the_conflict(
    table: DynamoTable, before_each_write: Callable[[Callable[[], object]], None]
) -> None:
    subscriptions = DynamoSubscriptions(table, 100)
    others = iter(f"other{number}" for number in range(50))
    inside: list[str] = []

    def come_first() -> None:
        if not inside:
            inside.append(next(others))
            subscriptions.subscribe(inside[0], "ko", AT)
            inside.clear()

    before_each_write(come_first)
    with pytest.raises(Conflict):
        subscriptions.subscribe("late", "ko", AT)
    assert "late" not in {one.endpoint for one in subscriptions.members("ko.0")}
