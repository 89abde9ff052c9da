"""Bugs that somebody might write, each as an adapter that behaves wrongly: they must be found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.adapters.dynamo_endpoints import DynamoEndpoints
from shared.adapters.dynamo_items import key_of, plain, to_item
from shared.adapters.dynamo_ledger import DynamoLedger
from shared.adapters.dynamo_open_deliveries import BESIDE, DynamoOpenDeliveries
from shared.adapters.dynamo_releases import DynamoReleases
from shared.adapters.dynamo_renditions import DynamoRenditions
from shared.adapters.stack import Stack
from shared.records.delivery import LedgerRow, OpenDelivery, Outcome
from shared.records.history import History
from shared.records.identity import release_id
from shared.records.rendition import Basis
from shared.records.tasks import RetryTask
from tests.simulation.place import Furnish
from tests.simulation.sites import Fault, Site

NEVER_CORRECTED = release_id("acme", "ferry")
"""A release that nothing comes after: what it loses, no correction brings."""


class ForgetfulReleases(DynamoReleases):
    """Do not tell which event made a version: a recorded drop then looks like equal content."""

    def history(self, release: str) -> History:
        history = super().history(release)
        versions = tuple(
            each.model_copy(update={"drop": each.drop.model_copy(update={"sequencer": ""})})
            for each in history.versions
        )
        return history.model_copy(update={"versions": versions})


class LateItems(DynamoOpenDeliveries):
    """Keep failure items back until the ledger row is written."""

    def __init__(self, stack: Stack) -> None:
        super().__init__(stack.table)
        self.waiting: list[OpenDelivery] = []

    def add(self, delivery: OpenDelivery) -> bool:
        self.waiting.append(delivery)
        return True

    def flush(self) -> None:
        while self.waiting:
            super().add(self.waiting.pop())


class EarlyLedger(DynamoLedger):
    """Write the ledger row first, then the failure items."""

    def __init__(self, stack: Stack, items: LateItems) -> None:
        super().__init__(stack.table)
        self._items = items

    def commit(self, row: LedgerRow) -> None:
        super().commit(row)
        self._items.flush()


class UnconditionalClaims(DynamoOpenDeliveries):
    """Claim whatever a message names, claimed, settled or not due."""

    def claim(
        self, task: RetryTask, *, token: str, now: datetime, lease_until: datetime
    ) -> OpenDelivery | None:
        del now
        kept = self.of_story([task.endpoint], task.release, task.language).get(task.endpoint)
        if kept is None or kept.outcome is Outcome.HELD:
            return None
        lease = {"claim": token, "lease_until": lease_until, "due_at": lease_until}
        claimed = kept.model_copy(update={**lease, "outcome": Outcome.OPEN})
        key = key_of("endpoint", task.endpoint), key_of("open", task.release, task.language)
        self._table.put(to_item(key, claimed, beside=BESIDE))
        return claimed


class CountingRenditions(DynamoRenditions):
    """Give out the next revision each time that one is asked for."""

    def revision_for(self, release: str, language: str, basis: Basis) -> int | None:
        key = key_of("release", release), key_of("language", language)
        change = "SET #basis = :basis ADD #revision :one"
        new = self._table.update(key, change, basis=basis.order, one=1)
        return None if new is None else int(plain(new["revision"]))


class UnraisedItems(DynamoOpenDeliveries):
    """Let a correction pass the older revision that still waits."""

    def raise_to(self, delivery: OpenDelivery) -> bool:
        del delivery
        return False


class SilentGoodbyes(DynamoEndpoints):
    """Do not note that an endpoint wants no more."""

    def disable(self, endpoint: str, reason: str, at: datetime) -> None:
        del endpoint, reason, at


def _record_exists_so_skip_the_send(_stage: str, stack: Stack) -> None:
    vars(stack)["releases"] = ForgetfulReleases(stack.table)


def _ledger_row_before_failure_items(_stage: str, stack: Stack) -> None:
    items = LateItems(stack)
    vars(stack).update(opens=items, ledger=EarlyLedger(stack, items))


def _claim_without_condition(_stage: str, stack: Stack) -> None:
    vars(stack)["opens"] = UnconditionalClaims(stack.table)


def _revision_counter_without_condition(_stage: str, stack: Stack) -> None:
    vars(stack)["renditions"] = CountingRenditions(stack.table)


def _corrections_pass_what_waits(_stage: str, stack: Stack) -> None:
    vars(stack)["opens"] = UnraisedItems(stack.table)


def _goodbyes_are_not_noted(_stage: str, stack: Stack) -> None:
    vars(stack)["endpoints"] = SilentGoodbyes(stack.table)


@dataclass(frozen=True)
class Planted:
    """A bug: how it gets in, which rule it breaks, and at which call and fault if it takes one."""

    furnish: Furnish
    breaks: str
    stage: str = ""
    word: str = ""
    fault: Fault | None = None

    def shows_at(self, calls: Iterable[Site]) -> Mapping[Site, Sequence[Fault]]:
        """Return the first call of the story where it should show."""
        found = (each for each in calls if each.stage == self.stage and self.word in str(each))
        return {next(found): [self.fault]} if self.fault else {}


PLANTED: Mapping[str, Planted] = {
    "record exists, so skip the send": Planted(
        _record_exists_so_skip_the_send,
        "ended_well",
        "intake",
        f"SendMessageBatch polywire-translate x2 {NEVER_CORRECTED}",
        Fault.CRASH_BEFORE,
    ),
    "ledger row before failure items": Planted(
        _ledger_row_before_failure_items,
        "agreed",
        "deliver",
        "PutItem shard#",
        Fault.CRASH_AFTER,
    ),
    "revision counter without condition": Planted(
        _revision_counter_without_condition,
        "once",
        "translate",
        "SendMessageBatch",
        Fault.CRASH_AFTER,
    ),
    "claim without condition": Planted(_claim_without_condition, "once"),
    "corrections pass what waits": Planted(_corrections_pass_what_waits, "ordered"),
    "goodbyes are not noted": Planted(_goodbyes_are_not_noted, "silent"),
}
