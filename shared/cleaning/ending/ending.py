"""Read the end of a release upwards: disclaimers, sectors and about blocks below the body.

A rule claims a paragraph only from the end, one after another: what stands above a paragraph that
no rule claims is body, whatever it says. And a wire's parts count only together with another sign
of that wire, so that an article about wires stays whole.
"""

import re
from typing import NamedTuple

from shared.cleaning.ending import boilerplate, disclaimers
from shared.cleaning.ending.end_marks import is_end_mark, is_section_break
from shared.cleaning.ending.sectors import is_label, read_labelled_list, read_sectors
from shared.cleaning.names import Wire
from shared.cleaning.paragraphs import Paragraph
from shared.cleaning.spans import Span
from shared.records.fields import SegmentKind

_MOST_CLAIMS = 12
_MOST_PASSED = 8
_LONGEST_PASSED = 90
_LONGEST_ABOUT = 4  # paragraphs, its heading included
_SIGNS = 2
_WIRE_PARTS = {SegmentKind.SECTORS, SegmentKind.ABOUT}
_CONTACT_SIGN = re.compile(r"@|https?://|www\.|\d[\d\s().+-]{5,}\d|^\S.{0,40}[:：]|^\W+$")
_SENTENCE_END = re.compile(r"[.。!?！？]$")


class _Claim(NamedTuple):
    first: int
    last: int
    kind: SegmentKind
    rule: str
    alone: bool  # whether the claim stands on its own evidence


def read_ending(
    paragraphs: tuple[Paragraph, ...], language: str, *, wires: tuple[str, ...]
) -> tuple[Span, ...]:
    """Claim the paragraphs below the body, given those after the opening, the first never."""
    claims: list[_Claim] = []
    at, passed = len(paragraphs) - 1, 0
    while at > 0 and len(claims) < _MOST_CLAIMS:
        claim = _claim(paragraphs, at, language, claims)
        if claim:
            claims.append(claim)
            at = claim.first
        elif passed < _MOST_PASSED and _may_be_contact(paragraphs[at].text):
            passed += 1
        else:
            break
        at -= 1
    return tuple(
        Span(claim.kind, paragraphs[at].start, paragraphs[at].end, claim.rule)
        for claim in reversed(_certain(claims, wires))
        for at in range(claim.first, claim.last + 1)
    )


def _certain(claims: list[_Claim], wires: tuple[str, ...]) -> list[_Claim]:
    """Keep all claims where two signs of a wire met, else those that need no other."""
    signs = {claim.kind for claim in claims if not claim.rule.startswith(("heading.", "end."))}
    if len(signs) + bool(wires) >= _SIGNS:
        return claims
    return [claim for claim in claims if claim.alone]


def _claim(
    paragraphs: tuple[Paragraph, ...], at: int, language: str, below: list[_Claim]
) -> _Claim | None:
    text = paragraphs[at].text
    if is_end_mark(text) or (is_section_break(text) and _ends_body(paragraphs, at, below)):
        return _Claim(at, at, SegmentKind.END, "end.mark", alone=True)
    if read_sectors(text):
        return _Claim(at, at, SegmentKind.SECTORS, "label.sectors", alone=False)
    if (
        at > 1
        and read_sectors(f"{paragraphs[at - 1].text} {text}")
        and is_label(paragraphs[at - 1].text)
    ):
        return _Claim(at - 1, at, SegmentKind.SECTORS, "label.sectors", alone=False)
    if _stands_for_sectors(paragraphs, at, below):
        return _Claim(at, at, SegmentKind.SECTORS, "frame.sectors", alone=False)
    return _disclaimer(paragraphs, at, below) or _about(paragraphs, at, language)


def _ends_body(paragraphs: tuple[Paragraph, ...], at: int, below: list[_Claim]) -> bool:
    """Say whether nothing but claimed paragraphs stands below, the next one among them."""
    return below[-1].first == at + 1 if below else at == len(paragraphs) - 1


def _stands_for_sectors(paragraphs: tuple[Paragraph, ...], at: int, below: list[_Claim]) -> bool:
    """Say whether a labelled list stands between a wire's disclaimer and its about block."""
    return (
        bool(below)
        and below[-1].kind is SegmentKind.ABOUT
        and disclaimers.is_linked_disclaimer(paragraphs[at - 1].text)
        and bool(read_labelled_list(paragraphs[at].text))
    )


def _disclaimer(paragraphs: tuple[Paragraph, ...], at: int, below: list[_Claim]) -> _Claim | None:
    """Claim a disclaimer: by its words, or by its link and its place above a wire's other parts."""
    text = paragraphs[at].text
    wire = boilerplate.named_wire(text)
    if wire:
        linked = disclaimers.is_linked_disclaimer(text)
        whole = disclaimers.is_full_disclaimer(text)
        if whole or (linked and _is_in_place(text, wire, below)):
            rule = f"{wire.rule}.disclaimer"
            return _Claim(at, at, SegmentKind.DISCLAIMER, rule, alone=whole and linked)
    return _first_half(paragraphs, at, below)


def _is_in_place(text: str, wire: Wire, below: list[_Claim]) -> bool:
    """Say whether a linked paragraph stands where a disclaimer does: last, or above other parts."""
    kinds = {claim.kind for claim in below}
    if not below:
        return disclaimers.answers(text)
    if SegmentKind.DISCLAIMER in kinds or not kinds & _WIRE_PARTS:
        return False
    about = any(claim.rule == f"{wire.rule}.about" for claim in below)
    return disclaimers.vouches(text) or (about and kinds >= _WIRE_PARTS)


def _first_half(paragraphs: tuple[Paragraph, ...], at: int, below: list[_Claim]) -> _Claim | None:
    """Claim the paragraph that names the provider, where the disclaimer below begins without."""
    last = below[-1] if below else None
    if last is None or last.kind is not SegmentKind.DISCLAIMER or last.first != at + 1:
        return None
    disclaimer = paragraphs[at + 1].text
    if disclaimers.names_provider(disclaimer) or not disclaimers.opens_with_wire(disclaimer):
        return None
    named = disclaimers.names_provider(paragraphs[at].text)
    return last._replace(first=at, last=at) if named else None


def _about(paragraphs: tuple[Paragraph, ...], at: int, language: str) -> _Claim | None:
    text = paragraphs[at].text
    wire = boilerplate.named_wire(text)
    if wire and boilerplate.is_wire_about(text, language):
        return _Claim(at, at, SegmentKind.ABOUT, f"{wire.rule}.about", alone=False)
    for heading in range(at - 1, max(at - _LONGEST_ABOUT, 0), -1):
        name = boilerplate.about_name(paragraphs[heading].text)
        if name and boilerplate.speaks_of(paragraphs[heading + 1].text, name):
            return _Claim(heading, at, SegmentKind.ABOUT, "heading.about", alone=True)
    return None


def _may_be_contact(text: str) -> bool:
    """Say whether a line may be a contact or an end mark, which the search passes over."""
    return (
        len(text) <= _LONGEST_PASSED
        and not _SENTENCE_END.search(text)
        and bool(_CONTACT_SIGN.search(text))
    )
