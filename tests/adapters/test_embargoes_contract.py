from datetime import UTC, datetime, timedelta

import pytest

from shared.adapters.dynamo_embargoes import DynamoEmbargoes
from shared.adapters.dynamo_open_deliveries import DynamoOpenDeliveries
from shared.adapters.dynamo_table import DynamoTable
from shared.ports import Embargoes
from shared.records.release import HeldRelease
from tests.adapters.deliveries import due
from tests.fakes.embargoes import InMemoryEmbargoes

NOON = datetime(2024, 4, 1, 12, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture(params=["fake", "adapter"])
def embargoes(request: pytest.FixtureRequest) -> Embargoes:
    if request.param == "fake":
        return InMemoryEmbargoes()
    return DynamoEmbargoes(request.getfixturevalue("table"))


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def names(embargoes: Embargoes, at: datetime) -> list[str]:
    return [held.release for held in embargoes.due(at)]


def test_nothing_waits_at_first(embargoes: Embargoes) -> None:
    assert names(embargoes, NOON) == []


def test_a_release_is_due_when_its_time_has_come(embargoes: Embargoes) -> None:
    embargoes.hold("budget#1", after(5))
    assert names(embargoes, after(4.99)) == []
    (held,) = embargoes.due(after(5))
    assert held.release == "budget#1"
    assert held.until == after(5).replace(microsecond=123000)


def test_those_that_are_due_first_come_first(embargoes: Embargoes) -> None:
    for release, minutes in (("c", 3), ("a", 1), ("d", 4), ("b", 2)):
        embargoes.hold(release, after(minutes))
    assert names(embargoes, after(3)) == ["a", "b", "c"]


@pytest.mark.parametrize("minutes", [3, 7])
def test_a_later_call_moves_the_time(embargoes: Embargoes, minutes: float) -> None:
    embargoes.hold("budget", after(5))
    embargoes.hold("budget", after(minutes))
    assert names(embargoes, after(minutes - 0.01)) == []
    assert names(embargoes, after(minutes)) == ["budget"]


def test_a_time_with_another_zone_is_the_same_time(embargoes: Embargoes) -> None:
    embargoes.hold("budget", datetime.fromisoformat("2024-04-01T21:05:00+09:00"))
    assert names(embargoes, after(4.9)) == []
    assert names(embargoes, after(5)) == ["budget"]


def test_a_release_that_is_lifted_waits_no_more(embargoes: Embargoes) -> None:
    embargoes.hold("budget", NOON)
    embargoes.hold("harvest", NOON)
    (held,) = (held for held in embargoes.due(NOON) if held.release == "budget")
    embargoes.lift(held)
    embargoes.lift(held)
    assert names(embargoes, NOON) == ["harvest"]


def test_a_release_whose_time_was_moved_meanwhile_stays(embargoes: Embargoes) -> None:
    embargoes.hold("budget", NOON)
    (held,) = embargoes.due(NOON)
    embargoes.hold("budget", after(5))
    embargoes.lift(held)
    assert names(embargoes, after(5)) == ["budget"]


def test_what_never_waited_can_be_lifted_in_vain(embargoes: Embargoes) -> None:
    embargoes.lift(HeldRelease(release="budget", until=NOON))
    assert names(embargoes, NOON) == []


@pytest.mark.usefixtures("small_pages")
def test_many_pages_come_whole_while_they_are_lifted(table: DynamoTable) -> None:
    embargoes = DynamoEmbargoes(table)
    for number in range(7):
        embargoes.hold(f"r{number}", after(number))
    lifted = []
    for held in embargoes.due(after(6)):
        embargoes.lift(held)
        lifted.append(held.release)
    assert lifted == [f"r{number}" for number in range(7)]
    assert names(embargoes, after(6)) == []


def test_a_release_that_waits_is_no_delivery_that_is_due(table: DynamoTable) -> None:
    DynamoEmbargoes(table).hold("budget", datetime(2020, 1, 1, tzinfo=UTC))
    assert due(DynamoOpenDeliveries(table)) == []
