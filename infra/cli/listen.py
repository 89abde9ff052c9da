"""Receive webhooks on loopback and print what arrives: `polywire listen`."""

import threading
import time
from datetime import UTC, datetime
from typing import Annotated

import typer

from infra.cli.arrival import Arrival, judge
from infra.cli.options import AsJson
from infra.cli.printing import isolated, local_iso, note, print_json
from infra.cli.receiver import Received, receiving
from infra.cli.stopping import until_stopped
from infra.cli.verification import key_of

NO_CONTENT, BAD_REQUEST, UNAUTHORIZED = 204, 400, 401


def listen(
    *,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where to listen on 127.0.0.1; 0 for any.")
    ] = 8100,
    secret: Annotated[
        list[str] | None,
        typer.Option(
            metavar="whsec_…",
            envvar="POLYWIRE_LISTEN_SECRET",
            help="A secret that `endpoint add` printed; may be repeated.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print the webhooks that arrive, and whether their signatures verify; end it with Ctrl-C.

    Answers 204, to a wrong signature 401, to what is not JSON 400, and takes at most 2 MB.

    Example: `polywire listen --secret whsec_…`
    """
    secrets = checked(secret or [])
    one_at_a_time = threading.Lock()

    def answer(received: Received) -> int:
        arrival = judge(received, secrets, time.time())
        with one_at_a_time:
            tell(arrival, as_json=as_json)
        return status_for(arrival)

    try:
        with receiving(port, answer) as receiver:
            note(f"listening on {receiver.url}/" + ("" if secrets else ", not verifying"))
            until_stopped().wait()
    except OSError as error:
        note(f"polywire: error: cannot listen on port {port} ({error.strerror}): give --port 0")
        raise typer.Exit(1) from error


def checked(secrets: list[str]) -> list[str]:
    """Refuse what cannot be a secret before anything listens."""
    for secret in secrets:
        try:
            key_of(secret)
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--secret") from error
    return secrets


def status_for(arrival: Arrival) -> int:
    """Choose the answer: 401 for a signature that fails, 400 for what cannot be read."""
    if arrival.problem is None:
        return NO_CONTENT
    return BAD_REQUEST if arrival.problem == "the body is not JSON" else UNAUTHORIZED


def tell(arrival: Arrival, *, as_json: bool) -> None:
    """Print an arrival: three lines for a person, one of JSON for a program."""
    now = datetime.now(UTC)
    if as_json:
        print_json({"at": now.isoformat(timespec="milliseconds"), **arrival.as_json()})
        return
    trust = "verified" if arrival.verified else f"NOT VERIFIED: {arrival.problem or 'no --secret'}"
    what = f"{arrival.type or 'unknown'}  {arrival.language or '–'}  revision {arrival.revision}"
    typer.echo(f"{local_iso(now)}  {what}  {trust}")
    if arrival.headline:
        typer.echo(f"    {isolated(arrival.headline)}")
    typer.echo(f"    release {arrival.release}  version {arrival.version}  {arrival.message}")
