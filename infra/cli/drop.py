"""Put files into the drop bucket: `polywire drop`."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.options import AsJson, Local, StackName
from infra.cli.printing import print_json, progress

if TYPE_CHECKING:
    from infra.cli.ending import Dropped, Ending
    from infra.cli.stack import ReachedStack

DEFAULT_SOURCE = "wire"


def drop(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", exists=True, dir_okay=False, readable=True)
    ],
    *,
    source: Annotated[
        str, typer.Option(metavar="NAME", help="Whose releases they are: the folder of the key.")
    ] = DEFAULT_SOURCE,
    wait: Annotated[
        bool, typer.Option("--wait", help="Until all deliveries of each file are settled.")
    ] = False,
    timeout: Annotated[
        int, typer.Option(min=1, metavar="SECONDS", help="How long to wait at most.")
    ] = 600,
    stack: StackName = None,
    local: Local = False,
    as_json: AsJson = False,
) -> None:
    """Drop files; each becomes a release, or the next version of the one it has the name of.

    Example: `polywire drop budget.txt --source wire --wait`
    """
    from infra.cli.stack import connect

    folder = checked(source)
    connected = connect(stack, local=local)
    dropped = [put(connected, file, folder, as_json=as_json) for file in files]
    if wait:
        releases = [one for each in dropped for one in each]
        endings = [follow(connected, one, timeout, as_json=as_json) for one in releases]
        if not all(ending.good for ending in endings):
            raise typer.Exit(1)


def checked(source: str) -> str:
    """Refuse a source that would not be one folder of a key."""
    if not source or "/" in source or source in (".", ".."):
        raise typer.BadParameter(f"{source!r} is not a single folder", param_hint="--source")
    return source


def put(stack: "ReachedStack", file: Path, source: str, *, as_json: bool) -> "list[Dropped]":
    """Put one file under its source, where it goes is printed at once; name each release in it."""
    from infra.cli.ending import Dropped
    from infra.cli.waiting import identities_of

    content = file.read_bytes()
    prefix = stack.settings.drop_prefix
    key = f"{prefix}{source}/{file.name}"
    stored = stack.put(key, content)
    if as_json:
        print_json({"file": str(file), "key": key, "version_id": stored.version_id})
    else:
        typer.echo(f"dropped {file.name} as {key}")
    names = identities_of(key, content, prefix)
    return [Dropped(str(file), key, *stored, identity) for identity in names]


def follow(stack: "ReachedStack", dropped: "Dropped", timeout: int, *, as_json: bool) -> "Ending":
    """Wait for the end of one drop and print it."""
    from infra.cli.waiting import wait_for

    with progress(f"waiting for {dropped.key}"):
        ending = wait_for(stack, dropped, timeout)
    if as_json:
        print_json({"file": dropped.file, **asdict(ending)})
    else:
        typer.echo(f"{dropped.file}: {ending.state} ({ending.detail})")
    return ending
