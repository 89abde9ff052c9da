"""Name what the use cases need of the world, by role; adapters add the technology."""

from shared.ports.deliveries import DUE_PARTITIONS, Ledger, OpenDeliveries, ParkedTasks
from shared.ports.receivers import Endpoints, Subscribers, Subscriptions
from shared.ports.texts import Archive, Drops, Embargoes, Fetched, NearCopies, Releases, Renditions
from shared.ports.world import Clock, Masters, Outbox, Rejections, Sender, Task

__all__ = [
    "DUE_PARTITIONS",
    "Archive",
    "Clock",
    "Drops",
    "Embargoes",
    "Endpoints",
    "Fetched",
    "Ledger",
    "Masters",
    "NearCopies",
    "OpenDeliveries",
    "Outbox",
    "ParkedTasks",
    "Rejections",
    "Releases",
    "Renditions",
    "Sender",
    "Subscribers",
    "Subscriptions",
    "Task",
]
