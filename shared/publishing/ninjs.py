"""Turn a rendition's texts into a ninjs 2.2 item (IPTC, news in JSON)."""

import uuid
from typing import Any

from shared.records.cleaned import CleanedRelease
from shared.records.fields import ReleaseStatus, Segment, SegmentKind
from shared.records.record import to_iso
from shared.records.release import Version
from shared.translation.plan import RenditionText

STANDARD = {
    "name": "ninjs",
    "version": "2.2",
    "schema": "https://iptc.org/std/ninjs/ninjs-schema_2.2.json",
}
MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"
KEPT_APART = {
    SegmentKind.DISCLAIMER: "disclaimer",
    SegmentKind.ABOUT: "about",
}
"""The parts that travel as bodies of their own role, so that no reader takes them for the story."""


def to_ninjs(
    text: RenditionText, cleaned: CleanedRelease, version: Version, *, language: str, revision: int
) -> dict[str, Any]:
    """Build the item; a field that the release does not have is absent.

    A withdrawn release keeps its headline, so that a reader knows which it is, and no text.
    """
    withdrawn = version.status is ReleaseStatus.CANCELED
    item: dict[str, Any] = {
        "uri": item_uri(version.release, language),
        "standard": STANDARD,
        "type": "text",
        "representationtype": "full",
        "language": language,
        "version": str(revision),
        "versioncreated": to_iso(version.created),
        "contentcreated": to_iso(version.drop.at),
        "pubstatus": version.status.value,
        "by": cleaned.byline,
        "headlines": [
            {"role": role, "value": value}
            for role, value in (("main", text.headline), ("subheadline", text.subheadline))
            if value
        ],
        "descriptions": [] if withdrawn else _descriptions(text),
        "bodies": [] if withdrawn else _bodies(text, cleaned),
        "subjects": [_subject(sector.label, sector.code) for sector in text.sectors],
        "located": text.place,
        "places": [{"name": text.country, "rel": "country"}] if text.country else [],
        "infosources": _sources(text, cleaned),
        "altids": [{"role": "release", "value": version.release}],
    }
    return {name: value for name, value in item.items() if value}


def item_uri(release: str, language: str) -> str:
    """Name a release in one language for ever, as a URN of a name-based UUID (RFC 9562).

    >>> item_uri("rel_a", "ar") == item_uri("rel_a", "ar") != item_uri("rel_a", "ko")
    True
    """
    return uuid.uuid5(uuid.NAMESPACE_URL, f"polywire:{release}:{language}").urn


def _descriptions(text: RenditionText) -> list[dict[str, str]]:
    dateline = ", ".join(part for part in (text.place, text.date, text.agency) if part)
    languages = ", ".join(text.distribution_languages)
    described = (
        ("summary", text.summary),
        ("dateline", dateline),
        ("distribution-languages", languages),
    )
    return [{"role": role, "value": value} for role, value in described if value]


def _bodies(text: RenditionText, cleaned: CleanedRelease) -> list[dict[str, Any]]:
    story = "\n\n".join(text.body)
    parts = [("main", story)]
    parts += [(role, _joined(cleaned.segments, kind)) for kind, role in KEPT_APART.items()]
    return [
        {"role": role, "contenttype": "text/plain", "charcount": len(value), "value": value}
        for role, value in parts
        if value
    ]


def _joined(segments: tuple[Segment, ...], kind: SegmentKind) -> str:
    return "\n\n".join(each.text.strip() for each in segments if each.kind is kind)


def _subject(label: str, code: str | None) -> dict[str, str]:
    scheme, _, number = (code or "").partition(":")
    if scheme == "medtop":
        return {"name": label, "rel": "about", "uri": MEDIA_TOPICS + number}
    return {"name": label, "rel": "about"} | ({"literal": code} if code else {})


def _sources(text: RenditionText, cleaned: CleanedRelease) -> list[dict[str, str]]:
    names = [text.agency, *cleaned.wires]
    return [{"name": name} for name in names if name]
