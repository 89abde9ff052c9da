"""Say what happens: structured log lines and counted metrics, never a text, URL secret or token."""

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

logger = Logger()
metrics = Metrics(namespace="Polywire")


def count(name: str, value: int = 1) -> None:
    """Add to a counter of the function that runs."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=value)
