"""Build one rendition of a release and hand it to fan-out."""

from dataclasses import dataclass

from shared.ports import Archive, Outbox, Releases, Renditions
from shared.publishing.ninjs import to_ninjs
from shared.records.cleaned import CleanedRelease
from shared.records.release import Version
from shared.records.rendition import Rendition, RenditionRecord
from shared.records.tasks import FanoutTask, TranslateTask
from shared.translation.plan import plan


@dataclass(frozen=True, kw_only=True)
class Translate:
    """Hold what building a rendition needs."""

    archive: Archive
    releases: Releases
    renditions: Renditions
    outbox: Outbox

    def publish(self, task: TranslateTask) -> Rendition | None:
        """Build, keep and pass on a rendition; None where a later version already has its own."""
        version = self.releases.version(task.release, task.version)
        revision = self.renditions.revision_for(task.release, task.language, task.version)
        if revision is None:
            return None
        cleaned = CleanedRelease.model_validate_json(self.archive.get(version.document))
        rendition = render(cleaned, version, language=task.language, revision=revision)
        record = record_of(rendition)
        self.archive.put(record.document, rendition.model_dump_json().encode())
        self.renditions.save(record)
        self.outbox.send(
            [
                FanoutTask(
                    release=task.release,
                    version=task.version,
                    language=task.language,
                    revision=revision,
                )
            ]
        )
        return rendition


def render(cleaned: CleanedRelease, version: Version, *, language: str, revision: int) -> Rendition:
    """Render a version in one language; equal input gives an equal rendition."""
    text = plan(cleaned, language)
    return Rendition(
        release=version.release,
        version=version.number,
        revision=revision,
        language=language,
        source_language=cleaned.language,
        status=version.status,
        languages=version.languages,
        created=version.created,
        translation=text.origins,
        item=to_ninjs(text, cleaned, version, language=language, revision=revision),
    )


def record_of(rendition: Rendition) -> RenditionRecord:
    """Reduce a rendition to what the table keeps, with its place in the archive."""
    return RenditionRecord(
        release=rendition.release,
        version=rendition.version,
        revision=rendition.revision,
        language=rendition.language,
        document=Rendition.document_name(rendition.release, rendition.language, rendition.revision),
        created=rendition.created,
        translation=rendition.translation,
    )
