"""Read the settings that the template gives to every function."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from shared.errors import Misconfigured

PREFIX = "POLYWIRE_"


@dataclass(frozen=True)
class Settings:
    """Hold the names of the stack's resources; queues are URLs, `master_secret` is an ARN."""

    table: str
    drop_bucket: str
    drop_prefix: str
    archive_bucket: str
    translate_queue: str
    fanout_queue: str
    deliver_queue: str
    retry_queue: str
    master_secret: str
    shard_size: int

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read all settings; raise Misconfigured with the names of those that are missing."""
        values = os.environ if environment is None else environment
        names = {name: PREFIX + name.upper() for name in cls.__dataclass_fields__}
        missing = sorted(variable for variable in names.values() if not values.get(variable))
        if missing:
            raise Misconfigured(f"set {', '.join(missing)}: the template does so for its functions")
        found: dict[str, str] = {name: values[variable] for name, variable in names.items()}
        size = found.pop("shard_size")
        if not size.isdecimal() or int(size) < 1:
            raise Misconfigured(f"{PREFIX}SHARD_SIZE is {size!r}; give a whole number above 0")
        return cls(**found, shard_size=int(size))
