"""Define a cleaned release: what `polywire clean` prints and the archive keeps."""

from typing import Literal

from pydantic import Field

from shared.records.declared import Declared
from shared.records.fields import (
    Contact,
    Dateline,
    Genre,
    Identifier,
    Organisation,
    ReleaseStatus,
    Sector,
    Segment,
    Slug,
    SourceFile,
    Ticker,
)
from shared.records.record import Moment, Record


class CleanedRelease(Record):
    """Hold a release in its parts; every character of the text is in exactly one segment.

    `detected_language` is what detection says where the declared language is another. Of an
    embargo line whose time cannot be read, `embargo_text` alone is set. `declared` is what came
    beside the text; where it and the text tell of one thing, the field holds what was declared.
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
    embargo_text: str | None = None
    slug: Slug | None = None
    status: ReleaseStatus = ReleaseStatus.USABLE
    is_release: bool = True
    genre: Genre = Genre.RELEASE
    declared: Declared = Declared()
    segments: tuple[Segment, ...]
    fixes: tuple[str, ...] = ()
