"""Define a cleaned release: what `polywire clean` prints and the archive keeps."""

import datetime as dt
from enum import StrEnum
from typing import Literal

from pydantic import Field

from shared.records.record import Moment, Record


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


class CleanedRelease(Record):
    """Hold a release in its parts; every character of the text is in exactly one segment.

    `detected_language` is what detection says where the declared language is another.
    """

    schema_: Literal["polywire/cleaned/1"] = Field("polywire/cleaned/1", alias="schema")
    id: str
    version_key: str
    language: str
    script: str
    direction: Literal["ltr", "rtl"]
    language_confidence: float
    detected_language: str | None = None
    source: SourceFile
    headline: str
    subheadline: str | None = None
    byline: str | None = None
    summary: str | None = None
    body: tuple[str, ...]
    wires: tuple[str, ...] = ()
    dateline: Dateline | None = None
    sectors: tuple[Sector, ...] = ()
    distribution_languages: tuple[str, ...] = ()
    tickers: tuple[Ticker, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    contacts: tuple[Contact, ...] = ()
    embargo: Moment | None = None
    status: ReleaseStatus = ReleaseStatus.USABLE
    is_release: bool = True
    segments: tuple[Segment, ...]
    fixes: tuple[str, ...] = ()
