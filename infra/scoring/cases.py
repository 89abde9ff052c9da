"""Read cases: a JSON header, a line `---`, and a text whose parts are marked with their kinds."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from shared.records.fields import SegmentKind

SUFFIX = ".case"
_APART = "\n---\n"
_MARK = re.compile(r"⟦(\w+)⟧")


class BadCaseError(ValueError):
    """A file is no case; the message says where and what to mend."""


class Part(NamedTuple):
    """Hold a stretch of a case's text and the kind that it truly is."""

    kind: SegmentKind
    text: str


class Case(NamedTuple):
    """Hold a text as it was dropped, taken apart as a person would, and the fields it holds."""

    name: str
    kind: str
    received: date
    expected: dict[str, Any]
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """Return the text as it was dropped."""
        return "".join(part.text for part in self.parts)

    @property
    def language(self) -> str:
        """Return the language that it is in."""
        return str(self.expected["language"])


def cases_in(folders: list[Path]) -> Iterator[Case]:
    """Read every case below some folders, or single files; raises BadCaseError."""
    for folder in folders:
        files = sorted(folder.rglob(f"*{SUFFIX}")) if folder.is_dir() else [folder]
        yield from map(read_case, files)


def read_case(file: Path) -> Case:
    """Read one case; raises BadCaseError."""
    header, apart, text = file.read_text(encoding="utf-8").partition(_APART)
    if not apart:
        raise BadCaseError(f"{file}: no line `---` between the header and the text")
    try:
        told = json.loads(header)
        return Case(
            name=str(file),
            kind=told["kind"],
            received=date.fromisoformat(told["received"]),
            expected=dict(told["expected"]),
            parts=parts_of(text),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BadCaseError(f"{file}: {type(error).__name__}: {error}; mend the case") from error


def parts_of(marked: str) -> tuple[Part, ...]:
    r"""Take a marked text apart; the white space at its end belongs to no part.

    >>> [part.text for part in parts_of("⟦headline⟧Ferries resume\n⟦body⟧The harbour.\n")]
    ['Ferries resume\n', 'The harbour.']
    """
    pieces = _MARK.split(marked.rstrip())
    if pieces[0].strip():
        raise BadCaseError("the text has to begin with a mark such as ⟦headline⟧")
    return tuple(
        Part(SegmentKind(kind), text) for kind, text in zip(pieces[1::2], pieces[2::2], strict=True)
    )
