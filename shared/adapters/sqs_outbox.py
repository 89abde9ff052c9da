"""Send tasks to the queues of the next stages."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from shared.adapters.service_errors import translated
from shared.errors import Unavailable
from shared.ports import Task
from shared.records.tasks import DeliverTask, FanoutTask, IntakeTask, RetryTask, TranslateTask
from shared.settings import Settings

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef as Entry

SERVICE = "sqs"
MAX_ENTRIES = 10
MAX_BATCH_BYTES = 1_048_576
MAX_ID = 128


class SqsOutbox:
    """Send each kind of task to its queue, as few calls as the service allows."""

    def __init__(self, client: "SQSClient", settings: Settings) -> None:
        self._client = client
        self._queues: Mapping[type[Task], str] = {
            IntakeTask: settings.intake_queue,
            TranslateTask: settings.translate_queue,
            FanoutTask: settings.fanout_queue,
            DeliverTask: settings.deliver_queue,
            RetryTask: settings.retry_queue,
        }

    def send(self, tasks: Sequence[Task], *, delay: int = 0) -> None:
        """Send tasks, each to its queue, visible after a delay in seconds (at most 900).

        Raise Unavailable unless all were taken. The FIFO queue takes no delays.
        """
        for kind, queue in self._queues.items():
            entries = [_entry(task, delay) for task in tasks if isinstance(task, kind)]
            for batch in _batches(entries):
                self._send_batch(queue, batch)

    def _send_batch(self, queue: str, batch: "list[Entry]") -> None:
        for _ in range(2):
            with translated(SERVICE):
                answer = self._client.send_message_batch(QueueUrl=queue, Entries=batch)
            failed = {entry["Id"]: entry["Code"] for entry in answer.get("Failed", ())}
            batch = [entry for entry in batch if entry["Id"] in failed]
            if not batch:
                return
        raise Unavailable(SERVICE, next(iter(failed.values())))


def _entry(task: Task, delay: int) -> "Entry":
    entry: Entry = {"Id": "", "MessageBody": task.model_dump_json()}
    match task:
        case DeliverTask():
            if delay:
                raise ValueError("a message of a FIFO queue cannot have a delay of its own")
            return entry | {
                "MessageGroupId": task.shard,
                "MessageDeduplicationId": deduplication_id(task),
            }
        case RetryTask():
            return entry | {"MessageGroupId": task.endpoint, "DelaySeconds": delay}
        case _:
            return entry | {"DelaySeconds": delay}


def deduplication_id(task: DeliverTask) -> str:
    """Name a rendition's way to a shard, in the letters and the length that SQS takes.

    >>> from datetime import UTC, datetime
    >>> deduplication_id(
    ...     DeliverTask(release="rel_a", version=2, language="ko", revision=3, shard="ko.0",
    ...                 body="b", fanned_out=datetime(2024, 4, 1, tzinfo=UTC))
    ... )
    'rel_a/ko/3/ko.0'
    """
    name = f"{task.release}/{task.language}/{task.revision}/{task.shard}"
    plain = name.isascii() and name.isprintable() and " " not in name
    return name if plain and len(name) <= MAX_ID else blake2b(name.encode()).hexdigest()


def _batches(entries: "list[Entry]") -> "Iterator[list[Entry]]":
    """Cut the entries into numbered batches, by count and bytes."""
    batch: list[Entry] = []
    size = 0
    for entry in entries:
        length = len(entry["MessageBody"].encode())
        if batch and (len(batch) == MAX_ENTRIES or size + length > MAX_BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(entry | {"Id": str(len(batch))})
        size += length
    if batch:
        yield batch
