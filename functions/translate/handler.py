"""Receive translate tasks and publish each rendition to fan-out."""

from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.queue import consume
from functions.rejecting import Record, parse
from functions.translate.translate import Translate
from shared.adapters.stack import Stack, deployed
from shared.records.tasks import TranslateTask
from shared.telemetry import count, logger, metrics


def _translate(stack: Stack) -> Translate:
    return Translate(
        archive=stack.archive,
        releases=stack.releases,
        renditions=stack.renditions,
        outbox=stack.outbox,
        settle=timedelta(seconds=stack.settings.settle_seconds),
    )


@metrics.log_metrics
@logger.inject_lambda_context
def handler(event: Record, context: LambdaContext) -> dict[str, Any]:
    """Build the renditions that a batch of messages asks for."""
    stack = deployed()
    translate = _translate(stack)

    def work(record: Record) -> None:
        task = parse(TranslateTask, record)
        rendition = translate.publish(task)
        logger.info("rendition" if rendition else "superseded", **task.model_dump())
        count("RenditionsPublished" if rendition else "RenditionsSuperseded")

    return consume(event, context, work, stack.rejections)
