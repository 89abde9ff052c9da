import json
from collections.abc import Callable

import pytest

from shared.adapters import aws
from shared.adapters.secrets_masters import SecretsMasters
from shared.errors import Misconfigured
from shared.ports import Masters
from tests.fakes.clock import HandClock
from tests.fakes.masters import InMemoryMasters

OLD = {"current": "m1", "m1": "a first schlüssel"}
NEW = {"current": "m2", "m1": "a first schlüssel", "m2": "another"}


@pytest.fixture
def secret(cloud: Callable[[str], str]) -> str:
    made = aws.secretsmanager().create_secret(Name=cloud("secret"), SecretString=json.dumps(OLD))
    return made["ARN"]


@pytest.fixture(params=["fake", "adapter"])
def masters(request: pytest.FixtureRequest) -> Masters:
    if request.param == "fake":
        return InMemoryMasters(m1="a first schlüssel")
    secret = request.getfixturevalue("secret")
    return SecretsMasters(aws.secretsmanager(), secret, HandClock())


def write(secret: str, text: str) -> None:
    aws.secretsmanager().put_secret_value(SecretId=secret, SecretString=text)


def test_the_current_master_has_a_key_of_its_text(masters: Masters) -> None:
    assert masters.current() == "m1"
    assert masters.key("m1") == "a first schlüssel".encode()


@pytest.mark.parametrize("master", ["m9", "", "current"])
def test_a_master_that_is_not_there_is_a_fault_of_the_deployment(
    masters: Masters, master: str
) -> None:
    with pytest.raises(Misconfigured):
        masters.key(master)


def test_the_secret_is_read_again_after_a_quarter_of_an_hour(secret: str) -> None:
    clock = HandClock()
    masters = SecretsMasters(aws.secretsmanager(), secret, clock)
    assert masters.current() == "m1"
    write(secret, json.dumps(NEW))
    clock.advance(899)
    assert masters.current() == "m1"
    clock.advance(1)
    assert masters.current() == "m2"


def test_an_id_that_is_not_known_yet_makes_it_look_again_at_once(secret: str) -> None:
    masters = SecretsMasters(aws.secretsmanager(), secret, HandClock())
    assert masters.current() == "m1"
    write(secret, json.dumps(NEW))
    assert masters.key("m2") == b"another"
    assert masters.current() == "m2"


@pytest.mark.parametrize("text", ["hush hush", '["hush"]', '{"current": 1, "hush": "hush"}', "{}"])
def test_a_secret_of_another_shape_is_a_fault_and_not_quoted(secret: str, text: str) -> None:
    write(secret, text)
    masters = SecretsMasters(aws.secretsmanager(), secret, HandClock())
    with pytest.raises(Misconfigured) as caught:
        masters.current()
    assert "hush" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.usefixtures("cloud")
def test_a_secret_that_is_not_there_is_a_fault_of_the_deployment() -> None:
    masters = SecretsMasters(aws.secretsmanager(), "none", HandClock())
    with pytest.raises(Misconfigured):
        masters.current()
