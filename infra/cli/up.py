"""Run the embedded cloud until it is told to end: `polywire up`."""

import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.local_file import LocalCloud, noted, refuse_second
from infra.cli.printing import note, progress
from infra.cli.stopping import until_stopped

if TYPE_CHECKING:
    from infra.local.cloud import Cloud


REGION = "eu-central-1"
LOGS = Path(".polywire") / "logs"


def up(
    *,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where it answers on 127.0.0.1; 0 for any.")
    ] = 0,
    drop: Annotated[
        Path | None,
        typer.Option(metavar="DIR", file_okay=False, help="Drop each file that comes in here."),
    ] = None,
    allow_loopback: Annotated[
        bool, typer.Option("--allow-loopback", help="Permit endpoints on this machine.")
    ] = False,
    settle: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=900,
            metavar="SECONDS",
            help="How long the texts of a family wait for each other; the template's 30.",
        ),
    ] = None,
) -> None:
    """Run a cloud of your own in this folder, with nothing to install and no account.

    It says `ready` once everything works; Ctrl-C ends it, and what it held is gone then. Commands
    that run in the same folder find it. Without --allow-loopback webhooks go to public addresses
    alone, as in a deployed stack.

    Example: `polywire up --drop inbox --allow-loopback`
    """
    from infra.local.cloud import Cloud

    here = Path.cwd()
    refuse_second(here)
    stopped = until_stopped()
    with ExitStack() as running:
        with progress("starting the embedded cloud"):
            cloud = running.enter_context(
                Cloud.start(
                    region=REGION,
                    loopback=allow_loopback,
                    logs=here / LOGS,
                    parameters={} if settle is None else {"SettleSeconds": str(settle)},
                )
            )
            endpoint = cloud.serve(port)
            cloud.run_in_background()
        running.enter_context(noted(described(cloud, endpoint, loopback=allow_loopback), here))
        if drop:
            running.enter_context(watching(cloud, drop))
        note(f"cloud    {endpoint}")
        note(f"logs     {LOGS}")
        note(f"bucket   {cloud.outputs['DropBucketName']}/{cloud.outputs['DropPrefix']}")
        typer.echo("ready")
        stopped.wait()


def described(cloud: "Cloud", endpoint: str, *, loopback: bool) -> LocalCloud:
    """Describe a running cloud to the commands that are to find it."""
    from infra.local.cloud import STACK

    return LocalCloud(
        endpoint=endpoint,
        region=REGION,
        stack=STACK,
        outputs=dict(cloud.outputs),
        environment=dict(cloud.environment),
        loopback=loopback,
        pid=os.getpid(),
    )


@contextmanager
def watching(cloud: "Cloud", folder: Path) -> Iterator[None]:
    """Drop what comes into a folder until the block ends."""
    from botocore.exceptions import ClientError

    from infra.local.watch import watch

    folder.mkdir(parents=True, exist_ok=True)
    stop = threading.Event()
    prefix = cloud.outputs["DropPrefix"]

    def put(name: str, content: bytes) -> None:
        try:
            cloud.put(prefix + name, content)
        except ClientError as error:
            note(f"polywire: error: {name} cannot be dropped: {error}")
        else:
            note(f"dropped  {name}")

    watcher = threading.Thread(target=watch, args=(folder, put, stop), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join()
