"""Define the messages between the stages: the queues carry these and nothing else."""

from pydantic import Field

from shared.records.record import Moment, Record
from shared.records.release import Drop
from shared.records.rendition import RenditionRecord


class IntakeTask(Record):
    """Ask for the releases `[first, last)` of a drop to be taken in; all of them without `last`."""

    drop: Drop
    first: int = Field(default=0, ge=0)
    last: int | None = Field(default=None, ge=1)


class TranslateTask(Record):
    """Ask for the latest rendition in one language, of this version or a later one."""

    release: str
    version: int = Field(ge=1)
    language: str


class FanoutTask(Record):
    """Ask for a rendition's way to every shard of its language."""

    release: str
    version: int = Field(ge=1)
    language: str
    revision: int = Field(ge=1)

    @classmethod
    def of(cls, record: RenditionRecord) -> "FanoutTask":
        """Ask for what the table keeps of a rendition."""
        fields = {"release", "version", "language", "revision"}
        return cls(**record.model_dump(include=fields))


class DeliverTask(Record):
    """Ask for one revision to go to one shard; `body` names the webhook in the archive.

    Who was active before `fanned_out` is eligible; `parked` counts how often it was set aside.
    """

    release: str
    version: int = Field(ge=1)
    language: str
    revision: int = Field(ge=1)
    shard: str
    body: str
    fanned_out: Moment
    parked: int = Field(default=0, ge=0)


class RetryTask(Record):
    """Hint that an open delivery may be due; the item in the table is the truth."""

    endpoint: str
    release: str
    language: str
