"""Define what is remembered of a text, so that its copies are known."""

from shared.records.record import Moment, Record


class Sketched(Record):
    """Hold the sketch of a release's text and when the text came."""

    release: str
    sketch: tuple[int, ...]
    at: Moment
