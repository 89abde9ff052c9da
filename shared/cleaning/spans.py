"""Hold what a rule claims of a text."""

from typing import NamedTuple

from shared.records.fields import Segment, SegmentKind

BODY_RULE = "body"
"""The rule of what no other rule claims."""

NOISE_RULE = "noise.invisible"
"""The rule of what no other rule claims and no reader can see."""


class Span(NamedTuple):
    """Hold a stretch `[start, end)` of the text that a rule claims as one kind of part."""

    kind: SegmentKind
    start: int
    end: int
    rule: str

    def cut_from(self, text: str) -> Segment:
        """Make the segment of the record."""
        stretch = text[self.start : self.end]
        return Segment(kind=self.kind, text=stretch, start=self.start, end=self.end, rule=self.rule)
