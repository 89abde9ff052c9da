import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from standardwebhooks import Webhook

from functions.deliver.dispatch import ReceivedTask
from shared.delivery.secrets import derive_secret, write_secret
from shared.errors import Unavailable
from shared.records.delivery import LedgerRow, Outcome
from shared.records.fields import ReleaseStatus
from shared.records.posting import FIRST_ATTEMPT, Post
from shared.records.subscription import Endpoint, EndpointState
from tests.fakes.internet import answering, hanging, in_turn, refusing
from tests.functions.world import TEXT, World, again

CORRECTED = TEXT.replace("120 people", "140 people")


def outcomes(world: World, release: str, shard: str = "ko.0", revision: int = 1) -> dict[str, str]:
    rows = world.ledger.between(world.clock() - timedelta(days=1), world.clock.advance(1))
    for row in rows:
        if (row.release, row.shard, row.revision) == (release, shard, revision):
            return {name: attempt.outcome.value for name, attempt in row.attempts.items()}
    return {}


def text_of(post: Post) -> str:
    item = json.loads(post.body)["data"]["item"]
    return str(item["bodies"][0]["value"])


def verify(world: World, endpoint: Endpoint, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = write_secret(derive_secret(world.masters.key("m1"), endpoint.id, 1))
    headers = dict(post.headers)
    monkeypatch.setattr("standardwebhooks.webhooks.datetime", _At(world))
    Webhook(secret).verify(post.body, headers)


class _At:
    """Let the official verifier live at the time of the test's clock."""

    def __init__(self, world: World) -> None:
        self._real = datetime
        self._world = world

    def now(self, tz: object = None) -> object:
        assert tz is not None
        return self._world.clock()

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)


def test_a_release_reaches_every_endpoint_and_the_official_library_verifies_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    korean, german = world.endpoint("seoul", "ko"), world.endpoint("bonn", "de")
    world.drop()
    for endpoint in (korean, german):
        [post] = world.internet.inbox(endpoint.url)
        verify(world, endpoint, post, monkeypatch)
        payload = json.loads(post.body)
        assert payload["type"] == "release.published"
        assert payload["data"]["release"]["language"] == endpoint.languages[0]
    assert outcomes(world, world.release()) == {korean.id: "delivered"}


def test_all_endpoints_of_a_rendition_get_the_same_bytes_under_ids_of_their_own(
    world: World,
) -> None:
    first, second = world.endpoint("a", "ko"), world.endpoint("b", "ko")
    world.drop()
    [one], [two] = world.internet.inbox(first.url), world.internet.inbox(second.url)
    assert one.body == two.body
    assert one.headers["webhook-id"] != two.headers["webhook-id"]


def test_the_same_tasks_a_second_time_send_nothing(world: World) -> None:
    world.endpoint("a", "ko")
    batch = world.prepare()
    world.deliver.deliver(batch, FIRST_ATTEMPT)
    world.deliver.deliver(again(batch), FIRST_ATTEMPT)
    assert len(world.internet.received) == 1


@pytest.mark.parametrize("behaviour", [hanging, refusing, answering(500), answering(302)])
def test_an_endpoint_that_fails_is_tried_again_and_its_neighbour_is_unharmed(
    world: World, behaviour: object
) -> None:
    good = world.endpoint("good", "ko")
    bad = world.endpoint("bad", "ko", behaviour)  # type: ignore[arg-type]
    world.drop()
    assert len(world.internet.inbox(good.url)) == 1
    assert outcomes(world, world.release()) == {good.id: "delivered", bad.id: "open"}
    [item] = world.open_items(bad)
    assert (item.attempts, item.outcome) == (1, Outcome.OPEN)
    assert world.outbox.sent[-1].delay == 6


def test_an_endpoint_that_recovers_is_delivered_under_the_same_id(world: World) -> None:
    slow = world.endpoint("slow", "ko", in_turn(500, 204))
    world.drop()
    world.clock.advance(6)
    [result] = world.retry()
    first, second = world.internet.inbox(slow.url)
    assert result.outcome is Outcome.DELIVERED
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]
    assert first.body == second.body


def test_an_endpoint_that_is_gone_is_disabled_and_what_comes_later_is_held(world: World) -> None:
    gone = world.endpoint("gone", "ko", answering(410))
    world.drop()
    world.drop(CORRECTED)
    assert len(world.internet.inbox(gone.url)) == 1
    assert world.endpoints.get([gone.id])[gone.id].state is EndpointState.DISABLED
    assert outcomes(world, world.release()) == {gone.id: "failed"}
    [item] = world.open_items(gone)
    assert (item.outcome, item.revision) == (Outcome.HELD, 2)


def test_a_correction_follows_its_original(world: World) -> None:
    reader = world.endpoint("reader", "ko")
    world.drop()
    world.drop(CORRECTED)
    original, correction = world.internet.inbox(reader.url)
    assert "120 people" in text_of(original)
    assert "140 people" in text_of(correction)
    assert json.loads(correction.body)["type"] == "release.corrected"
    assert json.loads(correction.body)["data"]["release"]["revision"] == 2


