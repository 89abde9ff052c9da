"""Play a story again and again: once for each call and each fault, or once for each seed."""

import random
import signal
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from random import Random

from tests.simulation.branches import Branch, branch, finish, in_branch
from tests.simulation.invariants import violations
from tests.simulation.outcome import Outcome
from tests.simulation.place import Furnish, Place
from tests.simulation.run import NeverQuiet, Run
from tests.simulation.seam import Decide, Seam, attached
from tests.simulation.sites import Fault, Site
from tests.simulation.story import Story
from tests.simulation.trace import traced

SECONDS_OF_A_RUN = 120
PACES = (0.2, 1, 1, 2, 40)
"""How fast a story goes in a run by seed: its drops fall between other steps of each other."""
FAULT_CHANCES = (0.003, 0.01, 0.03)
MOST_FAULTS = 3
"""Faults of a run by seed: with the lost deletions, fewer than a message may be received."""


@dataclass(frozen=True)
class Campaign:
    """Hold what all runs share."""

    place: Place
    story: Story
    furnish: Furnish = lambda _stage, _stack: None
    lanes: int = 2

    def clean(self) -> tuple[Outcome, Sequence[Site]]:
        """Play without faults; return what came of it, and every call."""

        def play() -> tuple[Outcome, Sequence[Site]]:
            seam = Seam()
            return self._play(seam), seam.sites

        outcome, sites = in_branch(play).result()
        return outcome, sites

    def every(self, chosen: Mapping[Site, Sequence[Fault]]) -> Iterator[Outcome]:
        """Let each of the faults befall its call: every run branches off at the call."""
        played = 0
        for outcome in self._in_lanes(
            lambda lane: self._branching(_share(chosen, lane, self.lanes))
        ):
            played += 1
            yield outcome
        assert played == sum(map(len, chosen.values())), "a chosen call was never made"

    def seeds(self, seeds: Sequence[int]) -> Iterator[Outcome]:
        """Play by seed, with several faults each and with all that AWS may do."""
        yield from self._in_lanes(
            lambda lane: [self.seed(seed) for seed in seeds[lane :: self.lanes]]
        )

    def seed(self, seed: int) -> Outcome:
        work = in_branch(lambda: self._play(Seam(decide=by_seed(seed)), seed))
        return _outcome(work, seed=seed)

    def outage(self, minutes: float) -> Outcome:
        """Play while no AWS service carries anything out for so long after the first drop."""
        ends = self.place.clock.now + 60 * minutes

        def decide(site: Site) -> Fault | None:
            hit = site.operation != "POST" and self.place.clock.now < ends
            return Fault.THROTTLE if hit else None

        return _outcome(in_branch(lambda: self._play(Seam(decide=decide))))

    def _in_lanes(self, work: Callable[[int], list[Outcome]]) -> Iterator[Outcome]:
        lanes = [in_branch(lambda lane=lane: work(lane), 0) for lane in range(self.lanes)]  # type: ignore[misc]
        for lane in lanes:
            result = lane.result()
            assert isinstance(result, list), f"a lane of the simulation broke:\n{result}"
            yield from result

    def _branching(self, chosen: Mapping[Site, Sequence[Fault]]) -> list[Outcome]:
        """Play without faults, and at each chosen call once more in a branch for each fault."""
        results: list[Outcome] = []
        pipes: list[int] = []

        def decide(site: Site) -> Fault | None:
            for fault in () if pipes else chosen.get(site, ()):
                split = branch()
                if not isinstance(split, Branch):
                    signal.alarm(SECONDS_OF_A_RUN)
                    pipes.append(split)
                    return fault
                results.append(_outcome(split, struck=[(site, fault)]))
            return None

        outcome = self._play(Seam(decide=decide))
        if pipes:
            finish(pipes[0], outcome)
        return results

    def _play(self, seam: Seam, seed: int | None = None) -> Outcome:
        random.seed(seed or 0)
        chance = None if seed is None else Random(seed)  # noqa: S311 - to be played again
        story = self.story.paced(chance.choice(PACES)) if chance else self.story
        with attached(seam):
            run = Run(self.place, story, seam, random=chance, furnish=self.furnish)
            broken = _broken(run)
        return Outcome(seed, tuple(seam.struck), tuple(broken), traced(run))


def _broken(run: Run) -> list[str]:
    try:
        run.register()
        run.play()
    except NeverQuiet:
        return ["drained: something is left to do after many days", *violations(run)]
    except Exception:  # noqa: BLE001 - what breaks the driver is told with the run that did
        return [traceback.format_exc()]
    return violations(run)


def _outcome(
    work: Branch, *, seed: int | None = None, struck: Sequence[tuple[Site, Fault]] = ()
) -> Outcome:
    result = work.result()
    if isinstance(result, Outcome):
        return result
    return Outcome(seed, struck, [f"the run did not end: {result}"])


def _share(
    chosen: Mapping[Site, Sequence[Fault]], lane: int, lanes: int
) -> Mapping[Site, Sequence[Fault]]:
    return {site: chosen[site] for site in list(chosen)[lane::lanes]}


def by_seed(seed: int) -> Decide:
    """Choose faults by a call's name alone, so that the choice does not depend on the order."""
    left = list(range(MOST_FAULTS))
    chance = FAULT_CHANCES[seed % len(FAULT_CHANCES)]

    def decide(site: Site) -> Fault | None:
        drawn = Random(blake2b(f"{seed}/{site}".encode(), digest_size=8).digest())  # noqa: S311
        if not left or drawn.random() >= chance:
            return None
        left.pop()
        return drawn.choice(list(Fault))

    return decide
