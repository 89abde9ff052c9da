"""Tell an issuer's release from an agency's dispatch and a medium's own piece."""

from collections.abc import Sequence

from shared.cleaning.names import agency_named
from shared.records.fields import Dateline, Genre, Segment, SegmentKind

_ISSUED = {SegmentKind.WIRE_MARK, SegmentKind.ABOUT, SegmentKind.DISCLAIMER}
_ISSUED_RULES = {"heading.contact", "frame.contact", "source.view"}
_HINTS = {
    "label.source",
    "label.contact",
    "label.sectors",
    "label.hashtags",
    "end.mark",
    "noise.header",
    "embargo.line",
}
_ENOUGH = 2
_SIGNED_RULES = {"credit.agency", "credit.desk", "end.signature"}


def genre_of(segments: Sequence[Segment], dateline: Dateline | None) -> Genre:
    """Call it a release where a part stands that only releases have, or where two hints meet.

    A source, a contact in one line, sectors, an end mark or an embargo is a hint, for a medium may
    have one of them too; beside an agency's dateline hints do not count. The rest is a dispatch
    where an agency's dateline, sign or right stands.

    >>> contact = Segment(kind="contact", text="", start=0, end=0, rule="heading.contact")
    >>> genre_of([contact], None).value
    'release'
    >>> genre_of([], Dateline(text="PARIS (AP) —", agency="AP")).value
    'dispatch'
    """
    rules = {segment.rule for segment in segments}
    if any(segment.kind in _ISSUED for segment in segments) or rules & _ISSUED_RULES:
        return Genre.RELEASE
    if dateline and dateline.agency:
        return Genre.DISPATCH
    if len(rules & _HINTS) >= _ENOUGH:
        return Genre.RELEASE
    return Genre.DISPATCH if _is_signed(segments, rules) else Genre.EDITORIAL


def _beside_names(segments: Sequence[Segment]) -> list[str]:
    """List what stands behind the name of a byline: a desk, a job, an agency."""
    bylines = (segment.text for segment in segments if segment.kind is SegmentKind.BYLINE)
    return [part.strip() for line in bylines for part in line.split(",")[1:]]


def _is_signed(segments: Sequence[Segment], rules: set[str]) -> bool:
    if rules & _SIGNED_RULES or "frame.reporter" in rules:
        return True
    if any(map(agency_named, _beside_names(segments))):
        return True
    rights = (segment.text for segment in segments if segment.kind is SegmentKind.COPYRIGHT)
    return any(agency_named(word) for text in rights for word in text.strip("<>[]()").split())
