from collections.abc import Callable, Iterator
from typing import Any

import pytest

from shared.adapters import aws
from shared.adapters.dynamo_items import Item, Key, attribute, key_attributes
from shared.adapters.dynamo_table import MISSING, PRESENT, DynamoTable
from shared.errors import Misconfigured, Unavailable

BATCHES = "after-call.dynamodb.BatchGetItem"


@pytest.fixture
def hinder() -> Iterator[Callable[[int], None]]:
    """Let some batches come back without their last key."""
    hooks: list[Callable[..., None]] = []

    def register(times: int) -> None:
        left = iter(range(times))

        def hook(parsed: dict[str, Any], **_: Any) -> None:
            for _turn in left:
                ((name, items),) = parsed["Responses"].items()
                last = items.pop()
                keys = [{"pk": last["pk"], "sk": last["sk"]}]
                parsed["UnprocessedKeys"] = {name: {"Keys": keys, "ConsistentRead": True}}
                return

        hooks.append(hook)
        aws.dynamodb().meta.events.register(BATCHES, hook)

    yield register
    for hook in hooks:
        aws.dynamodb().meta.events.unregister(BATCHES, hook)


def item(sk: str, pk: str = "shelf", **more: str) -> Item:
    return key_attributes((pk, sk)) | {name: attribute(value) for name, value in more.items()}


def keys_of(items: Iterator[Item]) -> list[str]:
    return [found["sk"]["S"] for found in items]


def fill(table: DynamoTable, count: int) -> list[Key]:
    for number in range(count):
        table.put(item(f"{number:03}"))
    return [("shelf", f"{number:03}") for number in range(count)]


def test_items_that_a_batch_left_out_are_asked_for_again(
    table: DynamoTable, hinder: Callable[[int], None]
) -> None:
    keys = fill(table, 5)
    hinder(3)
    assert sorted(keys_of(table.get_all(keys))) == [sk for _, sk in keys]


def test_a_batch_that_is_never_done_is_told_after_growing_pauses(
    table_name: str, hinder: Callable[[int], None]
) -> None:
    pauses: list[float] = []
    table = DynamoTable(aws.dynamodb(), table_name, pause=pauses.append)
    keys = fill(table, 6)
    hinder(99)
    with pytest.raises(Unavailable) as caught:
        list(table.get_all(keys))
    assert (caught.value.service, caught.value.code) == ("dynamodb", "UnprocessedKeys")
    assert pauses == sorted(set(pauses))
    assert 0 < sum(pauses) < 3


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_query_goes_through_all_pages_in_order(table: DynamoTable, count: int) -> None:
    expected = [sk for _, sk in fill(table, count)]
    assert keys_of(table.query("#pk = :pk", pk="shelf")) == expected


def test_words_that_are_reserved_may_be_used(table: DynamoTable) -> None:
    words = {"name": "a", "status": "b", "list": "c", "at": "d", "region": "e", "size": "f"}
    assert table.put(item("1", **words))
    change = "SET " + ", ".join(f"#{word} = :{word}" for word in words)
    condition = " AND ".join(f"#{word} <> :size_" for word in words)
    assert table.update(("shelf", "1"), change, condition, size_="z", **words) is not None


def test_a_condition_that_does_not_hold_writes_nothing(table: DynamoTable) -> None:
    assert table.put(item("1", name="first"), MISSING)
    assert not table.put(item("1", name="second"), MISSING)
    assert table.update(("shelf", "2"), "SET #name = :n", "attribute_exists(#pk)", n="x") is None
    assert table.get(("shelf", "1")) == item("1", name="first")
    assert table.get(("shelf", "2")) is None


def test_an_item_is_deleted_only_if_the_condition_holds(table: DynamoTable) -> None:
    table.put(item("1", name="first"))
    assert not table.delete(("shelf", "1"), "#name = :name", name="second")
    assert table.get(("shelf", "1")) is not None
    assert table.delete(("shelf", "1"), "#name = :name", name="first")
    assert table.get(("shelf", "1")) is None
    assert not table.delete(("shelf", "1"), "#name = :name", name="first")


def test_a_check_holds_a_transaction_back(table: DynamoTable) -> None:
    check = table.checking(("shelf", "1"), PRESENT)
    assert not table.transact(table.putting(item("2")), check)
    table.put(item("1"))
    assert table.transact(table.putting(item("2")), check)
    assert keys_of(table.children("shelf")) == ["1", "2"]


def test_of_a_transaction_all_is_written_or_nothing(table: DynamoTable) -> None:
    table.put(item("2"))
    assert not table.transact(table.putting(item("1")), table.putting(item("2"), MISSING))
    assert table.get(("shelf", "1")) is None
    assert table.transact(table.putting(item("1")), table.putting(item("3"), MISSING))
    assert keys_of(table.children("shelf")) == ["1", "2", "3"]


@pytest.mark.usefixtures("cloud")
def test_a_table_that_is_not_there_is_a_fault_of_the_deployment() -> None:
    table = DynamoTable(aws.dynamodb(), "nowhere")
    with pytest.raises(Misconfigured):
        table.get(("a", "b"))
    with pytest.raises(Misconfigured):
        table.put(item("1"))
    with pytest.raises(Misconfigured):
        list(table.query("#pk = :pk", pk="a"))
