"""Read the end of a release upwards: what stands below its body, part by part.

A rule claims paragraphs only from the end, one part after another: what stands above a paragraph
that no rule claims is body, whatever it says, a few short lines aside. And what does not stand on
its own evidence counts only together with another sign of a release, so that an article about such
things stays whole.
"""

from collections.abc import Callable, Collection, Iterator
from itertools import pairwise

from shared.cleaning.ending import noise
from shared.cleaning.ending.about_blocks import claim_about, claim_unheaded_about
from shared.cleaning.ending.claims import Claim, Reading
from shared.cleaning.ending.closing_lines import claim_end, claim_line, claim_links
from shared.cleaning.ending.contact_blocks import claim_contact, claim_unheaded
from shared.cleaning.ending.contact_sentences import claim_sentence
from shared.cleaning.ending.legal_parts import claim_headed_statement, claim_statement
from shared.cleaning.ending.wire_parts import claim_disclaimer, claim_sectors
from shared.cleaning.paragraphs import Paragraph
from shared.cleaning.spans import Span
from shared.cleaning.wording import ends_as_sentence
from shared.records.fields import SegmentKind

_MOST_CLAIMS = 60
_MOST_PASSED = 8
_LONGEST_PASSED = 90
_SIGNS = 2
DOUBLED = "noise.doubled"
"""The rule of a line that stands twice: a refrain too, where nothing else is residue."""

_SIGN_KINDS = {
    SegmentKind.DISCLAIMER,
    SegmentKind.SECTORS,
    SegmentKind.ABOUT,
    SegmentKind.CONTACT,
    SegmentKind.SOURCE,
}
_SIGN_RULES = {"noise.header", "embargo.line"}
_CLAIMERS: tuple[Callable[[Reading, int], Claim | None], ...] = (
    claim_end,
    claim_line,
    claim_sectors,
    claim_disclaimer,
    claim_links,
    claim_contact,
    claim_unheaded,
    claim_sentence,
    claim_headed_statement,
    claim_about,
    claim_statement,
    claim_unheaded_about,
)


def read_ending(
    paragraphs: tuple[Paragraph, ...],
    language: str,
    *,
    wires: tuple[str, ...],
    signs: Collection[str] = (),
) -> tuple[Span, ...]:
    """Claim the paragraphs below the body, given those after the opening, the first never.

    The wires of the opening are signs too, and so are the kinds and rules of what stands above.
    """
    reading = Reading(paragraphs, language, [])
    at, passed = len(paragraphs) - 1, 0
    while at > 0 and len(reading.claims) < _MOST_CLAIMS:
        claim = _claim(reading, at)
        if claim:
            reading.claims.append(claim)
            at = claim.first
        elif passed < _MOST_PASSED and _may_be_passed(paragraphs[at].text):
            passed += 1
        else:
            break
        at -= 1
    above = len(_SIGN_KINDS.intersection(signs)) + bool(_SIGN_RULES.intersection(signs))
    certain = _certain(reading.claims, len(wires) + above)
    taken = {at for claim in certain for at in range(claim.first, claim.last + 1)}
    spans = [_span(paragraphs[each], claim) for claim in certain for each in _within(claim)]
    residue = list(_residue(paragraphs, taken))
    if not (certain or wires or above or len({span.rule for span in residue}) > 1):
        residue = [span for span in residue if span.rule != DOUBLED]
    return tuple(sorted((*spans, *residue), key=lambda span: span.start))


def _claim(reading: Reading, at: int) -> Claim | None:
    claims = (claimer(reading, at) for claimer in _CLAIMERS)
    return next((claim for claim in claims if claim), None)


def _within(claim: Claim) -> range:
    return range(claim.first, claim.last + 1)


def _span(paragraph: Paragraph, claim: Claim) -> Span:
    return Span(claim.kind, paragraph.start, paragraph.end, claim.rule)


def _certain(claims: list[Claim], others: int) -> list[Claim]:
    """Keep all claims where two signs of a release met, else those that need no other."""
    signs = {claim.kind for claim in claims if _is_sign(claim)}
    if len(signs) + others >= _SIGNS:
        return claims
    return [claim for claim in claims if claim.alone]


def _is_sign(claim: Claim) -> bool:
    weak = claim.rule == "label.contact" and not claim.alone
    return claim.kind in _SIGN_KINDS and not weak and not claim.rule.startswith("credit.")


def _may_be_passed(text: str) -> bool:
    """Say whether a line is too short for a paragraph of the story, so the search goes on."""
    return len(text) <= _LONGEST_PASSED and not ends_as_sentence(text)


def _residue(paragraphs: tuple[Paragraph, ...], taken: set[int]) -> Iterator[Span]:
    """Find the lines between paragraphs of the body that no story has: controls and copies."""
    copied = {
        each
        for each, (one, other) in enumerate(pairwise(paragraphs))
        if one.text == other.text and noise.is_copied(one.text)
    }
    for at, paragraph in enumerate(paragraphs[1:], start=1):
        rule = None if at in taken else noise.noise_in_body(paragraph.text)
        if at not in taken and (
            at in copied or at - 1 in copied or noise.is_doubled(paragraph.text)
        ):
            rule = DOUBLED
        if rule:
            yield Span(SegmentKind.NOISE, paragraph.start, paragraph.end, rule)
