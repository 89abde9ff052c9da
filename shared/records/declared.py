"""Define what a drop says about its release beside the text."""

from shared.records.fields import (
    Contact,
    Dateline,
    Identifier,
    Organisation,
    ReleaseStatus,
    Sector,
    Ticker,
)
from shared.records.record import Moment, Record


class Declared(Record):
    """Hold declared metadata, each part absent unless it was declared.

    Of an embargo line one field is set: its time, the text whose time cannot be read, or that it
    is lifted. `sectors` holds labels or codes of front matter; `subjects` holds what a structured
    format codes; `place` and `country` are where the story comes from, with or without a dateline;
    `version` is its own count of versions, `url` where the story is published and `rights` its
    terms. `ignored` names the keys that nobody knows, or whose values cannot be read.
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
    version: str | None = None
    summary: str | None = None
    byline: str | None = None
    dateline: Dateline | None = None
    place: str | None = None
    country: str | None = None
    subjects: tuple[Sector, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    tickers: tuple[Ticker, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    contacts: tuple[Contact, ...] = ()
    wires: tuple[str, ...] = ()
    urgency: int | None = None
    url: str | None = None
    rights: str | None = None
    ignored: tuple[str, ...] = ()

    @property
    def speaks_of_embargo(self) -> bool:
        """Tell whether an embargo was declared, in whatever way."""
        return self.embargo_lifted or bool(self.embargo or self.embargo_unreadable)
