"""The endpoints of a story behind a Sender: they behave, verify, and remember all they received."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from standardwebhooks import Webhook

from shared.adapters.network import address_policy
from shared.delivery.addresses import judge_answers, parse_url
from shared.delivery.secrets import write_secret
from shared.errors import RefusedAddress
from shared.records.posting import Limits, Post, Reason, Reply
from tests.simulation.clock import VirtualClock
from tests.simulation.seam import Invocation, Seam
from tests.simulation.sites import Fault
from tests.simulation.story import Receiver

FAILURES = {"hang": Reason.TIMED_OUT, "reset": Reason.RESET, "refuse": Reason.REFUSED}
UNHEARD = {Fault.LOST_ANSWER: "reset", Fault.NO_ANSWER: "hang"}
"""What an answer looks like that the endpoint gave and that never came."""


@dataclass(frozen=True)
class Receipt:
    """One POST as its endpoint saw it: `answer` is what it said, `told` whether we heard it."""

    at: float
    endpoint: str
    webhook: str
    body: bytes
    address: str
    limit: float
    answer: str
    told: bool
    invocation: Invocation

    @property
    def payload(self) -> Mapping[str, Any]:
        payload: Mapping[str, Any] = json.loads(self.body)
        return payload

    @property
    def named(self) -> Mapping[str, Any]:
        named: Mapping[str, Any] = self.payload["data"]["release"]
        return named

    @property
    def story(self) -> tuple[str, str, str]:
        """What is ordered: one release, in one language, for one endpoint."""
        return self.endpoint, self.named["id"], self.named["language"]

    @property
    def revision(self) -> int:
        return int(self.named["revision"])

    @property
    def version(self) -> int:
        return int(self.named["version"])

    @property
    def type(self) -> str:
        return str(self.payload["type"])

    @property
    def acknowledged(self) -> bool:
        return self.answer.startswith("2")

    @property
    def known(self) -> bool:
        """Tell whether we knew of the success: nothing excuses another attempt then."""
        return self.acknowledged and self.told and not self.invocation.failed

    @property
    def headline(self) -> str:
        return str(self.payload["data"]["item"]["headlines"][0]["value"])


@dataclass(eq=False)
class Internet:
    """Hold the receivers by URL; a Sender for every function."""

    receivers: Mapping[str, Receiver]
    master: bytes
    clock: VirtualClock
    seam: Seam
    receipts: list[Receipt] = field(default_factory=list)
    _posts: dict[str, int] = field(default_factory=dict)
    _lookups: dict[str, int] = field(default_factory=dict)

    def send(self, posts: Iterable[Post], limits: Limits) -> Iterator[Reply]:
        """Answer each post; however many hang, the round lasts no longer than the limit."""
        ends = self.clock.now + limits.total
        for post in posts:
            reply = self._reply(post, limits)
            if reply.reason is Reason.TIMED_OUT:
                self.clock.travel_to(ends)
            yield reply

    def _reply(self, post: Post, limits: Limits) -> Reply:
        receiver = self.receivers[post.url]
        fault = self.seam.meet("POST", f"{receiver.id} {post.headers['webhook-id']}")
        if fault is Fault.CRASH_BEFORE:
            self.seam.crash()
        if fault is Fault.LOST_REQUEST:
            return Reply(post.id, Reason.REFUSED)
        if fault is Fault.MEANWHILE:
            self.seam.pause()
        reply = self._exchange(receiver, post, limits, fault)
        if fault is Fault.CRASH_AFTER:
            self.seam.crash()
        return reply

    def _exchange(
        self, receiver: Receiver, post: Post, limits: Limits, fault: Fault | None
    ) -> Reply:
        """Connect as the deployed sender does: to no address that its policy refuses."""
        answers = _nth(receiver.resolves, self._lookups, receiver.id)
        policy = address_policy()
        try:
            address = judge_answers(parse_url(post.url, policy), [answers], policy)[0]
        except RefusedAddress as refusal:
            return Reply(post.id, Reason.BLOCKED_ADDRESS, detail=refusal.reason)
        answer = _nth(receiver.answers, self._posts, receiver.id)
        if fault is Fault.THROTTLE:
            answer = "503"
        if answer == "refuse":
            return Reply(post.id, Reason.REFUSED)
        heard = UNHEARD.get(fault, answer) if fault else answer
        reply = _reply_of(heard, post, receiver)
        self._note(receiver, post, answer, reply, address=address, limit=limits.total)
        return reply

    def _note(self, receiver: Receiver, post: Post, answer: str, reply: Reply, **seen: Any) -> None:
        Webhook(write_secret(receiver.secret(self.master))).verify(post.body, dict(post.headers))
        self.receipts.append(
            Receipt(
                at=self.clock.now,
                endpoint=receiver.id,
                webhook=post.headers["webhook-id"],
                body=post.body,
                answer=answer,
                told=reply.status is not None,
                invocation=self.seam.running[-1],
                **seen,
            )
        )


def _reply_of(answer: str, post: Post, receiver: Receiver) -> Reply:
    if answer in FAILURES:
        return Reply(post.id, FAILURES[answer], sends=1, outcome_unknown=True)
    waits = receiver.retry_after if answer in {"429", "503"} else None
    return Reply(post.id, Reason.ANSWERED, status=int(answer), retry_after=waits, sends=1)


def _nth(values: tuple[str, ...], counts: dict[str, int], name: str) -> str:
    """Return each value once, then the last for ever."""
    place = counts.get(name, 0)
    counts[name] = place + 1
    return values[min(place, len(values) - 1)]
