"""As many schedules as you like: ``python -m tests.full_stack --schedules 100 --resume [--first SEED] [--keep]``."""

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.full_stack.ground import Ground
from tests.full_stack.processes import Nursery
from tests.full_stack.proxy import Loop
from tests.full_stack.schedule import Stage
from tests.full_stack.tally import Tally, write_report
from tests.postgres import databases

SAME_GROUND = 50
"""Schedules on one centre, before the next one begins with an empty folder."""


def main() -> int:
    """0 when every promise held in every schedule."""
    parser = argparse.ArgumentParser(prog="python -m tests.full_stack", description=__doc__)
    parser.add_argument("--schedules", type=int, default=100)
    parser.add_argument("--first", type=int, help="seed of the first one; otherwise 1, or with --resume where the last run ended")
    parser.add_argument("--resume", action="store_true", help="count on in docs/tallies; otherwise nothing is kept of the run")
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--keep", action="store_true", help="keep all folders")
    parser.add_argument("--report", action="store_true", help="write the figures into docs/reliability.md, and run nothing")
    wanted = parser.parse_args()
    if wanted.report:
        write_report()
        return 0
    return soak(wanted.schedules, wanted.first, wanted.resume, wanted.database, wanted.keep)


def soak(schedules: int, first: int | None, resume: bool, database: str, keep: bool = False) -> int:
    """Runs them; with ``resume`` they are counted on in ``docs/tallies/full-stack-<database>.json``."""
    tally = Tally(database, resume)
    seed = tally.next_seed if first is None else first
    seeds = range(seed, seed + schedules)
    with ExitStack() as stack:
        nursery = stack.enter_context(Nursery())
        loop = Loop()
        stack.callback(loop.close)
        database_of = stack.enter_context(databases()) if database == "postgres" else lambda: None
        for start in range(0, schedules, SAME_GROUND):
            _on_one_ground(nursery, loop, database_of(), seeds[start : start + SAME_GROUND], tally, keep)
    print(tally)
    return 1 if tally.failed else 0


def _on_one_ground(nursery: Nursery, loop: Loop, database_url: str | None, seeds: range, tally: Tally, keep: bool) -> None:
    with ExitStack() as stack:
        if keep:
            folder = tempfile.mkdtemp(prefix="suicha-full-stack-")
        else:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="suicha-full-stack-", ignore_cleanup_errors=True))
        ground = Ground(nursery, Path(folder), database_url)
        stack.callback(ground.close)
        ground.start()
        ground.answering()
        for seed in seeds:
            outcome = Stage(nursery, ground, loop).run(seed, keep)
            tally.count(outcome)
            print(f"{seed}: {outcome}", flush=True)
            for problem in outcome.problems:
                print(f"  {problem}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
