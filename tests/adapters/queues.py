"""Send tasks to queues and read what came."""

from datetime import UTC, datetime
from typing import Any

from shared.adapters import aws
from shared.adapters.sqs_outbox import SqsOutbox
from shared.ports import Task
from shared.records.tasks import DeliverTask, FanoutTask, RetryTask, TranslateTask
from shared.settings import Settings

AT = datetime(2024, 4, 1, 18, tzinfo=UTC)
Kind = type[TranslateTask] | type[FanoutTask] | type[DeliverTask] | type[RetryTask]


class SqsPlace:
    """Send to queues, and read what came."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._outbox = SqsOutbox(aws.sqs(), settings)

    def send(self, tasks: list[Task], *, delay: int = 0) -> None:
        self._outbox.send(tasks, delay=delay)

    def messages(self, kind: Kind) -> list[dict[str, Any]]:
        """Return the messages that are visible now, each once."""
        stage = kind.__name__.removesuffix("Task").lower()
        queue = getattr(self.settings, f"{stage}_queue")
        found: list[dict[str, Any]] = []
        while True:
            answer: Any = aws.sqs().receive_message(
                QueueUrl=queue, MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"]
            )
            if not (messages := answer.get("Messages")):
                return found
            found += messages
            for message in messages:
                aws.sqs().delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])

    def take(self, kind: Kind) -> tuple[Task, ...]:
        return tuple(kind.model_validate_json(one["Body"]) for one in self.messages(kind))


def translate(number: int = 1, release: str = "budget") -> TranslateTask:
    return TranslateTask(release=release, version=number, language="ko")


def deliver(shard: str, revision: int = 1, release: str = "budget") -> DeliverTask:
    return DeliverTask(
        release=release,
        version=revision,
        language="ko",
        revision=revision,
        shard=shard,
        body="webhooks/budget/1/ko.json",
        fanned_out=AT,
    )


RETRY = RetryTask(endpoint="e1", release="budget", language="ko")
FANOUT = FanoutTask(release="budget", version=1, language="ko", revision=1)
