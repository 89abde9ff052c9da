"""Define the messages between the stages: the queues carry these and nothing else."""

from pydantic import Field

from shared.records.record import Moment, Record


class TranslateTask(Record):
    """Ask for one rendition of a version."""

    release: str
    version: int = Field(ge=1)
    language: str


class FanoutTask(Record):
    """Ask for a rendition's way to every shard of its language."""

    release: str
    version: int = Field(ge=1)
    language: str
    revision: int = Field(ge=1)


class DeliverTask(Record):
    """Ask for one revision to go to one shard; `body` names the webhook in the archive.

    Who was active before `fanned_out` is eligible.
    """

    release: str
    version: int = Field(ge=1)
    language: str
    revision: int = Field(ge=1)
    shard: str
    body: str
    fanned_out: Moment


class RetryTask(Record):
    """Hint that an open delivery may be due; the item in the table is the truth."""

    endpoint: str
    release: str
    language: str
