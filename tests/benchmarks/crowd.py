"""Two hundred tablets that come onto the line at once after a day offline: errors shown, waiting, the centre's memory."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from random import Random
from shutil import copytree
from statistics import median, quantiles

import psutil

from inspector_app.cli.centre_options import opened_centre, settings_for
from inspector_app.cli.places import free_port
from inspector_app.cli.private_centre import fill, served
from inspector_app.fleet.campaign import Campaign, Order, plan_of
from inspector_app.fleet.muster import muster
from inspector_app.fleet.pictures import with_size
from sync.domain.clock import SystemClock, local_day
from sync.imaging.captions import Caption
from sync.imaging.evidence import Evidence, make_evidence
from tests.benchmarks.crowd_tablets import READY
from tests.benchmarks.figures import Figure
from tests.benchmarks.recorded import copy_of_tablet

MANY, FEW, PROCESSES = 200, 20, 4
ORDER = Order(tablets=MANY, inspections=MANY, photos=None, photo_bytes=None, fail_rate=0.2, seed=7, at_once=4)
_COPY_BYTES = 100_000
_SAMPLE_SECONDS = 0.05


@dataclass(frozen=True)
class Crowd:
    """What a crowd met: seconds of every push, errors that stood on a screen, tablets not done, and the centre's peak memory in
    bytes."""

    pushes: Sequence[float]
    errors: Sequence[str]
    waiting: int
    memory: int


def bench(folder: Path) -> list[Figure]:
    """One fleet, recorded once; a few of its tablets meet a centre, and all of them another one like it."""
    tablets = _recorded(folder)
    few = _online(folder / "few", folder / "centre", tablets[:FEW])
    many = _online(folder / "many", folder / "centre", tablets)
    print(f"errors shown: {many.errors or 'none'}", file=sys.stderr)
    slowest = quantiles(many.pushes, n=100)[98]
    return [
        Figure("200 tablets at once: not done", many.waiting, None, 0, ""),
        Figure("200 tablets at once: errors shown", len(many.errors), None, 0, ""),
        Figure("200 tablets at once: p99 of a push", slowest, median(many.pushes), 10.0, "s"),
        Figure("200 tablets at once: memory", many.memory / 1e6, few.memory / 1e6, 1.5, "MB"),
    ]


def _recorded(folder: Path) -> list[Path]:
    """The folders of a fleet after its visits, enrolled with the centre in ``folder``."""
    settings = settings_for(folder / "centre")
    fill(settings)
    with opened_centre(settings) as centre:
        codes = muster(centre, ORDER.inspections, ORDER.tablets)
    with Campaign(ORDER, plan_of(ORDER, local_day(SystemClock().now())), codes, folder / "fleet") as campaign:
        evidence = _quick_evidence(Random(ORDER.seed))
        for crew in campaign.crews:
            crew.make_evidence = evidence
        with served(settings.data, free_port()) as running:
            campaign.enrol(running.url)
        campaign.record(lambda: None)
        return [crew.folder for crew in campaign.crews]


def _quick_evidence(random: Random) -> Callable[[bytes, Caption], Evidence]:
    """Like the app's, developed once: what differs from photo to photo here are its bytes."""
    developed: list[Evidence] = []

    def make(original: bytes, caption: Caption) -> Evidence:
        if not developed:
            developed.append(make_evidence(original, caption))
        copy = with_size(developed[0].copy, _COPY_BYTES, random)
        return replace(
            developed[0], original_sha256=sha256(original).hexdigest(), copy=copy, copy_sha256=sha256(copy).hexdigest()
        )

    return make


def _online(place: Path, centre: Path, tablets: Sequence[Path]) -> Crowd:
    """Copies of these tablets, spread over a few processes, all let go at the same moment."""
    copies = [copy_of_tablet(tablet, place / tablet.name) for tablet in tablets]
    data = copytree(centre, place / "centre")
    with served(data, free_port()) as running, _peak_memory(running._process.pid) as memory:
        crowd = [_started(running.url, copies[number::PROCESSES]) for number in range(PROCESSES)]
        for process in crowd:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == READY
        for process in crowd:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        told = [json.loads(process.communicate()[0]) for process in crowd]
    return Crowd(
        [seconds for one in told for seconds in one["pushes"]],
        [code for one in told for code in one["errors"]],
        sum(one["waiting"] for one in told),
        memory[0],
    )


def _started(url: str, tablets: Sequence[Path]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.benchmarks.crowd_tablets", url, *map(str, tablets)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@contextmanager
def _peak_memory(pid: int) -> Iterator[list[int]]:
    """The resident memory of a process at its largest, in bytes."""
    process, peak, over = psutil.Process(pid), [0], threading.Event()

    def watch() -> None:
        while not over.wait(_SAMPLE_SECONDS):
            peak[0] = max(peak[0], process.memory_info().rss)

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield peak
    finally:
        over.set()
        watching.join()
