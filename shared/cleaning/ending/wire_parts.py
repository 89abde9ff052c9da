"""Find the disclaimers and the labelled lists that wires put below a release."""

from shared.cleaning.ending import boilerplate, disclaimers
from shared.cleaning.ending.claims import Claim, Reading
from shared.cleaning.ending.sectors import is_label, read_hashtags, read_labelled_list, read_sectors
from shared.cleaning.names import Wire
from shared.records.fields import SegmentKind

_WIRE_PARTS = {SegmentKind.SECTORS, SegmentKind.ABOUT}


def claim_sectors(reading: Reading, at: int) -> Claim | None:
    """Claim a line that lists sectors behind their label, or below it, and a line of hashtags."""
    text = reading.text(at)
    if read_hashtags(text):
        return Claim(at, at, SegmentKind.SECTORS, "label.hashtags", alone=False)
    if read_sectors(text):
        return Claim(at, at, SegmentKind.SECTORS, "label.sectors", alone=False)
    above = reading.text(at - 1)
    if at > 1 and is_label(above) and read_sectors(f"{above} {text}"):
        return Claim(at - 1, at, SegmentKind.SECTORS, "label.sectors", alone=False)
    if _stands_for_sectors(reading, at):
        return Claim(at, at, SegmentKind.SECTORS, "frame.sectors", alone=False)
    return None


def _stands_for_sectors(reading: Reading, at: int) -> bool:
    """Say whether a labelled list stands between a wire's disclaimer and its about block."""
    return (
        reading.below is not None
        and reading.below.kind is SegmentKind.ABOUT
        and disclaimers.is_linked_disclaimer(reading.text(at - 1))
        and bool(read_labelled_list(reading.text(at)))
    )


def claim_disclaimer(reading: Reading, at: int) -> Claim | None:
    """Claim a wire's disclaimer: by its words, or by its link above the wire's other parts."""
    text = reading.text(at)
    wire = boilerplate.named_wire(text)
    if wire:
        linked = disclaimers.is_linked_disclaimer(text)
        whole = disclaimers.is_full_disclaimer(text)
        if whole or (linked and _is_in_place(text, wire, reading.claims)):
            rule = f"{wire.rule}.disclaimer"
            return Claim(at, at, SegmentKind.DISCLAIMER, rule, alone=whole and linked)
    return _first_half(reading, at)


def _is_in_place(text: str, wire: Wire, below: list[Claim]) -> bool:
    """Say whether a linked paragraph stands where a disclaimer does: last, or above other parts."""
    kinds = {claim.kind for claim in below} - {SegmentKind.NOISE, SegmentKind.END}
    if not kinds:
        return disclaimers.answers(text)
    if any(_is_wire_disclaimer(claim) for claim in below) or not kinds & _WIRE_PARTS:
        return False
    about = any(claim.rule == f"{wire.rule}.about" for claim in below)
    return disclaimers.vouches(text) or (about and kinds >= _WIRE_PARTS)


def _is_wire_disclaimer(claim: Claim) -> bool:
    return claim.kind is SegmentKind.DISCLAIMER and claim.rule.endswith(".disclaimer")


def _first_half(reading: Reading, at: int) -> Claim | None:
    """Claim the paragraph that names the provider, where the disclaimer below begins without."""
    last = reading.below
    if last is None or not _is_wire_disclaimer(last) or last.first != at + 1:
        return None
    disclaimer = reading.text(at + 1)
    if disclaimers.names_provider(disclaimer) or not disclaimers.opens_with_wire(disclaimer):
        return None
    named = disclaimers.names_provider(reading.text(at))
    return last._replace(first=at, last=at) if named else None
