"""Define a rendition: one version of a release in one distribution language."""

from enum import StrEnum
from typing import Any

from pydantic import Field

from shared.records.fields import ReleaseStatus
from shared.records.record import Moment, Record


class FieldStatus(StrEnum):
    """Say where the text of a field comes from."""

    SUPPLIED = "supplied"
    MEMORY = "memory"
    MACHINE = "machine"
    LEXICON = "lexicon"
    VERBATIM = "verbatim"
    PENDING = "pending"


class FieldOrigin(Record):
    """Say how one field came about and in which language its text is."""

    status: FieldStatus
    language: str
    engine: str | None = None


class Rendition(Record):
    """Hold one version in one language; `item` is its ninjs 2.2 form."""

    release: str
    version: int = Field(ge=1)
    revision: int = Field(ge=1)
    language: str
    source_language: str
    status: ReleaseStatus
    languages: tuple[str, ...]
    created: Moment
    translation: dict[str, FieldOrigin]
    item: dict[str, Any]
    supersedes: str | None = None
    similar_to: tuple[str, ...] = ()

    @staticmethod
    def document_name(release: str, language: str, revision: int) -> str:
        """Name a rendition's document in the archive."""
        return f"renditions/{release}/{language}/{revision:05}.json"


class Basis(Record):
    """Say what a rendition is made of: a version, and a human's text where there is one (else 0).

    Later in either is later.
    """

    version: int = Field(ge=1)
    supplied: int = Field(default=0, ge=0)

    @property
    def order(self) -> str:
        """Write the basis so that text order is its order.

        >>> Basis(version=2).order < Basis(version=2, supplied=1).order < Basis(version=10).order
        True
        """
        return f"{self.version:05}.{self.supplied:05}"


class RenditionRecord(Record):
    """Hold what the table keeps of a rendition; the rendition lies in the archive."""

    release: str
    version: int = Field(ge=1)
    revision: int = Field(ge=1)
    language: str
    document: str
    created: Moment
    translation: dict[str, FieldOrigin]
