from datetime import timedelta

import pytest

from infra.cli.waiting import ended
from shared.records.identity import Identity
from shared.records.subscription import Endpoint
from tests.fakes.internet import in_turn
from tests.functions.test_life import CORRECTED, KOREAN, OTHER, WITHDRAWN, front
from tests.infra.operators import Operator


@pytest.fixture
def operator() -> Operator:
    return Operator()


@pytest.fixture
def reader(operator: Operator) -> Endpoint:
    return operator.world.endpoint("reader", "en")


@pytest.mark.usefixtures("reader")
def test_a_version_is_on_its_way_until_each_of_its_deliveries_is_settled(
    operator: Operator,
) -> None:
    dropped = operator.put()
    assert operator.state(dropped) is None
    operator.take_in(dropped)
    assert operator.state(dropped) is None
    operator.world.run()
    ending = operator.end(dropped)
    assert (ending.state, ending.version, ending.deliveries) == ("settled", 1, {"delivered": 1})


def test_a_delivery_that_is_open_is_waited_for(operator: Operator) -> None:
    operator.world.endpoint("reader", "en", in_turn(500, 204))
    dropped = operator.drop()
    assert operator.state(dropped) is None
    operator.world.clock.advance(6)
    operator.world.retry()
    assert operator.state(dropped) == "settled"


@pytest.mark.usefixtures("reader")
def test_a_declared_id_is_followed_to_its_own_release(operator: Operator) -> None:
    dropped = operator.drop(front(id="other"), "drop/acme/a.txt")
    ending = operator.end(dropped)
    assert ending.release == Identity.of("acme", "other").id


@pytest.mark.usefixtures("reader")
def test_another_story_under_the_same_name_is_found(operator: Operator) -> None:
    first = operator.drop()
    dropped = operator.drop(OTHER)
    ending = operator.end(dropped)
    assert (ending.state, ending.version) == ("settled", 1)
    assert ending.release != Identity.of("acme", "plant").id
    assert operator.state(first) == "settled"


def test_a_supplied_text_is_settled_when_the_revision_that_carries_it_is_out(
    operator: Operator,
) -> None:
    operator.world.endpoint("ko", "ko")
    operator.drop()
    for text in (KOREAN, KOREAN.replace("백이십", "백사십")):
        dropped = operator.put(text, "drop/acme/plant.ko.txt")
        operator.take_in(dropped)
        assert operator.state(dropped) is None
        operator.world.run()
        ending = operator.end(dropped)
        assert (ending.state, ending.language, ending.deliveries) == (
            "settled",
            "ko",
            {"delivered": 1},
        )


@pytest.mark.usefixtures("reader")
def test_a_text_for_nobody_is_settled_at_once(operator: Operator) -> None:
    operator.drop()
    ending = operator.end(operator.drop(KOREAN, "drop/acme/plant.ko.txt"))
    assert (ending.state, ending.deliveries) == ("settled", {})
    assert "nobody subscribes to ko" in ending.detail


@pytest.mark.usefixtures("reader")
def test_what_is_equal_in_front_matter_too_is_unchanged_and_a_new_embargo_is_not(
    operator: Operator,
) -> None:
    later = (operator.world.clock() + timedelta(hours=1)).isoformat()
    operator.drop()
    assert operator.state(operator.drop()) == "unchanged"
    assert operator.state(operator.drop(front(embargo=later))) == "embargoed"
    assert operator.state(operator.drop(front(embargo=later))) == "unchanged"


@pytest.mark.usefixtures("reader")
def test_a_drop_that_comes_late_is_stale(operator: Operator) -> None:
    operator.drop()
    late, newer = operator.put(CORRECTED), operator.put(CORRECTED.replace("140", "150"))
    assert operator.state(late) is None
    operator.take_in(newer)
    assert operator.state(late) == "stale"
    operator.take_in(late)
    assert operator.state(late) == "stale"


@pytest.mark.usefixtures("reader")
def test_a_text_from_before_its_withdrawal_is_stale(operator: Operator) -> None:
    operator.drop()
    late = operator.put(CORRECTED, "drop/acme/plant.en.txt")
    operator.world.clock.advance(5)
    operator.drop(WITHDRAWN, "drop/acme/w.txt")
    ending = operator.end(late)
    assert ending.state == "stale"
    assert "withdrawn" in ending.detail


@pytest.mark.parametrize(
    ("embargo", "detail"),
    [("2099-01-01T00:00:00Z", "held until 2"), ("Tuesday, noon", "cannot be read: Tuesday, noon")],
)
def test_an_embargoed_release_is_told_at_once_and_is_no_failure(
    operator: Operator, reader: Endpoint, embargo: str, detail: str
) -> None:
    ending = operator.end(operator.drop(front(embargo=embargo)))
    assert (ending.state, ending.good) == ("embargoed", True)
    assert detail in ending.detail
    assert ending.until in (None, "2099-01-01T00:00:00.000Z")
    assert operator.world.internet.inbox(reader.url) == []


@pytest.mark.usefixtures("reader")
def test_a_withdrawal_is_settled_when_everybody_was_told(operator: Operator) -> None:
    first = operator.drop()
    operator.world.clock.advance(60)
    dropped = operator.put(WITHDRAWN, "drop/acme/w.txt")
    operator.take_in(dropped)
    assert operator.state(dropped) is None
    operator.world.run()
    ending = operator.end(dropped)
    assert (ending.state, ending.version, ending.deliveries) == ("settled", 2, {"delivered": 1})
    assert operator.state(first) == "settled"


@pytest.mark.usefixtures("reader")
def test_what_was_withdrawn_before_it_went_out_is_settled_without_deliveries(
    operator: Operator,
) -> None:
    first = operator.put()
    operator.take_in(first)
    operator.world.clock.advance(5)
    withdrawal = operator.drop(WITHDRAWN, "drop/acme/w.txt")
    for dropped in (first, withdrawal):
        ending = operator.end(dropped)
        assert (ending.state, ending.deliveries) == ("settled", {})


@pytest.mark.usefixtures("reader")
def test_a_delivery_is_counted_though_it_was_written_after_the_clock_was_read(
    operator: Operator,
) -> None:
    dropped = operator.drop()
    before = operator.world.clock() - timedelta(seconds=1)
    ending = ended(operator.stack, dropped, before)
    assert ending
    assert ending.deliveries == {"delivered": 1}
