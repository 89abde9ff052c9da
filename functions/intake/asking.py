"""Ask for renditions, and let embargoed releases wait."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta

from shared.ports import Clock, Embargoes, Outbox, Releases
from shared.reading.keys import language_of_key
from shared.records.release import CLOCKS_APART, Embargo, SuppliedText, Version
from shared.records.tasks import TranslateTask


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Hold what asking needs; `wanted` are the languages that anybody subscribes to.

    The texts of a family wait for `settle` before they are rendered, so that a family dropped
    together goes out once.
    """

    releases: Releases
    embargoes: Embargoes
    outbox: Outbox
    clock: Clock
    settle: timedelta
    wanted: Collection[str]

    def follow_up(self, made: Version | SuppliedText) -> Embargo | None:
        """Let an embargoed release wait for its time, and ask for what was caused.

        One whose time has just come waits, too: it may not have come on another worker's clock.
        A supplied text may have moved the embargo, and then the version with it.
        """
        head = self.releases.heads([made.release])[made.release]
        now = self.clock()
        if head.embargo and head.embargo.until and head.embargo.holds(now - CLOCKS_APART):
            self.embargoes.hold(made.release, head.embargo.until)
        if isinstance(made, Version):
            languages = made.languages
        else:
            more = head.languages if head.embargo else ()
            languages = tuple(sorted({made.language, *more}))
        self.ask(languages, of=made, version=head.version)
        return head.embargo

    def ask(self, languages: Iterable[str], *, of: Version | SuppliedText, version: int) -> None:
        """Ask for what a release has in some languages, those that nobody wants aside."""
        in_family = language_of_key(of.drop.key)[1] is not None
        self.outbox.send(
            [
                TranslateTask(release=of.release, version=version, language=language)
                for language in languages
                if language in self.wanted
            ],
            delay=round(self.settle.total_seconds()) if in_family else 0,
        )
