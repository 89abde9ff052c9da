"""Read S3's events out of a message of the intake queue."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import unquote_plus

from shared.errors import MalformedMessage
from shared.records.release import Drop
from shared.records.tasks import IntakeTask


def tasks_in(body: str) -> tuple[IntakeTask, ...]:
    """Return what a message of the intake queue asks for: all of a drop, or a part of one.

    S3's test event and folder markers ask for nothing. Raise MalformedMessage for anything else.
    """
    try:
        event = json.loads(body)
        if "drop" in event:
            return (IntakeTask.model_validate(event),)
        if event.get("Event") == "s3:TestEvent":
            return ()
        drops = [_drop(record) for record in event["Records"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MalformedMessage(
            f"not an event of Amazon S3 ({type(error).__name__}: {error}); "
            "only the drop bucket may send to the intake queue"
        ) from error
    return tuple(IntakeTask(drop=drop) for drop in drops if not drop.key.endswith("/"))


def _drop(record: Mapping[str, Any]) -> Drop:
    bucket, thing = record["s3"]["bucket"], record["s3"]["object"]
    return Drop(
        bucket=bucket["name"],
        key=unquote_plus(thing["key"]),
        version_id=thing.get("versionId"),
        sequencer=thing.get("sequencer", ""),
        size=thing.get("size", 0),
        at=datetime.fromisoformat(record["eventTime"]),
    )
