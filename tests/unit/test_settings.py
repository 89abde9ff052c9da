import dataclasses

import pytest

from shared.errors import Misconfigured
from shared.settings import PREFIX, Settings

NUMBERS = {"POLYWIRE_SHARD_SIZE": "200", "POLYWIRE_SETTLE_SECONDS": "30"}
ENVIRONMENT = {
    PREFIX + field.name.upper(): field.name for field in dataclasses.fields(Settings)
} | NUMBERS


def test_every_setting_is_read() -> None:
    found = Settings.from_env(ENVIRONMENT | {"PATH": "/bin"})
    assert (found.table, found.shard_size, found.settle_seconds) == ("table", 200, 30)


@pytest.mark.parametrize("name", sorted(ENVIRONMENT))
def test_a_setting_that_is_missing_or_empty_is_named(name: str) -> None:
    for environment in (
        ENVIRONMENT | {name: ""},
        {k: v for k, v in ENVIRONMENT.items() if k != name},
    ):
        with pytest.raises(Misconfigured, match=name):
            Settings.from_env(environment)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("POLYWIRE_SHARD_SIZE", text) for text in ("0", "-1", "1.5", "many")),
        *(("POLYWIRE_SETTLE_SECONDS", text) for text in ("901", "-1", "1.5", "soon")),
    ],
)
def test_a_number_out_of_its_bounds_is_refused(name: str, text: str) -> None:
    with pytest.raises(Misconfigured, match=f"{name} is '{text}'"):
        Settings.from_env(ENVIRONMENT | {name: text})


@pytest.mark.parametrize("seconds", [0, 900])
def test_the_settle_time_may_reach_its_bounds(seconds: int) -> None:
    found = Settings.from_env(ENVIRONMENT | {"POLYWIRE_SETTLE_SECONDS": str(seconds)})
    assert found.settle_seconds == seconds
