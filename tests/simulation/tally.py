"""Count the runs of a campaign and tell them as one compact table."""

import time
from collections import Counter
from dataclasses import dataclass, field

from tests.simulation.outcome import Outcome
from tests.simulation.sites import Fault

STAGES = ("intake", "translate", "fanout", "deliver", "retry", "sweep")


@dataclass
class Tally:
    """Count runs by stage and fault; a run by seed counts for each fault that struck.

    `made` names the calls of the stories that calls are chosen from.
    """

    runs: Counter[tuple[str, Fault]] = field(default_factory=Counter)
    calls: dict[str, set[str]] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    broken: int = 0
    total: int = 0
    began: float = field(default_factory=time.perf_counter)

    def add(self, outcome: Outcome) -> None:
        self.total += 1
        self.broken += bool(outcome.broken)
        for site, fault in outcome.struck:
            self.runs[site.stage, fault] += 1
            if outcome.seed is None:
                self.calls.setdefault(site.stage, set()).add(str(site))

    def told(self) -> str:
        """Return a row for each stage, a column for each fault, and the sums."""
        lines = ["".join(f"{title:>14}" for title in ("", "calls", *Fault))]
        for stage in STAGES:
            counts = [self.runs[stage, fault] for fault in Fault]
            cells = (stage, len(self.calls.get(stage, ())), *counts)
            lines.append("".join(f"{cell:>14}" for cell in cells))
        seconds = time.perf_counter() - self.began
        calls = sum(map(len, self.calls.values()))
        struck = f"{calls} of {len(self.made)} calls"
        sums = f"{struck}, {self.total} runs, {self.broken} broken, {seconds:.1f} s"
        return "\n".join([*lines, sums])
