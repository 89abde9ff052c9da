"""Remember the sketches of texts in the table, under a few of their hashes."""

from collections.abc import Sequence
from datetime import timedelta

from shared.adapters.dynamo_items import Key, from_item, key_of, to_item
from shared.adapters.dynamo_table import DynamoTable
from shared.records.near_copies import Sketched

HASHES = 8
"""The hashes of a sketch that a text is found by; of two near-copies at least four are the same."""
KEPT = timedelta(days=30)


class DynamoNearCopies:
    """Keep one item per hash: the last text that has it. Copies form a chain, each to the last."""

    def __init__(self, table: DynamoTable) -> None:
        self._table = table

    def like(self, sketch: Sequence[int]) -> tuple[Sketched, ...]:
        """Return the texts that are the last ones to have one of the smallest hashes."""
        items = self._table.get_all(map(_key, sketch[:HASHES]))
        found = dict.fromkeys(from_item(Sketched, item) for item in items)
        return tuple(sorted(found, key=lambda each: (each.at, each.release)))

    def note(self, text: Sketched) -> None:
        """Remember a text for 30 days."""
        expires = int((text.at + KEPT).timestamp())
        self._table.put_all(
            to_item(_key(number), text, expires=expires) for number in text.sketch[:HASHES]
        )


def _key(number: int) -> Key:
    return key_of("sketch", f"{number:08x}"), "last"
