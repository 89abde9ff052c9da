"""Clean files into releases without any cloud: `polywire clean`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.cleaned_files import Cleaned, Fault, clean_file, files_in
from infra.cli.printing import isolated, note

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_EXCERPT = 60
MANY = 20
"""The number of files from which a summary is told at the end."""


def clean(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Releases as they came, or folders.")
    ],
    *,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", file_okay=False, help="Write a <stem>.json per file here."),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell on stderr which rule made each segment.")
    ] = False,
    received: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="Completes dates without a year; else the day of publication or last change does.",
        ),
    ] = None,
) -> None:
    """Clean releases: typed segments, headline, dateline, body and what else was read, as JSON.

    A file that cannot be read is told of on stderr as `{"file", "error", "reason"}`, the others
    are still done, and the exit code is 1. A feed becomes one document per release.

    Example: `polywire clean budget.ar.txt --out cleaned --received 2024-04-01`
    """
    day = received.date() if received else None
    _make(out)
    found = files_in(files)
    faults, releases, started = 0, 0, monotonic()
    written: dict[str, Path] = {}
    with progress_of(len(found)) as advance:
        for file in found:
            for each in clean_file(file, day):
                told = _refuse_twin(each, written) if out else each
                told = write(told, out) if isinstance(told, Cleaned) else told
                if isinstance(told, Fault):
                    note(told.told())
                    faults += 1
                    continue
                releases += 1
                if explain:
                    note(explanation(told))
            advance()
    if len(found) >= MANY:
        note(summary(len(found), releases, faults, monotonic() - started))
    if faults:
        raise typer.Exit(1)


def _make(out: Path | None) -> None:
    try:
        if out:
            out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        note(f"polywire: error: {out} cannot be made: {error.strerror}; name another folder")
        raise typer.Exit(1) from error


def _refuse_twin(each: Cleaned | Fault, written: dict[str, Path]) -> Cleaned | Fault:
    """Refuse a release whose document would take the place of another's."""
    if isinstance(each, Fault):
        return each
    twin = written.setdefault(each.stem, each.file)
    if twin is each.file:
        return each
    detail = f"{each.file} and {twin} would both be {each.stem}.json: clean them apart"
    return Fault(each.file, detail, "same_name")


@contextmanager
def progress_of(files: int) -> "Iterator[Callable[[], None]]":
    """Show on a terminal how many files are done and how fast it goes; elsewhere nothing."""
    if files < MANY or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    rate = "{task.description}"
    columns = (BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    started = monotonic()
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task("", total=files)

        def advance() -> None:
            done = shown.tasks[0].completed + 1
            speed = done / max(monotonic() - started, 1e-9)
            shown.update(task, advance=1, description=f"{speed:.0f} files/s")

        yield advance


def summary(files: int, releases: int, faults: int, seconds: float) -> str:
    """Say how many files there were, what came of them and how fast it went.

    >>> summary(1000, 998, 4, 2.0)
    '1,000 files: 998 releases, 4 refused, 2.0 s, 500 files/s'
    """
    return (
        f"{files:,} files: {releases:,} releases, {faults:,} refused, "
        f"{seconds:.1f} s, {files / max(seconds, 1e-9):.0f} files/s"
    )


def write(cleaned: Cleaned, out: Path | None) -> Cleaned | Fault:
    """Write a document: one file in a folder, or one line on stdout, where a person sees more.

    Return the fault where the file cannot be written, as with a name that is too long.
    """
    spread = 2 if out or sys.stdout.isatty() else None
    text = cleaned.release.model_dump_json(by_alias=True, indent=spread) + "\n"
    if out is None:
        sys.stdout.write(text)
        return cleaned
    try:
        (out / f"{cleaned.stem}.json").write_text(text, encoding="utf-8")
    except OSError as error:
        detail = f"{cleaned.stem}.json cannot be written to {out}: {error.strerror}"
        return Fault(cleaned.file, f"{detail}; rename the file or free the folder", "unwritten")
    return cleaned


def explanation(cleaned: Cleaned) -> str:
    """List the segments of a release with the rule behind each, and the fixes of its text."""
    release = cleaned.release
    lines = [f"{cleaned.file}: {release.language}, {len(release.segments)} segments"]
    for segment in release.segments:
        place = f"{segment.start:>6}–{segment.end:<6}"
        excerpt = isolated(" ".join(segment.text.split())[:LONGEST_EXCERPT])
        lines.append(f"  {place} {segment.kind:<12} {segment.rule:<28} {excerpt}")
    lines += [f"  fixed: {fix}" for fix in release.fixes]
    return "\n".join(lines)
