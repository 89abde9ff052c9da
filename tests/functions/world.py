"""A whole Polywire on fakes: the stages of tests, wired together, with a clock that is moved."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from functions.deliver.deliver import Deliver, Handled
from functions.deliver.dispatch import ReceivedTask
from functions.deliver.planning import Planner
from functions.fanout.fanout import Fanout
from functions.intake.intake import Intake
from functions.intake.taking import Result, Taken
from functions.retry.retry import Retrying
from functions.sweep.sweep import Sweep, Swept
from functions.translate.translate import Translate
from shared.delivery.signed_posts import SignedPosts
from shared.ports import Ledger
from shared.reading.identity import identify
from shared.records.delivery import OpenDelivery
from shared.records.posting import FIRST_ATTEMPT, LATER_ATTEMPT
from shared.records.release import Drop
from shared.records.subscription import Endpoint
from shared.records.tasks import DeliverTask, FanoutTask, IntakeTask, RetryTask, TranslateTask
from tests.fakes.archive import InMemoryArchive
from tests.fakes.clock import HandClock
from tests.fakes.drops import InMemoryDrops
from tests.fakes.embargoes import InMemoryEmbargoes
from tests.fakes.endpoints import InMemoryEndpoints
from tests.fakes.internet import Behaviour, InMemoryInternet, answering
from tests.fakes.ledger import InMemoryLedger
from tests.fakes.masters import InMemoryMasters
from tests.fakes.near_copies import InMemoryNearCopies
from tests.fakes.open_deliveries import InMemoryOpenDeliveries
from tests.fakes.outbox import InMemoryOutbox
from tests.fakes.parked_tasks import InMemoryParkedTasks
from tests.fakes.releases import InMemoryReleases
from tests.fakes.renditions import InMemoryRenditions
from tests.fakes.subscriptions import InMemorySubscriptions

TEXT = """Harbour Lamps opens a second plant in Porto

(SeaPRwire) –   Lisbon (Reuters) – Harbour Lamps said on Monday that it would open a plant.

The plant will employ 120 people and make lamps for ships and small ports.

