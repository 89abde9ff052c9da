"""Define what is remembered of a text, so that its copies are known."""

from shared.records.record import Moment, Record


class Sketched(Record):
    """Hold the sketch of a release's text, when the text came and what it is a copy of."""

    release: str
    sketch: tuple[int, ...]
    at: Moment
    copies: tuple[str, ...] = ()
