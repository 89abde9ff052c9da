"""Hold what the rules of the ending claim, and what they look at."""

from typing import NamedTuple

from shared.cleaning.paragraphs import Paragraph
from shared.records.fields import SegmentKind


class Claim(NamedTuple):
    """Hold the paragraphs `[first, last]` that a rule claims.

    `alone` tells whether the claim stands on its own evidence, or needs another sign of a release.
    """

    first: int
    last: int
    kind: SegmentKind
    rule: str
    alone: bool = True


class Reading(NamedTuple):
    """Hold the paragraphs, their language, and the claims made so far, the lowest first."""

    paragraphs: tuple[Paragraph, ...]
    language: str
    claims: list[Claim]

    def text(self, at: int) -> str:
        """Return the text of a paragraph."""
        return self.paragraphs[at].text

    @property
    def below(self) -> Claim | None:
        """Return the claim made last, which is the one nearest to the body."""
        return self.claims[-1] if self.claims else None

    def is_above_claims(self, at: int) -> bool:
        """Say whether the paragraph right below is claimed, or there is none."""
        return self.below.first == at + 1 if self.below else at == len(self.paragraphs) - 1
