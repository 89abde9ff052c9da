"""Assemble the command `polywire`."""

import sys
from io import TextIOWrapper
from typing import Any

import typer
from typer.core import TyperGroup

from infra.cli import (
    check_url,
    clean,
    delivery,
    demo,
    drop,
    endpoint,
    listen,
    release,
    score,
    subscriber,
    up,
)
from infra.cli.printing import complain
from shared.errors import PolywireError


class Commands(TyperGroup):
    """Turn the failures that Polywire names into a sentence on stderr and exit code 1."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except PolywireError as error:
            complain(error)
            raise typer.Exit(1) from error


app = typer.Typer(
    name="polywire",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Syndicate releases: a file in, signed webhooks in every distribution language out.",
    epilog="Start with `polywire demo`, or with `polywire up` and the other commands beside it.",
)
app.command("demo")(demo.demo)
app.command("up")(up.up)
app.command("drop")(drop.drop)
app.command("clean")(clean.clean)
app.add_typer(release.app, name="release")
app.add_typer(delivery.app, name="delivery")
app.add_typer(subscriber.app, name="subscriber")
app.add_typer(endpoint.app, name="endpoint")
app.command("score")(score.score)
app.command("listen")(listen.listen)
app.command("check-url")(check_url.check_url)


def main() -> None:
    """Run the command line and exit with 0 (done), 1 (failed or problems found) or 2 (usage)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()
