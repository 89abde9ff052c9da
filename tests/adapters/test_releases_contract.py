from datetime import UTC, date, datetime, timedelta

import pytest

from shared.errors import Conflict, UnknownRelease
from shared.ports import Releases
from shared.records.history import History
from shared.records.release import ReleaseHead
from tests.adapters.releases import NOON, add, version


def test_a_release_that_nobody_added_has_an_empty_history(releases: Releases) -> None:
    assert releases.history("budget") == History()


def test_versions_come_back_in_order_as_they_were_added(releases: Releases) -> None:
    versions = tuple(version("budget", number) for number in range(1, 13))
    add(releases, *versions)
    assert releases.history("budget").versions == versions
    assert releases.version("budget", 7) == versions[6]


@pytest.mark.parametrize("number", [0, 2])
def test_a_version_that_is_not_there_is_unknown(releases: Releases, number: int) -> None:
    add(releases, version("budget"))
    with pytest.raises(UnknownRelease):
        releases.version("budget", number)


def test_the_same_version_added_again_is_a_conflict(releases: Releases) -> None:
    add(releases, version("budget"))
    with pytest.raises(Conflict):
        add(releases, version("budget"))


@pytest.mark.parametrize("number", [1, 3])
def test_only_the_next_number_can_be_added(releases: Releases, number: int) -> None:
    first = version("budget")
    add(releases, first)
    other = version("budget", number, text="Other")
    with pytest.raises(Conflict):
        releases.add(other, ReleaseHead.of(other, first))
    assert releases.history("budget").versions == (first,)
    assert releases.heads(["budget"])["budget"].headline == first.headline


def test_a_release_cannot_begin_with_its_second_version(releases: Releases) -> None:
    second = version("budget", 2)
    with pytest.raises(Conflict):
        releases.add(second, ReleaseHead.of(second, second))
    assert releases.history("budget").versions == ()


def test_the_head_follows_the_latest_version(releases: Releases) -> None:
    first, second = version("budget"), version("budget", 2, at=NOON + timedelta(hours=1))
    add(releases, first, second)
    assert releases.heads(["budget"]) == {"budget": ReleaseHead.of(second, first)}


def test_heads_leaves_out_what_is_not_known_and_takes_names_twice(releases: Releases) -> None:
    names = [f"r{number}" for number in range(0, 150, 10)]
    for name in names:
        add(releases, version(name))
    found = releases.heads([f"r{number}" for number in range(150)] + names)
    assert sorted(found) == sorted(names)
    assert releases.heads([]) == {}


def test_a_day_lists_the_releases_that_first_came_on_it(releases: Releases) -> None:
    late = version("late", at=datetime(2024, 4, 1, 23, 59, 59, 999000, tzinfo=UTC))
    early = version("early", at=datetime(2024, 4, 2, 0, 30, tzinfo=UTC))
    zoned = version("zoned", at=datetime.fromisoformat("2024-04-02T09:10:00+09:00"))
    add(releases, early)
    add(releases, zoned)
    add(releases, late, version("late", 2, at=NOON + timedelta(days=1)))
    assert [head.release for head in releases.recorded_on(date(2024, 4, 2))] == ["zoned", "early"]
    assert [head.version for head in releases.recorded_on(date(2024, 4, 1))] == [2]


def test_a_name_with_the_key_separator_stays_apart(releases: Releases) -> None:
    add(releases, version("a"))
    add(releases, version("a#version"))
    for name in ("a", "a#version"):
        assert [one.release for one in releases.history(name).versions] == [name]
