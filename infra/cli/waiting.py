"""Follow a drop until its deliveries are settled."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from infra.cli.outcomes import outcomes
from shared.errors import UnreadableDrop
from shared.records.delivery import Outcome
from shared.records.identity import Identity, identify
from shared.records.release import Version

if TYPE_CHECKING:
    from infra.cli.stack import ReachedStack

LONGEST_PAUSE = 2.0


@dataclass(frozen=True)
class Dropped:
    """Hold an object that was put into the bucket, and when."""

    file: str
    key: str
    version_id: str | None
    at: datetime
    content: bytes


@dataclass(frozen=True)
class Ending:
    """Say how a drop ended; `deliveries` counts outcomes, `detail` is for a person."""

    state: str
    detail: str
    release: str | None = None
    version: int | None = None
    deliveries: dict[str, int] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        """Tell whether nothing failed on the way."""
        return self.state in ("settled", "unchanged") and not self.deliveries.get("failed")


def wait_for(
    stack: "ReachedStack",
    drop: Dropped,
    timeout: float,
    pause: Callable[[float], None] = time.sleep,
) -> Ending:
    """Ask again and again until a drop has ended or the time, in seconds, is up."""
    deadline = time.monotonic() + timeout
    wait = 0.2
    while (ending := ended(stack, drop)) is None:
        if time.monotonic() >= deadline:
            return Ending("timeout", f"not settled after {timeout:g} s; it goes on without us")
        pause(wait)
        wait = min(wait * 1.5, LONGEST_PAUSE)
    return ending


def ended(stack: "ReachedStack", drop: Dropped) -> Ending | None:
    """Tell how a drop ended; None while it is still on its way."""
    identity = identify(drop.key, stack.settings.drop_prefix)
    versions = stack.releases.versions(identity.id)
    ours = next((each for each in versions if each.drop.version_id == drop.version_id), None)
    if ours is not None:
        return settled(stack, drop, ours)
    if versions and versions[-1].version_key == version_key(drop, identity):
        told = f"equal to version {versions[-1].number}: nothing to deliver"
        return Ending("unchanged", told, identity.id, versions[-1].number)
    return refused(stack, drop, identity)


def version_key(drop: Dropped, identity: Identity) -> str | None:
    """Clean the content as intake does; None where it cannot be read."""
    from shared.cleaning.clean import clean
    from shared.reading.drops import read

    try:
        cleaned = clean(read(drop.content, drop.key), id=identity.name, received=drop.at.date())
    except UnreadableDrop:
        return None
    return cleaned.version_key


def refused(stack: "ReachedStack", drop: Dropped, identity: Identity) -> Ending | None:
    """Find the rejection of a drop."""
    for day in sorted({drop.at.date(), datetime.now(UTC).date()}):
        for rejection in stack.rejections.on(day):
            if rejection.version_id == drop.version_id and rejection.version_id is not None:
                return Ending("rejected", f"{rejection.reason}: {rejection.detail}", identity.id)
    return None


def settled(stack: "ReachedStack", drop: Dropped, version: Version) -> Ending | None:
    """Count a version's deliveries once each is settled."""
    subscribed = set(stack.subscriptions.languages())
    wanted = [language for language in version.languages if language in subscribed]
    revisions = {
        record.language: record.revision
        for record in stack.renditions.of_release(version.release)
        if record.version == version.number
    }
    for language in wanted:
        revision = revisions.get(language)
        if revision is None or not is_out(stack, version.release, language, revision):
            return None
    found = outcomes(stack.ledger, stack.opens, drop.at, datetime.now(UTC))
    counts = Counter(
        each.outcome.value
        for each in found
        if each.release == version.release and each.version == version.number
    )
    told = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
    told = told or "nobody subscribes to its languages"
    return Ending("settled", told, version.release, version.number, dict(counts))


def is_out(stack: "ReachedStack", release: str, language: str, revision: int) -> bool:
    """Tell whether every shard was served and no delivery of the revision is open any more."""
    for shard in stack.subscriptions.shards(language):
        if stack.ledger.handled(shard, release) < revision:
            return False
        members = [member.endpoint for member in stack.subscriptions.members(shard)]
        items = stack.opens.of_story(members, release, language).values()
        if any(item.revision == revision and item.outcome is Outcome.OPEN for item in items):
            return False
    return True
