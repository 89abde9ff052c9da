"""Send many signed posts at once, each only to an address that may be sent to."""

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from shared.adapters.curl_round import Round
from shared.adapters.curl_transfers import Transfers
from shared.adapters.lookups import Lookups
from shared.adapters.network import address_policy
from shared.adapters.resolver import LOOKUP_SECONDS, Resolver, ThreadedResolver
from shared.delivery.addresses import AddressPolicy
from shared.errors import Misconfigured
from shared.records.posting import Limits, Post, Reply


class CurlSender:
    """Send posts through one sliding window; connections are kept from one call to the next.

    `policy` is the process's own unless given, `trust` the path of a file of certificate
    authorities, certifi's unless given. Raises Misconfigured when that file is missing.
    """

    def __init__(
        self,
        policy: AddressPolicy | None = None,
        resolver: Resolver | None = None,
        trust: str | None = None,
    ) -> None:
        self._policy = policy or address_policy()
        self._resolver = resolver or ThreadedResolver()
        self._transfers = Transfers(self._policy, _trusted(trust))
        self._round = threading.Lock()

    def send(self, posts: Iterable[Post], limits: Limits) -> Iterator[Reply]:
        """Yield one reply for each post, in the order in which they finish.

        A post is taken from the iterator only when the window has a place for it, so that the
        caller can sign it at that moment. Nothing moves while the caller works on a reply.
        Raises RuntimeError when another call of the same sender has not been read to its end.
        """
        if not self._round.acquire(blocking=False):
            raise RuntimeError("this sender is still sending: read its replies first")
        try:
            lookups = Lookups(self._resolver, min(LOOKUP_SECONDS, limits.total))
            state = Round(self._transfers, lookups, self._policy, limits, iter(posts))
            yield from state.replies()
        finally:
            self._round.release()

    def close(self) -> None:
        """Close the connections that were kept."""
        self._transfers.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _trusted(path: str | None) -> str:
    if path is None:
        import certifi

        path = certifi.where()
    if not Path(path).is_file():
        raise Misconfigured(f"{path} does not hold the certificate authorities to trust")
    return path
