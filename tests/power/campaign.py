"""Every point of a sweep, or every power cut of a day, as far as the time goes."""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from random import Random

from tests.power.disk import Loss
from tests.power.hosting import Host
from tests.power.power_cut import Cut, calls_of, problems_after
from tests.power.progress import BUILD, Progress, source_digest
from tests.power.recording import record
from tests.power.sweep import Point, Sweep

SOAK_MINUTES = float(os.environ.get("SUICHA_SOAK_MINUTES", "60"))
"""How long each of the long tests may take; the next run goes on."""
_AT_ONCE = 200
"""Cuts for which the day is played once."""
_WHOLE = 25
"""Every so many cuts also see the sync to its end."""


def every_fault(host: Host, side: str, folder: Path, minutes: float) -> Progress:
    """All points of a side that were not tried yet; what is known about all of them in the end."""
    sweep = Sweep(host, folder)
    return every_point(f"faults-{side}", sweep.points(side), sweep.problems_at, minutes)


def every_point(name: str, points: Sequence[Point], problems_at: Callable[[Point], list[str]], minutes: float) -> Progress:
    """Those that were not tried yet, in a drawn order: a run that is stopped has seen something of everything."""
    progress, until = Progress(name), time.monotonic() + 60 * minutes
    for point in Random(name).sample(points, len(points)):
        if time.monotonic() > until:
            break
        if point not in progress:
            progress.note(point, problems_at(point))
    return progress


def every_cut(host: Host, side: str, folder: Path, minutes: float) -> Progress:
    """All power cuts of a recorded day that were not tried yet; the day is kept, so that they can go on."""
    progress, until = Progress(f"cuts-{side}"), time.monotonic() + 60 * minutes
    recorded = BUILD / f"power-day-{source_digest()}"
    if not (recorded / "whole").exists():
        shutil.rmtree(recorded, ignore_errors=True)
        record(host, recorded)
        (recorded / "whole").touch()
    waiting = [cut for cut in _cuts(recorded, side) if cut not in progress]
    Random(side).shuffle(waiting)
    while waiting and time.monotonic() < until:
        some, waiting = waiting[:_AT_ONCE], waiting[_AT_ONCE:]
        for cut, problems in problems_after(host, recorded, some, folder):
            progress.note(cut, problems)
    return progress


def _cuts(recorded: Path, side: str) -> Iterator[Cut]:
    for position, (number, loss) in enumerate(product(calls_of(recorded, side), Loss)):
        yield Cut(number, side, loss)
        if position % _WHOLE == 0:
            yield Cut(number, side, loss, whole=True)
