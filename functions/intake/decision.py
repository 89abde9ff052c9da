"""Decide, without any side effect, what a drop means for the release that it belongs to."""

from dataclasses import dataclass
from typing import TypeAlias

from functions.intake.incoming import Incoming, served_by
from shared.cleaning.similarity import is_another_text
from shared.reading.keys import language_of_key
from shared.records.cleaned import CleanedRelease
from shared.records.fields import ReleaseStatus
from shared.records.history import History
from shared.records.release import Drop, SuppliedText, Version


@dataclass(frozen=True)
class Unchanged:
    """The content is what the release has already; `text` is the supplied one that it repeats."""

    text: SuppliedText | None = None


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
    if any(incoming.drop.is_older_than(known) for known in history.drops()):
        return True
    known = undone_by(incoming, history)
    if known is None or incoming.drop.key == known.drop.key:
        return False
    return incoming.drop.at < history.last_dropped(known)


def undone_by(incoming: Incoming, history: History) -> Version | SuppliedText | None:
    """Return what a drop would take the place of, or would undo."""
    latest = history.latest
    if latest is None:
        return None
    withdrawn = latest.status is ReleaseStatus.CANCELED
    if incoming.cleaned is None or withdrawn:
        return latest if withdrawn != (incoming.cleaned is None) else None
    place = place_of(incoming, incoming.cleaned.language, history)
    if place is not None:
        return history.latest_supplied(place)
    return latest if served_by(incoming.cleaned.language) == served_by(latest.language) else None


def decide(incoming: Incoming, history: History) -> Decision:
    """Tell what a drop that is not stale is, compared with the text that has its place."""
    latest = history.latest
    if latest is None:
        return NextVersion()
    if incoming.cleaned is None:
        withdrawn = latest.status is ReleaseStatus.CANCELED
        return Unchanged() if withdrawn else NextVersion()
    if is_another(incoming, history):
        return AnotherStory()
    place = place_of(incoming, incoming.cleaned.language, history)
    if place is not None:
        return decide_supplied(incoming, incoming.cleaned, place, history)
    return NextVersion() if changes(incoming, incoming.cleaned, latest) else Unchanged()


def decide_supplied(
    incoming: Incoming, cleaned: CleanedRelease, place: str, history: History
) -> Unchanged | NextSuppliedText:
    """Tell whether a supplied text is new; one that holds its release longer is."""
    before, latest = history.latest_supplied(place), history.latest
    longer = latest is not None and incoming.longer_embargo(latest) is not None
    if before and before.version_key == cleaned.version_key and not longer:
        return Unchanged(before)
    return NextSuppliedText(cleaned, place, history.last_number(place) + 1)


def place_of(incoming: Incoming, language: str, history: History) -> str | None:
    """Tell in which language a text is a supplied one; None where it is the release's own.

    A key keeps the place that it has; a new key goes by its language. A key without a language
    suffix is the release's own text, whatever came before it.
    """
    own = history.own_text
    if own is None or incoming.drop.key == own.drop.key:
        return None
    for text in reversed(history.standing):
        if text.drop.key == incoming.drop.key:
            return text.language
    has_its_suffix = language_of_key(own.drop.key)[1] is not None
    place = served_by(language)
    if place == served_by(own.language):
        return None
    return None if has_its_suffix and not incoming.has_suffix else place


def changes(incoming: Incoming, cleaned: CleanedRelease, latest: Version) -> bool:
    """Tell whether anything that a reader or the operator would notice is new."""
    now = (cleaned.version_key, cleaned.language, incoming.status, incoming.embargo_after(latest))
    return now != (latest.version_key, latest.language, latest.status, latest.embargo)


def is_another(incoming: Incoming, history: History) -> bool:
    """Tell whether a name was used again for quite another text; a declared id is always meant."""
    if incoming.declared.id:
        return False
    known = comparable(incoming, history)
    return bool(known) and all(is_another_text(incoming.sketch, text.sketch) for text in known)


def is_known(incoming: Incoming, history: History) -> bool:
    """Tell whether a text is surely of this release: declared so, or like a text of it."""
    known = comparable(incoming, history)
    alike = any(not is_another_text(incoming.sketch, text.sketch) for text in known)
    return incoming.declared.id is not None or alike


def comparable(incoming: Incoming, history: History) -> list[Version | SuppliedText]:
    """Return the latest texts that one can be compared with: of its key, and of its language."""
    if incoming.cleaned is None:
        return []
    language, own = served_by(incoming.cleaned.language), history.own_text
    found: list[Version | SuppliedText] = [own] if own else []
    found += {text.language: text for text in history.standing}.values()
    return [
        text
        for text in found
        if text.sketch
        and (text.drop.key == incoming.drop.key or served_by(text.language) == language)
    ]
