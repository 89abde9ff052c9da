"""Stage the demonstration: who receives and what is dropped."""

from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from infra.cli.mailbox import Mailbox, Mailboxes, fails_once, is_gone
from shared.errors import Misconfigured

RECOVERS, RECOVERS_IN = "recovers", "en"
GONE, GONE_IN = "gone", "fr"
SOURCE = "wire"
SHOWN = ("en", "ar", "th")
"""The languages of the releases that the demonstration drops; the first is its story."""


@dataclass(frozen=True)
class Sample:
    """Hold a file to drop: its name and its content."""

    name: str
    content: bytes

    @property
    def path(self) -> str:
        """Return its key without the prefix."""
        return f"{SOURCE}/{self.name}"


@dataclass(frozen=True)
class Programme:
    """Hold what is dropped: a story that is corrected, others, one of them withdrawn, and so on."""

    story: Sample
    others: tuple[Sample, ...]
    family: tuple[Sample, ...]
    embargoed: Sample

    @property
    def withdrawn(self) -> Sample:
        """Return the one that is withdrawn."""
        return self.others[0]

    def all(self) -> tuple[Sample, ...]:
        """Return every file that belongs to a release."""
        return (self.story, *self.others, *self.family, self.embargoed)


BROKEN = Sample("broken.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")


def programme(*, everything: bool) -> Programme:
    """Choose what to drop: some sample releases, or all, and a family."""
    story, *others, embargoed = samples(everything=everything)
    return Programme(story, tuple(others), family(), embargoed)


def samples(*, everything: bool) -> tuple[Sample, ...]:
    """Return sample releases, the story first; raise Misconfigured where there are none."""
    folder = files("infra.local") / "samples"
    found = [each for each in folder.iterdir() if each.name.endswith(".txt")]
    if not found:
        raise Misconfigured(f"{folder} holds no sample releases: the installation is incomplete")
    ordered = sorted(found, key=lambda each: (place(each.name), each.name))
    chosen = ordered if everything else ordered[: len(SHOWN)]
    return tuple(Sample(each.name, each.read_bytes()) for each in chosen)


def family() -> tuple[Sample, ...]:
    """Return the texts of one story in several languages; raise Misconfigured without them."""
    folder = files("infra.local") / "samples" / "family"
    found = [each for each in folder.iterdir() if each.name.endswith(".txt")]
    if not found:
        raise Misconfigured(f"{folder} holds no family: the installation is incomplete")
    ordered = sorted(found, key=lambda each: (place(each.name), each.name))
    return tuple(Sample(each.name, each.read_bytes()) for each in ordered)


def place(name: str) -> int:
    """Rank a sample by the language that its name ends in, those that are always shown first.

    >>> place("ferries.en.txt") < place("harbour.ar.txt") < place("other.txt")
    True
    """
    language = name.removesuffix(".txt").rpartition(".")[2]
    return SHOWN.index(language) if language in SHOWN else len(SHOWN)


def corrected(sample: Sample) -> Sample:
    r"""Correct a release: its headline says so, the rest stays.

    >>> corrected(Sample("a.txt", b"Ferries resume\n\nThe harbour reopened.")).content
    b'Ferries resume, new figures\n\nThe harbour reopened.'
    """
    headline, line_end, rest = sample.content.partition(b"\n")
    return Sample(sample.name, headline.rstrip() + b", new figures" + line_end + rest)


def under_embargo(sample: Sample, until: datetime) -> Sample:
    r"""Put a release under an embargo.

    >>> from datetime import UTC
    >>> under_embargo(Sample("a.txt", b"Ferries resume"), datetime(2024, 4, 1, tzinfo=UTC)).content
    b'---\nembargo: 2024-04-01T00:00:00+00:00\n---\nFerries resume'
    """
    front_matter = f"---\nembargo: {until.isoformat()}\n---\n"
    return Sample(sample.name, front_matter.encode() + sample.content)


def cast(languages: tuple[str, ...]) -> Mailboxes:
    """Give every language a receiver, and add one that fails once and one that is gone."""
    boxes = [Mailbox(language, language) for language in languages]
    boxes.append(Mailbox(RECOVERS, RECOVERS_IN, fails_once))
    boxes.append(Mailbox(GONE, GONE_IN, is_gone))
    return Mailboxes({f"/{box.name}": box for box in boxes})
