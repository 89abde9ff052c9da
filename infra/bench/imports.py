"""Measure what importing a stage costs, in a process of its own."""

import subprocess
import sys
from statistics import median

from infra.bench.figures import tell

ROUNDS = 5
PROGRAM = "import time; import {module}; print(time.process_time())"
BARE = "import time; print(time.process_time())"


def bench() -> None:
    """Print the CPU time that the import of the intake path takes, an empty process taken off."""
    empty = _spent(BARE)
    for module in ("shared.cleaning.clean", "functions.intake.handler", "boto3"):
        spent = _spent(PROGRAM.format(module=module)) - empty
        tell(f"import {module}", 1_000 * spent, "ms CPU", versus={"empty process": 1_000 * empty})


def _spent(program: str) -> float:
    runs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
        for _ in range(ROUNDS)
    ]
    return median(float(run.stdout) for run in runs)
