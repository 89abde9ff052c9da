"""Let text flow out of marked-up content: one piece a block, one line a row of a table."""

import re
from functools import cache
from typing import NamedTuple

from shared.languages.tables import load_table

_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_SPACES = re.compile(r" {2,}")
_APART = re.compile(r"\n\s*\n")
_BETWEEN_CELLS = " | "


class Piece(NamedTuple):
    """Hold the text of one block and the name of the element that it stood in."""

    text: str
    element: str


class Flow:
    r"""Collect pieces while a walker enters elements, passes text and leaves elements again.

    Every `enter` needs its `leave`. White space is collapsed outside preformatted text, two line
    breaks part a block; what scripts, styles and embedded media hold is dropped.

    >>> flow = Flow()
    >>> flow.enter("p"); flow.text("Ferries\n  resume."); flow.leave()
    >>> flow.pieces()
    (Piece(text='Ferries resume.', element='p'),)
    """

    def __init__(self) -> None:
        self._open: list[tuple[str, str]] = []
        self._texts: list[str] = []
        self._element = ""
        self._sinks: list[list[Piece]] = [[]]
        self._rows: list[list[list[Piece]]] = []
        self._skipped = 0
        self._preformatted = 0

    def enter(self, name: str) -> None:
        """Enter an element, named in lower case and without prefix."""
        role = self._role(name)
        self._open.append((self._element, role))
        if role == "skip":
            self._skipped += 1
        elif role == "line":
            self._texts.append("\n")
        elif role:
            self._end_piece()
            self._element = name
        self._begin(role)

    def text(self, text: str) -> None:
        """Pass text of the element that is open."""
        if not self._skipped:
            self._texts.append(text if self._preformatted else _SPACE.sub(" ", text))

    def leave(self) -> None:
        """Leave the element that was entered last."""
        element, role = self._open.pop()
        if role == "skip":
            self._skipped -= 1
        elif role and role != "line":
            self._end_piece()
            self._finish(role)
            self._element = element

    def pieces(self) -> tuple[Piece, ...]:
        """End the last piece and return them all."""
        self._end_piece()
        return tuple(self._sinks[0])

    def _role(self, name: str) -> str:
        role = roles_of_elements().get(name, "")
        if self._skipped:
            return "skip"
        if role == "cell" and len(self._rows) < len(self._sinks):
            return "block"
        return role

    def _begin(self, role: str) -> None:
        if role == "row":
            self._rows.append([])
        elif role == "cell":
            self._sinks.append([])
        elif role == "pre":
            self._preformatted += 1

    def _finish(self, role: str) -> None:
        if role == "row":
            self._sinks[-1] += _joined(self._rows.pop())
        elif role == "cell":
            self._rows[-1].append(self._sinks.pop())
        elif role == "pre":
            self._preformatted -= 1

    def _end_piece(self) -> None:
        if not self._texts:
            return
        whole = "".join(self._texts)
        self._texts.clear()
        if "  " in whole and not self._preformatted:
            whole = _SPACES.sub(" ", whole)
        for part in _APART.split(whole) if "\n" in whole else (whole,):
            lines = part.split("\n")
            trim = str.rstrip if self._preformatted else str.strip
            if text := "\n".join(map(trim, lines)).strip():
                self._sinks[-1].append(Piece(text, self._element))


@cache
def roles_of_elements() -> dict[str, str]:
    """Map the names of elements to their roles; an element without one is part of a line.

    >>> roles_of_elements()["li"], roles_of_elements().get("em")
    ('block', None)
    """
    roles: dict[str, list[str]] = load_table(__file__, "elements")["roles"]
    return {name: role for role, names in roles.items() for name in names}


def _joined(cells: list[list[Piece]]) -> list[Piece]:
    """Write a row as one line, unless a cell holds several blocks: then the table is a layout."""
    if any(len(cell) > 1 for cell in cells):
        return [piece for cell in cells for piece in cell]
    text = _BETWEEN_CELLS.join(piece.text for cell in cells for piece in cell)
    return [Piece(text, "tr")] if text else []
