"""Run many exchanges at once through one libcurl multi handle, and keep their connections."""

import pycurl

from shared.adapters.curl_exchange import Exchange, Pinned
from shared.delivery.addresses import AddressPolicy
from shared.records.posting import Post

KEPT_CONNECTIONS = 256
"""All connections, in use or idle: with the look-ups' sockets they stay under 800 descriptors."""

OK = int(pycurl.E_OK)


class Transfers:
    """Own the multi handle with its connections, and the exchanges that wait to be used again."""

    def __init__(self, policy: AddressPolicy, trust: str) -> None:
        self._policy = policy
        self._trust = trust
        self._multi = pycurl.CurlMulti()
        self._idle: list[Exchange] = []
        self._active: dict[object, Exchange] = {}

    def __len__(self) -> int:
        return len(self._active)

    def bound(self, window: int) -> None:
        """Bound the connections for a round of so many transfers at once."""
        self._multi.setopt(pycurl.M_MAXCONNECTS, max(window, KEPT_CONNECTIONS))

    def begin(self, pinned: Pinned, post: Post, total_ms: int) -> Exchange:
        """Start an exchange for a post."""
        exchange = self._idle.pop() if self._idle else Exchange(self._policy, self._trust)
        exchange.prepare(pinned, post, total_ms)
        self._multi.add_handle(exchange.curl)
        self._active[exchange.curl] = exchange
        return exchange

    def step(self) -> list[tuple[Exchange, int, str]]:
        """Do what can be done without waiting; return who finished, libcurl's code and words.

        Each of them is to be given back by `release` once it has been read.
        """
        self._multi.perform()
        _, done, failed = self._multi.info_read()
        ended = [(curl, OK, "") for curl in done] + failed
        return [(self._detach(curl), code, text) for curl, code, text in ended]

    def wait(self, seconds: float) -> None:
        """Wait until a transfer can go on, or libcurl or the caller has something to do."""
        own = self._multi.timeout()
        self._multi.select(seconds if own < 0 else min(seconds, own / 1000))

    def release(self, exchange: Exchange) -> None:
        """Take back an exchange that ended."""
        self._idle.append(exchange)

    def cancel(self) -> None:
        """Break off whatever is under way."""
        for curl in list(self._active):
            self.release(self._detach(curl))

    def close(self) -> None:
        """Close all connections and handles."""
        self.cancel()
        for exchange in self._idle:
            exchange.curl.close()
        self._idle.clear()
        self._multi.close()

    def _detach(self, curl: object) -> Exchange:
        self._multi.remove_handle(curl)
        return self._active.pop(curl)
