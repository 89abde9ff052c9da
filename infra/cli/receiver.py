"""Receive webhooks over HTTP on loopback and hand each to a function that answers it."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOOPBACK = "127.0.0.1"
LARGEST_BODY = 2_000_000
MOST_DISCARDED = 4 * LARGEST_BODY
"""How much of a body that is too large is read, so that its sender gets to see the answer."""


@dataclass(frozen=True)
class Received:
    """Hold one POST as it came; names of headers are in lower case."""

    path: str
    headers: Mapping[str, str]
    body: bytes


Answer = Callable[[Received], int]
"""Take a POST and say with which HTTP status to answer it."""


class Receiver(ThreadingHTTPServer):
    """Listen on a port of loopback, 0 for any that is free; every POST has a thread of its own."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, answer: Answer) -> None:
        super().__init__((LOOPBACK, port), _Exchange)
        self.answer = answer

    @property
    def url(self) -> str:
        """Return the address of the receiver, without a path."""
        return f"http://{LOOPBACK}:{self.server_port}"


@contextmanager
def receiving(port: int, answer: Answer) -> Iterator[Receiver]:
    """Run a receiver in the background until the block ends."""
    with Receiver(port, answer) as receiver:
        thread = threading.Thread(target=receiver.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            receiver.shutdown()
            thread.join()


class _Exchange(BaseHTTPRequestHandler):
    """Speak HTTP/1.1 with one client; bodies need a length and have a bound."""

    protocol_version = "HTTP/1.1"
    timeout = 30
    server: Receiver

    def do_POST(self) -> None:
        """Read a body within its bound and answer with what the receiver's function says."""
        length = self.headers.get("content-length", "")
        if not length.isascii() or not length.isdecimal():
            self._finish(411)
        elif int(length) > LARGEST_BODY:
            self._finish(413)
            self._discard(min(int(length), MOST_DISCARDED))
        else:
            body = self.rfile.read(int(length))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self._finish(self.server.answer(Received(self.path, headers, body)), keep=True)

    def _finish(self, status: int, *, keep: bool = False) -> None:
        self.close_connection = self.close_connection or not keep
        self.send_response(status)
        if status != 204:  # noqa: PLR2004 - the one answer here that may not have a length
            self.send_header("content-length", "0")
        if self.close_connection:
            self.send_header("connection", "close")
        self.end_headers()

    def _discard(self, length: int) -> None:
        with contextlib.suppress(OSError):
            while length > 0 and (read := len(self.rfile.read(min(length, 65_536)))):
                length -= read

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has
        """Keep quiet: what arrives is printed by whoever asked for it."""
