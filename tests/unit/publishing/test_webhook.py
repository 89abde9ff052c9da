import json

import pytest

from functions.translate.translate import render
from shared.publishing.webhook import EventType, event_type, webhook_body
from shared.records.fields import ReleaseStatus
from tests.samples import cleaned, version


def body(language: str = "ko", revision: int = 1) -> dict[str, object]:
    rendition = render(cleaned(), version(), language=language, revision=revision)
    payload: dict[str, object] = json.loads(webhook_body(rendition, EventType.PUBLISHED))
    return payload


def test_a_webhook_has_the_fields_of_its_contract() -> None:
    payload = body()
    assert list(payload) == ["type", "timestamp", "data"]
    data = payload["data"]
    assert isinstance(data, dict)
    assert list(data) == ["release", "translation", "item", "supersedes", "similar_to"]
    assert data["release"] == {
        "id": "rel_plant",
        "version": 1,
        "revision": 1,
        "language": "ko",
        "source_language": "ar",
        "status": "usable",
        "languages": ["ar", "ko"],
    }


def test_letters_of_every_script_are_written_as_themselves() -> None:
    rendition = render(cleaned(), version(), language="ko", revision=1)
    assert "شركة".encode() in webhook_body(rendition, EventType.PUBLISHED)


@pytest.mark.parametrize(
    ("status", "revision", "first", "expected"),
    [
        (ReleaseStatus.USABLE, 1, 1, EventType.PUBLISHED),
        (ReleaseStatus.USABLE, 2, 2, EventType.PUBLISHED),
        (ReleaseStatus.USABLE, 2, 1, EventType.CORRECTED),
        (ReleaseStatus.CANCELED, 2, 1, EventType.WITHDRAWN),
    ],
)
def test_what_went_out_before_decides_the_type(
    status: ReleaseStatus, revision: int, first: int, expected: EventType
) -> None:
    rendition = render(cleaned(), version(status=status), language="ko", revision=revision)
    assert event_type(rendition, first) is expected


def test_equal_input_gives_equal_bytes() -> None:
    assert body() == body()
