"""Print for people: tables and moments on stdout, troubles on stderr; and JSON for programs."""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from shared.errors import Misconfigured, PolywireError, Retry

if TYPE_CHECKING:
    from rich.console import Console

WIDTH_IN_A_PIPE = 200
IN_ONE_PIECE = ("id", "release", "endpoint")
"""Columns that people copy from: never broken."""
SURROGATE = re.compile(r"[\ud800-\udfff]")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


def console() -> "Console":
    """Return a console on stdout: colours on a terminal only, wide enough for tables in a pipe."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else WIDTH_IN_A_PIPE
    return Console(file=sys.stdout, width=width, highlight=False)


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under a title; absent values are dashes, long ones go on in the next line."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, title_style="bold")
    cells = [["–" if value in (None, "") else str(value) for value in row] for row in rows]
    for place, column in enumerate(columns):
        longest = max((len(row[place]) for row in cells), default=0)
        whole = longest if column in IN_ONE_PIECE else None
        table.add_column(column, overflow="fold", min_width=whole)
    for row in cells:
        table.add_row(*map(Text, row))
    console().print(table)


def print_json(document: Any) -> None:
    """Print one JSON document on one line, readable in every script."""
    text = json.dumps(document, ensure_ascii=False)
    if SURROGATE.search(text):
        text = json.dumps(document)
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def print_rows(
    rows: Sequence[Mapping[str, Any]], title: str, columns: Sequence[str], *, as_json: bool
) -> None:
    """Print records as JSON lines, or the named fields of each as a table."""
    if as_json:
        for row in rows:
            print_json(row)
    elif rows:
        cells = [[shown(row.get(column)) for column in columns] for row in rows]
        print_table(title, [column.replace("_", " ") for column in columns], cells)
    else:
        note(f"no {title}")


def shown(value: object) -> object:
    """Turn a field into what a table shows: lists joined, moments local, text isolated.

    >>> shown(["ar", "ko"])
    'ar ko'
    """
    if isinstance(value, datetime):
        return local_iso(value)
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    return isolated(value) if isinstance(value, str) else value


def isolated(text: str) -> str:
    r"""Make a text that others wrote safe to print: control characters are marked, never obeyed.

    Text that is not ASCII keeps its direction to itself, so that right-to-left words do not move
    their neighbours.

    >>> isolated("plain \x1b[31m")
    'plain ?[31m'
    >>> [hex(ord(edge)) for edge in (isolated("نص")[0], isolated("نص")[-1])]
    ['0x2068', '0x2069']
    """
    harmless = CONTROL.sub("?", text)
    return harmless if text.isascii() else f"{FIRST_STRONG_ISOLATE}{harmless}{POP_ISOLATE}"


def local_iso(moment: datetime) -> str:
    """Write a moment as ISO 8601 in this machine's zone, to the second."""
    return moment.astimezone().isoformat(timespec="seconds")


def note(text: str) -> None:
    """Tell a person something that is not part of the output."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


@contextmanager
def progress(text: str) -> Iterator[None]:
    """Show on a terminal that something takes time; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(text):
        yield


def complain(error: PolywireError) -> None:
    """Say what went wrong and who has to do something about it."""
    advice = ""
    if isinstance(error, Retry):
        advice = " (nothing is wrong with the command: try again in a moment)"
    kind = "setup" if isinstance(error, Misconfigured) else "error"
    note(f"polywire: {kind}: {error}{advice}")
