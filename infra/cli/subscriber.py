"""Add and list subscribers: `polywire subscriber`."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from infra.cli.options import AsJson, Local, StackName
from infra.cli.printing import note, print_json, print_rows
from shared.errors import Conflict

app = typer.Typer(no_args_is_help=True, help="The customers, who own endpoints.")


@app.command(epilog='Example: `polywire subscriber add "Example Daily" --id daily`')
def add(
    name: Annotated[str, typer.Argument(help="What people call the subscriber.")],
    *,
    id_: Annotated[
        str | None, typer.Option("--id", help="Its id; drawn at random where none is given.")
    ] = None,
    stack: StackName = None,
    local: Local = False,
    as_json: AsJson = False,
) -> None:
    """Add a subscriber and print its id."""
    from infra.cli.stack import connect
    from infra.cli.tokens import new_id
    from shared.records.subscription import Subscriber

    subscriber = Subscriber(id=id_ or new_id("sub"), name=name, created=datetime.now(UTC))
    try:
        connect(stack, local=local).subscribers.add(subscriber)
    except Conflict as error:
        note(f"polywire: error: the id {subscriber.id!r} is taken; give another with --id")
        raise typer.Exit(1) from error
    if as_json:
        print_json(subscriber.model_dump(mode="json"))
    else:
        typer.echo(subscriber.id)


@app.command("list", epilog="Example: `polywire subscriber list --json`")
def list_(*, stack: StackName = None, local: Local = False, as_json: AsJson = False) -> None:
    """List the subscribers, oldest first."""
    from infra.cli.stack import connect

    found = connect(stack, local=local).subscribers.all()
    rows = [subscriber.model_dump(mode="json" if as_json else "python") for subscriber in found]
    print_rows(rows, "subscribers", ("id", "name", "created"), as_json=as_json)
