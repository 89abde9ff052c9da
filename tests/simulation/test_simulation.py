"""Play a part of the simulation, in a process of its own: it copies itself and moves the clock."""

import subprocess
import sys
from pathlib import Path

from tests.simulation.planted import PLANTED

ROOT = Path(__file__).parents[2]


def simulate(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.simulation", "--lanes", "1", *options]
    return subprocess.run(  # noqa: S603 - our own module
        command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )


def test_faults_drawn_from_all_and_runs_by_seed_break_no_rule_and_play_the_same_again() -> None:
    played = simulate("--sample", "4", "--seeds", "2", "--first", "3", "--twice")
    assert played.returncode == 0, played.stdout + played.stderr
    assert "12 runs, 0 broken" in played.stdout


def test_each_planted_bug_breaks_the_rule_that_it_should() -> None:
    played = simulate("--planted")
    assert played.returncode == 0, played.stdout + played.stderr
    found = dict(line.split(": ")[:2] for line in played.stdout.splitlines())
    assert found == {name: planted.breaks for name, planted in PLANTED.items()}
