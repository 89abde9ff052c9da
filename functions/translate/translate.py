"""Build one rendition of a release and hand it to fan-out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from shared.errors import UnknownRelease
from shared.ports import Archive, Outbox, Releases, Renditions
from shared.publishing.ninjs import to_ninjs
from shared.records.cleaned import CleanedRelease
from shared.records.fields import ReleaseStatus
from shared.records.history import History
from shared.records.release import SuppliedText, Version
from shared.records.rendition import Basis, Rendition, RenditionRecord
from shared.records.tasks import FanoutTask, TranslateTask
from shared.translation.plan import plan


@dataclass(frozen=True, kw_only=True)
class Translate:
    """Hold what building a rendition needs; `settle` is how far apart a family may come."""

    archive: Archive
    releases: Releases
    renditions: Renditions
    outbox: Outbox
    settle: timedelta

    def publish(self, task: TranslateTask) -> Rendition | None:
        """Build, keep and pass on the latest rendition in a language.

        None where something later has a revision already.
        """
        history = self.releases.history(task.release)
        version = latest_of(history, task)
        supplied = supplied_for(version, history, task.language, self.settle)
        revision = self._revision(version, supplied, history, task.language)
        if revision is None:
            return None
        cleaned = self._read(supplied.document if supplied else version.document, task)
        languages = {*version.languages, *(text.language for text in history.standing)}
        rendition = render(
            cleaned, version, language=task.language, revision=revision, languages=languages
        )
        record = record_of(rendition)
        self.archive.put(record.document, rendition.model_dump_json().encode())
        self.renditions.save(record)
        self.outbox.send([FanoutTask.of(record)])
        return rendition

    def _revision(
        self, version: Version, supplied: SuppliedText | None, history: History, language: str
    ) -> int | None:
        """Return the revision; where a text that was taken back has one, the one after that."""
        basis = Basis(version=version.number, supplied=supplied.number if supplied else 0)
        revision = self.renditions.revision_for(version.release, language, basis)
        taken_back = history.last_taken_back(language)
        if revision is None and taken_back > basis.supplied:
            basis = Basis(version=version.number, supplied=taken_back)
            revision = self.renditions.revision_for(version.release, language, basis)
        return revision

    def _read(self, document: str | None, task: TranslateTask) -> CleanedRelease:
        if document is None:
            raise UnknownRelease(f"a text of {task.release}, which was withdrawn before it came")
        return CleanedRelease.model_validate_json(self.archive.get(document))


def latest_of(history: History, task: TranslateTask) -> Version:
    """Return the latest version; raise UnknownRelease where there is none of the task's number."""
    latest = history.latest
    if latest is None or latest.number < task.version:
        raise UnknownRelease(f"version {task.version} of {task.release}")
    return latest


def supplied_for(
    version: Version, history: History, language: str, settle: timedelta
) -> SuppliedText | None:
    """Return the human's text that belongs to a version: it was dropped with it, or after it.

    One from before says what the version corrects, unless it was dropped again. A withdrawal names
    what it withdraws as its readers know it: by the last text that came before it.
    """
    if language == version.language:
        return None
    if version.status is ReleaseStatus.CANCELED:
        texts = [text for text in history.standing if text.language == language]
        known = [text for text in texts if text.drop.at <= version.drop.at]
        return known[-1] if known else None
    text = history.latest_supplied(language)
    return text if text and history.last_dropped(text) >= version.drop.at - settle else None


def render(
    cleaned: CleanedRelease,
    version: Version,
    *,
    language: str,
    revision: int,
    languages: Iterable[str] = (),
) -> Rendition:
    """Render a version in one language, from its own text or a supplied one.

    Equal input gives an equal rendition.
    """
    text = plan(cleaned, language)
    return Rendition(
        release=version.release,
        version=version.number,
        revision=revision,
        language=language,
        source_language=version.language,
        status=version.status,
        languages=tuple(sorted({*version.languages, *languages})),
        created=version.created,
        translation=text.origins,
        item=to_ninjs(text, cleaned, version, language=language, revision=revision),
        supersedes=version.supersedes,
        similar_to=version.similar_to,
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
