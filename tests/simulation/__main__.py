"""Play the simulation: `python -m tests.simulation --every --seeds 100`."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from tests.simulation.campaign import Campaign
from tests.simulation.outcome import Outcome
from tests.simulation.place import Place, place
from tests.simulation.planted import PLANTED
from tests.simulation.sites import FIVE, Fault, Site
from tests.simulation.story import story
from tests.simulation.tally import Tally

STORIES: Mapping[str, Sequence[int]] = {
    "short": (1, 2, 3, 6, 7, 8),
    "life": (4, 5, 9),
    "long": (0,),
}
"""Which story a seed plays, by its last digit; the long one takes days of retries."""


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    with place(story("short").starts) as made:
        if options.planted:
            return _plant(made)
        tally = Tally()
        for outcome in _outcomes(made, options, tally):
            tally.add(outcome)
            if outcome.broken or options.trace:
                _print(outcome.told())
        _print(tally.told())
    return 1 if tally.broken else 0


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _outcomes(made: Place, options: argparse.Namespace, tally: Tally) -> Iterator[Outcome]:
    """Play what was asked for: chosen calls of two stories, then seeds of all three."""
    campaigns = {name: Campaign(made, story(name), lanes=options.lanes) for name in STORIES}
    if options.every or options.sample or options.call:
        for name in options.story or ("short", "life"):
            clean, calls = campaigns[name].clean()
            tally.made.update(map(str, calls))
            yield clean
            yield from campaigns[name].every(_chosen(calls, options))
    if options.outage:
        yield campaigns["short"].outage(options.outage)
    for name, turns in STORIES.items():
        seeds = range(options.first, options.first + options.seeds)
        yield from _by_seed(campaigns[name], [s for s in seeds if s % 10 in turns], options)


def _by_seed(
    campaign: Campaign, seeds: Sequence[int], options: argparse.Namespace
) -> Iterator[Outcome]:
    first = {outcome.seed: outcome for outcome in campaign.seeds(seeds)}
    yield from first.values()
    for again in campaign.seeds(seeds if options.twice else ()):
        if again != first[again.seed]:
            yield replace(again, broken=("the same seed played differently",))


def _chosen(calls: Sequence[Site], options: argparse.Namespace) -> Mapping[Site, Sequence[Fault]]:
    """Choose all calls and faults, those that are named, or some by seed."""
    pairs = [
        (site, fault)
        for site in calls
        for fault in _faults(options)
        if (options.call or "") in str(site)
    ]
    if options.sample:
        draw = Random(options.first)  # noqa: S311 - to be played again
        pairs = draw.sample(pairs, min(options.sample, len(pairs)))
    return {site: [fault for at, fault in pairs if at == site] for site, _ in pairs}


def _faults(options: argparse.Namespace) -> Sequence[Fault]:
    """Return the fault that is named, the five for each call, or else all of them."""
    if options.fault:
        return [Fault(options.fault)]
    five = options.every if options.faults is None else options.faults == "five"
    return FIVE if five else tuple(Fault)


def _plant(made: Place) -> int:
    """Plant one bug after the other, play to where it should show, and tell what it broke."""
    sound = Campaign(made, story("short"), lanes=1)
    _, calls = sound.clean()
    hidden = 0
    for name, planted in PLANTED.items():
        campaign = replace(sound, furnish=planted.furnish)
        shows = planted.shows_at(calls)
        outcomes = list(campaign.every(shows)) if shows else [campaign.clean()[0]]
        broken = [each for outcome in outcomes for each in outcome.broken]
        meant = [each for each in broken if each.startswith(planted.breaks)]
        hidden += not meant
        _print(f"{name}: {[*meant, *broken, 'not found'][0]}")
    return 1 if hidden else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    add: Callable[..., object] = parser.add_argument
    add("--every", action="store_true", help="each call of the story with each of five faults")
    add("--sample", type=int, default=0, help="so many of these, chosen by --first")
    add("--call", help="only calls that have this in their name")
    add("--story", action="append", choices=list(STORIES), help="whose calls; not for seeds")
    add("--faults", choices=["five", "all"], help="with --every five, else all seven")
    add("--fault", choices=[fault.value for fault in Fault], help="only this fault")
    add("--seeds", type=int, default=0, help="so many runs with several faults each")
    add("--first", type=int, default=0, help="the first seed")
    add("--outage", type=float, default=0, help="minutes in which no service does anything")
    add("--twice", action="store_true", help="play each seed again: it must go the same way")
    add("--trace", action="store_true", help="tell what each endpoint received in every run")
    add("--planted", action="store_true", help="show that planted bugs are found")
    add("--lanes", type=int, default=os.cpu_count() or 1, help="runs at a time")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
