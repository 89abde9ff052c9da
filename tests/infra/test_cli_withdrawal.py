import json

import pytest
from typer import Exit

from infra.cli.withdrawal import notice, withdrawable
from shared.records.identity import Identity
from tests.functions.test_life import OTHER, front
from tests.functions.world import TEXT
from tests.infra.operators import Operator

NAMES = [
    "budget",
    "2024/budget",
    "ferries 50%",
    "ميزانية 2024",
    "b.no",
    "a: b #c",
    '"quoted"',
    "'quoted' twice'",
    "---",
    "x" * 900,
]


@pytest.fixture
def operator() -> Operator:
    return Operator()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("reason", [None, "Wrong figures.\n---\nid: other"])
def test_a_notice_withdraws_the_release_of_a_name_whatever_its_letters(
    operator: Operator, name: str, reason: str | None
) -> None:
    reader = operator.world.endpoint("reader", "en")
    operator.drop(front(id=f"'{name}'" if name.startswith('"') else name))
    head = operator.head()
    operator.world.clock.advance(60)
    key, content = notice(head, "drop/", operator.world.clock(), reason)
    operator.drop(content.decode(), key)
    assert operator.head().status.value == "canceled"
    assert key.startswith("drop/acme/withdrawals/")
    assert len(key.encode()) <= 1024
    kinds = [json.loads(post.body)["type"] for post in operator.world.internet.inbox(reader.url)]
    assert kinds == ["release.published", "release.withdrawn"]


def test_a_name_that_front_matter_cannot_carry_is_told_with_what_to_do(
    operator: Operator, capsys: pytest.CaptureFixture[str]
) -> None:
    operator.drop(TEXT, "drop/acme/a  b.txt")
    with pytest.raises(Exit):
        notice(operator.head(), "drop/", operator.world.clock(), None)
    assert "status: withdrawn" in capsys.readouterr().err


def test_of_several_releases_of_a_name_only_the_latest_is_withdrawn(
    operator: Operator, capsys: pytest.CaptureFixture[str]
) -> None:
    operator.drop()
    operator.drop(OTHER)
    first, latest = operator.world.releases.named(Identity.of("acme", "plant"))
    assert withdrawable(operator.stack, "acme/plant").release == latest
    assert withdrawable(operator.stack, latest).release == latest
    with pytest.raises(Exit):
        withdrawable(operator.stack, first)
    assert latest in capsys.readouterr().err


def test_an_unknown_release_is_told_with_how_to_name_one(
    operator: Operator, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Exit):
        withdrawable(operator.stack, "acme/plant.en.txt")
    assert "polywire release list" in capsys.readouterr().err
