"""The stack of the real template in the emulator, and its functions, each as in Lambda alone."""

import gc
import inspect
import logging
import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from io import StringIO
from typing import Any
from unittest.mock import patch

from infra.local.cloud import Cloud
from infra.local.event import Context
from infra.local.template import ACCOUNT
from infra.local.wiring import Function
from infra.local.worker import load_cold
from shared.adapters.stack import Stack
from shared.settings import Settings
from tests.simulation.clock import VirtualClock, virtual_clock
from tests.simulation.threads import in_line

SHARD_SIZE = "2"
REGION = "eu-central-1"
Furnish = Callable[[str, Stack], None]
"""Change the adapters of a stage's stack before they are used."""


@dataclass(eq=False)
class Environment:
    """One function as loaded once; after a crash it starts cold."""

    function: Function
    handler: Callable[[Any, Any], Any]
    tape: StringIO

    @property
    def stage(self) -> str:
        return self.function.handler.split(".")[1]

    @property
    def _deployed(self) -> Any:
        return inspect.unwrap(self.handler).__globals__["deployed"]

    def invoke(self, event: Any, furnish: Furnish) -> Any:
        stack = self._deployed()
        if "furnished" not in vars(stack):
            vars(stack)["furnished"] = True
            furnish(self.stage, stack)
        with redirect_stdout(self.tape):
            return self.handler(event, Context.of(self.function))

    def start_cold(self) -> None:
        self._deployed.cache_clear()


@dataclass(eq=False)
class Place:
    """What stands before a story begins."""

    cloud: Cloud
    clock: VirtualClock
    tape: StringIO = field(default_factory=StringIO)
    environments: dict[str, Environment] = field(default_factory=dict)

    def load(self) -> None:
        """Load every function; what they print goes to the tape."""
        with redirect_stdout(self.tape):
            for function in self.cloud.wiring.functions:
                handler = load_cold(function)
                environment = Environment(function, handler, self.tape)
                self.environments[environment.stage] = environment

    def stack(self) -> Stack:
        """Give adapters of the driver's own."""
        return Stack(Settings.from_env())

    def master(self) -> tuple[str, bytes]:
        masters = self.stack().masters
        return masters.current(), masters.key(masters.current())

    def queue(self, name: str) -> Any:
        from moto.sqs.models import sqs_backends

        return sqs_backends[ACCOUNT][REGION].get_queue(name)

    def items(self) -> list[Mapping[str, Any]]:
        """Return all items of the table without a call."""
        return [item.to_json()["Attributes"] for item in self._kept()]

    def next_due(self) -> float | None:
        """Return when the first item of the due index is due, without a call."""
        times = [item.attrs["due_at"].value for item in self._kept() if "due_at" in item.attrs]
        return datetime.fromisoformat(min(times)).timestamp() if times else None

    def states(self) -> Mapping[str, str]:
        """Return the state of each endpoint, by id, without a call."""
        found = [item.attrs for item in self._kept() if item.range_key.value == "endpoint"]
        return {each["pk"].value.partition("#")[2]: each["state"].value for each in found}

    def _kept(self) -> list[Any]:
        from moto.dynamodb.models import dynamodb_backends

        table = dynamodb_backends[ACCOUNT][REGION].get_table(os.environ["POLYWIRE_TABLE"])
        return [item for partition in table.items.values() for item in partition.values()]

    def archived(self) -> list[bytes]:
        """Return all documents of the archive without a call."""
        from moto.s3.models import s3_backends

        bucket = s3_backends[ACCOUNT]["aws"].buckets[os.environ["POLYWIRE_ARCHIVE_BUCKET"]]
        return [key.value for key in bucket.keys.values()]


@contextmanager
def place(start: datetime) -> Iterator[Place]:
    """Make the stack once; a story is then played in a copy of this process."""
    with ExitStack() as entered:
        entered.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        logging.getLogger("botocore").setLevel(logging.CRITICAL)
        clock = entered.enter_context(virtual_clock(start))
        cloud = entered.enter_context(Cloud.start(region=REGION))
        entered.enter_context(patch.dict(os.environ, {"POLYWIRE_SHARD_SIZE": SHARD_SIZE}))
        entered.enter_context(in_line())
        entered.enter_context(_quick_emulator())
        made = Place(cloud, clock)
        made.load()
        gc.collect()
        gc.freeze()
        yield made


def _quick_emulator() -> Any:
    """Let the emulator look up the names of its methods once and not for each call."""
    from moto.core import responses, utils

    names = cache(utils.method_names_from_class)
    return patch.object(responses, "method_names_from_class", names)
