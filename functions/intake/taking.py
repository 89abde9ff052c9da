"""Decide what a drop is for the releases of its name, and record it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from functions.intake.asking import Asking
from functions.intake.beginning import Beginning
from functions.intake.decision import (
    AnotherStory,
    NextSuppliedText,
    NextVersion,
    Unchanged,
    decide,
    is_known,
    is_stale,
)
from functions.intake.earlier import Earlier
from functions.intake.incoming import Incoming
from functions.intake.recording import Recorder
from functions.intake.stories import Stories, Story, event_of
from shared.errors import DropGone
from shared.ports import Releases
from shared.records.history import History
from shared.records.identity import Identity
from shared.records.release import Drop, Embargo, Seen, SuppliedText, Version


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


@dataclass(frozen=True)
class Arrival:
    """Hold an event, what its object holds, unless that is gone, and whose text it is."""

    drop: Drop
    incoming: Incoming | None
    identity: Identity


@dataclass(frozen=True, kw_only=True)
class Taking:
    """Hold what deciding and recording need; `settle` is how far apart a family may come."""

    earlier: Earlier
    releases: Releases
    recorder: Recorder
    asking: Asking
    beginning: Beginning
    settle: timedelta

    def take(self, arrival: Arrival) -> Result:
        """Take in what arrived; raise Conflict where another text of the release came between."""
        drop, incoming, identity = arrival.drop, arrival.incoming, arrival.identity
        stories = Stories.of(self.releases, identity, drop)
        if made := stories.made_by(drop):
            return self._follow_up(Taken.REPEATED, made)
        if incoming is None:
            raise DropGone(drop.key, drop.version_id)
        story = stories.at_time_of(drop, self.settle)
        if is_stale(incoming, story.history):
            return Result(Taken.STALE, story.release)
        incoming = self._under_what_is_on_its_way(incoming, story.history)
        begun = stories.beginning
        if begun and incoming.cleaned and not is_known(incoming, story.history):
            return self._begin(incoming, identity.model_copy(update={"id": begun}), story)
        decision = decide(incoming, story.history)
        if isinstance(decision, AnotherStory):
            another = identity.again(event_of(drop))
            self.releases.name_anew(identity, another.id, after=stories.names)
            return self._begin(incoming, another, story)
        today = identity.model_copy(update={"id": story.release})
        return self._record(decision, incoming, today, story.history)

    def _begin(self, incoming: Incoming, identity: Identity, before: Story) -> Result:
        made = self.beginning.begin(incoming, identity, before)
        return self._follow_up(Taken.RECORDED, made)

    def _record(
        self,
        decision: NextVersion | NextSuppliedText | Unchanged,
        incoming: Incoming,
        identity: Identity,
        history: History,
    ) -> Result:
        match decision:
            case NextVersion():
                made = self.recorder.version(incoming, identity, history)
                return self._follow_up(Taken.RECORDED, made)
            case NextSuppliedText():
                self.recorder.hold_longer(incoming, history)
                text = self.recorder.supplied(decision, incoming, identity.id)
                return self._follow_up(Taken.SUPPLIED, text)
            case Unchanged(text):
                return self._see(incoming, identity.id, text)

    def _see(self, incoming: Incoming, release: str, text: SuppliedText | None) -> Result:
        """Note what brought nothing new; a text that is current again is asked for.

        What came between is looked for after the note: whichever is second sees the other.
        """
        version_key = incoming.cleaned.version_key if incoming.cleaned else ""
        self.releases.note_seen(release, Seen.of(incoming.drop, version_key))
        if text:
            latest = self.releases.history(release).latest
            if latest and (latest.embargo or text.drop.at < latest.drop.at - self.settle):
                self.asking.follow_up(text)
        return Result(Taken.UNCHANGED, release)

    def _under_what_is_on_its_way(self, incoming: Incoming, history: History) -> Incoming:
        """Put a text that names no embargo under that of an older version of its object.

        The older version's event may come later; then it is stale, but its embargo holds.
        """
        if incoming.cleaned is None or incoming.speaks_of_embargo:
            return incoming
        known = frozenset(drop.version_id for drop in history.drops())
        for earlier in self.earlier.texts(incoming.drop, incoming.cleaned.id, until=known):
            if earlier.speaks_of_embargo:
                return incoming.under(earlier.embargo_after(None))
        return incoming

    def _follow_up(self, taken: Taken, made: Version | SuppliedText) -> Result:
        embargo = self.asking.follow_up(made)
        return Result(taken, made.release, made, embargo)
