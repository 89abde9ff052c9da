"""Make the texts to measure with: releases of the cases in fifteen languages, and hostile ones."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from infra.scoring.cases import Case, Part, cases_in
from shared.languages.tags import distribution_languages
from shared.records.fields import Genre, SegmentKind

CASES = Path(__file__).parents[2] / "tests/cases/tuning"
LONG = 30
SIZE = 4_000
"""The bytes of an ordinary release."""

HOSTILE = {
    "spaces": "a" + " " * 999,
    "brackets": "(",
    "marks": "(SeaPRwire) – ",
    "dashes": " – ",
    "commas": ",",
    "figures": "6,500 ",
    "slashes": "/",
    "colons": "NYSE: A, ",
    "one word": "a",
    "labels": "Sectors: " + "a, " * 18 + "\n",
    "contacts": "Contact: a@b.example +49 40 5550 123\n",
    "headings": "About Acme\n",
    "links": "SeaPRwire (https://www.seaprwire.com/) ",
    "combining": "\u0301\u0316",
    "directions": "\u200f\u202b",
    "short lines": "a" * 60 + "\n",
}
"""The pieces of texts that aim at a pattern's weakness, each repeated."""


def releases(size: int = SIZE) -> Iterator[tuple[str, Case, bytes]]:
    """Yield a release of about `size` bytes in each of the fifteen languages."""
    for language in distribution_languages():
        cases = [
            case
            for case in cases_in([CASES / language])
            if case.kind == "wild" and case.expected["genre"] == Genre.RELEASE
        ]
        yield language, cases[0], grown(cases, size).encode()


def grown(cases: list[Case], size: int) -> str:
    """Lengthen the first case's body by the others' paragraphs until the text has the size."""
    parts = list(cases[0].parts)
    at = max(place for place, part in enumerate(parts) if part.kind is SegmentKind.BODY)
    more = [part.text.strip() for case in cases[1:] for part in case.parts if is_body(part)]
    turn = 0
    while len("".join(part.text for part in parts).encode()) < size:
        text = f"{parts[at].text.rstrip()}\n\n{more[turn % len(more)]}\n\n"
        parts[at] = Part(SegmentKind.BODY, text)
        turn += 1
    return "".join(part.text for part in parts)


def varied(content: bytes, random: Random) -> bytes:
    """Change each long line of a text a little, so that no answer that is kept helps twice."""
    lines = content.decode().split("\n")
    return "\n".join(_varied(line, random) for line in lines).encode()


def _varied(line: str, random: Random) -> str:
    if len(line) < LONG:
        return line
    middle = len(line) // 2
    letters = "".join(random.sample(line[: LONG // 2], 4))
    return f"{line[:middle]}{letters}{line[middle:]}"


def is_body(part: Part) -> bool:
    """Tell whether a part is one of the story."""
    return part.kind is SegmentKind.BODY


def hostile(piece: str, size: int) -> bytes:
    """Make a text of a size that is nothing but a piece, below a headline and a first sentence."""
    head = "Ferries resume\n\n(SeaPRwire) – The harbour reopened.\n\n"
    return (head + piece * (size // len(piece.encode()) + 1)).encode()[:size]
