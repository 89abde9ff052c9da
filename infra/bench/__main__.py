"""Run the benches that are named, or all: `python -m infra.bench cleaning`."""

import sys
from collections.abc import Callable, Mapping, Sequence

from infra.bench import cleaning, imports, reading

BENCHES: Mapping[str, Callable[[], None]] = {
    "cleaning": cleaning.bench,
    "reading": reading.bench,
    "imports": imports.bench,
}


def main(names: Sequence[str]) -> int:
    """Run benches one after another; 2 for a name that is none."""
    unknown = set(names) - set(BENCHES)
    if unknown:
        sys.stderr.write(f"no bench is called {', '.join(sorted(unknown))}: {', '.join(BENCHES)}\n")
        return 2
    for name in names or BENCHES:
        BENCHES[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
