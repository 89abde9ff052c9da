"""Build the signed posts of deliveries, each at the moment it goes out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.delivery.secrets import SHORTEST_MASTER, derive_secret
from shared.delivery.signing import message_id, sign
from shared.errors import Misconfigured
from shared.ports import Clock, Masters
from shared.records.delivery import OpenDelivery
from shared.records.posting import Post
from shared.records.subscription import Endpoint
from shared.version import VERSION


@dataclass(frozen=True)
class SignedPosts:
    """Sign with secrets derived from the masters; the time is that of the attempt."""

    masters: Masters
    clock: Clock

    def secrets(self, endpoints: Iterable[Endpoint]) -> Mapping[str, bytes]:
        """Derive the secrets of endpoints before anything is sent, each master read once.

        Who has no usable master has no secret, and nobody else suffers from that.
        """
        wanted = list(endpoints)
        keys = {name: self._key(name) for name in dict.fromkeys(each.master for each in wanted)}
        return {
            each.id: derive_secret(key, each.id, each.generation)
            for each in wanted
            if (key := keys[each.master]) is not None
        }

    def post(
        self, name: str, endpoint: Endpoint, delivery: OpenDelivery, *, body: bytes, secret: bytes
    ) -> Post:
        """Build one attempt's post; its `webhook-id` is the same at every attempt."""
        message = message_id(delivery.release, delivery.language, delivery.revision, endpoint.id)
        headers = {
            "content-type": "application/json; charset=utf-8",
            "user-agent": f"Polywire/{VERSION}",
            **sign([secret], message, self.clock(), body),
        }
        return Post(id=name, url=endpoint.url, headers=headers, body=body)

    def _key(self, master: str) -> bytes | None:
        try:
            key = self.masters.key(master)
        except Misconfigured:
            return None
        return key if len(key) >= SHORTEST_MASTER else None
