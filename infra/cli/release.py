"""Look at releases and at what was refused, and withdraw: `polywire release`."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

import typer

from infra.cli import withdrawal
from infra.cli.options import AsJson, Local, StackName
from infra.cli.printing import isolated, local_iso, print_json, print_rows

app = typer.Typer(no_args_is_help=True, help="Releases, and the drops that were refused.")

Days = Annotated[int, typer.Option(min=1, max=366, help="How many days back, today included.")]


@app.command("list", epilog="Example: `polywire release list --days 2`")
def list_(
    *, days: Days = 7, stack: StackName = None, local: Local = False, as_json: AsJson = False
) -> None:
    """List the releases by the day on which they first came, newest first."""
    from infra.cli.history import in_short
    from infra.cli.stack import connect

    releases, now = connect(stack, local=local).releases, datetime.now(UTC)
    heads = [head for day in last(days) for head in reversed(releases.recorded_on(day))]
    rows = [
        head.model_dump(mode="json")
        if as_json
        else {**head.model_dump(), "embargo": in_short(head.embargo, now)}
        for head in heads
    ]
    columns = ("release", "version", "source", "name", "language", "status", "embargo", "headline")
    print_rows(rows, "releases", (*columns, "updated"), as_json=as_json)


@app.command(epilog="Example: `polywire release show wire/budget`")
def show(
    name: Annotated[str, typer.Argument(help="A release's id (rel_…), or source/name.")],
    *,
    stack: StackName = None,
    local: Local = False,
    as_json: AsJson = False,
) -> None:
    """Show a release: its texts, its embargo, what went out in each language, its versions."""
    from infra.cli.history import dossier
    from infra.cli.stack import connect

    found = dossier(connect(stack, local=local), name, datetime.now(UTC))
    if as_json:
        print_json(found)
        return
    typer.echo(f"{found['release']}  {found['source']}/{isolated(found['name'])}")
    typer.echo(f"status   {found['status']}")
    typer.echo(f"embargo  {embargo_of(found['embargo'])}")
    if found["other_releases"]:
        typer.echo(f"others of the same name  {' '.join(found['other_releases'])}")
    if found["similar_to"]:
        typer.echo(f"a near-copy of  {' '.join(found['similar_to'])}")
    for title, rows, columns in tables(found):
        print_rows(rows, title, columns, as_json=False)


withdrawing = app.command("withdraw", epilog="Example: `polywire release withdraw wire/budget`")
withdrawing(withdrawal.withdraw)


@app.command(epilog="Example: `polywire release rejected --days 1 --json`")
def rejected(
    *, days: Days = 7, stack: StackName = None, local: Local = False, as_json: AsJson = False
) -> None:
    """List the drops that were refused, each with its reason; newest first."""
    from infra.cli.stack import connect

    rejections = connect(stack, local=local).rejections
    found = [rejection for day in last(days) for rejection in reversed(rejections.on(day))]
    rows = [rejection.model_dump(mode="json" if as_json else "python") for rejection in found]
    columns = ("at", "stage", "subject", "reason", "detail")
    print_rows(rows, "rejections", columns, as_json=as_json)


def embargo_of(embargo: dict[str, Any] | None) -> str:
    """Say what is to be known of an embargo.

    >>> embargo_of({"text": "noon", "until": None, "holds": True})
    'held: its embargo cannot be read (noon)'
    >>> embargo_of(None)
    'none'
    """
    if embargo is None:
        return "none"
    if embargo["until"] is None:
        return f"held: its embargo cannot be read ({isolated(embargo['text'])})"
    until = local_iso(datetime.fromisoformat(embargo["until"]))
    return f"held until {until}" if embargo["holds"] else f"ended {until}"


def tables(found: dict[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]], tuple[str, ...]]]:
    """Lay out what is known of a release: a title, rows and columns each."""
    own = [{**found["source_text"], "text": "source"}] if found["source_text"] else []
    supplied = [{**each, "text": "supplied"} for each in found["supplied_texts"]]
    yield "texts", own + supplied, ("text", "language", "number", "headline", "created", "key")
    yield "languages", found["languages"], ("language", "revision", "went_out")
    yield "versions", found["versions"], ("number", "created", "status", "language", "key")
    columns = ("version", "language", "revision", "fields", "created")
    yield "renditions", found["renditions"], columns


def last(days: int) -> list[date]:
    """Return the last days (UTC), today first."""
    today = datetime.now(UTC).date()
    return [today - timedelta(days=back) for back in range(days)]
