import pytest

from shared.reading.identity import identify
from shared.records.release import Drop
from tests.samples import MOMENT


def drop(sequencer: str, key: str = "drop/a.txt") -> Drop:
    return Drop(bucket="b", key=key, sequencer=sequencer, at=MOMENT)


@pytest.mark.parametrize(
    ("older", "newer"), [("0055AED6DCD90281E5", "0055AED6DCD90281E6"), ("0A", "0A01"), ("09", "0A")]
)
def test_the_sequencer_orders_the_events_of_a_key(older: str, newer: str) -> None:
    assert drop(older).is_older_than(drop(newer))
    assert not drop(newer).is_older_than(drop(older))


def test_an_event_is_not_older_than_itself_nor_than_one_of_another_key() -> None:
    assert not drop("0A").is_older_than(drop("0A00"))
    assert not drop("01").is_older_than(drop("02", key="drop/b.txt"))


@pytest.mark.parametrize(
    ("key", "source", "name"),
    [
        ("drop/acme/plant.txt", "acme", "plant"),
        ("drop/acme/2024/plant.final.txt", "acme", "2024/plant.final"),
        ("drop/plant.txt", "default", "plant"),
        ("drop/acme/plant", "acme", "plant"),
        ("drop/acme/.txt", "acme", ".txt"),
        ("drop/acme/a b+c%.txt", "acme", "a b+c%"),
        ("drop/وكالة/بيان صحفي.txt", "وكالة", "بيان صحفي"),
    ],
)
def test_a_key_tells_source_and_name(key: str, source: str, name: str) -> None:
    identity = identify(key, "drop/")
    assert (identity.source, identity.name) == (source, name)


def test_no_source_reaches_the_releases_of_another() -> None:
    assert identify("drop/a/b/c.txt", "drop/").id != identify("drop/a/b.c.txt", "drop/").id
    assert identify("drop/a/x.txt", "drop/").id != identify("drop/b/x.txt", "drop/").id
