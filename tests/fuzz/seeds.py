"""Collect the drops that a fuzzer begins with: one of every shape that is read."""

from collections.abc import Iterator
from pathlib import Path

from infra.scoring.cases import cases_in

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests/cases/tuning"
SAMPLES = (ROOT / "tests/unit/reading", ROOT / "infra/local/samples")
SUFFIXES = {".txt", ".xml", ".json", ".html", ".md", ".eml", ".docx", ".nitf"}
STANDARDS = ROOT.parent / "shared/standards"
LARGEST = 100_000


def seeds() -> Iterator[tuple[str, bytes]]:
    """Yield names and contents: the cases, the samples of every format, and published examples."""
    for case in cases_in([CASES]):
        yield "case.txt", case.text.encode()
    for folder in (*SAMPLES, STANDARDS):
        for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if file.suffix in SUFFIXES and file.stat().st_size <= LARGEST:
                yield file.name, file.read_bytes()
    yield from written().items()


def written() -> dict[str, bytes]:
    """Write small drops of the formats of which no sample may lie at hand."""
    story = "Ferries resume", "The harbour reopened on Monday.", "Boats left at noon."
    lines = "\n\n".join(story)
    html = f"<html lang=en><h1>{story[0]}</h1><p>{story[1]}</p><ul><li>{story[2]}</li></ul></html>"
    mail = f"From: a@b.example\nSubject: {story[0]}\nContent-Type: text/plain\n\n{lines}\n"
    return {
        "a.html": html.encode(),
        "a.md": f"# {lines}".encode(),
        "a.eml": mail.encode(),
        "a.rss": _rss(*story),
    }


def _rss(headline: str, *body: str) -> bytes:
    text = " ".join(body)
    item = f"<item><title>{headline}</title><guid>1</guid><description>{text}</description></item>"
    return f"<rss version='2.0'><channel><title>A</title>{item}</channel></rss>".encode()
