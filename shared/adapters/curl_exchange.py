"""Carry one HTTP exchange on a libcurl handle, behind every guard there is."""

import socket
from errno import EHOSTUNREACH, ENETUNREACH
from typing import Any, NamedTuple

import pycurl

from shared.delivery.addresses import AddressPolicy, Target, judge_address
from shared.errors import RefusedAddress
from shared.records.posting import Post, Reason

BODY_READ = 64 * 1024
BODY_KEPT = 4 * 1024
HEADER_BYTES = 16 * 1024
FIRST_FINAL_STATUS = 200
STOP = -1
GO_ON = int(pycurl.PREREQFUNC_OK)
ABORT = int(pycurl.PREREQFUNC_ABORT)
E_TOO_LARGE = 100  # libcurl's own bound on a header; pycurl has no name for it
LINE_ENDS = (b"\r\n", b"\n")

_FIXED: tuple[tuple[int, Any], ...] = (
    (pycurl.NOSIGNAL, 1),
    (pycurl.FOLLOWLOCATION, 0),
    (pycurl.PROXY, ""),
    (pycurl.NOPROXY, "*"),
    (pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_1_1),
    (pycurl.HTTP09_ALLOWED, 0),
    (pycurl.SSLVERSION, pycurl.SSLVERSION_TLSv1_2),
    (pycurl.SSL_VERIFYPEER, 1),
    (pycurl.SSL_VERIFYHOST, 2),
    (pycurl.POST, 1),
)

_REASONS = {
    pycurl.E_OPERATION_TIMEDOUT: Reason.TIMED_OUT,
    pycurl.E_GOT_NOTHING: Reason.RESET,
    pycurl.E_RECV_ERROR: Reason.RESET,
    pycurl.E_SEND_ERROR: Reason.RESET,
    pycurl.E_ABORTED_BY_CALLBACK: Reason.RESET,
    pycurl.E_SSL_CONNECT_ERROR: Reason.TLS,
    pycurl.E_PEER_FAILED_VERIFICATION: Reason.TLS,
    pycurl.E_SSL_CIPHER: Reason.TLS,
    pycurl.E_SSL_CERTPROBLEM: Reason.TLS,
    pycurl.E_SSL_ISSUER_ERROR: Reason.TLS,
    pycurl.E_SSL_INVALIDCERTSTATUS: Reason.TLS,
    pycurl.E_USE_SSL_FAILED: Reason.TLS,
    E_TOO_LARGE: Reason.TOO_LARGE_HEADERS,
}
"""What libcurl's codes mean; all others are answers that are no HTTP."""


class _LentSocket:
    """Close at once when let go of: pycurl works on a duplicate of the descriptor."""

    def __init__(self, lent: socket.socket) -> None:
        self._lent = lent

    def fileno(self) -> int:
        return self._lent.fileno()

    def __del__(self) -> None:
        self._lent.close()


class Pinned(NamedTuple):
    """Hold where a request goes, the one address to connect to, and the limit to connect."""

    target: Target
    address: str
    connect_ms: int
    fresh: bool = False


