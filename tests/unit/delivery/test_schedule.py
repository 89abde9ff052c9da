"""When the next attempt is due, and what an outcome means."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.delivery.schedule import (
    DELAYS,
    Cut,
    Delivered,
    Disposition,
    Failed,
    Gone,
    Unsent,
    disposition,
    next_attempt,
    parse_retry_after,
)
from shared.records.posting import Reason, Reply

NOW = datetime(2024, 4, 1, 18, 2, 11, tzinfo=UTC)
DAY = 24 * 3600.0
SECONDS = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]
JITTERS = st.floats(0, 1)


def wait(attempt: int, jitter: float = 0.0, retry_after: float | None = None) -> float:
    due = next_attempt(attempt, now=NOW, jitter=jitter, retry_after=retry_after)
    assert due is not None
    return (due - NOW).total_seconds()


@pytest.mark.parametrize(("attempt", "seconds"), list(enumerate(SECONDS)))
def test_the_schedule_is_the_one_that_was_promised(attempt: int, seconds: int) -> None:
    assert wait(attempt) == seconds
    assert wait(attempt, jitter=1.0) == pytest.approx(seconds * 1.2)


@pytest.mark.parametrize("attempt", [10, 11, 1000])
def test_after_ten_attempts_there_is_none(attempt: int) -> None:
    assert next_attempt(attempt, now=NOW, jitter=0, retry_after=5) is None


@given(st.integers(0, len(DELAYS) - 1), JITTERS, st.none() | st.floats(-1e9, 1e12))
def test_an_attempt_is_never_early(attempt: int, jitter: float, asked: float | None) -> None:
    waited = wait(attempt, jitter, asked)
    assert SECONDS[attempt] <= waited <= max(SECONDS[attempt] * 1.2, DAY) + 0.001
    if asked is not None:
        assert waited >= min(asked, DAY) - 0.001


def test_retry_after_is_obeyed_in_full_up_to_a_day() -> None:
    assert wait(1, retry_after=3600) == 3600
    assert wait(1, retry_after=2) == 5
    assert wait(1, retry_after=1e9) == DAY


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 7 ", 7.0),
        ("007", 7.0),
        ("99999999999999999999", 1e9),
        ("9" * 5_000, 1e9),
        ("Mon, 01 Apr 2024 18:03:11 GMT", 60.0),
        ("Monday, 01-Apr-24 18:03:11 GMT", 60.0),
        ("Mon Apr  1 18:03:11 2024", 60.0),
        ("Mon, 01 Apr 2024 00:00:00 GMT", 0.0),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("٣", None),
        ("12 seconds", None),
        ("Mon, 99 Apr 2024 18:03:11 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(text: str, seconds: float | None) -> None:
    assert parse_retry_after(text, NOW) == seconds


@given(st.text(max_size=40))
def test_no_retry_after_is_too_strange(text: str) -> None:
    seconds = parse_retry_after(text, NOW)
    assert seconds is None or seconds >= 0


@given(st.integers(0, 10**9))
def test_a_date_and_its_seconds_mean_the_same(seconds: int) -> None:
    date = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert parse_retry_after(date, NOW) == parse_retry_after(str(seconds), NOW)


def answered(status: int, retry_after: float | None = None) -> Reply:
    return Reply("1", Reason.ANSWERED, status=status, retry_after=retry_after, sends=1)


OUTCOMES: list[tuple[Reply, Disposition]] = [
    *((answered(status), Delivered()) for status in (200, 201, 202, 204, 299)),
    (answered(410), Gone()),
    *((answered(status), Failed("redirect")) for status in (300, 301, 302, 304, 307, 308, 399)),
    (answered(400), Failed("status_400")),
    (answered(404, retry_after=9.0), Failed("status_404")),
    (answered(429, retry_after=9.0), Failed("status_429", 9.0)),
    (answered(503, retry_after=9.0), Failed("status_503", 9.0)),
    (answered(500, retry_after=9.0), Failed("status_500")),
    (answered(999), Failed("status_999")),
    (Reply("1", Reason.TIMED_OUT, sends=1, outcome_unknown=True), Cut()),
    (Reply("1", Reason.TIMED_OUT), Failed("timed_out")),
    (Reply("1", Reason.RESET, sends=1, outcome_unknown=True), Failed("reset")),
    (Reply("1", Reason.NOT_SENT), Unsent("not_sent")),
    (Reply("1", Reason.NO_DESCRIPTORS), Unsent("no_descriptors")),
    (Reply("1", Reason.NO_DESCRIPTORS, outcome_unknown=True, sends=1), Failed("no_descriptors")),
    *(
        (Reply("1", reason), Failed(reason.value))
        for reason in (
            Reason.REFUSED,
            Reason.UNREACHABLE,
            Reason.TLS,
            Reason.DNS,
            Reason.BLOCKED_ADDRESS,
            Reason.MALFORMED,
            Reason.TOO_LARGE_HEADERS,
            Reason.MISCONFIGURED,
            Reason.BODY_MISSING,
        )
    ),
]


@pytest.mark.parametrize(("reply", "meaning"), OUTCOMES)
def test_each_outcome_has_one_meaning(reply: Reply, meaning: Disposition) -> None:
    assert disposition(reply) == meaning


def test_every_reason_is_among_the_outcomes() -> None:
    assert {reply.reason for reply, _ in OUTCOMES} == set(Reason)
