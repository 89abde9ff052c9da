"""Let two texts of one family come in at the same time."""

from functions.intake.taking import Taken
from shared.records.release import Drop, ReleaseHead, Version
from tests.fakes.releases import InMemoryReleases
from tests.functions.test_life import KOREAN, came
from tests.functions.world import World


class Meeting(InMemoryReleases):
    """Let others write first, right before a version is added."""

    def __init__(self, world: World, others: list[Drop]) -> None:
        super().__init__()
        self._world = world
        self._others = others

    def add(self, version: Version, head: ReleaseHead) -> None:
        if self._others:
            self._world.take_in(self._others.pop())
        super().add(version, head)


def test_of_two_texts_that_meet_one_is_the_source_and_the_other_is_supplied() -> None:
    world = World()
    english, korean = world.endpoint("en", "en"), world.endpoint("ko", "ko")
    other = world.put(KOREAN, "drop/acme/plant.ko.txt")
    world.releases = Meeting(world, [other])
    assert world.take_in(world.put(key="drop/acme/plant.en.txt")).taken is Taken.SUPPLIED
    world.run()
    for endpoint in (english, korean):
        assert came(world, endpoint) == ["release.published"]
