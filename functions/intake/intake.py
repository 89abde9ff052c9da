"""Take a drop in: read it and hand it on under the name that it has or declares."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from functions.intake.asking import Asking
from functions.intake.beginning import Beginning
from functions.intake.copies import Copies
from functions.intake.earlier import Earlier
from functions.intake.reading import Entry, entries_of
from functions.intake.recording import Recorder
from functions.intake.taking import Arrival, Result, Taking
from shared.errors import Conflict, DropGone, UnreadableDrop
from shared.ports import (
    Archive,
    Clock,
    Drops,
    Embargoes,
    NearCopies,
    Outbox,
    Releases,
    Subscriptions,
)
from shared.reading.bounds import ID_LENGTH
from shared.reading.identity import identify
from shared.records.identity import Identity
from shared.records.release import Drop
from shared.records.tasks import IntakeTask

PORTION = 25
"""The most releases of one drop that one worker takes in: a few seconds' work."""
TRIES = 5
"""How often a drop is decided anew where other texts of its family come in at the same time.

The message would come again by itself, but minutes later: too late to go out with the family.
"""


@dataclass(frozen=True)
class Refused:
    """Say which of a drop's releases cannot be read, and why."""

    name: str
    refusal: UnreadableDrop


@dataclass(frozen=True, kw_only=True)
class Intake:
    """Hold what taking in a drop needs.

    `prefix` is the part of every key before the source; `settle` is how far apart the texts of a
    family may come.
    """

    archive: Archive
    drops: Drops
    releases: Releases
    near_copies: NearCopies
    subscriptions: Subscriptions
    embargoes: Embargoes
    outbox: Outbox
    clock: Clock
    prefix: str
    settle: timedelta

    def take_in(self, task: IntakeTask) -> Iterator[Result | Refused]:
        """Record each release of a drop as what it is, and ask for the renditions it causes.

        The same event asks again, since a crash may have been between record and message; an
        event that is older than what is known, or brings nothing new, does nothing. A release that
        cannot be read is refused by itself; raise UnreadableDrop where it is the only one. A drop
        of many releases is taken in by several workers at once.
        """
        drop = task.drop
        by_key = identify(drop.key, self.prefix)
        entries = self._read(drop)
        if entries is None:
            yield self._take(self._taking(), Arrival(drop, None, self._noted(drop, by_key)))
        elif task.last is None and len(entries) > PORTION:
            self.outbox.send(portions(drop, len(entries)))
        else:
            taking = self._taking()
            for entry in entries[task.first : task.last]:
                yield self._take_entry(taking, entry, by_key, alone=len(entries) == 1)

    def _read(self, drop: Drop) -> tuple[Entry, ...] | None:
        """Read a drop; None where its object is gone, which matters only if it is new."""
        try:
            return entries_of(drop, self.drops.fetch(drop))
        except DropGone:
            return None

    def _take_entry(
        self, taking: Taking, entry: Entry, by_key: Identity, *, alone: bool
    ) -> Result | Refused:
        try:
            incoming = entry.read(by_key.name)
        except UnreadableDrop as refusal:
            if alone:
                raise
            return Refused((entry.id or by_key.name)[:ID_LENGTH], refusal)
        identity = self._declared(entry.drop, entry.id, by_key, alone=alone)
        return self._take(taking, Arrival(entry.drop, incoming, identity))

    def _take(self, taking: Taking, arrival: Arrival) -> Result:
        for _ in range(TRIES - 1):
            with suppress(Conflict):
                return taking.take(arrival)
        return taking.take(arrival)

    def _noted(self, drop: Drop, by_key: Identity) -> Identity:
        """Return the identity that a drop declared when its object was there."""
        name = self.releases.declared_name(by_key, drop)
        return by_key.called(name) if name else by_key

    def _declared(self, drop: Drop, name: str | None, by_key: Identity, *, alone: bool) -> Identity:
        """Return the identity that a release declares, else the one by its key.

        A declared name is noted first, so that the event finds its release without the object.
        """
        if not name or name == by_key.name:
            return by_key
        if alone:
            self.releases.note_declared(by_key, drop, name)
        return by_key.called(name)

    def _taking(self) -> Taking:
        wanted = self.subscriptions.languages()
        copies = Copies(near_copies=self.near_copies, releases=self.releases, clock=self.clock)
        recorder = Recorder(
            archive=self.archive,
            releases=self.releases,
            copies=copies,
            clock=self.clock,
            wanted=wanted,
        )
        asking = Asking(
            releases=self.releases,
            embargoes=self.embargoes,
            outbox=self.outbox,
            clock=self.clock,
            settle=self.settle,
            wanted=wanted,
        )
        beginning = Beginning(
            releases=self.releases, recorder=recorder, asking=asking, settle=self.settle
        )
        return Taking(
            earlier=Earlier(self.drops),
            releases=self.releases,
            recorder=recorder,
            asking=asking,
            beginning=beginning,
            settle=self.settle,
        )


def portions(drop: Drop, releases: int) -> list[IntakeTask]:
    """Cut a drop of many releases into tasks of a few.

    >>> from datetime import UTC, datetime
    >>> drop = Drop(bucket="drops", key="drop/wire/feed.xml", at=datetime(2024, 4, 1, tzinfo=UTC))
    >>> [(task.first, task.last) for task in portions(drop, 60)]
    [(0, 25), (25, 50), (50, 60)]
    """
    return [
        IntakeTask(drop=drop, first=first, last=min(first + PORTION, releases))
        for first in range(0, releases, PORTION)
    ]
