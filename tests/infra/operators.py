"""Follow drops through a world of fakes as the command follows them through a stack."""

from datetime import timedelta
from typing import Any

from infra.cli.ending import Dropped, Ending
from infra.cli.stack import ReachedStack
from infra.cli.waiting import ended, identities_of
from shared.records.release import Drop, ReleaseHead
from shared.settings import Settings
from tests.fakes.rejections import InMemoryRejections
from tests.functions.world import TEXT, World

SETTINGS = Settings(
    table="table",
    drop_bucket="drops",
    drop_prefix="drop/",
    archive_bucket="archive",
    translate_queue="translate",
    fanout_queue="fanout",
    deliver_queue="deliver",
    retry_queue="retry",
    intake_queue="intake",
    master_secret="master",
    shard_size=2,
    settle_seconds=30,
)


class Bucket:
    """Tell the versions of an object, newest first."""

    def __init__(self, drops: list[Drop]) -> None:
        self._drops = drops

    def list_object_versions(self, **_: Any) -> dict[str, Any]:
        found = [{"Key": drop.key, "VersionId": drop.version_id} for drop in self._drops]
        return {"Versions": found[::-1]}


class Operator:
    """Drop into a world of fakes, and follow each drop as the command does."""

    def __init__(self) -> None:
        self.world = World()
        self.drops: list[Drop] = []
        self.stack = ReachedStack(SETTINGS, client=lambda _: Bucket(self.drops))
        ports = ("archive", "releases", "renditions", "subscriptions", "ledger", "opens")
        vars(self.stack).update({name: getattr(self.world, name) for name in ports})
        vars(self.stack)["rejections"] = InMemoryRejections()

    def put(self, text: str = TEXT, key: str = "drop/acme/plant.txt") -> Dropped:
        drop = self.world.put(text, key)
        self.drops.append(drop)
        (identity,) = identities_of(key, text.encode(), "drop/")
        return Dropped("f", key, drop.version_id, drop.at, identity)

    def take_in(self, dropped: Dropped) -> None:
        (drop,) = [each for each in self.drops if each.version_id == dropped.version_id]
        self.world.take_in(drop)

    def drop(self, text: str = TEXT, key: str = "drop/acme/plant.txt") -> Dropped:
        dropped = self.put(text, key)
        self.take_in(dropped)
        self.world.run()
        return dropped

    def ending(self, dropped: Dropped) -> Ending | None:
        return ended(self.stack, dropped, self.world.clock() + timedelta(seconds=1))

    def end(self, dropped: Dropped) -> Ending:
        """Return how a drop ended; it must have."""
        ending = self.ending(dropped)
        assert ending, f"{dropped.key} is on its way"
        return ending

    def state(self, dropped: Dropped) -> str | None:
        ending = self.ending(dropped)
        return ending.state if ending else None

    def head(self) -> ReleaseHead:
        """Return the head of the only release."""
        (head,) = self.world.releases.recorded_on(self.world.clock().date())
        return head
