"""Read the master keys from Secrets Manager and keep them for a while."""

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shared.adapters.service_errors import translated
from shared.errors import Misconfigured
from shared.ports import Clock

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

SERVICE = "secretsmanager"
KEPT = timedelta(minutes=15)
CURRENT = "current"


class SecretsMasters:
    """Know the masters of one secret: a JSON map of ids to texts, and which one is `current`."""

    def __init__(self, client: "SecretsManagerClient", secret: str, clock: Clock) -> None:
        self._client = client
        self._secret = secret
        self._clock = clock
        self._masters: dict[str, str] = {}
        self._read_at: datetime | None = None

    def current(self) -> str:
        """Return the id of the master for new endpoints."""
        master = self._fresh().get(CURRENT)
        if master is None:
            raise Misconfigured(f"name the current master in the secret {self._secret}")
        return master

    def key(self, master: str) -> bytes:
        """Return a master key; raise Misconfigured where there is none of this id."""
        text = None
        if master != CURRENT:
            text = self._fresh().get(master) or self._read().get(master)
        if not text:
            raise Misconfigured(f"the secret {self._secret} has no master {master!r}")
        return text.encode()

    def _fresh(self) -> dict[str, str]:
        if self._read_at is None or self._clock() - self._read_at >= KEPT:
            return self._read()
        return self._masters

    def _read(self) -> dict[str, str]:
        with translated(SERVICE):
            text = self._client.get_secret_value(SecretId=self._secret)["SecretString"]
        self._masters = _parse(text, self._secret)
        self._read_at = self._clock()
        return self._masters


def _parse(text: str, secret: str) -> dict[str, str]:
    # The cause is left out on purpose: its text would quote the secret.
    try:
        masters = json.loads(text)
    except ValueError:
        masters = None
    if not isinstance(masters, dict) or not all(isinstance(key, str) for key in masters.values()):
        raise Misconfigured(f"write the secret {secret} as a JSON map of texts")
    return masters
