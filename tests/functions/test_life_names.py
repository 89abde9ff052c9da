"""Follow a name that stands for story after story, and its late events, on fakes."""

import pytest

from functions.intake.stories import LOOKED_AT
from functions.intake.taking import Taken
from shared.errors import DropGone, Unavailable
from shared.ports import Task
from shared.records.history import History
from shared.records.identity import Identity
from shared.records.release import Drop, SuppliedText
from shared.records.tasks import TranslateTask
from tests.fakes.outbox import InMemoryOutbox
from tests.fakes.releases import InMemoryReleases
from tests.fakes.subscriptions import InMemorySubscriptions
from tests.functions.test_life import CORRECTED, KOREAN, OTHER, WITHDRAWN, came, front, last, until
from tests.functions.world import TEXT, World

PLANT = Identity.of("acme", "plant")
GERMAN = """Die Stadtbibliothek öffnet ihren neuen Lesesaal

Die Bibliothek von Beispielstadt hat am Dienstag einen Lesesaal mit vierzig Plätzen eröffnet.

Besucher dürfen bis zu zehn Bücher ausleihen, sagte die Leiterin, die lange darum gebeten hatte.
"""
KOREAN_LIBRARY = """시립 도서관, 새 열람실을 열다

예시 시의 도서관은 화요일에 마흔 석과 정원을 갖춘 열람실을 열었다.

관장은 몇 년 동안 이 방을 바라 왔으며 방문객은 책 열 권까지 빌릴 수 있다고 말했다.
"""


class CountingReleases(InMemoryReleases):
    """Count how many histories are read."""

    def __init__(self) -> None:
        super().__init__()
        self.read = 0

    def history(self, release: str) -> History:
        self.read += 1
        return super().history(release)


class CountingSubscriptions(InMemorySubscriptions):
    """Count how often the languages are read."""

    def __init__(self) -> None:
        super().__init__(shard_size=2)
        self.read = 0

    def languages(self) -> tuple[str, ...]:
        self.read += 1
        return super().languages()


class FullReleases(InMemoryReleases):
    """Be a table that takes so many supplied texts and versions before it fails."""

    left = 1_000

    def supply(self, text: SuppliedText) -> None:
        self._take_one()
        super().supply(text)

    def add(self, *arguments: object) -> None:
        self._take_one()
        super().add(*arguments)  # type: ignore[arg-type]

    def _take_one(self) -> None:
        if not self.left:
            raise Unavailable("dynamodb", "full")
        self.left -= 1


class Overtaken(InMemoryReleases):
    """Let others come first, right before a name is given to another release, or right after."""

    others: tuple[Drop, ...] = ()
    others_after: tuple[Drop, ...] = ()

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world

    def name_anew(self, identity: Identity, release: str, *, after: object) -> None:
        others, self.others = self.others, ()
        for other in others:
            self._world.take_in(other)
        super().name_anew(identity, release, after=after)  # type: ignore[arg-type]
        others, self.others_after = self.others_after, ()
        for other in others:
            self._world.take_in(other)


def yesterday(world: World, **texts: str) -> None:
    for suffix, text in texts.items():
        world.take_in(world.put(text, key_of(suffix)))
    world.run()
    world.clock.advance(86_400)


def key_of(suffix: str) -> str:
    return "drop/acme/plant.txt" if suffix == "own" else f"drop/acme/plant.{suffix}.txt"


def test_a_suffixed_text_of_another_story_begins_a_release_that_its_family_joins(
    world: World,
) -> None:
    english, korean = world.endpoint("en", "en"), world.endpoint("ko", "ko")
    yesterday(world, own=KOREAN, en=TEXT)
    for text, suffix in ((OTHER, "en"), (KOREAN_LIBRARY, "ko")):
        world.take_in(world.put(text, key_of(suffix)))
    world.run()
    assert came(world, english) == came(world, korean) == ["release.published"] * 2
    assert last(world, korean)["release"]["id"] == last(world, english)["release"]["id"]
    assert last(world, korean)["translation"]["headline"]["status"] == "supplied"
    assert len(world.releases.history(PLANT.id).supplied) == 1


