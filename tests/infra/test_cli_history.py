from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from infra.cli.history import dossier, in_short
from shared.records.identity import Identity
from shared.records.release import Embargo
from tests.functions.test_life import KOREAN, OTHER, front
from tests.infra.operators import Operator


@pytest.fixture
def operator() -> Operator:
    """Have somebody who reads English."""
    operator = Operator()
    operator.world.endpoint("reader", "en")
    return operator


def shown(operator: Operator, name: str) -> dict[str, Any]:
    return dossier(operator.stack, name, operator.world.clock())


def test_a_release_is_shown_with_its_texts_and_what_went_out(operator: Operator) -> None:
    operator.world.endpoint("ko", "ko")
    operator.drop()
    operator.drop(KOREAN, "drop/acme/plant.ko.txt")
    found = shown(operator, "acme/plant")
    assert (found["source"], found["name"], found["status"]) == ("acme", "plant", "usable")
    assert found["source_text"]["language"] == "en"
    assert [each["language"] for each in found["supplied_texts"]] == ["ko"]
    assert found["embargo"] is None
    assert found["other_releases"] == []
    assert found["languages"] == [
        {"language": "en", "revision": 1, "went_out": 1},
        {"language": "ko", "revision": 2, "went_out": 2},
    ]
    assert "sketch" not in found["versions"][0]


def test_an_embargoed_release_is_shown_as_held_and_as_not_gone_out(operator: Operator) -> None:
    operator.drop(front(embargo="2099-01-01T00:00:00Z"))
    found = shown(operator, "acme/plant")
    assert found["embargo"]["holds"] is True
    assert found["embargo"]["until"].startswith("2099-01-01T00:00:00")
    assert found["languages"] == [{"language": "en", "revision": 1, "went_out": None}]


def test_a_name_that_was_used_again_shows_the_latest_and_names_the_others(
    operator: Operator,
) -> None:
    operator.drop()
    operator.drop(OTHER)
    found = shown(operator, "acme/plant")
    first = Identity.of("acme", "plant").id
    assert found["headline"].startswith("City library")
    assert found["other_releases"] == [first]
    assert shown(operator, first)["other_releases"] == [found["release"]]


def test_an_embargo_is_told_in_short_while_it_holds() -> None:
    end = datetime(2024, 4, 1, tzinfo=UTC)
    embargo = Embargo(text="x", until=end)
    assert str(in_short(embargo, end - timedelta(hours=1))).startswith("until 2024-0")
    assert in_short(embargo, end) is None
    assert in_short(None, end) is None
    assert in_short(Embargo(text="noon"), end) == "cannot be read: noon"
