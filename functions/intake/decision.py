"""Decide, without any side effect, what a drop means for the release that it belongs to."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from shared.cleaning.similarity import is_another_text
from shared.languages.tags import nearest
from shared.reading.keys import language_of_key
from shared.records.cleaned import CleanedRelease
from shared.records.declared import Declared
from shared.records.fields import ReleaseStatus
from shared.records.release import Drop, Embargo, History, SuppliedText, Version


@dataclass(frozen=True)
class Incoming:
    """Hold what came in: the event, what it declares and its text; a withdrawal may have none.

    `inherited` is an embargo that it takes over: of the story that had its name before, or of an
    older version of its object whose event is still on its way.
    """

    drop: Drop
    declared: Declared
    cleaned: CleanedRelease | None = None
    sketch: tuple[int, ...] = ()
    inherited: Embargo | None = None

    @property
    def status(self) -> ReleaseStatus:
        """Return the declared status, usable where nothing is declared."""
        return self.declared.status or ReleaseStatus.USABLE

    @property
    def has_suffix(self) -> bool:
        """Tell whether the key names a language: the text is one of a family."""
        return language_of_key(self.drop.key)[1] is not None

    def embargo_after(self, latest: Version | None) -> Embargo | None:
        """Return the embargo from now on: a declared one, else the one that the release has.

        A correction that says nothing about it must not break it: only a declared end ends it.
        """
        declared = self.declared
        if declared.embargo_lifted:
            return None
        if declared.embargo:
            return Embargo(text=declared.embargo.isoformat(), until=declared.embargo)
        if declared.embargo_unreadable:
            return Embargo(text=declared.embargo_unreadable)
        return self.inherited or (latest.embargo if latest else None)

    def under(self, embargo: Embargo | None) -> "Incoming":
        """Return it under the embargo that its name is under, should that hold.

        Nobody can tell another story from a correction that rewrites an embargoed one.
        """
        holds = embargo is not None and embargo.holds(self.drop.at)
        return replace(self, inherited=embargo) if holds else self

    def longer_embargo(self, latest: Version) -> Embargo | None:
        """Return the embargo by which a supplied text holds its release longer than it is held."""
        now, then = latest.embargo, self.embargo_after(latest)
        if then in {None, now} or latest.status is ReleaseStatus.CANCELED:
            return None
        if then is None or not then.holds(self.drop.at) or not then.outlasts(now):
            return None
        return then


@dataclass(frozen=True)
class Unchanged:
    """The content is what the release has already: nothing is to be done."""


@dataclass(frozen=True)
class NextVersion:
    """The text is the release's own, new or corrected, or the release is withdrawn."""


@dataclass(frozen=True)
class NextSuppliedText:
    """The text is a human's rendition of the release in a further language."""

    cleaned: CleanedRelease
    language: str
    number: int


@dataclass(frozen=True)
class AnotherStory:
    """The name was used again for quite another text: a release of its own."""


Decision: TypeAlias = Unchanged | NextVersion | NextSuppliedText | AnotherStory


def recorded_for(drop: Drop, history: History) -> Version | SuppliedText | None:
    """Find what this very event made."""
    made: tuple[Version | SuppliedText, ...] = (*history.versions, *history.supplied)
    return next((each for each in made if each.drop.is_same_event(drop)), None)


def is_stale(incoming: Incoming, history: History) -> bool:
    """Tell whether an event is older than one of its key, or than what it would undo.

    S3 orders the events of one key only. A withdrawal, or a text in the same language, may come
    under a key of its own; there the events' times decide: the last that was dropped stands.
    """
    drop, latest = incoming.drop, history.latest
    if any(drop.is_older_than(known) for known in history.drops()):
        return True
    if latest is None or drop.key == latest.drop.key or drop.at >= latest.drop.at:
        return False
    withdraws, withdrawn = incoming.cleaned is None, latest.status is ReleaseStatus.CANCELED
    if incoming.cleaned is None or withdrawn:
        return withdraws != withdrawn
    return served_by(incoming.cleaned.language) == served_by(latest.language)


def decide(incoming: Incoming, history: History) -> Decision:
    """Tell what a drop that is not stale is, compared with the text that has its place."""
    latest = history.latest
    if latest is None:
        return NextVersion()
    if incoming.cleaned is None:
        withdrawn = latest.status is ReleaseStatus.CANCELED
        return Unchanged() if withdrawn else NextVersion()
    place = place_of(incoming, incoming.cleaned.language, history)
    if place is not None:
        before = history.latest_supplied(place)
        if before and before.version_key == incoming.cleaned.version_key:
            return Unchanged()
        number = before.number + 1 if before else 1
        return NextSuppliedText(incoming.cleaned, place, number)
    if not changes(incoming, incoming.cleaned, latest):
        return Unchanged()
    return AnotherStory() if is_another(incoming, history.own_text) else NextVersion()


def place_of(incoming: Incoming, language: str, history: History) -> str | None:
    """Tell in which language a text is a supplied one; None where it is the release's own.

    A key keeps the place that it has; a new key goes by its language. A key without a language
    suffix is the release's own text, whatever came before it.
    """
    own = history.own_text
    if own is None or incoming.drop.key == own.drop.key:
        return None
    for text in reversed(history.supplied):
        if text.drop.key == incoming.drop.key:
            return text.language
    has_its_suffix = language_of_key(own.drop.key)[1] is not None
    place = served_by(language)
    if place == served_by(own.language):
        return None
    return None if has_its_suffix and not incoming.has_suffix else place


def served_by(language: str) -> str:
    """Name the distribution language that a text serves; its own where there is none."""
    return nearest(language) or language


def changes(incoming: Incoming, cleaned: CleanedRelease, latest: Version) -> bool:
    """Tell whether anything that a reader or the operator would notice is new."""
    now = (cleaned.version_key, cleaned.language, incoming.status, incoming.embargo_after(latest))
    return now != (latest.version_key, latest.language, latest.status, latest.embargo)


def is_another(incoming: Incoming, own: Version | None) -> bool:
    """Tell whether a key was used again for quite another text; a declared id is always meant."""
    if incoming.declared.id or own is None or incoming.drop.key != own.drop.key or not own.sketch:
        return False
    return is_another_text(incoming.sketch, own.sketch)
