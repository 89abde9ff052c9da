"""Hold what the elements of an opening's frame say: a place, a day, an agency, wires."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from shared.cleaning.names import Wire


class Setting(NamedTuple):
    """Hold what reading a dateline depends on: the language, the reference date, a mark before."""

    language: str
    received: date
    marked: bool = False


class Stretch(NamedTuple):
    """Hold a text and the part `[start, end)` of it that is read."""

    text: str
    start: int
    end: int

    def after(self, at: int) -> Stretch:
        """Return what is left behind a position."""
        return self._replace(start=at)


class Reading(NamedTuple):
    """Hold what an element says.

    `enclosed` means that its own brackets make it a dateline, `dated_fully` that its date has a
    year.
    """

    place: str | None = None
    day: date | None = None
    agency: str | None = None
    wires: tuple[Wire, ...] = ()
    enclosed: bool = False
    dated_fully: bool = False

    def joined(self, further: Reading) -> Reading:
        """Add what a further element says; what is known already stays."""
        return Reading(
            self.place or further.place,
            self.day or further.day,
            self.agency or further.agency,
            self.wires + further.wires,
            self.enclosed or further.enclosed,
            self.dated_fully or further.dated_fully,
        )

    def contradicts(self, further: Reading) -> bool:
        """Say whether a further element says again what is known: then it belongs to the body."""
        return bool(
            (self.place and further.place)
            or (self.day and further.day)
            or (self.agency and further.agency)
        )
