"""Define a rendition: one version of a release in one distribution language."""

from enum import StrEnum
from typing import Any

from pydantic import Field

from shared.records.cleaned import ReleaseStatus
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


class RenditionRecord(Record):
    """Hold what the table keeps of a rendition; the rendition lies in the archive."""

    release: str
    version: int = Field(ge=1)
    revision: int = Field(ge=1)
    language: str
    document: str
    created: Moment
    translation: dict[str, FieldOrigin]