def test_a_key_with_another_suffix_or_none_is_compared_in_its_language(world: World) -> None:
    world.endpoint("en", "en")
    yesterday(world, own=TEXT)
    assert world.drop(OTHER, key_of("en")) is Taken.RECORDED
    assert len(world.releases.named(PLANT)) == 2
    assert world.drop(OTHER, "drop/acme/plant.md") is Taken.UNCHANGED


def test_a_text_that_declares_its_release_is_meant_for_it_whatever_it_says(world: World) -> None:
    world.endpoint("en", "en")
    yesterday(world, own=TEXT, ko=KOREAN)
    text = front(KOREAN_LIBRARY, id="plant", language="ko")
    assert world.drop(text, key_of("ko")) is Taken.SUPPLIED
    assert world.releases.named(PLANT) == (PLANT.id,)


def test_a_text_that_came_before_its_story_moves_to_it_and_is_taken_back_where_it_went_out(
    world: World,
) -> None:
    german = world.endpoint("de", "de")
    yesterday(world, own=TEXT)
    english = world.put(OTHER, key_of("en"))
    assert world.drop(GERMAN, key_of("de")) is Taken.SUPPLIED
    assert last(world, german)["release"]["id"] == PLANT.id
    world.take_in(english)
    world.run()
    assert came(world, german) == [
        "release.published",
        "release.corrected",
        "release.corrected",
        "release.published",
    ]
    posts = world.internet.inbox(german.url)
    assert b"Stadtbibliothek" not in posts[2].body
    assert last(world, german)["translation"]["headline"]["status"] == "supplied"


def test_a_moved_text_that_never_went_out_where_it_came_leaves_no_trace(world: World) -> None:
    german = world.endpoint("de", "de")
    yesterday(world, own=TEXT)
    english, text = world.put(OTHER, key_of("en")), world.put(GERMAN, key_of("de"))
    for event in (text, english, text, english):
        world.take_in(event)
    world.run()
    assert came(world, german) == ["release.published"] * 2
    [moved] = world.releases.history(last(world, german)["release"]["id"]).standing
    assert moved.drop == text
    assert world.releases.history(PLANT.id).standing == ()


def test_a_late_translation_of_yesterdays_story_does_not_move(world: World) -> None:
    german = world.endpoint("de", "de")
    yesterday(world, own=TEXT)
    world.drop(GERMAN, key_of("de"))
    world.clock.advance(60)
    world.drop(OTHER, key_of("en"))
    assert len(world.releases.history(PLANT.id).standing) == 1
    assert last(world, german)["translation"]["headline"]["status"] == "verbatim"


def test_an_event_from_before_another_story_belongs_to_the_one_before(world: World) -> None:
    reader = world.endpoint("reader", "en")
    world.drop()
    world.clock.advance(60)
    correction = world.put(CORRECTED)
    withdrawal = world.put(WITHDRAWN, "drop/acme/w.txt")
    world.clock.advance(60)
    world.drop(OTHER)
    assert world.take_in(correction).taken is Taken.RECORDED
    assert world.take_in(withdrawal).release == PLANT.id
    world.run()
    assert came(world, reader)[2:] == ["release.withdrawn"]
    assert last(world, reader)["release"]["id"] == PLANT.id


@pytest.mark.parametrize("moment", ["others", "others_after"])
def test_siblings_that_begin_another_story_at_the_same_time_begin_one(
    world: World, moment: str
) -> None:
    english, korean = world.endpoint("en", "en"), world.endpoint("ko", "ko")
    world.releases = releases = Overtaken(world)
    yesterday(world, en=TEXT, ko=KOREAN)
    setattr(releases, moment, (world.put(KOREAN_LIBRARY, key_of("ko")),))
    assert world.take_in(world.put(OTHER, key_of("en"))).taken is Taken.SUPPLIED
    world.run()
    assert len(world.releases.named(PLANT)) == 2
    assert came(world, english) == came(world, korean) == ["release.published"] * 2
    assert last(world, korean)["release"]["id"] == last(world, english)["release"]["id"]


