"""Find the releases that a text is a near-copy of."""

from collections.abc import Iterable
from dataclasses import dataclass

from functions.intake.incoming import Incoming
from shared.cleaning.similarity import NEAR_COPY, similarity
from shared.ports import Clock, NearCopies, Releases
from shared.records.fields import ReleaseStatus
from shared.records.near_copies import Sketched
from shared.records.release import Version

MOST = 5
"""The most releases that one is said to be similar to, the most similar first."""


@dataclass(frozen=True, kw_only=True)
class Copies:
    """Hold what finding copies needs."""

    near_copies: NearCopies
    releases: Releases
    clock: Clock

    def link(self, incoming: Incoming, release: str, latest: Version | None) -> tuple[str, ...]:
        """Name the releases that a text is a near-copy of, and remember it for those to come.

        What its earlier versions were linked to stays linked, and so does what an attempt that did
        not get as far as the record found: the note of it is all that is left. A copy is only
        linked: it goes out like any other text, since a corrected figure is the most similar of
        all.
        """
        linked = latest.similar_to if latest else ()
        if not incoming.sketch:
            return linked
        found = self.near_copies.like(incoming.sketch)
        ranked = sorted(found, key=lambda each: -similarity(each.sketch, incoming.sketch))
        alike = [each for each in ranked if similarity(each.sketch, incoming.sketch) >= NEAR_COPY]
        copies = [each.release for each in alike if each.release != release]
        before = [name for each in alike if each.release == release for name in each.copies]
        noted = Sketched(
            release=release,
            sketch=incoming.sketch,
            at=incoming.drop.at,
            copies=tuple(dict.fromkeys((*copies, *before)))[:MOST],
        )
        self.near_copies.note(noted)
        copies += before
        return tuple(dict.fromkeys((*linked, *self._visible(copies))))[:MOST]

    def _visible(self, releases: Iterable[str]) -> list[str]:
        """Leave out what is withdrawn, and what nobody may know of before its time."""
        named = list(dict.fromkeys(releases))
        heads = self.releases.heads(named) if named else {}
        now = self.clock()
        return [
            each
            for each in named
            if each in heads
            and heads[each].status is ReleaseStatus.USABLE
            and not ((embargo := heads[each].embargo) and embargo.holds(now))
        ]
