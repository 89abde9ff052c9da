"""Say which of the rules that always hold a run has broken, by what was received and recorded."""

import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from itertools import groupby

from shared.delivery.secrets import write_secret
from shared.records.delivery import UNSETTLED, Outcome
from shared.records.posting import FIRST_ATTEMPT
from tests.simulation.internet import Receipt
from tests.simulation.records import Records, bare
from tests.simulation.run import Run
from tests.simulation.story import Receiver

EXPECTED = frozenset({"Unavailable", "Conflict"})
"""What a stage may fail with when a service does."""
ENDS = {
    "delivered": frozenset({Outcome.DELIVERED}),
    "held": frozenset({Outcome.EXPIRED}),
    "failed": frozenset({Outcome.FAILED}),
    "gone": frozenset({Outcome.FAILED, Outcome.EXPIRED, Outcome.DELIVERED}),
}


@dataclass(frozen=True)
class Ended:
    """A run that came to its end, as both sides saw it."""

    run: Run
    records: Records

    @property
    def by_story(self) -> Mapping[tuple[str, str, str], Sequence[Receipt]]:
        found: dict[tuple[str, str, str], list[Receipt]] = defaultdict(list)
        for receipt in self.run.internet.receipts:
            found[receipt.story].append(receipt)
        return found


def violations(run: Run) -> list[str]:
    """Return what a run that has ended broke, as sentences."""
    ended = Ended(run, Records.of(run.place.items()))
    rules = (drained, ended_well, patient, agreed, ordered, once, silent, guarded, secret, unbroken)
    return [f"{rule.__name__}: {broken}" for rule in rules for broken in rule(ended)]


def drained(ended: Ended) -> Iterator[str]:
    """Rule 13: the queues are empty, nothing is dead, nothing is due for ever."""
    for queue in ended.run.queues.values():
        if queue.messages:
            yield f"{len(queue.messages)} messages are left in {queue.name}"
        if queue.dead:
            yield f"{queue.name} has dead letters: {[each.body for each in queue.dead]}"
    for item in ended.records.opens.values():
        if item.due_at is not None or item.claim is not None or item.outcome is Outcome.OPEN:
            yield f"{item.endpoint} {item.release} is {item.outcome}, due {item.due_at}"


def ended_well(ended: Ended) -> Iterator[str]:
    """Rules 1 and 12: each delivery of the newest revision ends as its endpoint lets it end."""
    for receiver in ended.run.story.endpoints:
        for language in receiver.languages:
            for release in ended.run.story.names:
                yield from _ended_well(ended, receiver, language, release)


def _ended_well(ended: Ended, receiver: Receiver, language: str, release: str) -> Iterator[str]:
    last = ended.run.story.last_of(release, language)
    name = f"{receiver.id} {ended.run.story.names[release]} in {language}"
    newest = ended.records.revisions.get((release, language), 0)
    revision, outcome = ended.records.outcome(receiver.id, release, language)
    if revision != newest or outcome not in ENDS[receiver.ends]:
        yield f"{name} ended as {outcome} at revision {revision} of {newest}"
    if receiver.ends == "gone" and ended.records.states[receiver.id] != "disabled":
        yield f"{receiver.id} answered 410 and is {ended.records.states[receiver.id]}"
    seen = [r for r in ended.by_story.get((receiver.id, release, language), ()) if r.acknowledged]
    if receiver.ends != "delivered":
        return
    if not seen or seen[-1].headline != last.headline or last.type not in {"", seen[-1].type}:
        yield f"{name} last acknowledged {(seen[-1].type, seen[-1].headline) if seen else None!r}"


def patient(ended: Ended) -> Iterator[str]:
    """Rule 11: nothing of an embargoed release is seen before its time."""
    story = ended.run.story
    for receipt in ended.run.internet.receipts:
        until = story.embargoes.get(story.names[receipt.named["id"]])
        if until and receipt.at < until.timestamp():
            yield f"{receipt.story} was sent at {datetime.fromtimestamp(receipt.at, UTC)}"


