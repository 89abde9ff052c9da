"""Decide what an attempt's outcome means, and when the next attempt is due."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TypeAlias

from shared.records.posting import Reason, Reply

DELAYS = (
    timedelta(0),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""What passes before the first attempt, the second, and so on: ten in all."""

JITTER = 0.2
LONGEST_WAIT = timedelta(hours=24)
MAX_DIGITS = 9
OUR_REASONS = frozenset({Reason.NOT_SENT, Reason.NO_DESCRIPTORS})
RETRY_AFTER_STATUSES = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


@dataclass(frozen=True, slots=True)
class Delivered:
    """Say that the endpoint took the webhook: any 2xx."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Say that the endpoint wants no more webhooks: 410."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Say that the attempt failed and why; `retry_after` is what the endpoint asked for."""

    reason: str
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """Say that the time ran out after the request was sent: the endpoint may have taken it.

    Under the short limit of first attempts that is no failure of the endpoint's health; where the
    full limit has passed the caller counts it as one.
    """


@dataclass(frozen=True, slots=True)
class Unsent:
    """Say that no attempt was made, for a reason on our side: it counts as none."""

    reason: str


Disposition: TypeAlias = Delivered | Gone | Failed | Cut | Unsent


def next_attempt(
    attempt: int, *, now: datetime, jitter: float, retry_after: float | None = None
) -> datetime | None:
    """Return when the next attempt is due after `attempt` of them, or None when all were made.

    `jitter` in [0, 1] adds up to 20 % to the delay. A `retry_after` in seconds is obeyed in full,
    up to 24 hours, and never makes an attempt earlier than the schedule.

    >>> moment = datetime(2024, 4, 1, tzinfo=UTC)
    >>> next_attempt(1, now=moment, jitter=0.5) - moment
    datetime.timedelta(seconds=5, microseconds=500000)
    >>> next_attempt(10, now=moment, jitter=0.0) is None
    True
    """
    if attempt >= len(DELAYS):
        return None
    delay = DELAYS[attempt] * (1 + JITTER * jitter)
    asked = min(max(retry_after or 0.0, 0.0), LONGEST_WAIT.total_seconds())
    return now + max(delay, timedelta(seconds=asked))


def parse_retry_after(text: str, now: datetime) -> float | None:
    """Read a Retry-After header as seconds from now: digits, however many, or an HTTP date.

    What is neither is None; a date that has passed is 0.

    >>> parse_retry_after("120", datetime(2024, 4, 1, tzinfo=UTC))
    120.0
    >>> parse_retry_after("Mon, 01 Apr 2024 00:01:00 GMT", datetime(2024, 4, 1, tzinfo=UTC))
    60.0
    """
    value = text.strip()
    if re.fullmatch(r"[0-9]+", value):
        digits = value.lstrip("0") or "0"
        return float(digits) if len(digits) <= MAX_DIGITS else 10.0**MAX_DIGITS
    try:
        moment = parsedate_to_datetime(value)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max((aware - now).total_seconds(), 0.0)
    except (ValueError, OverflowError):
        return None


def disposition(reply: Reply) -> Disposition:
    """Say what an outcome means for the delivery.

    >>> disposition(Reply("1", Reason.ANSWERED, status=503, retry_after=30.0))
    Failed(reason='status_503', retry_after=30.0)
    >>> disposition(Reply("1", Reason.ANSWERED, status=302))
    Failed(reason='redirect', retry_after=None)
    """
    if reply.status is not None:
        return _of_status(reply.status, reply.retry_after)
    if reply.reason in OUR_REASONS and not reply.outcome_unknown:
        return Unsent(reply.reason.value)
    if reply.reason is Reason.TIMED_OUT and reply.outcome_unknown:
        return Cut()
    return Failed(reply.reason.value)


def _of_status(status: int, retry_after: float | None) -> Disposition:
    match status // 100:
        case 2:
            return Delivered()
        case 3:
            return Failed("redirect")
    if status == HTTPStatus.GONE:
        return Gone()
    obeyed = retry_after if status in RETRY_AFTER_STATUSES else None
    return Failed(f"status_{status}", obeyed)
