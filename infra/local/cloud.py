"""Run a SAM template in this process."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import boto3

from infra.local.by_api import complete, make_secrets
from infra.local.due import INDEX, next_due
from infra.local.emulator import emulator
from infra.local.environment import environment, nobodys_credentials
from infra.local.output import Output
from infra.local.pump import Pump
from infra.local.server import served
from infra.local.settling import settle
from infra.local.stack import Stack
from infra.local.template import TEMPLATE, Json, named, refuse_unknown, transform
from infra.local.wiring import Wiring, wiring
from infra.local.worker import Workers
from shared.adapters.aws import forget_clients
from shared.adapters.network import forbid_loopback, permit_loopback

STACK = "polywire"
PATIENCE = 5.0


class Cloud:
    """Run a SAM template in this process, until it is stopped.

    Queues, batches, partial failures, visibility, groups, redrive, delays and schedules are as in
    AWS. Permissions, throttling, alarms and the expiry of items are not played.
    """

    outputs: Mapping[str, str]
    environment: Mapping[str, str]
    wiring: Wiring

    def __init__(self, stack: Stack, wired: Wiring, output: Output, until_stop: ExitStack) -> None:
        self._until_stop = until_stop
        self._s3 = boto3.client("s3", region_name=stack.region)
        self._dynamodb = boto3.client("dynamodb", region_name=stack.region)
        sqs = boto3.client("sqs", region_name=stack.region)
        self._pump = Pump(wired, Workers(output), sqs, stack.region)
        self.wiring = wired
        self._due_tables = stack.tables_with(INDEX)
        self.outputs = stack.outputs()
        self.environment = dict(
            pair for function in wired.functions for pair in function.environment
        )

    @classmethod
    def start(
        cls,
        template: Path = TEMPLATE,
        *,
        region: str = "eu-central-1",
        loopback: bool = False,
        logs: Path | None = None,
        schedules_every: float | None = None,
        parameters: Mapping[str, str] | None = None,
    ) -> "Cloud":
        """Create the stack and put its environment into this process's.

        With `loopback` webhooks may go to this machine. What functions print goes to a file each
        in the folder `logs`, else to stderr. `schedules_every` shortens all schedules to so many
        seconds; `parameters` take the place of the template's defaults. Raises Misconfigured for a
        template that cannot be run, and for a parameter that it does not have.
        """
        with ExitStack() as entered:
            entered.enter_context(nobodys_credentials(region))
            entered.enter_context(emulator())
            forget_clients()
            entered.callback(forget_clients)
            stack = _stack(transform(template), region, parameters or {})
            wired = wiring(stack.template, stack.resolve, region)
            if schedules_every is not None:
                wired = wired.every(schedules_every)
            output = Output(logs)
            entered.enter_context(output.diverted())
            if loopback:
                permit_loopback()
                entered.callback(forbid_loopback)
            cloud = cls(stack, wired, output, entered)
            entered.enter_context(environment(cloud.environment))
            cloud._until_stop = entered.pop_all()
        return cloud

    def put(self, key: str, content: bytes, *, metadata: Mapping[str, str] | None = None) -> None:
        """Put an object into the drop bucket under its whole key, prefix included."""
        bucket = self.outputs["DropBucketName"]
        self._s3.put_object(Bucket=bucket, Key=key, Body=content, Metadata=metadata or {})

    def settle(self, timeout: float) -> None:
        """Run until no message is left, and no delivery in the table is due within the timeout.

        Dead letters stay. Raises TimeoutError, which names what is left, as soon as it is certain
        that the rest comes later.
        """
        with ExitStack() as pumping:
            if not self._pump.started:
                self._pump.start()
                pumping.callback(self._pump.stop, PATIENCE)
            settle(self._pump, lambda: next_due(self._due_tables, self._dynamodb), timeout)

    def run_in_background(self) -> None:
        """Begin to feed the functions; raise Misconfigured where one cannot be imported."""
        self._pump.start()

    def serve(self, port: int = 0) -> str:
        """Serve this cloud's state on loopback and return the endpoint's URL."""
        return self._until_stop.enter_context(served(port))

    def stop(self, patience: float = PATIENCE) -> None:
        """Stop everything and put back what `start` changed in this process.

        Invocations get `patience` seconds to finish.
        """
        self._pump.stop(patience)
        self._until_stop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def _stack(template: Json, region: str, parameters: Mapping[str, str]) -> Stack:
    refuse_unknown(parameters, template)
    secrets = make_secrets(template, STACK, region)
    stack = Stack.create(
        STACK, region, named(template, STACK, region, secrets), parameters=parameters
    )
    complete(stack)
    return stack
