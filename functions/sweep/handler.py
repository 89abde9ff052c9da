"""Wake each minute and hand out what is due."""

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
    handed = Sweep(opens=stack.opens, outbox=stack.outbox, clock=utc_now).sweep()
    logger.info("swept", handed=handed)
    count("DueHandedOut", handed)
