"""Remember the sketches of texts in memory."""

from collections.abc import Sequence

from shared.records.near_copies import Sketched
from tests.fakes.stored import stored

HASHES = 8


class InMemoryNearCopies:
    """Remember what texts are like: for each hash the last text that has it."""

    def __init__(self) -> None:
        self._last: dict[int, Sketched] = {}

    def like(self, sketch: Sequence[int]) -> tuple[Sketched, ...]:
        """Return late texts that have some of a sketch's smallest hashes, oldest first."""
        found = {self._last[number] for number in sketch[:HASHES] if number in self._last}
        return tuple(sorted(found, key=lambda each: (each.at, each.release)))

    def note(self, text: Sketched) -> None:
        """Remember a text."""
        self._last |= dict.fromkeys(text.sketch[:HASHES], stored(text))
