"""Take a drop in: read it, decide what it is, record it, ask for the renditions it causes."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import islice

from functions.intake.decision import (
    AnotherStory,
    Incoming,
    NextSuppliedText,
    NextVersion,
    Unchanged,
    decide,
    is_stale,
    recorded_for,
)
from functions.intake.reading import read_drop
from functions.intake.recording import Recorder
from shared.errors import Conflict, DropGone, Reject
from shared.ports import Clock, Drops, Embargoes, Outbox, Releases, Subscriptions
from shared.reading.identity import identify
from shared.reading.keys import language_of_key
from shared.records.identity import Identity
from shared.records.release import CLOCKS_APART, Drop, Embargo, History, SuppliedText, Version
from shared.records.tasks import TranslateTask

LOOKED_BACK = 20
"""How many older versions of an object are read in search of an embargo."""
TRIES = 5
"""How often a drop is decided anew where other texts of its family come in at the same time.

The message would come again by itself, but minutes later: too late to go out with the family.
"""


class Taken(StrEnum):
    """Say what a drop turned out to be."""

    RECORDED = "recorded"
    SUPPLIED = "supplied"
    REPEATED = "repeated"
    UNCHANGED = "unchanged"
    STALE = "stale"


@dataclass(frozen=True)
class Result:
    """Say what a drop was, for which release, what it made, and what the release waits for."""

    taken: Taken
    release: str
    made: Version | SuppliedText | None = None
    embargo: Embargo | None = None


@dataclass(frozen=True, kw_only=True)
class Intake:
    """Hold what taking in a drop needs.

    `prefix` is the part of every key before the source; the texts of a family wait for `settle`
    before they are rendered, so that a family dropped together goes out once.
    """

    drops: Drops
    releases: Releases
    recorder: Recorder
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
        identity = identify(drop.key, self.prefix)
        incoming = self._read(drop, identity)
        if incoming and incoming.declared.id:
            identity = identity.called(incoming.declared.id)
        for _ in range(TRIES - 1):
            with suppress(Conflict):
                return self._take(drop, incoming, identity)
        return self._take(drop, incoming, identity)

    def _read(self, drop: Drop, identity: Identity) -> Incoming | None:
        """Read a drop; None where its object is gone, which matters only if it is new."""
        try:
            return read_drop(drop, self.drops.fetch(drop), identity.name)
        except DropGone:
            return None

    def _take(self, drop: Drop, incoming: Incoming | None, identity: Identity) -> Result:
        """Take in what was read; raise Conflict where another text of the release came between."""
        release, history = identity.id, History()
        for release in self.releases.named(identity):
            history = self.releases.history(release)
            if made := recorded_for(drop, history):
                return self._follow_up(Taken.REPEATED, made)
        if incoming is None:
            raise DropGone(drop.key, drop.version_id)
        return self._record(incoming, identity, release, history)

    def _record(
        self, incoming: Incoming, identity: Identity, release: str, history: History
    ) -> Result:
        today = identity.model_copy(update={"id": release})
        if is_stale(incoming, history):
            return Result(Taken.STALE, release)
        incoming = self._under_what_is_on_its_way(incoming, history)
        match decide(incoming, history):
            case Unchanged():
                self.releases.note_seen(release, incoming.drop)
                return Result(Taken.UNCHANGED, release)
            case NextVersion():
                made = self.recorder.version(incoming, today, history)
                return self._follow_up(Taken.RECORDED, made)
            case NextSuppliedText(cleaned, place, number):
                self.recorder.hold_longer(incoming, history)
                text = self.recorder.supplied(
                    cleaned, incoming, release=release, place=place, number=number
                )
                return self._follow_up(Taken.SUPPLIED, text)
            case AnotherStory():
                before = history.latest.embargo if history.latest else None
                return self._begin_another(incoming.under(before), identity)

    def _under_what_is_on_its_way(self, incoming: Incoming, history: History) -> Incoming:
        """Put a text that names no embargo under that of an older version of its object.

        The older version's event may come later; then it is stale, but its embargo holds.
        """
        if incoming.cleaned is None or incoming.declared.speaks_of_embargo:
            return incoming
        known = {drop.version_id for drop in history.drops()}
        for drop in islice(self.drops.earlier(incoming.drop), LOOKED_BACK):
            if drop.version_id in known:
                break
            with suppress(Reject):
                earlier = read_drop(drop, self.drops.fetch(drop), incoming.cleaned.id)
                if earlier.declared.speaks_of_embargo:
                    return incoming.under(earlier.embargo_after(None))
        return incoming

    def _begin_another(self, incoming: Incoming, identity: Identity) -> Result:
        """Begin a release of its own under a name that is in use, and let the name stand for it."""
        drop = incoming.drop
        another = identity.again(drop.version_id or drop.sequencer)
        history = self.releases.history(another.id)
        made = recorded_for(drop, history) or self.recorder.version(incoming, another, history)
        self.releases.name_anew(identity, another.id)
        return self._follow_up(Taken.RECORDED, made)

    def _follow_up(self, taken: Taken, made: Version | SuppliedText) -> Result:
        """Let an embargoed release wait for its time, and ask for what was caused.

        One whose time has just come waits, too: it may not have come on another worker's clock.
        A supplied text may have moved the embargo, and then the version with it.
        """
        head = self.releases.heads([made.release])[made.release]
        now = self.clock()
        if head.embargo and head.embargo.until and head.embargo.holds(now - CLOCKS_APART):
            self.embargoes.hold(made.release, head.embargo.until)
        wanted = set(self.subscriptions.languages())
        if isinstance(made, Version):
            languages = made.languages
        else:
            more = head.languages if head.embargo else ()
            languages = tuple(sorted({made.language, *more}))
        in_family = language_of_key(made.drop.key)[1] is not None
        self.outbox.send(
            [
                TranslateTask(release=made.release, version=head.version, language=language)
                for language in languages
                if language in wanted
            ],
            delay=round(self.settle.total_seconds()) if in_family else 0,
        )
        return Result(taken, made.release, made, head.embargo)
