"""Hold a table of histories: what each subscriber must have received, in which order."""

import json
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

import pytest

from shared.records.delivery import Outcome
from tests.functions.history import FOLDER, Play, Receipt

HISTORIES: list[dict[str, Any]] = json.loads((FOLDER / "histories.json").read_text("utf-8"))
SEEDS = 12
MOST_AFTER_THE_END = 100.0


def played(history: dict[str, Any], seed: int | None) -> Play:
    play = Play(history, Random(seed) if seed is not None else None)  # noqa: S311 - a seed
    play.play()
    return play


def once(receipts: Sequence[Receipt]) -> list[Receipt]:
    """Leave out what came again under the same id."""
    return list({receipt.message: receipt for receipt in reversed(receipts)}.values())[::-1]


def by_release(receipts: Sequence[Receipt]) -> list[list[Receipt]]:
    found: dict[str, list[Receipt]] = {}
    for receipt in once(receipts):
        found.setdefault(receipt.release, []).append(receipt)
    return list(found.values())


def fits(labels: Sequence[str], wanted: Sequence[str], *, orderly: bool) -> bool:
    """Tell whether labels are those wanted; `A?` may be missing unless all was in order."""
    if not wanted:
        return not labels
    first, *rest = wanted
    names = first.removesuffix("?").split("|")
    if labels and labels[0] in names and fits(labels[1:], rest, orderly=orderly):
        return True
    return first.endswith("?") and not orderly and fits(labels, rest, orderly=orderly)


def faults(history: dict[str, Any], play: Play) -> Iterator[str]:
    orderly = play.random is None and not history.get("loose")
    for name, wanted in history["got"].items():
        stories = wanted if wanted and isinstance(wanted[0], list) else [wanted] if wanted else []
        came = by_release(play.receipts[name])
        open_stories = [list(story) for story in stories]
        for receipts in came:
            labels = [receipt.label for receipt in receipts]
            fit = next((s for s in open_stories if fits(labels, s, orderly=orderly)), None)
            if fit is None:
                yield f"{name} received {labels}, wanted {open_stories}"
            else:
                open_stories.remove(fit)
            yield from order(name, receipts)
        if any(not fits([], story, orderly=orderly) for story in open_stories):
            yield f"{name} received nothing of {open_stories}"
        yield from times(name, came, history)


def order(name: str, receipts: Sequence[Receipt]) -> Iterator[str]:
    """A release begins as published, revisions rise, and what follows corrects or withdraws."""
    revisions = [receipt.revision for receipt in receipts]
    if revisions != sorted(set(revisions)):
        yield f"{name} received the revisions {revisions}"
    for receipt in receipts[1:]:
        if receipt.kind == "published":
            yield f"{name} received {receipt.label} as published after another"


def times(name: str, came: Sequence[Sequence[Receipt]], history: dict[str, Any]) -> Iterator[str]:
    for receipt in (receipt for receipts in came for receipt in receipts):
        if receipt.seconds < history.get("not_before", {}).get(receipt.label, 0):
            yield f"{name} received {receipt.label} after {receipt.seconds:.0f} s: too early"
        if receipt.seconds > history.get("not_after", {}).get(receipt.label, 1e9):
            yield f"{name} received {receipt.label} after {receipt.seconds:.0f} s: too late"


def unfinished(play: Play) -> list[str]:
    ends = {Outcome.OPEN, Outcome.HELD}
    return [str(item) for item in play.world.opens._items.values() if item.outcome in ends]


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: history["name"])
def test_everybody_received_what_the_table_says_in_an_orderly_world(
    history: dict[str, Any],
) -> None:
    play = played(history, None)
    assert list(faults(history, play)) == []
    assert unfinished(play) == []


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: history["name"])
def test_everybody_received_what_the_table_says_in_any_order_of_events(
    history: dict[str, Any],
) -> None:
    for seed in range(SEEDS):
        play = played(history, seed)
        found = list(faults(history, play))
        assert found == [], f"seed {seed}"
        assert unfinished(play) == [], f"seed {seed}"


def test_the_table_would_notice_a_missing_and_a_misplaced_webhook() -> None:
    history = next(each for each in HISTORIES if each["name"].startswith("a correction an hour"))
    play = played(history, None)
    play.receipts["a"].reverse()
    assert list(faults(history, play))
    del play.receipts["a"][0]
    assert list(faults(history, play))
    assert len(HISTORIES) >= 60
