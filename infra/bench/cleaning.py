"""Measure cleaning: releases a second, the slowest of them, growth with size, and memory."""

import resource
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from random import Random
from statistics import median
from time import perf_counter, process_time

from infra.bench.figures import percentile, tell
from infra.bench.texts import HOSTILE, hostile, releases, varied
from shared.cleaning.clean import clean
from shared.errors import UnreadableDrop
from shared.reading.drops import read

DAY = date(2026, 5, 12)
ROUNDS = 40
SIZES = (1_000, 4_000, 16_000, 64_000, 256_000, 1_000_000)
KILOBYTES = 1_024


def bench() -> None:
    """Print the figures of cleaning plain texts."""
    texts = [content for _, _, content in releases()]
    for content in texts:
        cleaned(content)
    random = Random(1)  # noqa: S311 - to be the same each time
    rounds = [varied(content, random) for _ in range(ROUNDS) for content in texts]
    started = process_time()
    took = [timed(content) for content in rounds]
    spent = process_time() - started
    tell("clean 4 kB plain text, 15 languages", len(took) / spent, "releases/CPU s")
    tell("clean 4 kB plain text, median", 1_000 * median(took), "ms")
    tell("clean 4 kB plain text, p99", 1_000 * percentile(took, 0.99), "ms")
    growth("ordinary", ordinary)
    for name, piece in HOSTILE.items():
        growth(f"hostile, {name}", partial(hostile, piece))
    tell("cleaning, peak RSS", peak_megabytes(), "MB")


def ordinary(size: int) -> bytes:
    """Make a release in English of a size."""
    return next(content for language, _, content in releases(size) if language == "en")


def growth(name: str, text_of: Callable[[int], bytes]) -> None:
    """Print the time per byte at the largest size beside the smallest that can be measured."""
    rates = {size: per_byte(text_of(size)) for size in SIZES}
    versus = {f"{size} bytes": round(rate * 1e9, 2) for size, rate in rates.items()}
    largest = rates[SIZES[-1]]
    tell(
        f"clean, time per byte at 1 MB, {name}",
        largest * 1e9,
        "ns",
        versus=versus,
        ratio=largest / rates[SIZES[1]],
    )


def per_byte(content: bytes) -> float:
    """Return the least time of a few runs, in seconds per byte."""
    runs = max(2, min(20, 200_000 // len(content)))
    return min(timed(content) for _ in range(runs)) / len(content)


def timed(content: bytes) -> float:
    """Return the seconds that cleaning takes."""
    started = perf_counter()
    cleaned(content)
    return perf_counter() - started


def cleaned(content: bytes) -> None:
    """Read and clean as intake does; a text that is refused is one that was looked at."""
    try:
        clean(read(content, "a.txt"), id="a", received=DAY)
    except UnreadableDrop:
        return


def peak_megabytes() -> float:
    """Return the most memory that this process ever had."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / KILOBYTES if sys.platform == "linux" else peak / KILOBYTES**2
