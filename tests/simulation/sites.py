"""Name every call of a stage by what it is about, so that a name means the same in each run."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Fault(StrEnum):
    """What befalls one call of the SDK, or one POST."""

    CRASH_BEFORE = "crash before"
    CRASH_AFTER = "crash after"
    THROTTLE = "throttle"  # every attempt of the SDK; for a POST the answer 503
    LOST_REQUEST = "lost request"  # the SDK tries again; for a POST a refused connection
    LOST_ANSWER = "lost answer"  # the SDK tries again: the effect is there twice; a POST: reset
    NO_ANSWER = "no answer"  # to no attempt, but the effect is there; for a POST: cut
    MEANWHILE = "meanwhile"  # time passes, and all that is ready runs within this call


FIVE = (
    Fault.CRASH_BEFORE,
    Fault.CRASH_AFTER,
    Fault.THROTTLE,
    Fault.LOST_REQUEST,
    Fault.LOST_ANSWER,
)
"""The faults that every call of a story has to bear."""


class Crash(BaseException):
    """The end of an invocation: nothing that it would have done afterwards happens."""


@dataclass(frozen=True)
class Site:
    """One call: the stage, the operation, what it is about, and how often there was one before."""

    stage: str
    operation: str
    about: str
    nth: int

    def __str__(self) -> str:
        return f"{self.stage}: {self.operation} {self.about} #{self.nth}"


def about(operation: str, params: Mapping[str, Any]) -> str:  # noqa: PLR0911 - one a shape
    """Name what an AWS call is about by its keys.

    >>> about("dynamodb.GetItem", {"Key": {"pk": {"S": "release#a"}, "sk": {"S": "head"}}})
    'release#a head'
    """
    match params:
        case {"QueueUrl": url, "Entries": entries}:
            return f"{url.rsplit('/', 1)[-1]} x{len(entries)} {_task(entries[0]['MessageBody'])}"
        case {"Bucket": _, "Key": key}:
            return str(key)
        case {"Key": key} | {"Item": key}:
            return _key(key)
        case {"TransactItems": [{"Put": {"Item": item}}, *_]}:
            return _key(item)
        case {"RequestItems": tables}:
            keys = [_key(key) for table in tables.values() for key in _asked(table)]
            return f"x{len(keys)} {min(keys)}"
        case {"ExpressionAttributeValues": values}:
            return " ".join(value["S"] for name, value in values.items() if name != ":now")
        case _:
            return operation.rpartition(".")[2]


def _asked(table: Any) -> list[Mapping[str, Any]]:
    """List the keys that a batch reads, or the items that it writes."""
    return table["Keys"] if "Keys" in table else [each["PutRequest"]["Item"] for each in table]


def _key(item: Mapping[str, Any]) -> str:
    return f"{item['pk']['S']} {item['sk']['S']}"


def _task(body: str) -> str:
    task = json.loads(body)
    names = ("release", "version", "revision", "language", "shard", "endpoint")
    return " ".join(str(task[name]) for name in names if name in task)