def agreed(ended: Ended) -> Iterator[str]:
    """Rule 1: the table knows of all, and says delivered of exactly what was acknowledged."""
    receipts = ended.run.internet.receipts
    acknowledged = {(*each.story, each.revision) for each in receipts if each.acknowledged}
    known = {(*each.story, each.revision) for each in receipts if each.known}
    for row in ended.records.rows:
        for endpoint, attempt in row.attempts.items():
            named = (endpoint, row.release, row.language, row.revision)
            if attempt.outcome is Outcome.DELIVERED and named not in acknowledged:
                yield f"{endpoint} never acknowledged revision {row.revision}: {row.shard}"
            item = ended.records.opens.get((endpoint, row.release, row.language))
            if attempt.outcome in UNSETTLED and (item is None or item.revision < row.revision):
                yield f"nothing carries what {endpoint} missed: {row.release} {row.revision}"
    for item in ended.records.opens.values():
        named = (item.endpoint, item.release, item.language, item.revision)
        delivered = item.outcome is Outcome.DELIVERED
        if (delivered and named not in acknowledged) or (named in known and not delivered):
            yield f"the item of {named} says {item.outcome}"
    for release, versions in ended.records.versions.items():
        texts = [step.text for step in ended.run.story.steps if step.release == release]
        if versions > len(list(groupby(texts))):
            yield f"{release} has {versions} versions of {texts}"


def ordered(ended: Ended) -> Iterator[str]:
    """Rule 2: never an older revision after a newer one was acknowledged."""
    for story, receipts in ended.by_story.items():
        newest = 0
        for receipt in receipts:
            if receipt.revision < newest:
                yield f"{story} got revision {receipt.revision} after it acknowledged {newest}"
            if receipt.acknowledged:
                newest = max(newest, receipt.revision)


def once(ended: Ended) -> Iterator[str]:
    """Rule 3: a version has one revision and one id; what is known as delivered comes no more."""
    for story, receipts in ended.by_story.items():
        ids: dict[int, tuple[str, int, bytes]] = {}
        known: set[int] = set()
        for receipt in receipts:
            version = receipt.revision if ended.run.story.families else receipt.version
            named = (receipt.webhook, receipt.revision, receipt.body)
            if ids.setdefault(version, named) != named:
                yield f"{story} got version {version} under two names"
            if receipt.revision in known:
                yield f"{story} got revision {receipt.revision} again, known to be delivered"
            if receipt.known:
                known.add(receipt.revision)


def silent(ended: Ended) -> Iterator[str]:
    """Rule 4: who is disabled, paused or gone gets nothing; what was under way is excused."""
    left: dict[str, int] = {}
    for receipt in ended.run.internet.receipts:
        state = receipt.invocation.states[receipt.endpoint]
        if state != "active":
            yield f"{receipt.endpoint} was {state} and got revision {receipt.revision}"
        if receipt.invocation.number > left.get(receipt.endpoint, receipt.invocation.number):
            yield f"{receipt.endpoint} answered 410 and got revision {receipt.revision}"
        if receipt.answer == "410" and receipt.told and not receipt.invocation.failed:
            left.setdefault(receipt.endpoint, receipt.invocation.ended or 0)


def guarded(ended: Ended) -> Iterator[str]:
    """Rules 5 and 6: only public addresses, and first attempts only under the short cut."""
    for receipt in ended.run.internet.receipts:
        if not ip_address(receipt.address).is_global:
            yield f"{receipt.endpoint} was reached at {receipt.address}"
        if receipt.invocation.stage == "deliver" and receipt.limit > FIRST_ATTEMPT.total:
            yield f"a first attempt to {receipt.endpoint} had {receipt.limit} s"


def secret(ended: Ended) -> Iterator[str]:
    """Rule 10: no secret in a log, an item, a message, a document or a body."""
    run = ended.run
    keys = [each.secret(run.internet.master) for each in run.story.endpoints]
    words = [run.internet.master, *(write_secret(key)[6:].encode() for key in keys)]
    words += [key.hex().encode() for key in keys]
    places = {
        "log": [run.place.tape.getvalue().encode()],
        "item": [json.dumps(run.place.items(), default=unpacked).encode()],
        "message": [body.encode() for queue in run.queues.values() for body in queue.bodies],
        "archive": run.place.archived(),
        "body": [receipt.body for receipt in run.internet.receipts],
    }
    for place, texts in places.items():
        if any(word in text for text in texts for word in words):
            yield f"a secret stands in a {place}"


def unbroken(ended: Ended) -> Iterator[str]:
    """A stage fails only as a service makes it fail; nothing is refused."""
    tape = ended.run.place.tape.getvalue()
    names = set(re.findall(r'"exception_name":"(\w+)"', tape)) | set(ended.run.failures)
    for name in sorted(names - EXPECTED):
        yield f"a stage broke with {name}"
    if '"message":"rejected"' in tape:
        yield "something was rejected"


def unpacked(packed: bytes) -> str:
    """Read a record that is kept compressed."""
    return zlib.decompress(bare(packed)).decode()
