"""Take a drop in: read it and hand it on under the name that it has or declares."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from functions.intake.asking import Asking
from functions.intake.beginning import Beginning
from functions.intake.incoming import Incoming
from functions.intake.reading import read_drop
from functions.intake.recording import Recorder
from functions.intake.taking import Arrival, Result, Taking
from shared.errors import Conflict, DropGone
from shared.ports import Archive, Clock, Drops, Embargoes, Outbox, Releases, Subscriptions
from shared.reading.identity import identify
from shared.records.identity import Identity
from shared.records.release import Drop

TRIES = 5
"""How often a drop is decided anew where other texts of its family come in at the same time.

The message would come again by itself, but minutes later: too late to go out with the family.
"""


@dataclass(frozen=True, kw_only=True)
class Intake:
    """Hold what taking in a drop needs.

    `prefix` is the part of every key before the source; `settle` is how far apart the texts of a
    family may come.
    """

    archive: Archive
    drops: Drops
    releases: Releases
    subscriptions: Subscriptions
    embargoes: Embargoes
    outbox: Outbox
    clock: Clock
    prefix: str
    settle: timedelta

    def take_in(self, drop: Drop) -> Result:
        """Record a drop as what it is for its release, and ask for the renditions it causes.

        The same event asks again, since a crash may have been between record and message; an
        event that is older than what is known, or brings nothing new, does nothing.
        """
        by_key = identify(drop.key, self.prefix)
        incoming = self._read(drop, by_key)
        arrival = Arrival(drop, incoming, self._identity(drop, incoming, by_key))
        taking = self._taking()
        for _ in range(TRIES - 1):
            with suppress(Conflict):
                return taking.take(arrival)
        return taking.take(arrival)

    def _read(self, drop: Drop, identity: Identity) -> Incoming | None:
        """Read a drop; None where its object is gone, which matters only if it is new."""
        try:
            return read_drop(drop, self.drops.fetch(drop), identity.name)
        except DropGone:
            return None

    def _identity(self, drop: Drop, incoming: Incoming | None, by_key: Identity) -> Identity:
        """Return the identity that a drop declares, else the one by its key.

        A declared name is noted first, so that the event finds its release without the object.
        """
        if incoming is None:
            name = self.releases.declared_name(by_key, drop)
            return by_key.called(name) if name else by_key
        name = incoming.declared.id
        if not name or name == by_key.name:
            return by_key
        self.releases.note_declared(by_key, drop, name)
        return by_key.called(name)

    def _taking(self) -> Taking:
        wanted = self.subscriptions.languages()
        recorder = Recorder(
            archive=self.archive, releases=self.releases, clock=self.clock, wanted=wanted
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
            drops=self.drops,
            releases=self.releases,
            recorder=recorder,
            asking=asking,
            beginning=beginning,
            settle=self.settle,
        )
