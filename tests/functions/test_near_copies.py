"""Hold that copies are linked and go out all the same."""

import json
from dataclasses import replace

import pytest

from functions.intake.taking import Result
from shared.errors import Conflict
from shared.records.release import ReleaseHead, Version
from shared.records.tasks import IntakeTask
from tests.fakes.releases import InMemoryReleases
from tests.functions.world import World

PARAGRAPHS = (
    "The port of Dunmarrow reopened to ferries on Monday after a month of repairs to its pier.",
    "The first crossing carried 140 passengers and 32 cars, the operator Kestrel Lines said.",
    "Two further sailings a day will follow from next week; fares stay as they are until autumn.",
)
STORY = "\n\n".join(("Ferries resume at Dunmarrow", *PARAGRAPHS))
CORRECTED = STORY.replace("140 passengers", "190 passengers")
OTHER = "Acme opens a plant\n\nThe new plant in Lanwick builds pumps for mines and quarries."


class Unwritable(InMemoryReleases):
    """Be a table to which another worker always writes first."""

    def add(self, version: Version, head: ReleaseHead) -> None:
        del head
        raise Conflict(version.release)


def dropped(world: World, text: str, key: str) -> Result:
    world.clock.advance(60)
    return world.take_in(world.put(text, f"drop/{key}"))


def similar(world: World, result: Result) -> tuple[str, ...]:
    latest = world.releases.history(result.release).latest
    assert latest
    return latest.similar_to


def test_a_copy_from_another_source_is_linked_and_goes_out(world: World) -> None:
    world.endpoint("a", "en")
    first = dropped(world, STORY, "acme/a.txt")
    world.run()
    copy = dropped(world, STORY, "other/b.txt")
    world.run()
    assert similar(world, copy) == (first.release,)
    assert similar(world, first) == ()
    bodies = [json.loads(post.body)["data"] for post in world.internet.received]
    assert [each["similar_to"] for each in bodies] == [[], [first.release]]


def test_a_corrected_figure_is_linked_too(world: World) -> None:
    first = dropped(world, STORY, "acme/a.txt")
    assert similar(world, dropped(world, CORRECTED, "other/b.txt")) == (first.release,)


def test_another_story_is_not_linked(world: World) -> None:
    dropped(world, STORY, "acme/a.txt")
    assert similar(world, dropped(world, OTHER, "other/b.txt")) == ()


def test_a_correction_keeps_its_links_and_is_not_linked_to_itself(world: World) -> None:
    first = dropped(world, STORY, "acme/a.txt")
    dropped(world, STORY, "other/b.txt")
    assert similar(world, dropped(world, CORRECTED, "other/b.txt")) == (first.release,)


def test_nothing_tells_of_a_copy_under_embargo(world: World) -> None:
    dropped(world, f"---\nembargo: 2099-01-01T00:00:00Z\n---\n{STORY}", "acme/a.txt")
    assert similar(world, dropped(world, STORY, "other/b.txt")) == ()


def test_a_withdrawn_copy_is_not_linked(world: World) -> None:
    dropped(world, STORY, "acme/a.txt")
    dropped(world, "---\nid: a\nstatus: withdrawn\n---\n", "acme/w.txt")
    assert similar(world, dropped(world, STORY, "other/b.txt")) == ()


def test_a_copy_whose_record_was_not_written_is_linked_when_its_event_comes_again(
    world: World,
) -> None:
    first = dropped(world, STORY, "acme/a.txt")
    drop = world.put(STORY, "drop/other/b.txt")
    with pytest.raises(Conflict):
        list(replace(world.intake, releases=Unwritable()).take_in(IntakeTask(drop=drop)))
    assert similar(world, world.take_in(drop)) == (first.release,)
