"""Begin another story under a name that is in use, with what came in for it too early."""

from dataclasses import dataclass
from datetime import timedelta

from functions.intake.asking import Asking
from functions.intake.incoming import Incoming, served_by
from functions.intake.recording import Recorder
from functions.intake.stories import Story
from shared.errors import Conflict
from shared.ports import Releases
from shared.records.history import History
from shared.records.identity import Identity
from shared.records.release import SuppliedText, Version


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """Hold what beginning another story needs; `settle` is how far apart a family may come."""

    releases: Releases
    recorder: Recorder
    asking: Asking
    settle: timedelta

    def begin(self, incoming: Incoming, identity: Identity, before: Story) -> Version:
        """Record the first version of a release that takes the name of another one.

        The embargo that its name is under holds it, too. Texts of its family that came first went
        to the release before; they move. It may be done again after a crash at any point.
        """
        if self.releases.history(identity.id).versions:
            raise Conflict(f"release {identity.id}")
        for text in self.family_of(incoming, before.history):
            self._move(text, identity.id)
        self._mend(before.release, identity.id)
        embargo = before.history.latest.embargo if before.history.latest else None
        history = self.releases.history(identity.id)
        return self.recorder.version(incoming.under(embargo), identity, history)

    def family_of(self, incoming: Incoming, history: History) -> tuple[SuppliedText, ...]:
        """Return the texts in other languages that were dropped with a text, or after it."""
        language = served_by(incoming.cleaned.language) if incoming.cleaned else ""
        return tuple(
            text
            for text in history.standing
            if text.drop.at >= incoming.drop.at - self.settle and text.language != language
        )

    def _move(self, text: SuppliedText, release: str) -> None:
        """Supply a text where it belongs, then take it back where it is."""
        there = self.releases.history(release)
        if not any(each.drop.is_same_event(text.drop) for each in there.supplied):
            number = there.last_number(text.language) + 1
            self.releases.supply(text.model_copy(update={"release": release, "number": number}))
        number = self.releases.history(text.release).last_number(text.language) + 1
        self.releases.supply(text.model_copy(update={"number": number, "belongs_to": release}))

    def _mend(self, release: str, moved_to: str) -> None:
        """Ask for the renditions that a text had which moved."""
        history = self.releases.history(release)
        languages = {text.language for text in history.supplied if text.belongs_to == moved_to}
        if history.latest:
            latest = history.latest
            self.asking.ask(sorted(languages), of=latest, version=latest.number)
