"""Send one rendition on its way to every shard of its language."""

from dataclasses import dataclass

from shared.errors import UnknownRelease
from shared.ports import Archive, Clock, Outbox, Releases, Renditions, Subscriptions
from shared.publishing.webhook import event_type, webhook_body
from shared.records.fields import ReleaseStatus
from shared.records.rendition import Rendition
from shared.records.tasks import DeliverTask, FanoutTask


@dataclass(frozen=True, kw_only=True)
class Fanout:
    """Hold what fanning out needs."""

    archive: Archive
    releases: Releases
    renditions: Renditions
    subscriptions: Subscriptions
    outbox: Outbox
    clock: Clock

    def fan_out(self, task: FanoutTask) -> int:
        """Write the webhook's bytes once, ask for one delivery per shard; return how many.

        None is asked for while an embargo holds, for what a later version took back, and for
        the withdrawal of what never went out in this language.
        """
        document = Rendition.document_name(task.release, task.language, task.revision)
        rendition = Rendition.model_validate_json(self.archive.get(document))
        if self._is_held_back(task) or self._has_nothing_to_withdraw(rendition):
            return 0
        first = self.renditions.note_out(task.release, task.language, task.revision)
        if self._is_held_back(task):  # once more: a withdrawal may have looked before the note
            return 0
        kind = event_type(rendition, first)
        body = f"webhooks/{task.release}/{task.language}/{task.revision:05}-{kind}.json"
        self.archive.put(body, webhook_body(rendition, kind))
        tasks = [
            DeliverTask(**task.model_dump(), shard=shard, body=body, fanned_out=self.clock())
            for shard in self.subscriptions.shards(task.language)
        ]
        self.outbox.send(tasks)
        return len(tasks)

    def _is_held_back(self, task: FanoutTask) -> bool:
        head = self.releases.heads([task.release]).get(task.release)
        if head is None:
            raise UnknownRelease(f"release {task.release}, which a fan-out task names")
        return head.forbids(task.version, self.clock())

    def _has_nothing_to_withdraw(self, rendition: Rendition) -> bool:
        if rendition.status is not ReleaseStatus.CANCELED:
            return False
        return self.renditions.first_out(rendition.release, rendition.language) is None
