"""Receivers of webhooks on loopback that behave well or badly, for the tests of the sender."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Request:
    """Hold a request as it arrived; `turn` counts the requests of its connection from 1."""

    line: str
    headers: Mapping[str, str]
    body: bytes
    connection: int
    turn: int


@dataclass
class Exchange:
    """Give a behaviour what it needs: the request, the wire, and when to let go."""

    request: Request
    wire: socket.socket
    closing: threading.Event


Behaviour = Callable[[Exchange], bool]
"""Answer a request; return whether the connection is kept."""


@dataclass
class Receiver:
    """Serve one behaviour on a port of its own, one thread per connection."""

    behaviour: Behaviour
    tls: ssl.SSLContext | None = None
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    closing: threading.Event = field(default_factory=threading.Event)
    wires: list[socket.socket] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.listener = socket.create_server((LOOPBACK, 0), backlog=512)
        self.port: int = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._accept, daemon=True)
        self.thread.start()

    def url(self, host: str = LOOPBACK, path: str = "/hook") -> str:
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    def close(self) -> None:
        self.closing.set()
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for wire in self.wires:
            with contextlib.suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)
            wire.close()
        self.thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                wire, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(wire, self.connections), daemon=True).start()

    def _serve(self, wire: socket.socket, number: int) -> None:
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            if self.tls is not None:
                wire = self.tls.wrap_socket(wire, server_side=True)
            stack.callback(wire.close)
            self.wires.append(wire)
            for turn, request in enumerate(read_requests(wire), start=1):
                arrived = Request(*request, number, turn)
                self.requests.append(arrived)
                if not self.behaviour(Exchange(arrived, wire, self.closing)):
                    return


def read_requests(wire: socket.socket) -> Iterator[tuple[str, dict[str, str], bytes]]:
    """Yield the requests of a connection as request line, headers and body."""
    buffer = b""
    while True:
        while b"\r\n\r\n" not in buffer:
            chunk = wire.recv(65_536)
            if not chunk:
                return
            buffer += chunk
        head, _, buffer = buffer.partition(b"\r\n\r\n")
        line, *rows = head.decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (row.partition(":") for row in rows)
        }
        length = int(headers.get("content-length", "0"))
        while len(buffer) < length:
            chunk = wire.recv(65_536)
            if not chunk:
                return
            buffer += chunk
        body, buffer = buffer[:length], buffer[length:]
        yield line, headers, body


def answering(status: int = 200, headers: str = "", body: bytes = b"ok") -> Behaviour:
    """Answer each request alike and keep the connection."""
    answer = (
        f"HTTP/1.1 {status} Some Words\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    ).encode("latin-1") + body

    def behave(exchange: Exchange) -> bool:
        exchange.wire.sendall(answer)
        return True

    return behave


def saying(raw: bytes) -> Behaviour:
    """Send some bytes and close."""

    def behave(exchange: Exchange) -> bool:
        exchange.wire.sendall(raw)
        return False

    return behave


def saying_then_hanging(raw: bytes) -> Behaviour:
    """Send some bytes and then nothing, for as long as the receiver lives."""

    def behave(exchange: Exchange) -> bool:
        exchange.wire.sendall(raw)
        exchange.closing.wait(20)
        return False

    return behave


def dripping(raw: bytes, pause: float = 0.02) -> Behaviour:
    """Send some bytes one by one."""

    def behave(exchange: Exchange) -> bool:
        for number in range(len(raw)):
            exchange.wire.sendall(raw[number : number + 1])
            if exchange.closing.wait(pause):
                break
        return False

    return behave


def repeating(first: bytes, again: bytes, times: int) -> Behaviour:
    """Send a beginning, then the same bytes over and over."""

    def behave(exchange: Exchange) -> bool:
        exchange.wire.sendall(first)
        for _ in range(times):
            exchange.wire.sendall(again)
        return False

    return behave


def ending_on_turn(turn: int, otherwise: Behaviour) -> Behaviour:
    """Close a kept connection on its nth request, after reading it and before any answer."""

    def behave(exchange: Exchange) -> bool:
        return exchange.request.turn != turn and otherwise(exchange)

    return behave


@contextlib.contextmanager
def refusing_port() -> Iterator[int]:
    """Hold a port that nobody listens on."""
    with socket.socket() as holder:
        holder.bind((LOOPBACK, 0))
        yield holder.getsockname()[1]
