"""Keep subscriptions in memory, in shards of a fixed size."""

from datetime import datetime
from itertools import count

from shared.records.subscription import Subscription
from tests.fakes.stored import stored


class InMemorySubscriptions:
    """Know which endpoint gets which language."""

    def __init__(self, shard_size: int = 200) -> None:
        self._size = shard_size
        self._members: dict[str, dict[str, dict[str, Subscription]]] = {}

    def languages(self) -> tuple[str, ...]:
        """Return the languages that anybody subscribes to, sorted."""
        return tuple(sorted(self._members))

    def shards(self, language: str) -> tuple[str, ...]:
        """Return the shards of a language."""
        return tuple(self._members.get(language, ()))

    def members(self, shard: str) -> tuple[Subscription, ...]:
        """Return the subscriptions of a shard."""
        language = shard.rpartition(".")[0]
        found = self._members.get(language, {}).get(shard, {})
        return tuple(found[endpoint] for endpoint in sorted(found))

    def subscribe(self, endpoint: str, language: str, at: datetime) -> Subscription:
        """Give an endpoint a place in a shard of a language; the one it has where it has one."""
        shards = self._members.setdefault(language, {})
        for members in shards.values():
            if endpoint in members:
                return members[endpoint]
        names = (f"{language}.{index}" for index in count())
        shard = next(name for name in names if len(shards.get(name, ())) < self._size)
        place = Subscription(endpoint=endpoint, language=language, shard=shard, since=at)
        return shards.setdefault(shard, {}).setdefault(endpoint, stored(place))
