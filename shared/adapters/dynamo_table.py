"""Speak to the one table: items, conditions, pages, batches and transactions."""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from shared.adapters.dynamo_items import Item, Key, Scalar, bound, key_attributes
from shared.adapters.service_errors import translated
from shared.errors import Conflict, Unavailable
from shared.records.record import to_iso

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef as Write

SERVICE = "dynamodb"
BATCH = 100
WRITES = 25
ROUNDS = 5
FIRST_PAUSE = 0.05
MISSING = "attribute_not_exists(#pk)"
PRESENT = "attribute_exists(#pk)"


class DynamoTable:
    """Read and write items; reads that are not through an index are strongly consistent."""

    def __init__(
        self, client: "DynamoDBClient", name: str, *, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._client = client
        self._name = name
        self._pause = pause

    def get(self, key: Key) -> Item | None:
        """Return one item."""
        with translated(SERVICE):
            found = self._client.get_item(
                TableName=self._name, Key=key_attributes(key), ConsistentRead=True
            )
        return found.get("Item")

    def get_all(self, keys: Iterable[Key]) -> Iterator[Item]:
        """Yield those of the items that exist, in no order."""
        rest = iter(dict.fromkeys(keys))
        while batch := [key_attributes(key) for key in islice(rest, BATCH)]:
            yield from self._batch(batch)

    def _batch(self, keys: list[Item]) -> Iterator[Item]:
        for number in range(ROUNDS):
            if number:
                self._pause(FIRST_PAUSE * 2**number)
            with translated(SERVICE):
                answer = self._client.batch_get_item(
                    RequestItems={self._name: {"Keys": keys, "ConsistentRead": True}}
                )
            yield from answer["Responses"].get(self._name, ())
            left = answer.get("UnprocessedKeys", {}).get(self._name)
            if not left:
                return
            keys = [dict(key) for key in left["Keys"]]
        raise Unavailable(SERVICE, "UnprocessedKeys")

    def query(
        self,
        condition: str,
        *,
        index: str | None = None,
        **values: Scalar,
    ) -> Iterator[Item]:
        """Yield the items that a key condition finds, page by page as they are asked for."""
        request: dict[str, Any] = {
            "TableName": self._name,
            "KeyConditionExpression": condition,
            **({"IndexName": index} if index else {"ConsistentRead": True}),
            **bound(condition, **values),
        }
        while True:
            with translated(SERVICE):
                answer = self._client.query(**request)
            yield from answer["Items"]
            if not (after := answer.get("LastEvaluatedKey")):
                return
            request["ExclusiveStartKey"] = after

    def children(self, pk: str, prefix: str = "") -> Iterator[Item]:
        """Yield the items of one partition whose sort key begins with a prefix, in order."""
        if not prefix:
            return self.query("#pk = :pk", pk=pk)
        return self.query("#pk = :pk AND begins_with(#sk, :sk)", pk=pk, sk=prefix)

    def listed(self, name: str) -> Iterator[Item]:
        """Yield the items of a list, oldest first."""
        return self.query("#list = :list", index="listing", list=name)

    def due(self, partition: str, now: datetime) -> Iterator[Item]:
        """Yield the items of a partition of the due index whose time has come, earliest first."""
        found = "#due_partition = :partition AND #due_at <= :now"
        return self.query(found, index="due", partition=partition, now=to_iso(now))

    def put(self, item: Item, condition: str = "", **values: Scalar) -> bool:
        """Write an item if the condition holds; tell whether."""
        try:
            with translated(SERVICE):
                self._client.put_item(**self.putting(item, condition, **values)["Put"])
        except Conflict:
            return False
        return True

    def update(self, key: Key, change: str, condition: str = "", **values: Scalar) -> Item | None:
        """Change an item if the condition holds; return it as it is then, None otherwise."""
        request = self.updating(key, change, condition, **values)["Update"]
        try:
            with translated(SERVICE):
                return self._client.update_item(**request, ReturnValues="ALL_NEW")["Attributes"]
        except Conflict:
            return None

    def delete(self, key: Key, condition: str = "", **values: Scalar) -> bool:
        """Delete an item if the condition holds; tell whether."""
        request: Any = {
            "Key": key_attributes(key),
            **self._where(condition),
            **bound(condition, **values),
        }
        try:
            with translated(SERVICE):
                self._client.delete_item(**request)
        except Conflict:
            return False
        return True

    def put_all(self, items: Iterable[Item]) -> None:
        """Write items without any condition, several at a time; raise Unavailable for any left."""
        rest = iter(items)
        while batch := [{"PutRequest": {"Item": item}} for item in islice(rest, WRITES)]:
            self._write(batch)

    def _write(self, requests: list[Item]) -> None:
        for number in range(ROUNDS):
            if number:
                self._pause(FIRST_PAUSE * 2**number)
            with translated(SERVICE):
                answer: Any = self._client.batch_write_item(
                    RequestItems={self._name: requests}  # type: ignore[dict-item]
                )
            requests = answer.get("UnprocessedItems", {}).get(self._name, [])
            if not requests:
                return
        raise Unavailable(SERVICE, "UnprocessedItems")

    def transact(self, *writes: "Write") -> bool:
        """Do all of the writes or none; tell whether their conditions held."""
        try:
            with translated(SERVICE):
                self._client.transact_write_items(TransactItems=writes)
        except Conflict:
            return False
        return True

    def putting(self, item: Item, condition: str = "", **values: Scalar) -> "Write":
        """Describe a put as a part of a transaction."""
        request: Any = {"Item": item, **self._where(condition), **bound(condition, **values)}
        return {"Put": request}

    def updating(self, key: Key, change: str, condition: str = "", **values: Scalar) -> "Write":
        """Describe an update as a part of a transaction."""
        request: Any = {
            "Key": key_attributes(key),
            "UpdateExpression": change,
            **self._where(condition),
            **bound(change, condition, **values),
        }
        return {"Update": request}

    def checking(self, key: Key, condition: str, **values: Scalar) -> "Write":
        """Describe a condition on an item as a part of a transaction."""
        request: Any = {
            "Key": key_attributes(key),
            **self._where(condition),
            **bound(condition, **values),
        }
        return {"ConditionCheck": request}

    def _where(self, condition: str) -> Item:
        table = {"TableName": self._name}
        return table | {"ConditionExpression": condition} if condition else table
