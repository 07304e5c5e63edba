"""Many seeds, over several processes, kept count of in a file so that it can be stopped and gone on with."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context

from tests import tallies
from tests.simulation.runs import Outcome, runner
from tests.simulation.world import LARGE

NAME = "simulator"
CHUNK = 100


@dataclass
class Tally:
    """What all runs so far amount to. ``first`` seed that was not run yet; ``failures``: seed and what was broken;
    ``mended``: those of them that hold by now. ``counts_on``: it goes on where docs/tallies ends, and is kept there."""

    first: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[int, str]] = field(default_factory=list)
    mended: list[tuple[int, str]] = field(default_factory=list)
    counts_on: bool = False

    def add(self, outcome: Outcome) -> None:
        """One more run."""
        self.counts += outcome.counts
        if outcome.broken:
            self.failures.append((outcome.seed, outcome.why))

    def try_failures_again(self) -> None:
        """Those that break no promise any more are mended."""
        seeds = [seed for seed, _ in self.failures]
        holding = {outcome.seed for outcome in outcomes_of(seeds) if not outcome.broken}
        self.mended += [failure for failure in self.failures if failure[0] in holding]
        self.failures = [failure for failure in self.failures if failure[0] not in holding]

    def save(self) -> None:
        """On disk on return where it counts on; the file of another one stays as it is."""
        if not self.counts_on:
            return
        kept = {"first": self.first, "counts": self.counts, "failures": self.failures, "mended": self.mended}
        tallies.keep(NAME, kept)


def kept_tally() -> Tally:
    """The tally as the last run left it."""
    kept = tallies.kept(NAME)
    if kept is None:
        return Tally(counts_on=True)
    failures, mended = ([(seed, why) for seed, why in kept.get(which, [])] for which in ("failures", "mended"))
    return Tally(kept["first"], Counter(kept["counts"]), failures, mended, counts_on=True)


def go_on(tally: Tally, until: int, processes: int, told: Callable[[Outcome], None]) -> None:
    """Run seeds up to (without) ``until``; the tally is saved after every hundred where it counts on."""
    chunks = [range(first, min(first + CHUNK, until)) for first in range(tally.first, until, CHUNK)]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for chunk, outcomes in zip(chunks, pool.map(run_chunk, chunks), strict=True):
            for outcome in outcomes:
                tally.add(outcome)
                told(outcome)
            tally.first = chunk.stop
            tally.save()


def run_chunk(seeds: range) -> list[Outcome]:
    """Seeds on one stage; the events are kept of those that failed."""
    return [outcome if outcome.broken else outcome.without_events() for outcome in outcomes_of(seeds)]


def outcomes_of(seeds: Iterable[int]) -> Iterator[Outcome]:
    """One after the other."""
    with runner() as running:
        for seed in seeds:
            yield running.run(seed, LARGE)
