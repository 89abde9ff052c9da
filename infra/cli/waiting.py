"""Follow a drop until its deliveries are settled."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from infra.cli.ending import Dropped, Ending
from infra.cli.settled import settled
from shared.errors import UnreadableDrop
from shared.reading.bounds import ID_LENGTH
from shared.reading.identity import identify
from shared.reading.releases import read_releases
from shared.records.fields import ReleaseStatus
from shared.records.history import History
from shared.records.identity import Identity
from shared.records.release import Drop, SuppliedText, Version

if TYPE_CHECKING:
    from infra.cli.stack import ReachedStack

LONGEST_PAUSE = 2.0
RESOLUTION = timedelta(seconds=1)
"""How exactly the bucket tells when it took an object."""


def identities_of(key: str, content: bytes, prefix: str) -> tuple[Identity, ...]:
    r"""Tell which releases a drop names, as intake does: by ids that it declares, or by its key.

    >>> drop = b"---\nid: ferries\n---\nFerries resume"
    >>> [identity.name for identity in identities_of("drop/wire/a.txt", drop, "drop/")]
    ['ferries']
    """
    by_key = identify(key, prefix)
    try:
        texts = read_releases(content, key)
    except UnreadableDrop:
        return (by_key,)
    refused = (place for text in texts for place, _ in text.refused)
    ids = dict.fromkeys([*(text.declared.id for text in texts), *refused])
    return tuple(by_key.called(name) if name else by_key for name in ids)


def wait_for(
    stack: "ReachedStack",
    drop: Dropped,
    timeout: float,
    pause: Callable[[float], None] = time.sleep,
) -> Ending:
    """Ask again and again until a drop has ended or the time, in seconds, is up."""
    deadline = time.monotonic() + timeout
    wait = 0.2
    while (ending := ended(stack, drop, datetime.now(UTC))) is None:
        if time.monotonic() >= deadline:
            return Ending("timeout", f"not settled after {timeout:g} s; it goes on without us")
        pause(wait)
        wait = min(wait * 1.5, LONGEST_PAUSE)
    return ending


def ended(stack: "ReachedStack", drop: Dropped, now: datetime) -> Ending | None:
    """Tell how a drop ended; None while it is still on its way."""
    releases = stack.releases.named(drop.identity)
    histories = {release: stack.releases.history(release) for release in reversed(releases)}
    for release, history in histories.items():
        all_made: tuple[Version | SuppliedText, ...] = (*history.versions, *history.supplied)
        for made in all_made:
            if is_ours(made.drop, drop):
                return settled(stack, drop, made, history, now=now)
        if any(is_ours(seen, drop) for seen in history.seen):
            return unchanged(release, history)
    latest = releases[-1]
    return refused(stack, drop, now) or stale(stack, drop, latest, histories[latest])


def is_ours(event: Drop, drop: Dropped) -> bool:
    """Tell whether an event tells of this drop."""
    return (event.key, event.version_id) == (drop.key, drop.version_id)


def unchanged(release: str, history: History) -> Ending:
    """Say that a drop brought nothing new."""
    number = history.latest.number if history.latest else None
    told = f"nothing in it is new, version {number} stays: nothing to deliver"
    return Ending("unchanged", told, release, number)


def refused(stack: "ReachedStack", drop: Dropped, now: datetime) -> Ending | None:
    """Find the rejection of a drop; one because of its embargo did not stop it."""
    for day in sorted({drop.at.date(), now.date()}):
        for each in stack.rejections.on(day):
            ours = each.version_id == drop.version_id and each.version_id is not None
            named = each.subject in {drop.key, f"{drop.key}#{drop.identity.name[:ID_LENGTH]}"}
            if ours and named and each.reason != "embargo_unreadable":
                return Ending("rejected", f"{each.reason}: {each.detail}", drop.identity.id)
    return None


def stale(stack: "ReachedStack", drop: Dropped, release: str, history: History) -> Ending | None:
    """Tell whether intake will pass a drop over, or did: it leaves no trace of one that is late."""
    latest = history.latest
    if latest is None:
        return None
    known = {each.version_id for each in history.drops() if each.key == drop.key}
    if known and known & stack.newer(drop.key, drop.version_id):
        told = "something newer came in under the same key before it"
        return Ending("stale", told, release, latest.number)
    withdrawn = latest.status is ReleaseStatus.CANCELED
    if withdrawn and drop.at + RESOLUTION <= latest.drop.at:
        told = "the release was withdrawn after it was dropped, and stays withdrawn"
        return Ending("stale", told, release, latest.number)
    return None
