"""Define a release's history: all that ever came in for it."""

from datetime import datetime

from shared.records.fields import ReleaseStatus
from shared.records.record import Record
from shared.records.release import Drop, Seen, SuppliedText, Version


class History(Record):
    """Hold all that ever came in for a release, versions and supplied texts in order.

    `seen` holds events that changed nothing, the last of each key.
    """

    versions: tuple[Version, ...] = ()
    supplied: tuple[SuppliedText, ...] = ()
    seen: tuple[Seen, ...] = ()

    @property
    def latest(self) -> Version | None:
        """Return the latest version."""
        return self.versions[-1] if self.versions else None

    @property
    def own_text(self) -> Version | None:
        """Return the latest version that is not a withdrawal."""
        texts = [each for each in self.versions if each.status is ReleaseStatus.USABLE]
        return texts[-1] if texts else None

    @property
    def standing(self) -> tuple[SuppliedText, ...]:
        """Return the supplied texts without those that were taken back."""
        others = [text.drop for text in self.supplied if text.belongs_to]
        return tuple(
            text for text in self.supplied if not any(text.drop.is_same_event(d) for d in others)
        )

    def latest_supplied(self, language: str) -> SuppliedText | None:
        """Return the latest text that was supplied in a language and stands."""
        found = [text for text in self.standing if text.language == language]
        return found[-1] if found else None

    def last_number(self, language: str) -> int:
        """Return the last number that was given to a supplied text of a language, else 0."""
        return max((text.number for text in self.supplied if text.language == language), default=0)

    def last_taken_back(self, language: str) -> int:
        """Return the number under which a text of a language was taken back last, else 0."""
        taken_back = (text for text in self.supplied if text.belongs_to)
        return max((text.number for text in taken_back if text.language == language), default=0)

    def last_dropped(self, text: Version | SuppliedText) -> datetime:
        """Return when a text was dropped last: by its own event, or by one that repeated it."""
        key = "" if is_withdrawal(text) else text.version_key
        return max([text.drop.at, *(seen.at for seen in self.seen if seen.version_key == key)])

    def drops(self) -> tuple[Drop, ...]:
        """Return every event that is known."""
        versions = [version.drop for version in self.versions]
        return (*versions, *(text.drop for text in self.supplied), *self.seen)


def is_withdrawal(text: Version | SuppliedText) -> bool:
    """Tell whether a release was withdrawn by this, and no text came in."""
    return isinstance(text, Version) and text.status is ReleaseStatus.CANCELED
