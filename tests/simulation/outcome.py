"""What came of one run of the simulation."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.simulation.sites import Fault, Site


@dataclass(frozen=True)
class Outcome:
    """Hold where which fault struck, which rules were broken, and the trace if there were any."""

    seed: int | None
    struck: Sequence[tuple[Site, Fault]]
    broken: Sequence[str]
    trace: str = ""

    def told(self) -> str:
        """Say all that is needed to play the run again."""
        where = [f"  {fault} at {site}" for site, fault in self.struck] or ["  no fault"]
        which = [f"BROKEN, seed {self.seed}" if self.seed is not None else "BROKEN"]
        return "\n".join([*which, *where, *(f"  {each}" for each in self.broken), self.trace, ""])
