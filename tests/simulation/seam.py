"""Stand in the way of every AWS call and every POST of the invocation that runs."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from botocore import UNSIGNED
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError

from shared.adapters import aws
from tests.simulation.sites import Crash, Fault, Site, about

Decide = Callable[[Site], Fault | None]
NOWHERE = "http://throttled.invalid/"
"""Where a throttled request goes, so that the emulator does not carry it out."""

THROTTLED = {
    "dynamodb": (400, b'{"__type": "x#ProvisionedThroughputExceededException"}'),
    "sqs": (400, b'{"__type": "com.amazonaws.sqs#RequestThrottled"}'),
    "s3": (503, b"<Error><Code>SlowDown</Code></Error>"),
    "secrets-manager": (400, b'{"__type": "ThrottlingException"}'),
}


@dataclass(eq=False)
class Invocation:
    """One run of a function: the state of each endpoint when it began, and how it ended.

    `ended` is the number of the last invocation that had begun by then.
    """

    stage: str
    number: int
    states: Mapping[str, str]
    dead: bool = False
    failed: bool = False
    ended: int | None = None


@dataclass(eq=False)
class Call:
    """One call of the SDK, with the attempts that it makes by itself."""

    site: Site
    invocation: Invocation
    fault: Fault | None
    attempts: int = 0


@dataclass(eq=False)
class Seam:
    """Number the calls, ask `decide` for each what befalls it, and let that happen.

    `meanwhile` is what runs within a call. What the driver itself calls is let through.
    """

    decide: Decide = lambda _: None
    meanwhile: Callable[[], None] = lambda: None
    running: list[Invocation] = field(default_factory=list)
    struck: list[tuple[Site, Fault]] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    _numbers: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _call: Call | None = None

    def meet(self, operation: str, subject: str) -> Fault | None:
        """Number a call of the invocation that runs and return what befalls it."""
        invocation = self.running[-1]
        if invocation.dead:
            raise Crash
        name = (invocation.stage, operation, subject)
        self._numbers[name] += 1
        site = Site(*name, self._numbers[name])
        self.sites.append(site)
        fault = self.decide(site)
        if fault is not None:
            self.struck.append((site, fault))
        return fault

    def crash(self) -> None:
        self.running[-1].dead = True
        raise Crash

    def pause(self) -> None:
        """Let everything else that is ready run now; then the call goes on."""
        call = self._call
        self.meanwhile()
        self._call = call

    def begin(self, params: Mapping[str, Any], event_name: str, **_: Any) -> None:
        self._call = None
        if not self.running:
            return
        operation = event_name.partition(".")[2]
        fault = self.meet(operation, about(operation, params))
        self._call = Call(self.sites[-1], self.running[-1], fault)

    def before(self, request: Any, event_name: str, **_: Any) -> AWSResponse | None:
        call = self._call
        if call is None:
            return None
        call.attempts += 1
        match call.fault:
            case Fault.CRASH_BEFORE:
                self.crash()
            case Fault.THROTTLE:
                return _throttled(request, event_name)
            case Fault.LOST_REQUEST if call.attempts == 1:
                raise ConnectTimeoutError(endpoint_url=request.url)
            case Fault.MEANWHILE if call.attempts == 1:
                self.pause()
        return None

    def after(self, request: Any, **_: Any) -> None:
        call = self._call
        if call is None:
            return
        if call.fault is Fault.CRASH_AFTER:
            self.crash()
        lost = call.fault is Fault.LOST_ANSWER and call.attempts == 1
        if lost or call.fault is Fault.NO_ANSWER:
            raise ReadTimeoutError(endpoint_url=request.url)


class _Answer:
    """A body of an answer that did not come through a socket."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self._content


def _throttled(request: Any, event_name: str) -> AWSResponse:
    status, body = THROTTLED[event_name.split(".")[1]]
    request.url = NOWHERE
    return AWSResponse(NOWHERE, status, HTTPHeaders(), _Answer(body))


@contextmanager
def attached(seam: Seam) -> Iterator[None]:
    """Hang a seam into the clients of this process; the emulator's table needs no signature."""
    for client in (aws.dynamodb(), aws.s3(), aws.sqs(), aws.secretsmanager()):
        events: Any = client.meta.events
        if client.meta.service_model.service_name == "dynamodb":
            events.register_first("choose-signer", lambda **_: UNSIGNED)
        events.register_first("provide-client-params", seam.begin)
        events.register_first("before-send", seam.before)
        events.register_last("before-send", seam.after)
    with patch.object(time, "sleep"):  # the SDK waits between its attempts
        yield
