"""Clean files into releases without any cloud: `polywire clean`."""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.printing import isolated, note
from shared.errors import UnreadableDrop

if TYPE_CHECKING:
    from shared.records.cleaned import CleanedRelease

LONGEST_EXCERPT = 60


def clean(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Releases as they came.")],
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
            help="Completes dates without a year; the day on which the file last changed.",
        ),
    ] = None,
) -> None:
    """Clean releases: typed segments, headline, dateline, body and what else was read, as JSON.

    A file that cannot be read is told of on stderr as `{"file", "error", "reason"}`, the others
    are still done, and the exit code is 1.

    Example: `polywire clean budget.ar.txt --out cleaned --received 2024-04-01`
    """
    day = received.date() if received else None
    if out:
        out.mkdir(parents=True, exist_ok=True)
    faults = 0
    for file, twin in with_twins(files):
        try:
            if out:
                refuse_twin(file, twin)
            release = cleaned(file, day)
        except UnreadableDrop as error:
            note(told({"file": str(file), "error": str(error), "reason": error.reason}))
            faults += 1
            continue
        write(release, file, out)
        if explain:
            note(explanation(release, file))
    if faults:
        raise typer.Exit(1)


def with_twins(files: Sequence[Path]) -> Iterator[tuple[Path, Path | None]]:
    """Pair each file with an earlier one of the same stem, if there is one."""
    seen: dict[str, Path] = {}
    for file in files:
        yield file, seen.get(file.stem)
        seen.setdefault(file.stem, file)


def refuse_twin(file: Path, twin: Path | None) -> None:
    """Raise UnreadableDrop where a file's document would take the place of another's."""
    if twin:
        detail = f"{file} and {twin} would both be {file.stem}.json: clean them apart"
        raise UnreadableDrop("same_name", detail)


def cleaned(file: Path, received: date | None) -> "CleanedRelease":
    """Read and clean one file, received when it last changed unless told otherwise.

    Raises UnreadableDrop where it is no release.
    """
    from shared.cleaning.clean import clean
    from shared.reading.drops import read

    try:
        content = file.read_bytes()
        changed = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    except OSError as error:
        detail = f"{file} cannot be opened: {error.strerror}; check its path and its rights"
        raise UnreadableDrop("unopened", detail) from error
    day = received or changed.date()
    return clean(read(content, file.name), id=name_of(file), received=day)


def name_of(file: Path) -> str:
    """Return the name by which a release goes: the stem without a suffix that names a language.

    >>> name_of(Path("in/budget.zh-Hans.txt")), name_of(Path("budget.v2.txt"))
    ('budget', 'budget.v2')
    """
    from shared.languages.tags import is_tag, nearest

    stem, dot, suffix = file.stem.rpartition(".")
    return stem if dot and stem and is_tag(suffix) and nearest(suffix) else file.stem


def write(release: "CleanedRelease", file: Path, out: Path | None) -> None:
    """Write a document: one file in a folder, or one line on stdout, where a person sees more."""
    spread = 2 if out or sys.stdout.isatty() else None
    text = release.model_dump_json(by_alias=True, indent=spread) + "\n"
    if out:
        (out / f"{file.stem}.json").write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


def explanation(release: "CleanedRelease", file: Path) -> str:
    """List the segments of a release with the rule behind each, and the fixes of its text."""
    lines = [f"{file}: {release.language}, {len(release.segments)} segments"]
    for segment in release.segments:
        place = f"{segment.start:>6}–{segment.end:<6}"
        excerpt = isolated(" ".join(segment.text.split())[:LONGEST_EXCERPT])
        lines.append(f"  {place} {segment.kind:<12} {segment.rule:<28} {excerpt}")
    lines += [f"  fixed: {fix}" for fix in release.fixes]
    return "\n".join(lines)


def told(fault: dict[str, str]) -> str:
    """Write a fault as JSON; file names that are no Unicode are escaped.

    >>> told({"file": "ر.txt"})
    '{"file": "ر.txt"}'
    """
    text = json.dumps(fault, ensure_ascii=False)
    return json.dumps(fault) if any("\ud800" <= each <= "\udfff" for each in text) else text
