"""Tell whether what a drop made is out everywhere, and count what became of its deliveries."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from functions.translate.translate import render, supplied_for
from infra.cli.ending import Dropped, Ending
from infra.cli.outcomes import Delivery, outcomes
from infra.cli.printing import isolated, local_iso
from shared.records.cleaned import CleanedRelease
from shared.records.delivery import Outcome
from shared.records.fields import ReleaseStatus
from shared.records.history import History
from shared.records.record import to_iso
from shared.records.release import Embargo, SuppliedText, Version
from shared.records.rendition import Rendition, RenditionRecord

if TYPE_CHECKING:
    from infra.cli.stack import ReachedStack

MARGIN = timedelta(minutes=1)
"""Clocks differ, and the last row may have been written after we looked at ours."""

Revisions = Mapping[str, int | None]
"""The revision that is awaited in each language; None where there is none yet."""


def settled(
    stack: "ReachedStack",
    drop: Dropped,
    made: Version | SuppliedText,
    history: History,
    *,
    now: datetime,
) -> Ending | None:
    """Say what became of the deliveries of a version or a text once each is settled."""
    version = made.number if isinstance(made, Version) else None
    language = None if isinstance(made, Version) else made.language
    latest = history.latest
    revisions = awaited(stack, made, history)
    embargo = latest.embargo if latest else None
    if revisions and embargo and embargo.holds(now):
        return embargoed(made.release, version, embargo, language)
    for tag, revision in revisions.items():
        if revision is None or not is_out(stack, made.release, tag, revision):
            return None
    counts = Counter(
        each.outcome.value
        for each in outcomes(stack.ledger, stack.opens, drop.at - MARGIN, now + MARGIN)
        if each.release == made.release and is_counted(each, version, revisions)
    )
    told = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
    told = told or nothing_to_deliver(made, history)
    return Ending("settled", told, made.release, version, dict(counts), language)


def is_counted(delivery: Delivery, version: int | None, revisions: Revisions) -> bool:
    """Tell whether a delivery of the release is one of a version, or of a text's revision."""
    if version is not None:
        return delivery.version == version
    return delivery.revision == revisions.get(delivery.language)


def embargoed(release: str, version: int | None, embargo: Embargo, language: str | None) -> Ending:
    """Say until when nothing goes out."""
    if embargo.until is None:
        told = f"held, because its embargo cannot be read: {isolated(embargo.text)}"
        return Ending("embargoed", told, release, version, language=language)
    told = f"held until {local_iso(embargo.until)}"
    until = to_iso(embargo.until)
    return Ending("embargoed", told, release, version, language=language, until=until)


def nothing_to_deliver(made: Version | SuppliedText, history: History) -> str:
    """Say why there were no deliveries."""
    latest = history.latest
    if isinstance(made, Version) and made.status is ReleaseStatus.CANCELED:
        return "it never went out, so nobody has anything to take back"
    if latest and latest.status is ReleaseStatus.CANCELED:
        return "the release is withdrawn"
    if isinstance(made, SuppliedText):
        return f"nobody subscribes to {made.language}, or the release went on without it"
    return "nobody subscribes to its languages"


def awaited(stack: "ReachedStack", made: Version | SuppliedText, history: History) -> Revisions:
    """Name the languages that a version or a text goes out in, each with its revision."""
    subscribed = set(stack.subscriptions.languages())
    records = stack.renditions.of_release(made.release)
    if isinstance(made, SuppliedText):
        return (
            of_text(stack, made.language, history, records) if made.language in subscribed else {}
        )
    revisions = {each.language: each.revision for each in records if each.version >= made.number}
    languages = [tag for tag in made.languages if tag in subscribed]
    if history.latest and history.latest.status is ReleaseStatus.CANCELED:
        out = stack.renditions.first_out
        languages = [tag for tag in languages if out(made.release, tag) is not None]
    return {tag: revisions.get(tag) for tag in languages}


def of_text(
    stack: "ReachedStack", language: str, history: History, records: tuple[RenditionRecord, ...]
) -> Revisions:
    """Find the revision that carries the latest text of a language; none where none will."""
    latest = history.latest
    settle = timedelta(seconds=stack.settings.settle_seconds)
    text = supplied_for(latest, history, language, settle) if latest else None
    if latest is None or text is None:
        return {}
    revision = None
    for record in records:
        if (record.version, record.language) == (latest.number, language):
            revision = record.revision if carries(stack, record, text, latest) else None
    return {language: revision}


def carries(
    stack: "ReachedStack", record: RenditionRecord, text: SuppliedText, version: Version
) -> bool:
    """Tell whether a rendition is of this text: it is then equal to one that is made of it."""
    there = Rendition.model_validate_json(stack.archive.get(record.document))
    cleaned = CleanedRelease.model_validate_json(stack.archive.get(text.document))
    made = render(cleaned, version, language=record.language, revision=record.revision)
    return made.item == there.item


def is_out(stack: "ReachedStack", release: str, language: str, revision: int) -> bool:
    """Tell whether every shard was served and no delivery of the revision is open any more."""
    for shard in stack.subscriptions.shards(language):
        rows = stack.ledger.of_story(shard, release)
        if not rows or rows[-1].revision < revision:
            return False
        asked = sorted(rows[-1].attempts)
        items = stack.opens.of_story(asked, release, language).values()
        if any(item.revision == revision and item.outcome is Outcome.OPEN for item in items):
            return False
    return True
