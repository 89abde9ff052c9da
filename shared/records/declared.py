"""Define what a drop says about its release beside the text."""

from shared.records.cleaned import ReleaseStatus
from shared.records.record import Moment, Record


class Declared(Record):
    """Hold declared metadata, each part absent unless it was declared.

    Of an embargo line one field is set: its time, the text whose time cannot be read, or that it
    is lifted. `ignored` names the keys that nobody knows, or whose values cannot be read.
    """

    id: str | None = None
    language: str | None = None
    status: ReleaseStatus | None = None
    embargo: Moment | None = None
    embargo_unreadable: str | None = None
    embargo_lifted: bool = False
    published: Moment | None = None
    source: str | None = None
    sectors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    supersedes: str | None = None
    ignored: tuple[str, ...] = ()

    @property
    def speaks_of_embargo(self) -> bool:
        """Tell whether an embargo was declared, in whatever way."""
        return self.embargo_lifted or bool(self.embargo or self.embargo_unreadable)
