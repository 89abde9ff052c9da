"""Find the release that an event belongs to, among those that its name stands for."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from functions.intake.decision import recorded_for
from shared.ports import Releases
from shared.reading.keys import language_of_key
from shared.records.history import History
from shared.records.identity import Identity
from shared.records.release import Drop, SuppliedText, Version

LOOKED_AT = 20
"""How many releases of one name are looked at, the newest; a name may be in use for years."""


@dataclass(frozen=True)
class Story:
    """Hold one release of a name."""

    release: str
    history: History

    @property
    def began(self) -> datetime | None:
        """Return when its first version was dropped; None before it is recorded."""
        return self.history.versions[0].drop.at if self.history.versions else None

    def had_begun_by(self, drop: Drop, settle: timedelta) -> bool:
        """Tell whether it had begun when an event happened.

        The first text of a family may have been dropped a moment after the others.
        """
        if self.began is None:
            return False
        first = self.history.versions[0].drop.key
        in_family = language_of_key(drop.key)[1] is not None and drop.key != first
        return self.began <= drop.at + (settle if in_family else timedelta())


@dataclass(frozen=True)
class Stories:
    """Hold what a name stands for: all `names` of its releases, and the `latest`, newest first."""

    names: tuple[str, ...]
    latest: tuple[Story, ...]

    @classmethod
    def of(cls, releases: Releases, identity: Identity, drop: Drop) -> "Stories":
        """Read the latest releases of a name, and the one that this event began, if it did."""
        names = releases.named(identity)
        looked_at = [*reversed(names[-LOOKED_AT:])]
        own = identity.again(event_of(drop)).id
        if own in names and own not in looked_at:
            looked_at.append(own)
        latest = tuple(Story(release, releases.history(release)) for release in looked_at)
        return cls(names, latest)

    def made_by(self, drop: Drop) -> Version | SuppliedText | None:
        """Find what this very event made; a text that was moved is found where it belongs."""
        made = (recorded_for(drop, story.history) for story in self.latest)
        return next((each for each in made if each), None)

    def at_time_of(self, drop: Drop, settle: timedelta) -> Story:
        """Return the story that the name stood for when an event happened.

        That is the last that had begun by then; an event from before all of them is the oldest's.
        """
        begun = [story for story in self.latest if story.began]
        by_then = [story for story in begun if story.had_begun_by(drop, settle)]
        if by_then:
            return max(by_then, key=lambda story: story.history.versions[0].drop.at)
        return begun[-1] if begun else self.latest[-1]

    @property
    def beginning(self) -> str | None:
        """Return the release that the name was just given to, and that has no version yet."""
        newest = self.latest[0]
        return newest.release if len(self.names) > 1 and newest.began is None else None


def event_of(drop: Drop) -> str:
    """Name an event among those of its name: the id of another story is made of it."""
    return drop.version_id or drop.sequencer
