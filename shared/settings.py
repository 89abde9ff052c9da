"""Read the settings that the template gives to every function."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from shared.errors import Misconfigured

PREFIX = "POLYWIRE_"
LONGEST_SETTLE = 900
"""SQS delays a message no longer than this."""


@dataclass(frozen=True)
class Settings:
    """Hold the names of the stack's resources; queues are URLs, `master_secret` is an ARN.

    `settle_seconds` is how long machine renditions wait for human ones of the same family.
    """

    table: str
    drop_bucket: str
    drop_prefix: str
    archive_bucket: str
    intake_queue: str
    translate_queue: str
    fanout_queue: str
    deliver_queue: str
    retry_queue: str
    master_secret: str
    shard_size: int
    settle_seconds: int

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read all settings; raise Misconfigured with the names of those that are missing."""
        values = os.environ if environment is None else environment
        names = {name: PREFIX + name.upper() for name in cls.__dataclass_fields__}
        missing = sorted(variable for variable in names.values() if not values.get(variable))
        if missing:
            raise Misconfigured(f"set {', '.join(missing)}: the template does so for its functions")
        found: dict[str, str] = {name: values[variable] for name, variable in names.items()}
        size = _whole_number(names["shard_size"], found.pop("shard_size"), least=1)
        settle = _whole_number(
            names["settle_seconds"], found.pop("settle_seconds"), least=0, most=LONGEST_SETTLE
        )
        return cls(**found, shard_size=size, settle_seconds=settle)


def _whole_number(variable: str, text: str, *, least: int, most: int | None = None) -> int:
    if not text.isdecimal() or int(text) < least or (most is not None and int(text) > most):
        wanted = f"of {least} or more" if most is None else f"from {least} to {most}"
        raise Misconfigured(f"{variable} is {text!r}; give a whole number {wanted}")
    return int(text)
