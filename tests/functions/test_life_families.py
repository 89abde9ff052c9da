"""Follow families whose texts are dropped again, changed or not, in any order, on fakes."""

from datetime import timedelta
from itertools import permutations

import pytest

from functions.intake.taking import Taken
from shared.records.release import ReleaseHead, Seen
from shared.records.tasks import TranslateTask
from tests.fakes.releases import InMemoryReleases
from tests.functions.test_life import CORRECTED, KOREAN, came, front, last, until
from tests.functions.world import TEXT, World

KOREAN_KEY = "drop/acme/plant.ko.txt"
MENDED = KOREAN.replace("백이십", "백사십")


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_family_dropped_again_keeps_its_human_text_in_every_order_of_events(
    world: World, order: tuple[int, ...]
) -> None:
    korean = world.endpoint("ko", "ko")
    world.drop()
    world.drop(KOREAN, KOREAN_KEY)
    world.clock.advance(3600)
    again = [world.put(KOREAN, KOREAN_KEY)]
    world.clock.advance(10)
    again.append(world.put(CORRECTED))
    world.clock.advance(10)
    again.append(world.put(KOREAN, KOREAN_KEY))
    for number in order:
        world.take_in(again[number])
        world.run()
    data = last(world, korean)
    assert data["translation"]["headline"] == {"status": "supplied", "language": "ko"}
    assert data["release"]["version"] == 2


def test_a_human_text_dropped_again_before_a_correction_is_asked_for_by_nobody(
    world: World,
) -> None:
    world.endpoint("ko", "ko")
    world.drop()
    world.drop(KOREAN, KOREAN_KEY)
    assert world.take_in(world.put(KOREAN, KOREAN_KEY)).taken is Taken.UNCHANGED
    assert world.outbox.take(TranslateTask) == ()


def test_a_repeated_text_is_asked_for_again_when_its_event_comes_again(world: World) -> None:
    world.endpoint("ko", "ko")
    world.drop()
    world.drop(KOREAN, KOREAN_KEY)
    world.clock.advance(3600)
    world.drop(CORRECTED)
    event = world.put(KOREAN, KOREAN_KEY)
    for _ in range(2):
        assert world.take_in(event).taken is Taken.UNCHANGED
        assert len(world.outbox.take(TranslateTask)) == 1


def test_a_correction_that_comes_while_a_repeated_text_is_noted_is_seen(world: World) -> None:
    class Meeting(InMemoryReleases):
        """Let a correction come in and be rendered right before a note is written."""

        def note_seen(self, release: str, event: Seen) -> None:
            world.drop(CORRECTED)
            super().note_seen(release, event)

    korean = world.endpoint("ko", "ko")
    world.releases = Meeting()
    world.drop()
    world.drop(KOREAN, KOREAN_KEY)
    world.clock.advance(3600)
    world.drop(KOREAN, KOREAN_KEY)
    assert came(world, korean)[-2:] == ["release.corrected"] * 2
    assert last(world, korean)["translation"]["headline"]["status"] == "supplied"


def test_the_same_text_under_another_key_counts_as_dropped_again(world: World) -> None:
    korean = world.endpoint("ko", "ko")
    world.drop()
    world.drop(KOREAN, KOREAN_KEY)
    world.clock.advance(3600)
    world.drop(CORRECTED)
    assert world.drop(KOREAN, "drop/acme/plant.ko.md") is Taken.UNCHANGED
    assert last(world, korean)["translation"]["headline"]["status"] == "supplied"


@pytest.mark.parametrize("text", [KOREAN, MENDED])
def test_a_human_text_holds_its_release_though_only_its_embargo_is_new(
    world: World, text: str
) -> None:
    english = world.endpoint("en", "en")
    world.drop(front(embargo=until(world, 1)))
    world.drop(KOREAN, KOREAN_KEY)
    event = world.put(front(text, embargo=until(world, 5)), KOREAN_KEY)
    assert world.take_in(event).taken is Taken.SUPPLIED
    world.clock.advance(2 * 3600)
    world.sweep_and_run()
    assert came(world, english) == []
    world.clock.advance(4 * 3600)
    world.sweep_and_run()
    assert came(world, english) == ["release.published"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_texts_in_one_language_under_several_keys_the_last_dropped_stands(
    world: World, order: tuple[int, ...]
) -> None:
    korean = world.endpoint("ko", "ko")
    world.drop()
    events = []
    for number, text in enumerate((KOREAN, KOREAN.replace("백이십", "백삼십"), MENDED)):
        events.append(world.put(text, f"drop/acme/plant.ko.{['txt', 'md', 'text'][number]}"))
        world.clock.advance(60)
    for number in order:
        world.take_in(events[number])
        world.run()
    assert "백사십" in last(world, korean)["item"]["bodies"][0]["value"]


def test_a_late_text_is_stale_where_the_one_before_it_was_dropped_again_after_it(
    world: World,
) -> None:
    world.endpoint("ko", "ko")
    world.drop()
    world.drop(KOREAN, KOREAN_KEY)
    world.clock.advance(60)
    late = world.put(MENDED, "drop/acme/plant.ko.md")
    world.clock.advance(60)
    world.drop(KOREAN, KOREAN_KEY)
    assert world.take_in(late).taken is Taken.STALE


def test_a_text_that_loses_its_place_is_not_kept_over_a_later_one_in_its_language(
    world: World,
) -> None:
    korean = world.endpoint("ko", "ko")
    original = world.put(TEXT, "drop/acme/plant.en.txt")
    world.clock.advance(60)
    mistaken = world.put(front(KOREAN, language="ko"), "drop/acme/plant.en.txt")
    world.clock.advance(60)
    later = world.put(MENDED, KOREAN_KEY)
    for event in (original, later, mistaken, world.put(TEXT)):
        world.take_in(event)
    world.run()
    assert "백사십" in last(world, korean)["item"]["bodies"][0]["value"]


def test_the_head_follows_what_a_repeated_text_changes_not(world: World) -> None:
    world.endpoint("ko", "ko")
    world.drop()
    world.drop(KOREAN, KOREAN_KEY)
    release = world.release()
    head: ReleaseHead = world.releases.heads([release])[release]
    world.clock.advance(timedelta(hours=1).total_seconds())
    world.drop(KOREAN, KOREAN_KEY)
    assert world.releases.heads([release])[release] == head
