"""Drop files into the bucket of the real template and verify what arrives with others' code."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

import pytest
from standardwebhooks import Webhook

from infra.cli.receiver import Received, Receiver, receiving
from infra.local.cloud import Cloud
from shared.adapters import aws
from shared.adapters.stack import Stack, deployed
from shared.delivery.secrets import derive_secret, write_secret
from shared.languages.tags import distribution_languages
from shared.reading.identity import identify
from shared.records.subscription import Endpoint
from tests.standards import beside

SAMPLES = Path(__file__).parents[1] / "infra" / "local" / "samples"
LONG_AGO = datetime(2024, 3, 1, tzinfo=UTC)


@dataclass
class Subscribers:
    """Receive for one endpoint per language, and verify each webhook as it comes."""

    webhooks: dict[str, Webhook] = field(default_factory=dict)
    payloads: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def take(self, post: Received) -> int:
        language = post.path.strip("/")
        payload = self.webhooks[language].verify(post.body, dict(post.headers))
        with self.lock:
            self.payloads.setdefault(language, []).append(payload)
            self.ids.append(post.headers["webhook-id"])
        return 204

    def of(self, release: str) -> dict[str, list[dict[str, Any]]]:
        return {
            language: [each for each in came if each["data"]["release"]["id"] == release]
            for language, came in sorted(self.payloads.items())
        }


@pytest.fixture(scope="module")
def subscribers() -> Iterator[tuple[Cloud, Subscribers]]:
    aws.forget_clients()
    deployed.cache_clear()
    subscribers = Subscribers()
    with receiving(0, subscribers.take) as receiver, Cloud.start(loopback=True) as cloud:
        for language in distribution_languages():
            register(deployed(), receiver, subscribers, language)
        yield cloud, subscribers
    aws.forget_clients()
    deployed.cache_clear()


def register(stack: Stack, receiver: Receiver, subscribers: Subscribers, language: str) -> None:
    endpoint = Endpoint(
        id=f"ep_{language}",
        subscriber="sub_1",
        url=f"{receiver.url}/{language}",
        languages=(language,),
        master=stack.masters.current(),
        created=LONG_AGO,
        changed=LONG_AGO,
    )
    stack.endpoints.add(endpoint)
    stack.subscriptions.subscribe(endpoint.id, language, LONG_AGO)
    key = stack.masters.key(endpoint.master)
    secret = write_secret(derive_secret(key, endpoint.id, endpoint.generation))
    subscribers.webhooks[language] = Webhook(secret)


def drop(cloud: Cloud, key: str, content: bytes) -> str:
    """Drop a file, let everything run, return the release's id."""
    cloud.put(key, content)
    cloud.settle(30)
    return identify(key, cloud.outputs["DropPrefix"]).id


def test_a_release_reaches_fifteen_endpoints_in_fifteen_languages(
    subscribers: tuple[Cloud, Subscribers],
) -> None:
    cloud, received = subscribers
    text = (SAMPLES / "desalination.ar.txt").read_bytes()
    came = received.of(drop(cloud, "drop/acme/desalination.txt", text))
    assert list(came) == sorted(distribution_languages())
    for language, payloads in came.items():
        [payload] = payloads
        assert payload["type"] == "release.published"
        assert payload["data"]["release"]["language"] == language
        assert payload["data"]["item"]["language"] == language
        origin = payload["data"]["translation"]["headline"]
        expected = "supplied" if language == "ar" else "verbatim"
        assert origin == {"status": expected, "language": "ar"}


def test_the_same_file_again_causes_nothing_and_a_correction_reaches_everybody(
    subscribers: tuple[Cloud, Subscribers],
) -> None:
    cloud, received = subscribers
    key, text = "drop/acme/ferries.txt", (SAMPLES / "ferries.en.txt").read_text("utf-8")
    release = drop(cloud, key, text.encode())
    drop(cloud, key, text.encode())
    assert {len(payloads) for payloads in received.of(release).values()} == {1}
    drop(cloud, key, text.replace("\n", ", corrected\n", 1).encode())
    for original, correction in received.of(release).values():
        assert original["data"]["release"]["revision"] == 1
        assert correction["type"] == "release.corrected"
        assert correction["data"]["release"]["revision"] == 2
        assert correction["data"]["item"]["headlines"][0]["value"].endswith(", corrected")
    assert len(set(received.ids)) == len(received.ids), "nothing came twice"


def test_the_release_that_it_all_began_with_arrives_in_its_parts(
    subscribers: tuple[Cloud, Subscribers],
) -> None:
    seed = beside("seeds/000_dd862da1f6f5acd6.txt").read_bytes()
    cloud, received = subscribers
    came = received.of(drop(cloud, "drop/seaprwire/000_dd862da1f6f5acd6.txt", seed))
    assert len(came) == 15
    korean = came["ko"][0]["data"]
    assert korean["item"]["located"] == "워싱턴"
    assert [source["name"] for source in korean["item"]["infosources"]][1] == "SeaPRwire"
    assert len(korean["item"]["bodies"][0]["value"].split("\n\n")) == 6
    assert korean["translation"]["sectors"]["status"] == "lexicon"
    arabic = came["ar"][0]["data"]["item"]
    assert arabic["headlines"][0]["value"] == seed.decode().split("\n", 1)[0]


def test_a_file_that_cannot_be_read_reaches_nobody_and_is_explained(
    subscribers: tuple[Cloud, Subscribers],
) -> None:
    cloud, received = subscribers
    release = drop(cloud, "drop/acme/broken.txt", b"\x89PNG\r\n\x1a\n\x00\x00")
    assert not any(received.of(release).values())
    today = deployed().rejections.on(datetime.now(UTC).date())
    assert ("drop/acme/broken.txt", "binary") in [(each.subject, each.reason) for each in today]


def test_no_secret_is_in_any_body(subscribers: tuple[Cloud, Subscribers]) -> None:
    cloud, received = subscribers
    drop(cloud, "drop/acme/secrets.txt", (SAMPLES / "ferries.en.txt").read_bytes())
    bodies = json.dumps(received.payloads)
    assert received.payloads
    assert "whsec_" not in bodies
