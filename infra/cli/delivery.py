"""Look at what became of deliveries: `polywire delivery`."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from infra.cli.options import AsJson, Local, StackName
from infra.cli.printing import print_rows

app = typer.Typer(no_args_is_help=True, help="What became of each delivery.")

COLUMNS = (
    "at",
    "release",
    "language",
    "revision",
    "endpoint",
    "outcome",
    "reason",
    "attempts",
    "next_attempt",
)


@app.callback()
def _group() -> None:
    """Keep `list` a word of its own while it is the only command here."""


@app.command("list", epilog="Example: `polywire delivery list --endpoint ep_… --since 2h`")
def list_(
    *,
    endpoint: Annotated[
        str | None, typer.Option(metavar="ID", help="Only to this endpoint.")
    ] = None,
    release: Annotated[
        str | None, typer.Option(metavar="ID", help="Only of this release (id or source/name).")
    ] = None,
    since: Annotated[
        str, typer.Option(metavar="TIME", help="From when: 30m, 2h, 7d, or an ISO time or day.")
    ] = "24h",
    stack: StackName = None,
    local: Local = False,
    as_json: AsJson = False,
) -> None:
    """List deliveries with their present outcome, oldest first."""
    from infra.cli.history import release_named
    from infra.cli.moments import moment
    from infra.cli.outcomes import outcomes
    from infra.cli.stack import connect

    now = datetime.now(UTC)
    start = moment(since, now)
    connected = connect(stack, local=local)
    wanted = release_named(connected, release) if release else None
    rows = [
        row.as_json() if as_json else row.as_row()
        for row in outcomes(connected.ledger, connected.opens, start, now)
        if endpoint in (None, row.endpoint) and wanted in (None, row.release)
    ]
    print_rows(rows, "deliveries", COLUMNS, as_json=as_json)