class Exchange:
    """Own one libcurl handle; it is used again for request after request."""

    def __init__(self, policy: AddressPolicy, trust: str) -> None:
        self.curl = pycurl.Curl()
        self._policy = policy
        self._pinned: Pinned | None = None
        self._sent: bytes | None = None
        for option, value in _FIXED:
            self.curl.setopt(option, value)
        http = pycurl.PROTO_HTTP if policy.loopback else 0
        self.curl.setopt(pycurl.PROTOCOLS, pycurl.PROTO_HTTPS | http)
        self.curl.setopt(pycurl.CAINFO, trust)
        self.curl.setopt(pycurl.OPENSOCKETFUNCTION, self._open_socket)
        self.curl.setopt(pycurl.PREREQFUNCTION, self._about_to_send)
        self.curl.setopt(pycurl.HEADERFUNCTION, self._take_header)
        self.curl.setopt(pycurl.WRITEFUNCTION, self._take_body)
        self._clear()

    def prepare(self, pinned: Pinned, post: Post, total_ms: int) -> None:
        """Set the handle up for one request; what it had before is not set again."""
        setopt = self.curl.setopt
        if pinned != self._pinned:
            self._aim(pinned)
        if post.body is not self._sent:
            setopt(pycurl.POSTFIELDS, post.body)
            self._sent = post.body
        lines = [f"{name}: {value}" for name, value in post.headers.items()]
        lines.append("Expect:")
        setopt(pycurl.HTTPHEADER, lines)
        setopt(pycurl.TIMEOUT_MS, total_ms)
        self._clear()

    def _aim(self, pinned: Pinned) -> None:
        target, address, connect_ms, fresh = pinned
        host = f"[{address}]" if ":" in address else address
        self.curl.setopt(pycurl.URL, target.url)
        self.curl.setopt(pycurl.CONNECT_TO, [f"::{host}:{target.port}"])
        self.curl.setopt(pycurl.CONNECTTIMEOUT_MS, connect_ms)
        self.curl.setopt(pycurl.FRESH_CONNECT, int(fresh))
        self._pinned = pinned
        self._address = address

    def _clear(self) -> None:
        self._flaw: Reason | None = None
        self._header_bytes = 0
        self._headers: list[bytes] = []
        self._body_bytes = 0
        self._body: list[bytes] = []
        self.sends = 0
        self.went_stale = False

    def read(self, code: int) -> tuple[Reason, int | None]:
        """Say how the exchange ended and with which status, from libcurl's code and the guards."""
        status = self._final_status()
        if status is not None:
            return Reason.ANSWERED, status
        if self._flaw is not None:
            return self._flaw, None
        if code == pycurl.E_COULDNT_CONNECT:
            lost = self.curl.getinfo(pycurl.OS_ERRNO) in (EHOSTUNREACH, ENETUNREACH)
            return Reason.UNREACHABLE if lost else Reason.REFUSED, None
        return _REASONS.get(code, Reason.MALFORMED), None

    def _final_status(self) -> int | None:
        """Return the status once the headers behind its line have ended, unless it is a 1xx."""
        for line in reversed(self._headers):
            if line in LINE_ENDS:
                status = int(self.curl.getinfo(pycurl.RESPONSE_CODE))
                return status if status >= FIRST_FINAL_STATUS else None
            if line.startswith(b"HTTP/"):
                return None
        return None

    @property
    def retry_after(self) -> str | None:
        """Return the value of the last Retry-After header."""
        for line in reversed(self._headers):
            name, _, value = line.partition(b":")
            if name.lower() == b"retry-after":
                return value.decode("latin-1").strip()
        return None

    @property
    def body_start(self) -> bytes:
        """Return the first 4 KiB of the answer's body."""
        return b"".join(self._body)[:BODY_KEPT]

    def _open_socket(self, _purpose: int, wanted: Any) -> _LentSocket | int:
        """Look once more at the address that is really being connected to."""
        try:
            judge_address(wanted.addr[0], self._policy)
            return _LentSocket(socket.socket(wanted.family, wanted.socktype, wanted.protocol))
        except RefusedAddress:
            self._flaw = Reason.BLOCKED_ADDRESS
        except OSError:
            self._flaw = Reason.NO_DESCRIPTORS
        return int(pycurl.SOCKET_BAD)

    def _about_to_send(self, address: str, *_rest: object) -> int:
        """Count a send; stop libcurl where it would send again by itself, or to another address."""
        if address == self._address and not self.sends:
            self.sends = 1
            return GO_ON
        if address != self._address:
            self._flaw = Reason.BLOCKED_ADDRESS
        else:
            self.went_stale = True
        return ABORT

    def _take_header(self, line: bytes) -> int | None:
        self._header_bytes += len(line)
        if self._header_bytes > HEADER_BYTES:
            self._flaw = Reason.TOO_LARGE_HEADERS
            return STOP
        self._headers.append(line)
        return None

    def _take_body(self, chunk: bytes) -> int | None:
        if self._body_bytes < BODY_KEPT:
            self._body.append(chunk[:BODY_KEPT])
        self._body_bytes += len(chunk)
        return STOP if self._body_bytes > BODY_READ else None
