"""Fuzz for some minutes; the exit code is 1 where a law broke, and each input is kept."""

import argparse
import faulthandler
import hashlib
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from time import monotonic, perf_counter

from tests.fuzz.laws import broken_laws
from tests.fuzz.mutations import mutated
from tests.fuzz.seeds import seeds

LONGEST = 3.0
"""The seconds above which an input is told of: a megabyte takes less."""
HANGS = 30.0
EVERY = 1_000


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    random = Random(options.seed)  # noqa: S311 - to be played again
    inputs = list(seeds())
    contents = [content for _, content in inputs]
    until, played, faults, slowest = monotonic() + 60 * options.minutes, 0, 0, 0.0
    while monotonic() < until:
        name, content = random.choice(inputs)
        content = mutated(content, contents, random)
        faulthandler.dump_traceback_later(HANGS, exit=True)
        started = perf_counter()
        for law in _laws(content, name):
            faults += 1
            _keep(options.out, content, name, law)
        took = perf_counter() - started
        faulthandler.cancel_dump_traceback_later()
        if took > max(LONGEST, slowest):
            _keep(options.out, content, name, f"it took {took:.1f} s for {len(content)} bytes")
        slowest, played = max(slowest, took), played + 1
        if played % EVERY == 0:
            _print(f"{played} inputs, {faults} faults, slowest {slowest:.2f} s")
    _print(f"{played} inputs of {len(inputs)} seeds, {faults} faults, slowest {slowest:.2f} s")
    return 1 if faults else 0


def _laws(content: bytes, name: str) -> Iterator[str]:
    try:
        yield from broken_laws(content, name)
    except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
        yield traceback.format_exc(limit=-4)


def _keep(out: Path, content: bytes, name: str, law: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    kept = out / f"{hashlib.sha256(content).hexdigest()[:12]}-{name}"
    kept.write_bytes(content)
    _print(f"{kept}\n  {law}")


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path(".fuzz"))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
