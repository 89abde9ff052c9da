"""Record batches and fail as their messages ask."""

import json
from collections.abc import Iterator
from typing import Any

from tests.infra.local_functions import memory


def record(event: dict[str, Any], context: Any) -> None:
    """Remember an event."""
    memory.events.append(event)
    memory.contexts.append(context)
    print(json.dumps({"printed by": context.function_name}))  # noqa: T201


def obey(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Fail the messages that say so, and of a group all that follow."""
    record(event, context)
    if any(message["body"] == "hang" for message in event["Records"]):
        memory.hanging.set()
        while True:  # until the cloud ends this invocation, wherever it is: here it holds no lock
            pass
    if any(message["body"] == "raise" for message in event["Records"]):
        raise RuntimeError("as the message asked")
    return {"batchItemFailures": [{"itemIdentifier": failed} for failed in _failed(event)]}


def _failed(event: dict[str, Any]) -> Iterator[str]:
    stopped = set()
    for message in event["Records"]:
        attributes = message["attributes"]
        group = attributes.get("MessageGroupId")
        first = attributes["ApproximateReceiveCount"] == "1"
        fails = message["body"] == "fail" or (message["body"].startswith("late") and first)
        if fails or group in stopped:
            stopped |= {group} if group else set()
            yield message["messageId"]
