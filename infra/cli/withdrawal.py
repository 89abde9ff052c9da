"""Withdraw a release: `polywire release withdraw`."""

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.options import AsJson, Local, StackName
from infra.cli.printing import isolated, note, print_json

if TYPE_CHECKING:
    from infra.cli.stack import ReachedStack
    from shared.records.release import ReleaseHead

FOLDER = "withdrawals"
LONGEST_NAME = 80
UNSAFE = re.compile(r"[^A-Za-z0-9]+")


def withdraw(
    name: Annotated[str, typer.Argument(help="A release's id (rel_…), or source/name.")],
    *,
    reason: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Kept with the notice in the bucket, sent to nobody."),
    ] = None,
    wait: Annotated[
        bool, typer.Option("--wait", help="Until everybody who got the release was told.")
    ] = False,
    timeout: Annotated[
        int, typer.Option(min=1, metavar="SECONDS", help="How long to wait at most.")
    ] = 600,
    stack: StackName = None,
    local: Local = False,
    as_json: AsJson = False,
) -> None:
    """Withdraw a release: whoever got it gets `release.withdrawn`, and nobody gets its text."""
    from infra.cli.drop import follow
    from infra.cli.ending import Dropped
    from infra.cli.stack import connect
    from shared.records.identity import Identity

    connected = connect(stack, local=local)
    head = withdrawable(connected, name)
    told = {"release": head.release, "source": head.source, "name": head.name}
    if head.status.value == "canceled":
        note(f"{head.source}/{isolated(head.name)} is withdrawn already")
        if as_json:
            print_json({**told, "key": None, "version_id": None})
        return
    prefix = connected.settings.drop_prefix
    key, content = notice(head, prefix, datetime.now(UTC), reason)
    stored = connected.put(key, content)
    if as_json:
        print_json({**told, "key": key, "version_id": stored.version_id})
    else:
        typer.echo(f"withdrew {head.source}/{isolated(head.name)} ({head.release}) by {key}")
    dropped = Dropped(name, key, *stored, Identity.of(head.source, head.name))
    if wait and not follow(connected, dropped, timeout, as_json=as_json).good:
        raise typer.Exit(1)


def withdrawable(stack: "ReachedStack", name: str) -> "ReleaseHead":
    """Return the head of a release that can be withdrawn; end the command where it cannot be.

    A notice names a release by its name, and that stands for the latest of several.
    """
    from infra.cli.history import head_named, namesakes

    head = head_named(stack, name)
    *_, latest = namesakes(stack, head)
    if latest != head.release:
        note(
            f"polywire: error: {head.source}/{isolated(head.name)} was used again, and only the"
            f" latest release of a name can be withdrawn: that is {latest}, not {head.release}"
        )
        raise typer.Exit(1)
    return head


def notice(
    head: "ReleaseHead", prefix: str, now: datetime, reason: str | None
) -> tuple[str, bytes]:
    """Write the key and the content of the file that withdraws a release.

    It lies under the release's own source and declares its name; the reason is its text, which
    stays in the bucket. A name that front matter cannot carry ends the command.
    """
    from infra.cli.waiting import identities_of
    from shared.records.identity import Identity

    key = key_of(head, prefix, now)
    body = f"{reason.strip()}\n" if reason else ""
    for written in (head.name, f'"{head.name}"', f"'{head.name}'"):
        content = f"---\nid: {written}\nstatus: withdrawn\n---\n{body}".encode()
        if identities_of(key, content, prefix) == (Identity.of(head.source, head.name),):
            return key, content
    note(
        f"polywire: error: the name {isolated(head.name)} cannot be written as an `id`: drop a file"
        " with the front matter `status: withdrawn` under the key of the release itself"
    )
    raise typer.Exit(1)


def key_of(head: "ReleaseHead", prefix: str, now: datetime) -> str:
    """Name the file after the release and the time, so that no other drop has its key."""
    safe = UNSAFE.sub("-", head.name).strip("-")[:LONGEST_NAME] or "release"
    return f"{prefix}{head.source}/{FOLDER}/{safe}-{now:%Y%m%dT%H%M%S%fZ}.txt"