Sectors: Top Story, Daily News
"""

SETTLE = timedelta(seconds=30)


@dataclass
class World:
    """Hold the fakes and the stages; `drop` and `run` do what an operator and the queues do."""

    clock: HandClock = field(default_factory=HandClock)
    drops: InMemoryDrops = field(default_factory=InMemoryDrops)
    archive: InMemoryArchive = field(default_factory=InMemoryArchive)
    releases: InMemoryReleases = field(default_factory=InMemoryReleases)
    renditions: InMemoryRenditions = field(default_factory=InMemoryRenditions)
    subscriptions: InMemorySubscriptions = field(
        default_factory=lambda: InMemorySubscriptions(shard_size=2)
    )
    near_copies: InMemoryNearCopies = field(default_factory=InMemoryNearCopies)
    endpoints: InMemoryEndpoints = field(default_factory=InMemoryEndpoints)
    ledger: Ledger = field(default_factory=InMemoryLedger)
    embargoes: InMemoryEmbargoes = field(default_factory=InMemoryEmbargoes)
    parked: InMemoryParkedTasks = field(default_factory=InMemoryParkedTasks)
    opens: InMemoryOpenDeliveries = field(default_factory=InMemoryOpenDeliveries)
    outbox: InMemoryOutbox = field(default_factory=InMemoryOutbox)
    internet: InMemoryInternet = field(default_factory=InMemoryInternet)
    masters: InMemoryMasters = field(default_factory=lambda: InMemoryMasters(m1="k" * 64))
    tokens: int = 0

    def endpoint(self, name: str, language: str, behaviour: Behaviour | None = None) -> Endpoint:
        """Register an endpoint and serve its URL."""
        url = f"https://{name}.example.com/hook"
        endpoint = Endpoint(
            id=f"ep_{name}",
            subscriber="sub_1",
            url=url,
            languages=(language,),
            master="m1",
            created=self.clock(),
            changed=self.clock(),
        )
        self.endpoints.add(endpoint)
        self.subscriptions.subscribe(endpoint.id, language, self.clock())
        self.internet.serve(url, behaviour or answering(204))
        return endpoint

    def put(self, text: str = TEXT, key: str = "drop/acme/plant.txt") -> Drop:
        return self.drops.put(key, text.encode(), self.clock())

    def release(self, key: str = "drop/acme/plant.txt") -> str:
        return identify(key, "drop/").id

    @property
    def intake(self) -> Intake:
        return Intake(
            archive=self.archive,
            drops=self.drops,
            releases=self.releases,
            near_copies=self.near_copies,
            subscriptions=self.subscriptions,
            embargoes=self.embargoes,
            outbox=self.outbox,
            clock=self.clock,
            prefix="drop/",
            settle=SETTLE,
        )

    @property
    def translate(self) -> Translate:
        return Translate(
            archive=self.archive,
            releases=self.releases,
            renditions=self.renditions,
            outbox=self.outbox,
            settle=SETTLE,
        )

    @property
    def fanout(self) -> Fanout:
        return Fanout(
            archive=self.archive,
            releases=self.releases,
            renditions=self.renditions,
            subscriptions=self.subscriptions,
            outbox=self.outbox,
            clock=self.clock,
        )

    @property
    def deliver(self) -> Deliver:
        planner = Planner(
            archive=self.archive,
            releases=self.releases,
            renditions=self.renditions,
            subscriptions=self.subscriptions,
            endpoints=self.endpoints,
            ledger=self.ledger,
            opens=self.opens,
            clock=self.clock,
        )
        return Deliver(
            planner=planner,
            endpoints=self.endpoints,
            ledger=self.ledger,
            opens=self.opens,
            outbox=self.outbox,
            sender=self.internet,
            posts=SignedPosts(self.masters, self.clock),
            clock=self.clock,
            jitter=lambda: 0.5,
        )

    @property
    def retrying(self) -> Retrying:
        return Retrying(
            archive=self.archive,
            releases=self.releases,
            endpoints=self.endpoints,
            opens=self.opens,
            outbox=self.outbox,
            sender=self.internet,
            posts=SignedPosts(self.masters, self.clock),
            clock=self.clock,
            jitter=lambda: 0.5,
            token=self.token,
        )

    @property
    def sweep(self) -> Sweep:
        return Sweep(
            opens=self.opens,
            releases=self.releases,
            renditions=self.renditions,
            embargoes=self.embargoes,
            parked=self.parked,
            outbox=self.outbox,
            clock=self.clock,
        )

    def token(self) -> str:
        self.tokens += 1
        return f"token-{self.tokens}"

    def take_in(self, drop: Drop) -> Result:
        """Take in a drop of one release."""
        (result,) = self.intake.take_in(IntakeTask(drop=drop))
        assert isinstance(result, Result)
        return result

    def drop(self, text: str = TEXT, key: str = "drop/acme/plant.txt") -> Taken:
        """Drop a text and let all stages but the later attempts run."""
        taken = self.take_in(self.put(text, key)).taken
        self.run()
        return taken

    def sweep_and_run(self) -> Swept:
        """Sweep, and run what the sweep handed out."""
        swept = self.sweep.sweep()
        self.run()
        return swept

    def prepare(self, text: str = TEXT) -> list[ReceivedTask]:
        """Drop a text and let everything up to delivery run; return the delivery tasks."""
        self.take_in(self.put(text))
        self.run_until_delivery()
        tasks = self.outbox.take(DeliverTask)
        return [ReceivedTask(f"m{number}", task) for number, task in enumerate(tasks)]

    def run_until_delivery(self) -> None:
        for wanted in self.outbox.take(TranslateTask):
            self.translate.publish(wanted)
        for rendered in self.outbox.take(FanoutTask):
            self.fanout.fan_out(rendered)

    def run(self) -> Handled:
        """Run translate, fan-out and first attempts on what is queued."""
        self.run_until_delivery()
        tasks = self.outbox.take(DeliverTask)
        batch = [ReceivedTask(f"m{number}", task) for number, task in enumerate(tasks)]
        return self.deliver.deliver(batch, FIRST_ATTEMPT)

    def retry(self) -> list[OpenDelivery]:
        """Run the later attempts that are queued, whatever their delay."""
        return list(self.retrying.retry(self.outbox.take(RetryTask), LATER_ATTEMPT))

    def open_items(self, endpoint: Endpoint) -> tuple[OpenDelivery, ...]:
        return self.opens.of_endpoint(endpoint.id)


def again(batch: list[ReceivedTask]) -> list[ReceivedTask]:
    """Return tasks as they come a second time."""
    return [replace(received, redelivered=True) for received in batch]
