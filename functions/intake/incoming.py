"""Hold what came in with a drop."""

from dataclasses import dataclass, replace

from shared.languages.tags import nearest
from shared.reading.keys import language_of_key
from shared.records.cleaned import CleanedRelease
from shared.records.declared import Declared
from shared.records.fields import ReleaseStatus
from shared.records.release import Drop, Embargo, Version


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

    @property
    def speaks_of_embargo(self) -> bool:
        """Tell whether an embargo is declared or stands in the text."""
        in_text = self.cleaned is not None and self.cleaned.embargo_text is not None
        return in_text or self.declared.speaks_of_embargo

    def embargo_after(self, latest: Version | None) -> Embargo | None:
        """Return the embargo from now on: a declared one, else the one that the release has.

        A correction that says nothing about it must not break it: only a declared end ends it. A
        line of the text counts where nothing is declared, and does not end a declared one early.
        """
        declared, cleaned = self.declared, self.cleaned
        standing = self.inherited or (latest.embargo if latest else None)
        if declared.embargo_lifted:
            return None
        if declared.embargo:
            return Embargo(text=declared.embargo.isoformat(), until=declared.embargo)
        if declared.embargo_unreadable:
            return Embargo(text=declared.embargo_unreadable)
        if cleaned and cleaned.embargo_text:
            line = Embargo(text=cleaned.embargo_text, until=cleaned.embargo)
            stays = standing and standing.is_declared and standing.outlasts(line)
            return standing if stays else line
        return standing

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


def served_by(language: str) -> str:
    """Name the distribution language that a text serves; its own where there is none."""
    return nearest(language) or language
