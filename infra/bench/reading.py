"""Measure reading HTML, beside trafilatura on the same pages: how fast, and what text is kept."""

from collections.abc import Callable
from datetime import date
from html import escape
from time import process_time

from infra.bench.figures import tell
from infra.bench.texts import releases
from infra.scoring.cases import Case
from shared.cleaning.clean import clean
from shared.reading.releases import read_releases
from shared.records.fields import SegmentKind

ROUNDS = 20
DAY = date(2026, 5, 12)


def bench() -> None:
    """Print how many pages a second are read, and cleaned, and how much of their body is kept."""
    import trafilatura

    pages = [(case, page(language, text)) for language, case, text in releases()]
    ours = per_second(pages, read)
    theirs = per_second(pages, lambda html: trafilatura.extract(html, include_tables=True) or "")
    tell(
        "read 4 kB HTML, 15 languages",
        ours,
        "pages/CPU s",
        versus={"trafilatura": round(theirs)},
        ratio=ours / theirs,
    )
    tell("read and clean 4 kB HTML, 15 languages", per_second(pages, cleaned), "pages/CPU s")
    kept = kept_share(pages, read)
    peer = kept_share(pages, lambda html: trafilatura.extract(html, include_tables=True) or "")
    tell("text of a page that is kept", kept, "share", versus={"trafilatura": peer})


def page(language: str, text: bytes) -> str:
    """Write a text as the page of a newsroom: navigation, an article with a list, a footer."""
    headline, *blocks = (block for block in text.decode().split("\n") if block.strip())
    items = "".join(f"<li><b>{escape(block)}</b></li>" for block in blocks[-2:])
    body = "".join(f"<p>{escape(block)}</p>" for block in blocks[:-2])
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>'
        f"{escape(headline)}</title></head><body><nav><a href=/>Newsroom</a></nav><main><article>"
        f"<h1>{escape(headline)}</h1>{body}<ul>{items}</ul></article></main></body></html>"
    )


def per_second(pages: list[tuple[Case, str]], extract: Callable[[str], str]) -> float:
    """Return the pages per second of CPU time."""
    for _, html in pages:
        extract(html)
    started = process_time()
    for _ in range(ROUNDS):
        for _, html in pages:
            extract(html)
    return ROUNDS * len(pages) / (process_time() - started)


def read(html: str) -> str:
    """Read a page as intake does."""
    return read_releases(html.encode(), "a.html")[0].text


def cleaned(html: str) -> str:
    """Read and clean a page as intake does."""
    (text,) = read_releases(html.encode(), "a.html")
    return clean(text, id="a", received=DAY).headline


def kept_share(pages: list[tuple[Case, str]], extract: Callable[[str], str]) -> float:
    """Return which share of the paragraphs that a person marked as story is kept whole."""
    kept = total = 0
    for case, html in pages:
        found = "".join(extract(html).split())
        for part in case.parts:
            lines = part.text.split("\n") if part.kind is SegmentKind.BODY else ()
            for line in filter(str.strip, lines):
                total += 1
                kept += "".join(line.split()) in found
    return kept / total