@pytest.mark.parametrize("writes", range(4))
def test_a_story_that_begins_loses_nothing_wherever_its_worker_crashes(
    world: World, writes: int
) -> None:
    german, english = world.endpoint("de", "de"), world.endpoint("en", "en")
    world.releases = releases = FullReleases()
    yesterday(world, own=front(embargo=until(world, 48)))
    event, text = world.put(OTHER, key_of("en")), world.put(GERMAN, key_of("de"))
    world.take_in(text)
    releases.left = writes
    if writes < 3:
        with pytest.raises(Unavailable):
            world.take_in(event)
    releases.left = 1_000
    world.take_in(event)
    world.run()
    assert came(world, english) == []
    world.clock.advance(25 * 3600)
    world.sweep_and_run()
    for endpoint in (german, english):
        assert came(world, endpoint) == ["release.published"] * 2
    assert len(world.releases.named(PLANT)) == 2


def test_a_correction_stays_with_its_story_while_another_one_is_beginning(world: World) -> None:
    reader = world.endpoint("reader", "en")
    world.releases = releases = FullReleases()
    yesterday(world, own=TEXT)
    event = world.put(OTHER, key_of("en"))
    releases.left = 0
    with pytest.raises(Unavailable):
        world.take_in(event)
    releases.left = 1_000
    world.drop(CORRECTED)
    world.take_in(event)
    assert came(world, reader) == ["release.published", "release.corrected"]


def test_the_renditions_of_a_moved_text_are_asked_for_again_after_a_crash(world: World) -> None:
    class Closed(InMemoryOutbox):
        """Be a queue that takes nothing for a text without suffix."""

        def send(self, tasks: object, *, delay: int = 0) -> None:
            if delay == 0:
                raise Unavailable("sqs", "closed")
            super().send(tasks, delay=delay)  # type: ignore[arg-type]

    world.endpoint("de", "de")
    yesterday(world, own=TEXT)
    event = world.put(OTHER, key_of("en"))
    world.drop(GERMAN, key_of("de"))
    queue, world.outbox = world.outbox, Closed()
    with pytest.raises(Unavailable):
        world.take_in(event)
    world.outbox = queue
    world.take_in(event)
    asked: list[Task] = list(world.outbox.tasks(TranslateTask))
    assert TranslateTask(release=PLANT.id, version=1, language="de") in asked


def test_a_name_that_is_used_daily_for_years_costs_a_bounded_number_of_reads(
    world: World,
) -> None:
    world.endpoint("reader", "en")
    world.releases = releases = CountingReleases()
    events = []
    for day in range(3 * LOOKED_AT):
        events.append(world.put(OTHER if day % 2 else TEXT))
        world.take_in(events[-1])
        world.clock.advance(86_400)
    world.outbox.take(TranslateTask)
    assert len(releases.named(PLANT)) == 3 * LOOKED_AT
    releases.read = 0
    assert world.take_in(events[7]).taken is Taken.REPEATED
    assert releases.read == LOOKED_AT + 1
    assert len(world.outbox.take(TranslateTask)) == 1
    releases.read = 0
    world.take_in(world.put(TEXT))
    assert releases.read <= LOOKED_AT + 4


def test_the_languages_are_read_once_for_each_drop(world: World) -> None:
    world.subscriptions = subscriptions = CountingSubscriptions()
    world.endpoint("reader", "en")
    world.take_in(world.put())
    assert subscriptions.read == 1


def test_a_repeated_event_is_followed_up_though_its_object_with_a_declared_id_is_gone(
    world: World,
) -> None:
    world.endpoint("reader", "en")
    event = world.put(front(id="story"))
    world.take_in(event)
    world.outbox.take(TranslateTask)
    world.drops.delete(event)
    assert world.take_in(event).taken is Taken.REPEATED
    assert len(world.outbox.take(TranslateTask)) == 1


def test_an_event_that_was_never_recorded_and_whose_object_is_gone_is_refused(
    world: World,
) -> None:
    world.drop(front(id="story"))
    event = world.put(front(id="story"))
    world.drops.delete(event)
    with pytest.raises(DropGone):
        world.take_in(event)
