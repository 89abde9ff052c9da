"""Clean files one after another, each by itself: what comes of it, or why it cannot be read."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shared.errors import UnreadableDrop

if TYPE_CHECKING:
    from shared.reading.drops import ReadText
    from shared.records.cleaned import CleanedRelease


class Fault(NamedTuple):
    """Say which file cannot be read as a release, and why."""

    file: Path
    error: str
    reason: str

    def told(self) -> str:
        """Write it as JSON; a file name that is no Unicode is escaped.

        >>> Fault(Path("ر.txt"), "it is empty", "empty").told()
        '{"file": "ر.txt", "error": "it is empty", "reason": "empty"}'
        """
        fault = {"file": str(self.file), "error": self.error, "reason": self.reason}
        text = json.dumps(fault, ensure_ascii=False)
        return json.dumps(fault) if any("\ud800" <= each <= "\udfff" for each in text) else text


class Cleaned(NamedTuple):
    """Hold one release of a file; `number` counts those of a file that holds several."""

    file: Path
    release: "CleanedRelease"
    number: int | None = None

    @property
    def stem(self) -> str:
        """Name the document that holds it."""
        return self.file.stem if self.number is None else f"{self.file.stem}.{self.number}"


def files_in(paths: Sequence[Path]) -> list[Path]:
    """List the files that are named, and those in the folders that are, hidden ones aside."""
    return [file for path in paths for file in (_below(path) if path.is_dir() else (path,))]


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path


def clean_file(file: Path, received: date | None) -> Iterator[Cleaned | Fault]:
    """Read and clean one file.

    It was received when told; else when its release was published, or the file last changed.
    """
    from shared.reading.releases import read_releases

    try:
        content = file.read_bytes()
        changed = datetime.fromtimestamp(file.stat().st_mtime).astimezone().date()
        texts = read_releases(content, printable(file.name))
    except OSError as error:
        detail = f"{file} cannot be opened: {error.strerror}; check its path and its rights"
        yield Fault(file, detail, "unopened")
        return
    except UnreadableDrop as error:
        yield Fault(file, str(error), error.reason)
        return
    for number, text in enumerate(texts, start=1):
        published = text.declared.published
        day = received or (published.date() if published else changed)
        yield _clean(file, text, day, number=None if len(texts) == 1 else number)
        for place, refusal in text.refused:
            yield Fault(file, f"{place}: {refusal}", refusal.reason)


def _clean(file: Path, text: "ReadText", day: date, *, number: int | None) -> Cleaned | Fault:
    from shared.cleaning.clean import clean
    from shared.reading.keys import language_of_key

    name, language = language_of_key(printable(file.name))
    declared = text.declared
    try:
        release = clean(
            text,
            id=declared.id or (name if number is None else f"{name}.{number}"),
            received=day,
            language=declared.language or language,
        )
    except UnreadableDrop as error:
        return Fault(file, str(error), error.reason)
    return Cleaned(file, release, number)


def printable(name: str) -> str:
    r"""Write a file name that is no Unicode with a mark for each byte that is none.

    >>> printable("budget\udcff.txt")
    'budget\ufffd.txt'
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
