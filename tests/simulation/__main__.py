"""The simulator as a command: ``python -m tests.simulation [options]``.

``--seed N`` runs one seed and prints everything that happened, with ``--small`` as ``make test`` runs it. ``--seeds N`` is how
many seeds there shall be in all; with ``--resume`` those that were run before count, and what comes of the others is kept in
docs/tallies; without it nothing is kept. ``--processes N`` share the work. ``--until-broken`` ends with the first that fails.
``--again`` runs those that failed once more; the ones that hold count as mended from then on.
``--report`` writes the figures into docs/reliability.md.
"""

import argparse
import sys

import sync
from tests.simulation.campaign import Tally, go_on, kept_tally
from tests.simulation.figures import write_report
from tests.simulation.runs import Outcome, runner
from tests.simulation.world import LARGE, SMALL


def main(arguments: list[str]) -> int:
    """1 when a promise was broken."""
    asked = _parser().parse_args(arguments)
    if asked.seed is not None:
        return _one(asked.seed, SMALL if asked.small else LARGE)
    if asked.until_broken:
        return _until_broken(asked.seeds)
    tally = kept_tally() if asked.resume or asked.report or asked.again else Tally()
    if asked.again:
        tally.try_failures_again()
        tally.save()
    if asked.seeds > tally.first:
        go_on(tally, asked.seeds, asked.processes, _tell)
    print(f"{tally.counts['seeds']} seeds, {len(tally.failures)} with a broken promise")
    if asked.report:
        write_report(tally)
    return 1 if tally.failures else 0


def _one(seed: int, happenings: int) -> int:
    with runner() as running:
        outcome = running.run(seed, happenings)
    print(outcome.report())
    return 1 if outcome.broken else 0


def _until_broken(seeds: int) -> int:
    """Says which product ran, and the first promise that it broke."""
    with runner() as running:
        broken = next((outcome.broken for seed in range(seeds) if (outcome := running.run(seed, LARGE)).broken), "")
    print(sync.__file__, broken)
    return 1 if broken else 0


def _tell(outcome: Outcome) -> None:
    if outcome.broken:
        print(outcome.report(), flush=True)
    elif outcome.seed % 1000 == 999:
        print(f"{outcome.seed + 1} seeds", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--seeds", type=int, default=0)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--until-broken", action="store_true")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--report", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
