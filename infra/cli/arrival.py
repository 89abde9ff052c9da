"""Judge a webhook that arrived: whether it is signed as promised, and what it says."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from infra.cli.receiver import Received
from infra.cli.verification import signature_problem


@dataclass(frozen=True)
class Arrival:
    """Hold what a webhook says; `problem` tells why it is not to be trusted, if so.

    `origins` says of each field where its text comes from.
    """

    path: str
    message: str | None
    verified: bool
    problem: str | None
    type: str | None = None
    release: str | None = None
    version: int | None = None
    revision: int | None = None
    language: str | None = None
    source_language: str | None = None
    headline: str | None = None
    dateline: str | None = None
    sectors: tuple[str, ...] = ()
    status: str | None = None
    origins: Mapping[str, str] = field(default_factory=dict)
    has_text: bool = False
    bytes: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return the fields as JSON has them."""
        return asdict(self)


def judge(received: Received, secrets: Sequence[str], now: float) -> Arrival:
    """Verify a webhook with any of the secrets and read it; without one it stays unverified.

    `now` is in seconds since 1970.
    """
    problem = None
    if secrets:
        problem = signature_problem(received.headers, received.body, secrets, now)
    try:
        payload = json.loads(received.body)
    except ValueError:
        payload, problem = None, problem or "the body is not JSON"
    said = read(payload)
    return Arrival(
        path=received.path,
        message=received.headers.get("webhook-id"),
        verified=bool(secrets) and problem is None,
        problem=problem,
        bytes=len(received.body),
        **said,
    )


def read(payload: object) -> dict[str, Any]:
    """Pick out of a webhook what a person wants to see first; absent is None.

    >>> read({"type": "endpoint.test"})["type"]
    'endpoint.test'
    """
    kind, release = _at(payload, "type"), _at(payload, "data", "release")
    item = _at(payload, "data", "item")
    return {
        "type": kind if isinstance(kind, str) else None,
        "release": _at(release, "id"),
        "version": _at(release, "version"),
        "revision": _at(release, "revision"),
        "language": _at(release, "language"),
        "source_language": _at(release, "source_language"),
        "headline": text_of("main", item, "headlines"),
        "dateline": text_of("dateline", item, "descriptions"),
        "sectors": tuple(str(_at(each, "name")) for each in listed(item, "subjects")),
        "status": _at(release, "status"),
        "origins": origins_of(_at(payload, "data", "translation")),
        "has_text": bool(listed(item, "bodies")),
    }


def origins_of(translation: object) -> dict[str, str]:
    """Return the status of each translated field.

    >>> origins_of({"headline": {"status": "supplied"}})
    {'headline': 'supplied'}
    """
    fields = translation if isinstance(translation, Mapping) else {}
    return {str(name): str(_at(origin, "status")) for name, origin in fields.items()}


def text_of(role: str, item: object, name: str) -> str | None:
    """Find the text of a role in one of the lists of a ninjs item.

    >>> text_of("main", {"headlines": [{"role": "main", "value": "Budget passed"}]}, "headlines")
    'Budget passed'
    """
    values = (_at(each, "value") for each in listed(item, name) if _at(each, "role") == role)
    return next((str(value) for value in values), None)


def listed(item: object, name: str) -> list[object]:
    """Return a list of a ninjs item; what is no list is empty.

    >>> listed({"subjects": "news"}, "subjects")
    []
    """
    found = _at(item, name)
    return found if isinstance(found, list) else []


def _at(value: object, *names: str) -> Any:
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
