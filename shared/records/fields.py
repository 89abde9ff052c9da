"""Define the parts and fields of a release that what declares and what is found share."""

import datetime as dt
from enum import StrEnum

from shared.records.record import Record


class SegmentKind(StrEnum):
    """Name the part of a release that a segment is."""

    HEADLINE = "headline"
    SUBHEADLINE = "subheadline"
    BYLINE = "byline"
    WIRE_MARK = "wire_mark"
    DATELINE = "dateline"
    BODY = "body"
    DISCLAIMER = "disclaimer"
    SECTORS = "sectors"
    ABOUT = "about"
    CONTACT = "contact"
    SOURCE = "source"
    COPYRIGHT = "copyright"
    END = "end"
    NOISE = "noise"


class ReleaseStatus(StrEnum):
    """Say whether a version may be used, in the words of ninjs's `pubstatus`."""

    USABLE = "usable"
    CANCELED = "canceled"


class Segment(Record):
    """Hold one stretch `[start, end)` of the text, in characters, and the rule behind it."""

    kind: SegmentKind
    text: str
    start: int
    end: int
    rule: str


class SourceFile(Record):
    """Say what the release was read from."""

    format: str
    encoding: str
    bytes: int


class Dateline(Record):
    """Hold the dateline as it stood and what it says; `agency` is the original news agency."""

    text: str
    place: str | None = None
    country: str | None = None
    date: dt.date | None = None
    agency: str | None = None


class Sector(Record):
    """Hold a sector as it stood, with its code where the mapping is certain."""

    label: str
    code: str | None = None


class Ticker(Record):
    """Hold a listed symbol with its exchange."""

    exchange: str
    symbol: str


class Identifier(Record):
    """Hold a security's identifier such as an ISIN or a WKN."""

    scheme: str
    value: str


class Organisation(Record):
    """Name an organisation that the release is about."""

    name: str


class Contact(Record):
    """Hold somebody to contact about the release."""

    name: str | None = None
    role: str | None = None
    email: str | None = None
    phone: str | None = None
    url: str | None = None


class Genre(StrEnum):
    """Say what a text is: an issuer's own release, an agency's report or a medium's piece."""

    RELEASE = "release"
    DISPATCH = "dispatch"
    EDITORIAL = "editorial"


class SlugKind(StrEnum):
    """Name what a slug above a story says of it."""

    CORRECTION = "correction"
    UPDATE = "update"
    WITHDRAWAL = "withdrawal"
    LEAD = "lead"
    REFILE = "refile"


class Slug(Record):
    """Hold the slug that says a story corrects, updates, withdraws or leads another."""

    kind: SlugKind
    text: str
