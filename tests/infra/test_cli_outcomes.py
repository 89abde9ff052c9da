from datetime import UTC, datetime, timedelta

import pytest

from infra.cli.outcomes import Delivery, outcomes
from shared.records.delivery import Attempt, LedgerRow, OpenDelivery, Outcome
from tests.fakes.ledger import InMemoryLedger
from tests.fakes.open_deliveries import InMemoryOpenDeliveries

AT = datetime(2024, 4, 1, 18, tzinfo=UTC)
LATER = AT + timedelta(minutes=5)
FAILED = Attempt(outcome=Outcome.OPEN, reason="status_500", status=500)
TAKEN = Attempt(outcome=Outcome.DELIVERED, reason="delivered", status=204)


def row(**attempts: Attempt) -> LedgerRow:
    return LedgerRow(
        shard="ko.0", release="r", language="ko", version=1, revision=1, at=AT, attempts=attempts
    )


def item(revision: int = 1, outcome: Outcome = Outcome.OPEN, attempts: int = 2) -> OpenDelivery:
    return OpenDelivery(
        endpoint="a",
        release="r",
        language="ko",
        version=revision,
        revision=revision,
        body="webhooks/r",
        outcome=outcome,
        attempts=attempts,
        reason="timed_out" if outcome is Outcome.OPEN else outcome.value,
        not_before=LATER,
        due_at=LATER if outcome is Outcome.OPEN else None,
        first_attempt=AT,
        updated=LATER,
    )


def told(first: Attempt, *items: OpenDelivery) -> Delivery:
    ledger, opens = InMemoryLedger(), InMemoryOpenDeliveries()
    ledger.commit(row(a=first))
    for each in items:
        opens.add(each)
    (found,) = outcomes(ledger, opens, AT, AT + timedelta(hours=1))
    return found


def test_what_succeeded_at_once_is_told_by_the_ledger() -> None:
    found = told(TAKEN)
    assert (found.outcome, found.attempts, found.next_attempt) == (Outcome.DELIVERED, 1, None)


def test_what_is_open_tells_its_attempts_and_the_next() -> None:
    found = told(FAILED, item())
    assert (found.outcome, found.reason) == (Outcome.OPEN, "timed_out")
    assert (found.attempts, found.next_attempt) == (2, LATER)


@pytest.mark.parametrize("outcome", [Outcome.DELIVERED, Outcome.FAILED, Outcome.HELD])
def test_what_was_open_tells_what_became_of_it(outcome: Outcome) -> None:
    found = told(FAILED, item(outcome=outcome))
    assert (found.outcome, found.attempts, found.next_attempt) == (outcome, 2, None)


def test_an_item_that_carries_a_later_revision_superseded_the_earlier() -> None:
    found = told(FAILED, item(revision=2))
    assert found.outcome is Outcome.SUPERSEDED
    assert "revision 2" in found.reason


def test_an_item_of_an_earlier_revision_says_nothing_of_a_success() -> None:
    assert told(TAKEN, item()).outcome is Outcome.DELIVERED


def test_an_attempt_without_its_item_is_told_as_it_was() -> None:
    assert told(FAILED).reason == "status_500"


def test_json_has_times_in_utc_and_words_for_outcomes() -> None:
    told_as_json = told(FAILED, item()).as_json()
    assert told_as_json["outcome"] == "open"
    assert told_as_json["next_attempt"] == "2024-04-01T18:05:00.000Z"
