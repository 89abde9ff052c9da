from datetime import UTC, datetime, timedelta

import pytest

from shared.adapters.dynamo_endpoints import DynamoEndpoints
from shared.adapters.dynamo_subscribers import DynamoSubscribers
from shared.errors import Conflict
from shared.ports import Endpoints, Subscribers
from shared.records.subscription import Endpoint, EndpointState, Subscriber
from tests.fakes.endpoints import InMemoryEndpoints
from tests.fakes.subscribers import InMemorySubscribers

START = datetime(2024, 4, 1, 18, tzinfo=UTC)


@pytest.fixture(params=["fake", "adapter"])
def subscribers(request: pytest.FixtureRequest) -> Subscribers:
    if request.param == "fake":
        return InMemorySubscribers()
    return DynamoSubscribers(request.getfixturevalue("table"))


@pytest.fixture(params=["fake", "adapter"])
def endpoints(request: pytest.FixtureRequest) -> Endpoints:
    if request.param == "fake":
        return InMemoryEndpoints()
    return DynamoEndpoints(request.getfixturevalue("table"))


def subscriber(name: str, hours: int) -> Subscriber:
    return Subscriber(id=name, name=name.title(), created=START + timedelta(hours=hours))


def endpoint(
    name: str,
    hours: int = 0,
    state: EndpointState = EndpointState.ACTIVE,
    reason: str | None = None,
) -> Endpoint:
    at = START + timedelta(hours=hours)
    return Endpoint(
        id=name,
        subscriber="globex",
        url=f"https://{name}.example/hook",
        languages=("ar", "zh-Hant"),
        state=state,
        reason=reason,
        master="m1",
        created=at,
        changed=at,
    )


def test_subscribers_come_back_oldest_first(subscribers: Subscribers) -> None:
    late, early = subscriber("a", 2), subscriber("b", 1)
    subscribers.add(late)
    subscribers.add(early)
    assert subscribers.all() == (early, late)


def test_a_subscriber_id_is_taken_once(subscribers: Subscribers) -> None:
    subscribers.add(subscriber("a", 1))
    with pytest.raises(Conflict):
        subscribers.add(subscriber("a", 2))
    assert subscribers.all() == (subscriber("a", 1),)


def test_endpoints_come_back_oldest_first(endpoints: Endpoints) -> None:
    late, early = endpoint("a", 2), endpoint("b", 1)
    endpoints.add(late)
    endpoints.add(early)
    assert endpoints.all() == (early, late)


def test_an_endpoint_id_is_taken_once(endpoints: Endpoints) -> None:
    endpoints.add(endpoint("a"))
    with pytest.raises(Conflict):
        endpoints.add(endpoint("a", 1))


def test_get_finds_many_endpoints_and_leaves_out_the_unknown(endpoints: Endpoints) -> None:
    names = [f"e{number}" for number in range(205)]
    for name in names:
        endpoints.add(endpoint(name))
    found = endpoints.get([*names, "nobody"])
    assert found == {name: endpoint(name) for name in names}


@pytest.mark.parametrize("state", [EndpointState.ACTIVE, EndpointState.PAUSED])
def test_disabling_writes_state_reason_and_time(endpoints: Endpoints, state: EndpointState) -> None:
    endpoints.add(endpoint("a", state=state, reason="asked" if state == "paused" else None))
    at = START + timedelta(hours=5)
    endpoints.disable("a", "gone", at)
    expected = endpoint("a").model_copy(
        update={"state": EndpointState.DISABLED, "reason": "gone", "changed": at}
    )
    assert endpoints.get(["a"]) == {"a": expected}
    assert endpoints.all() == (expected,)


def test_a_disabled_endpoint_keeps_its_first_reason(endpoints: Endpoints) -> None:
    endpoints.add(endpoint("a"))
    endpoints.disable("a", "gone", START)
    endpoints.disable("a", "failing", START + timedelta(hours=1))
    assert endpoints.get(["a"])["a"].reason == "gone"
    assert endpoints.get(["a"])["a"].changed == START


def test_disabling_an_unknown_endpoint_makes_none(endpoints: Endpoints) -> None:
    endpoints.disable("nobody", "gone", START)
    assert endpoints.get(["nobody"]) == {}
    assert endpoints.all() == ()
