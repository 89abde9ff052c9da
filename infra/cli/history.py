"""Gather what is known of a release: its texts, its embargo, and what went out of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import typer

from infra.cli.printing import isolated, local_iso, note
from shared.records.delivery import Outcome
from shared.records.identity import Identity
from shared.records.release import Embargo, ReleaseHead, SuppliedText, Version

if TYPE_CHECKING:
    from infra.cli.stack import ReachedStack


def release_named(stack: "ReachedStack", name: str) -> str:
    """Return the id of a release: as it is, or the latest that `source/name` stands for."""
    source, slash, rest = name.partition("/")
    return stack.releases.named(Identity.of(source, rest))[-1] if slash else name


def head_named(stack: "ReachedStack", name: str) -> ReleaseHead:
    """Return the head of a release; end the command with what to do where there is none."""
    release = release_named(stack, name)
    found = stack.releases.heads([release]).get(release)
    if found is None:
        note(
            f"polywire: error: there is no release {isolated(name)}: name it by its id (rel_…) or"
            " as source/name, as `polywire release list` shows them; a name has no language and no"
            " file extension"
        )
        raise typer.Exit(1)
    return found


def namesakes(stack: "ReachedStack", head: ReleaseHead) -> tuple[str, ...]:
    """Return the releases that a release's name stands for, the latest last."""
    return stack.releases.named(Identity.of(head.source, head.name))


def dossier(stack: "ReachedStack", name: str, now: datetime) -> dict[str, Any]:
    """Gather what `release show` tells of a release."""
    head = head_named(stack, name)
    history = stack.releases.history(head.release)
    own = history.own_text
    latest = {text.language: text for text in history.standing}
    renditions = stack.renditions.of_release(head.release)
    fields = {"release", "source", "name", "status", "headline", "created", "updated"}
    return {
        **head.model_dump(mode="json", include=fields),
        "embargo": told_embargo(head.embargo, now),
        "other_releases": [each for each in namesakes(stack, head) if each != head.release],
        "similar_to": list(history.latest.similar_to) if history.latest else [],
        "source_text": told_text(own) if own else None,
        "supplied_texts": [told_text(text) for _, text in sorted(latest.items())],
        "languages": [
            {"language": tag, "revision": revision, "went_out": went_out(stack, head.release, tag)}
            for tag, revision in sorted(
                {each.language: each.revision for each in renditions}.items()
            )
        ],
        "versions": [told_version(version) for version in history.versions],
        "renditions": [
            {**record.model_dump(mode="json"), "fields": statuses(record.translation)}
            for record in renditions
        ],
    }


def told_embargo(embargo: Embargo | None, now: datetime) -> dict[str, Any] | None:
    """Say of an embargo what it is and whether it holds."""
    if embargo is None:
        return None
    return {**embargo.model_dump(mode="json"), "holds": embargo.holds(now)}


def in_short(embargo: Embargo | None, now: datetime) -> str | None:
    """Say for a table until when an embargo holds; nothing of one that has ended."""
    if embargo is None or not embargo.holds(now):
        return None
    if embargo.until is None:
        return f"cannot be read: {isolated(embargo.text)}"
    return f"until {local_iso(embargo.until)}"


def told_text(text: Version | SuppliedText) -> dict[str, Any]:
    """Say of a text in which language it is and which drop it came with."""
    told = text.model_dump(mode="json", include={"language", "number", "headline", "created"})
    return {**told, "key": text.drop.key, "version_id": text.drop.version_id}


def told_version(version: Version) -> dict[str, Any]:
    """Say of a version what the table knows, but for what texts are compared with."""
    return {**version.model_dump(mode="json", exclude={"sketch"}), "key": version.drop.key}


def went_out(stack: "ReachedStack", release: str, language: str) -> int | None:
    """Return the latest revision that was sent, or is kept, for anybody in a language."""
    revisions = [
        row.revision
        for shard in stack.subscriptions.shards(language)
        for row in stack.ledger.of_story(shard, release)
        if any(each.outcome is not Outcome.SUPERSEDED for each in row.attempts.values())
    ]
    return max(revisions, default=None)


def statuses(translation: Mapping[str, Any]) -> list[str]:
    """Say for each field of a rendition where its text comes from."""
    return [f"{field}:{origin.status}" for field, origin in sorted(translation.items())]
