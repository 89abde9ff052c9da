"""Read from a template which function runs on what."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from infra.local.template import ACCOUNT, Json, of_type
from shared.errors import Misconfigured

Resolve = Callable[[Any], Any]
"""Replace the intrinsic functions in a part of the template by their values."""

UNSCALED = 2
"""How many batches at once a source gets whose template sets no limit; AWS begins with five."""

UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


@dataclass(frozen=True)
class Function:
    """Hold a function as deployed; the timeout is in seconds, the memory in MB."""

    logical_id: str
    name: str
    arn: str
    handler: str
    timeout: int
    memory: int
    log_group: str
    environment: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class QueueSource:
    """Hold an event source mapping; the window is in seconds."""

    arn: str
    function: Function
    batch_size: int
    window: float
    reports_failures: bool
    most_at_once: int

    @property
    def queue(self) -> str:
        """Return the queue's name."""
        return self.arn.rsplit(":", 1)[-1]


@dataclass(frozen=True)
class Schedule:
    """Hold a rule that invokes a function every so many seconds."""

    name: str
    function: Function
    every: float


@dataclass(frozen=True)
class Wiring:
    """Hold all that makes functions run."""

    functions: tuple[Function, ...]
    sources: tuple[QueueSource, ...]
    schedules: tuple[Schedule, ...]

    def every(self, seconds: float) -> "Wiring":
        """Return the same with all schedules at another rate."""
        return replace(self, schedules=tuple(replace(s, every=seconds) for s in self.schedules))


def wiring(template: Json, resolve: Resolve, region: str) -> Wiring:
    """Read the functions and what invokes them."""
    aliases = {alias["FunctionName"]: alias["Name"] for _, alias in _all(template, "Alias")}
    functions: dict[str, Function] = {}
    for logical_id, properties in _all(template, "Function"):
        name = properties["FunctionName"]
        arn = f"arn:aws:lambda:{region}:{ACCOUNT}:function:{name}"
        qualified = f"{arn}:{aliases[name]}" if name in aliases else arn
        functions[name] = _function(logical_id, qualified, resolve(_read_of(properties)))
    mappings = [resolve(properties) for _, properties in _all(template, "EventSourceMapping")]
    sources = [_source(mapping, functions) for mapping in mappings if mapping.get("Enabled", True)]
    return Wiring(tuple(functions.values()), tuple(sources), _schedules(template, functions))


def _all(template: Json, kind: str) -> list[tuple[str, Json]]:
    return list(of_type(template, f"AWS::Lambda::{kind}"))


def _read_of(properties: Json) -> Json:
    """Pick what is read: the rest may name what the stack does not hold."""
    read = ("FunctionName", "Handler", "Timeout", "MemorySize", "Environment", "LoggingConfig")
    return {name: properties[name] for name in read if name in properties}


def _function(logical_id: str, arn: str, properties: Json) -> Function:
    name = properties["FunctionName"]
    variables = properties.get("Environment", {}).get("Variables", {})
    return Function(
        logical_id=logical_id,
        name=name,
        arn=arn,
        handler=properties["Handler"],
        timeout=int(properties.get("Timeout", 3)),
        memory=int(properties.get("MemorySize", 128)),
        log_group=properties.get("LoggingConfig", {}).get("LogGroup", f"/aws/lambda/{name}"),
        environment=tuple((key, str(value)) for key, value in variables.items()),
    )


def _source(mapping: Json, functions: dict[str, Function]) -> QueueSource:
    return QueueSource(
        arn=mapping["EventSourceArn"],
        function=_invoked(mapping["FunctionName"], functions),
        batch_size=int(mapping.get("BatchSize", 10)),
        window=float(mapping.get("MaximumBatchingWindowInSeconds", 0)),
        reports_failures="ReportBatchItemFailures" in mapping.get("FunctionResponseTypes", []),
        most_at_once=int(mapping.get("ScalingConfig", {}).get("MaximumConcurrency", UNSCALED)),
    )


def _invoked(name_or_arn: str, functions: dict[str, Function]) -> Function:
    """Find a function by its name or by its ARN, with or without an alias."""
    return functions[name_or_arn.split(":")[6] if ":" in name_or_arn else name_or_arn]


def _schedules(template: Json, functions: dict[str, Function]) -> tuple[Schedule, ...]:
    rules = [
        (name, rule["ScheduleExpression"], target["Arn"])
        for name, rule in of_type(template, "AWS::Events::Rule")
        if "ScheduleExpression" in rule
        for target in rule["Targets"]
    ]
    plans = [
        (name, plan["ScheduleExpression"], plan["Target"]["Arn"])
        for name, plan in of_type(template, "AWS::Scheduler::Schedule")
    ]
    return tuple(
        Schedule(name, _invoked(arn, functions), seconds_of(expression))
        for name, expression, arn in rules + plans
    )


def seconds_of(expression: str) -> float:
    """Return the seconds of a rate; raise Misconfigured for any other schedule.

    >>> seconds_of("rate(5 minutes)")
    300.0
    """
    rate = re.fullmatch(r"rate\((\d+) (second|minute|hour|day)s?\)", expression)
    if rate is None:
        raise Misconfigured(f"the schedule {expression!r} is no rate(...), the only kind run here")
    return float(int(rate[1]) * UNITS[rate[2]])
