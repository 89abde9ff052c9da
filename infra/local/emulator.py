"""Run moto in this process, cured of what would break a pipeline of several threads."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from threading import RLock
from types import ModuleType
from typing import Any
from urllib.parse import quote_plus

EFFECT = RLock()
"""Held while the emulator applies one call, in-process or served.

Its queues and tables are read, changed and written back without a lock of their own. No code of
ours runs and nothing is sent while it is held.
"""

GRAMMAR = "rfc3987_syntax"


@contextmanager
def emulator() -> Iterator[None]:
    """Answer every AWS call of this process from memory, beginning with nothing."""
    with _postponed_grammar():
        import moto.cloudformation.parsing
    from moto.core.botocore_stubber import BotocoreStubber
    from moto.s3 import notifications
    from moto.sqs.models import SQSBackend

    with ExitStack() as cured:
        cured.enter_context(moto.mock_aws())
        _replace(cured, BotocoreStubber, "process_request", _one_at_a_time)
        _replace(cured, SQSBackend, "receive_message", _forgetting_lapsed)
        _replace(cured, SQSBackend, "is_message_valid_based_on_retention_period", _reading_one)
        _replace(cured, notifications, "_get_s3_event", _telling_the_version)
        yield


Cure = Callable[[Callable[..., Any]], Callable[..., Any]]


def _replace(cured: ExitStack, owner: Any, name: str, cure: Cure) -> None:
    original = getattr(owner, name)
    setattr(owner, name, cure(original))
    cured.callback(setattr, owner, name, original)


def _one_at_a_time(original: Callable[..., Any]) -> Callable[..., Any]:
    def locked(*args: Any) -> Any:
        with EFFECT:
            return original(*args)

    return locked


def _forgetting_lapsed(original: Callable[..., Any]) -> Callable[..., Any]:
    """Give back all of a FIFO batch whose visibility ran out, in order, and never wait.

    moto keeps lapsed messages as pending, and their group locked but for the last. A wait inside
    the one lock would keep out whoever wants to send.
    """

    def receive(self: Any, name: str, count: int, wait: int, *rest: Any) -> Any:
        del wait
        pending = self.get_queue(name).pending_messages
        pending.difference_update({message for message in pending if message.visible})
        return original(self, name, count, 0, *rest)

    return receive


def _reading_one(_: Callable[..., Any]) -> Callable[..., Any]:
    """Read a queue's retention without counting its messages some thirty times for each receive."""

    def is_valid(self: Any, name: str, message: Any) -> bool:
        kept = self.get_queue(name).message_retention_period
        return bool(message.sent_timestamp / 1000 + kept > time.time())

    return is_valid


def _telling_the_version(original: Callable[..., Any]) -> Callable[..., Any]:
    """Add what S3 tells of an object and moto does not: its version and its place in the order.

    S3 leaves the slashes of a key as they are.
    """

    def event(name: str, bucket: Any, key: Any, notification: str) -> Any:
        told = original(name, bucket, key, notification)
        described = told["Records"][0]["s3"]["object"]
        described |= {
            "key": quote_plus(key.name, safe="/"),
            "sequencer": f"{time.time_ns():018X}",
        }
        if bucket.is_versioned:
            described["versionId"] = key.version_id
        return told

    return event


@contextmanager
def _postponed_grammar() -> Iterator[None]:
    """Spare the 1.5 s in which jsonschema, imported by moto, builds a grammar of IRIs.

    The stand-in loads the real module when a value is checked, so nothing is checked less.
    """
    if GRAMMAR in sys.modules or "jsonschema" in sys.modules:
        yield
        return
    stand_in = ModuleType(GRAMMAR)
    stand_in.is_valid_syntax = _is_valid_syntax  # type: ignore[attr-defined]
    sys.modules[GRAMMAR] = stand_in
    try:
        yield
    finally:
        del sys.modules[GRAMMAR]


def _is_valid_syntax(term: str, value: str) -> bool:
    return bool(import_module(GRAMMAR).is_valid_syntax(term, value))
