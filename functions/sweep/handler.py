"""Wake each minute and hand out what is due."""

from dataclasses import asdict
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.sweep.sweep import Sweep
from shared.adapters.stack import deployed, utc_now
from shared.telemetry import count, logger, metrics


@metrics.log_metrics
@logger.inject_lambda_context
def handler(_event: Any, _context: LambdaContext) -> None:
    """Sweep the due index once."""
    stack = deployed()
    sweep = Sweep(
        opens=stack.opens,
        releases=stack.releases,
        renditions=stack.renditions,
        embargoes=stack.embargoes,
        parked=stack.parked,
        outbox=stack.outbox,
        clock=utc_now,
    )
    swept = sweep.sweep()
    logger.info("swept", **asdict(swept))
    for name, number in asdict(swept).items():
        count(f"Swept{name.title().replace('_', '')}", number)
