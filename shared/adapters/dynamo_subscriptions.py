"""Keep subscriptions in the table, in shards of a fixed size."""

import json
from datetime import datetime

from shared.adapters.dynamo_items import Key, from_item, key_of, plain, to_item
from shared.adapters.dynamo_table import MISSING, DynamoTable
from shared.errors import Conflict
from shared.records.subscription import Subscription

SHARDS = "shards"
TRIES = 5


class DynamoSubscriptions:
    """Keep each subscription twice, beside its endpoint and in its shard.

    One item per language counts the members of each of its shards; every subscription moves it,
    so that two at once cannot take the same place.
    """

    def __init__(self, table: DynamoTable, shard_size: int) -> None:
        self._table = table
        self._size = shard_size

    def languages(self) -> tuple[str, ...]:
        """Return the languages that anybody subscribes to, sorted."""
        return tuple(sorted(plain(item["sk"]) for item in self._table.children(SHARDS)))

    def shards(self, language: str) -> tuple[str, ...]:
        """Return the shards of a language."""
        return tuple(_shard(language, index) for index in range(len(self._counts(language))))

    def members(self, shard: str) -> tuple[Subscription, ...]:
        """Return the subscriptions of a shard."""
        items = self._table.children(key_of("shard", shard), "member#")
        return tuple(from_item(Subscription, item) for item in items)

    def subscribe(self, endpoint: str, language: str, at: datetime) -> Subscription:
        """Give an endpoint a place in a shard of a language; the one it has where it has one."""
        for _ in range(TRIES):
            if (item := self._table.get(_place_key(endpoint, language))) is not None:
                return from_item(Subscription, item)
            counts = self._counts(language)
            index = next((i for i, count in enumerate(counts) if count < self._size), len(counts))
            subscription = Subscription(
                endpoint=endpoint, language=language, shard=_shard(language, index), since=at
            )
            if self._take(subscription, index, counts):
                return subscription
        raise Conflict(f"the shards of {language}")

    def _counts(self, language: str) -> list[int]:
        item = self._table.get((SHARDS, language))
        return [] if item is None else [int(count) for count in json.loads(plain(item["counts"]))]

    def _take(self, subscription: Subscription, index: int, counts: list[int]) -> bool:
        """Write a subscription if nobody has changed the counts meanwhile; tell whether."""
        more = [*counts, 0] if index == len(counts) else list(counts)
        more[index] += 1
        member = key_of("shard", subscription.shard), key_of("member", subscription.endpoint)
        place = _place_key(subscription.endpoint, subscription.language)
        return self._table.transact(
            self._table.putting(to_item(place, subscription), MISSING),
            self._table.putting(to_item(member, subscription), MISSING),
            self._table.updating(
                (SHARDS, subscription.language),
                "SET #counts = :more",
                "#counts = :counts" if counts else MISSING,
                more=json.dumps(more),
                counts=json.dumps(counts),
            ),
        )


def _shard(language: str, index: int) -> str:
    return f"{language}.{index}"


def _place_key(endpoint: str, language: str) -> Key:
    return key_of("endpoint", endpoint), key_of("subscription", language)
