"""Define the options that several commands share."""

from typing import Annotated

import typer

StackName = Annotated[
    str | None,
    typer.Option("--stack", metavar="NAME", help="The deployed stack, with your AWS credentials."),
]
Local = Annotated[
    bool,
    typer.Option("--local", help="The local cloud of this folder; the default where one runs."),
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on stdout instead of a table.")]
