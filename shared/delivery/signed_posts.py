"""Build the signed posts of deliveries, each at the moment it goes out."""

from dataclasses import dataclass

from shared.delivery.secrets import derive_secret
from shared.delivery.signing import message_id, sign
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

    def post(self, name: str, endpoint: Endpoint, delivery: OpenDelivery, body: bytes) -> Post:
        """Build one attempt's post; its `webhook-id` is the same at every attempt."""
        secret = derive_secret(self.masters.key(endpoint.master), endpoint.id, endpoint.generation)
        message = message_id(delivery.release, delivery.language, delivery.revision, endpoint.id)
        headers = {
            "content-type": "application/json; charset=utf-8",
            "user-agent": f"Polywire/{VERSION}",
            **sign([secret], message, self.clock(), body),
        }
        return Post(id=name, url=endpoint.url, headers=headers, body=body)
