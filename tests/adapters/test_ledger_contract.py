from datetime import UTC, datetime, timedelta

import pytest

from shared.adapters.dynamo_ledger import DynamoLedger
from shared.adapters.dynamo_table import DynamoTable
from shared.ports import Ledger
from shared.records.delivery import Attempt, LedgerRow, Outcome
from tests.fakes.ledger import InMemoryLedger

START = datetime(2024, 4, 1, 22, 50, tzinfo=UTC)


@pytest.fixture(params=["fake", "adapter"])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    if request.param == "fake":
        return InMemoryLedger()
    return DynamoLedger(request.getfixturevalue("table"))


def row(
    revision: int = 1,
    *,
    shard: str = "ko.0",
    release: str = "budget",
    minutes: float = 0,
    size: int = 1,
) -> LedgerRow:
    attempt = Attempt(outcome=Outcome.DELIVERED, reason="answered", status=204, seconds=0.25)
    return LedgerRow(
        shard=shard,
        release=release,
        language=shard.partition(".")[0],
        version=revision,
        revision=revision,
        at=START + timedelta(minutes=minutes),
        attempts={f"e{number}": attempt for number in range(size)},
    )


def test_a_story_has_no_rows_at_first(ledger: Ledger) -> None:
    assert ledger.of_story("ko.0", "budget") == ()


def test_the_rows_of_a_story_come_by_revision_in_whatever_order_they_were_committed(
    ledger: Ledger,
) -> None:
    for revision in (2, 11, 9):
        ledger.commit(row(revision, size=200))
    assert ledger.of_story("ko.0", "budget") == tuple(row(n, size=200) for n in (2, 9, 11))


@pytest.mark.usefixtures("small_pages")
def test_a_story_of_many_pages_comes_whole(table: DynamoTable) -> None:
    ledger = DynamoLedger(table)
    for revision in range(1, 8):
        ledger.commit(row(revision))
    assert [one.revision for one in ledger.of_story("ko.0", "budget")] == list(range(1, 8))


@pytest.mark.parametrize(
    ("shard", "release"), [("ko.1", "budget"), ("ko.0", "budget#1"), ("ko.0", "budge")]
)
def test_shards_and_stories_do_not_mix(ledger: Ledger, shard: str, release: str) -> None:
    ledger.commit(row(3, shard=shard, release=release))
    assert ledger.of_story("ko.0", "budget") == ()
    assert ledger.of_story(shard, release) == (row(3, shard=shard, release=release),)


def test_the_first_row_of_a_task_stays(ledger: Ledger) -> None:
    ledger.commit(row(size=1))
    ledger.commit(row(size=2, minutes=1))
    assert list(ledger.between(START, START + timedelta(hours=1))) == [row(size=1)]


def test_a_row_of_a_full_shard_comes_back_whole(ledger: Ledger) -> None:
    ledger.commit(row(size=200))
    assert list(ledger.between(START, START + timedelta(minutes=1))) == [row(size=200)]


def test_a_time_range_spans_hours_and_days_oldest_first(ledger: Ledger) -> None:
    minutes = (130, 0, 75, 9, 10)
    for revision, minute in enumerate(minutes, 1):
        ledger.commit(row(revision, minutes=minute))
    found = list(ledger.between(START, START + timedelta(hours=3)))
    assert [one.at for one in found] == sorted(one.at for one in found)
    assert [one.revision for one in found] == [2, 4, 5, 3, 1]


def test_a_time_range_has_its_start_and_not_its_end(ledger: Ledger) -> None:
    for revision, minute in enumerate((-0.001, 0, 5, 10), 1):
        ledger.commit(row(revision, minutes=minute))
    found = ledger.between(START, START + timedelta(minutes=10))
    assert [one.revision for one in found] == [2, 3]


def test_an_empty_time_range_has_nothing(ledger: Ledger) -> None:
    ledger.commit(row())
    assert list(ledger.between(START, START)) == []
