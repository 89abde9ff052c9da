"""Collect what the parts of an opening are and say."""

from __future__ import annotations

from typing import NamedTuple

from shared.cleaning.opening.embargoes import EmbargoLine
from shared.cleaning.spans import Span
from shared.records.fields import Dateline, Slug


class Taken(NamedTuple):
    """Hold spans of the opening, in order, and what they say; what came first counts."""

    spans: tuple[Span, ...] = ()
    wires: tuple[str, ...] = ()
    dateline: Dateline | None = None
    slug: Slug | None = None
    embargo: EmbargoLine | None = None

    def and_then(self, further: Taken) -> Taken:
        """Add what stands behind; a dateline keeps its place and gets what only the other says."""
        return Taken(
            self.spans + further.spans,
            tuple(dict.fromkeys((*self.wires, *further.wires))),
            _together(self.dateline, further.dateline),
            self.slug or further.slug,
            self.embargo or further.embargo,
        )


def _together(first: Dateline | None, then: Dateline | None) -> Dateline | None:
    """Complete a date that stands alone by the dateline below, which says where."""
    if first is None or then is None:
        return first or then
    if first.place:
        return first
    stated = then.model_dump(exclude_none=True)
    return first.model_copy(update=stated)
