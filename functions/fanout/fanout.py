"""Send one rendition on its way to every shard of its language."""

from dataclasses import dataclass

from shared.ports import Archive, Clock, Outbox, Renditions, Subscriptions
from shared.publishing.webhook import event_type, webhook_body
from shared.records.rendition import Rendition
from shared.records.tasks import DeliverTask, FanoutTask


@dataclass(frozen=True, kw_only=True)
class Fanout:
    """Hold what fanning out needs."""

    archive: Archive
    renditions: Renditions
    subscriptions: Subscriptions
    outbox: Outbox
    clock: Clock

    def fan_out(self, task: FanoutTask) -> int:
        """Write the webhook's bytes once, ask for one delivery per shard; return how many."""
        document = Rendition.document_name(task.release, task.language, task.revision)
        rendition = Rendition.model_validate_json(self.archive.get(document))
        first = self.renditions.first_out(task.release, task.language, task.revision)
        kind = event_type(rendition, first)
        body = f"webhooks/{task.release}/{task.language}/{task.revision:05}-{kind}.json"
        self.archive.put(body, webhook_body(rendition, kind))
        tasks = [
            DeliverTask(**task.model_dump(), shard=shard, body=body, fanned_out=self.clock())
            for shard in self.subscriptions.shards(task.language)
        ]
        self.outbox.send(tasks)
        return len(tasks)