def test_of_two_revisions_in_one_batch_only_the_newest_is_sent(world: World) -> None:
    reader = world.endpoint("reader", "ko")
    old, new = world.prepare(), world.prepare(CORRECTED)
    batch = [*old, ReceivedTask("n0", new[0].task)]
    done = world.deliver.deliver(batch, FIRST_ATTEMPT)
    [only] = world.internet.inbox(reader.url)
    assert "140 people" in text_of(only)
    assert not done.failed
    assert outcomes(world, world.release()) == {reader.id: "superseded"}


def test_an_original_that_comes_after_its_correction_is_never_sent(world: World) -> None:
    reader = world.endpoint("reader", "ko")
    old, new = world.prepare(), world.prepare(CORRECTED)
    world.deliver.deliver(new, FIRST_ATTEMPT)
    world.deliver.deliver(old, FIRST_ATTEMPT)
    assert len(world.internet.inbox(reader.url)) == 1
    assert outcomes(world, world.release()) == {reader.id: "superseded"}


def test_a_correction_does_not_pass_an_open_original_but_takes_its_place(world: World) -> None:
    reader = world.endpoint("reader", "ko", in_turn(500, 204))
    world.drop()
    world.drop(CORRECTED)
    assert len(world.internet.inbox(reader.url)) == 1, "the retry lane owns the story now"
    world.retry()
    _, later = world.internet.inbox(reader.url)
    assert "140 people" in text_of(later)
    world.clock.advance(3600)
    world.sweep.sweep()
    world.retry()
    assert len(world.internet.inbox(reader.url)) == 2


def test_a_withdrawn_version_that_was_not_sent_yet_is_not_sent(world: World) -> None:
    reader = world.endpoint("reader", "ko")
    batch = world.prepare()
    version = world.releases.version(world.release(), 1)
    head = world.releases.heads([world.release()])[world.release()]
    world.releases.add(
        version.model_copy(update={"number": 2, "status": ReleaseStatus.CANCELED}),
        head.model_copy(update={"version": 2, "status": ReleaseStatus.CANCELED}),
    )
    world.deliver.deliver(batch, FIRST_ATTEMPT)
    assert not world.internet.inbox(reader.url)
    assert outcomes(world, world.release()) == {reader.id: "superseded"}


def test_who_subscribes_after_the_fan_out_waits_for_the_next_release(world: World) -> None:
    world.endpoint("early", "ko")
    batch = world.prepare()
    world.clock.advance(1)
    late = world.endpoint("late", "ko")
    world.deliver.deliver(batch, FIRST_ATTEMPT)
    assert not world.internet.inbox(late.url)


def test_what_the_deadline_left_unsent_becomes_due_at_once_and_counts_as_no_attempt(
    world: World,
) -> None:
    endpoints = [world.endpoint("a", "ko"), world.endpoint("b", "ko")]
    world.internet.most = 1
    done = world.run() if world.drop() else None
    assert done is not None
    assert not done.failed
    items = [item for endpoint in endpoints for item in world.open_items(endpoint)]
    assert [(item.attempts, item.reason) for item in items] == [(0, "not_sent")]
    world.internet.most = None
    world.retry()
    assert len(world.internet.received) == 2


def test_a_task_of_an_unknown_release_is_refused_and_its_neighbours_are_delivered(
    world: World,
) -> None:
    reader = world.endpoint("reader", "ko")
    [known] = world.prepare()
    unknown = known.task.model_copy(update={"release": "rel_unknown"})
    done = world.deliver.deliver([ReceivedTask("x", unknown), known], FIRST_ATTEMPT)
    assert list(done.rejected) == ["x"]
    assert not done.failed
    assert len(world.internet.inbox(reader.url)) == 1


def test_a_task_whose_row_cannot_be_written_comes_again_with_what_follows_in_its_shard(
    world: World,
) -> None:
    for name in "abc":
        world.endpoint(name, "ko")
    first, other = world.prepare()
    second = world.prepare(CORRECTED.replace("Porto", "Faro"))[0]
    world.ledger = _FullLedger(first.task.shard)
    batch = [first, ReceivedTask("o", other.task), ReceivedTask("s", second.task)]
    done = world.deliver.deliver(batch, FIRST_ATTEMPT)
    assert set(done.failed) == {first.message, "s"}


class _FullLedger:
    """A ledger of which one partition takes no writes."""

    def __init__(self, full: str) -> None:
        self._full = full

    def of_story(self, shard: str, release: str) -> tuple[LedgerRow, ...]:
        assert shard
        assert release
        return ()

    def commit(self, row: LedgerRow) -> None:
        if row.shard == self._full:
            raise Unavailable("dynamodb", "ThrottlingException")

    def between(self, start: datetime, end: datetime) -> Iterator[LedgerRow]:
        raise NotImplementedError
