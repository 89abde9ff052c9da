"""Say what holds for every drop, whatever its bytes are."""

from datetime import date

from shared.cleaning.clean import clean
from shared.errors import UnreadableDrop
from shared.reading.drops import ReadText
from shared.reading.releases import read_releases
from shared.records.cleaned import CleanedRelease

DAY = date(2026, 5, 12)


def broken_laws(content: bytes, name: str) -> list[str]:
    """Read and clean a drop; name each law that it breaks. A named refusal breaks none."""
    try:
        texts = read_releases(content, name)
    except UnreadableDrop as refusal:
        return _of_refusal(refusal)
    return [law for text in texts for law in _of_text(text)]


def _of_text(text: ReadText) -> list[str]:
    try:
        release = clean(text, id="fuzz", received=DAY)
    except UnreadableDrop as refusal:
        return _of_refusal(refusal)
    return broken_by(release, text.text)


def _of_refusal(refusal: UnreadableDrop) -> list[str]:
    told = refusal.reason and str(refusal).isprintable()
    return [] if told else [f"a refusal tells nothing that can be printed: {str(refusal)!r}"]


def broken_by(release: CleanedRelease, text: str) -> list[str]:
    """Name the laws that a cleaned release breaks: its text is conserved and can be written."""
    broken = []
    at = 0
    for segment in release.segments:
        if text[at : segment.start].strip() or segment.start < at:
            broken.append(f"{text[at : segment.start]!r} before {segment.start} is in no segment")
        if text[segment.start : segment.end] != segment.text:
            broken.append(f"the segment at {segment.start} is not what stands there")
        at = segment.end
    if text[at:].strip():
        broken.append(f"{text[at:][:80]!r} at the end is in no segment")
    try:
        document = release.model_dump_json(by_alias=True)
        if CleanedRelease.model_validate_json(document) != release:
            broken.append("the document says something else than the release")
    except ValueError as error:
        broken.append(f"it cannot be written: {error}")
    if "" in (release.headline, *release.body) or not release.body:
        broken.append("an empty headline or paragraph")
    return broken
