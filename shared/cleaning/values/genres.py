"""Tell an issuer's release from an agency's dispatch and a medium's own piece."""

from collections.abc import Collection

from shared.records.fields import Dateline, Genre, SegmentKind

_PARTS_OF_RELEASES = {
    SegmentKind.WIRE_MARK,
    SegmentKind.DISCLAIMER,
    SegmentKind.SECTORS,
    SegmentKind.ABOUT,
    SegmentKind.CONTACT,
    SegmentKind.SOURCE,
}


def genre_of(kinds: Collection[SegmentKind], dateline: Dateline | None) -> Genre:
    """Call it a release where a part stands that only releases have, else a dispatch by its agency.

    >>> genre_of({SegmentKind.BODY, SegmentKind.CONTACT}, None).value
    'release'
    >>> genre_of({SegmentKind.BODY}, Dateline(text="PARIS (AP) —", agency="AP")).value
    'dispatch'
    """
    if not _PARTS_OF_RELEASES.isdisjoint(kinds):
        return Genre.RELEASE
    return Genre.DISPATCH if dateline and dateline.agency else Genre.EDITORIAL
