"""Build the body of a webhook: the same bytes for every endpoint of a rendition."""

import json
from enum import StrEnum

from shared.records.fields import ReleaseStatus
from shared.records.record import to_iso
from shared.records.rendition import Rendition


class EventType(StrEnum):
    """Name what a webhook reports."""

    PUBLISHED = "release.published"
    CORRECTED = "release.corrected"
    WITHDRAWN = "release.withdrawn"


def event_type(rendition: Rendition, first_out: int) -> EventType:
    """Tell whether a revision publishes, corrects or withdraws what a language already had."""
    if rendition.status is ReleaseStatus.CANCELED:
        return EventType.WITHDRAWN
    return EventType.PUBLISHED if rendition.revision == first_out else EventType.CORRECTED


def webhook_body(rendition: Rendition, kind: EventType) -> bytes:
    """Write the webhook as UTF-8 JSON, letters of every script as themselves."""
    payload = {
        "type": kind.value,
        "timestamp": to_iso(rendition.created),
        "data": {
            "release": {
                "id": rendition.release,
                "version": rendition.version,
                "revision": rendition.revision,
                "language": rendition.language,
                "source_language": rendition.source_language,
                "status": rendition.status.value,
                "languages": list(rendition.languages),
            },
            "translation": {
                name: origin.model_dump(mode="json", exclude_none=True)
                for name, origin in rendition.translation.items()
            },
            "item": rendition.item,
            "supersedes": rendition.supersedes,
            "similar_to": list(rendition.similar_to),
        },
    }
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
