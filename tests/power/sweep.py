"""One whole sync in which the N-th changing call fails, for every N: once the tablet's, once the centre's."""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.power.evening import problems_in_the_end, serve
from tests.power.hosting import Host
from tests.power.journal import read_journal
from tests.power.strace import CHANGING, Call, fault, reading

KINDS = ("KILL", "EIO", "ENOSPC")
_BUSY = (503, 507)


@dataclass(frozen=True, slots=True)
class Point:
    """The ``number``-th ``call`` of a thread on ``file`` (relative to the side's folder) fails as ``kind`` says."""

    side: str
    call: str
    file: str
    number: int
    kind: str

    def __str__(self) -> str:
        return f"{self.side} {self.kind} {self.call} {self.file} {self.number}"


class Sweep:
    """Runs points, each on fresh copies of the same beginning."""

    def __init__(self, host: Host, folder: Path) -> None:
        self._host = host
        self._folder = folder
        self._seed = folder / "seed"
        self._points: dict[str, list[Point]] = {}
        self._seed.mkdir()
        host.tell("make_place", centre=self._seed / "centre", tablet=self._seed / "tablet", journal=self._seed / "journal")

    def points(self, side: str) -> list[Point]:
        """Every point of a side, by a run in which nothing fails and whose outcome is judged, too."""
        if side not in self._points:
            self._points[side] = self._found_points(side)
        return self._points[side]

    def _found_points(self, side: str) -> list[Point]:
        run = self._run_folder()
        trace = ("-y", "-o", str(run / "trace"), "-e", f"trace={CHANGING}")
        problems = self._day(run, side, trace)
        if problems:
            raise AssertionError(f"without any fault: {problems}\n{self._host.last_words()}")
        found = list(dict.fromkeys(places_in(run / "trace", run / side)))
        shutil.rmtree(run)
        return [Point(side, call, file, number, kind) for call, file, number in found for kind in KINDS]

    def problems_at(self, point: Point, from_then_on: bool = False) -> list[str]:
        """What is wrong after the fault at a point and a restart without it. Nothing is good."""
        run = self._run_folder()
        where = run / point.side / point.file
        options = ("-y", "-o", str(run / "trace"), *fault(point.call, where, point.number, point.kind, from_then_on))
        problems = self._day(run, point.side, options)
        if not _was_hit(run / "trace"):
            problems.append("the fault never came")
        shutil.rmtree(run)
        return problems

    def _run_folder(self) -> Path:
        run = self._folder / "run"
        shutil.rmtree(run, ignore_errors=True)
        shutil.copytree(self._seed, run)
        return run

    def _day(self, run: Path, side: str, strace: tuple[str, ...]) -> list[str]:
        told = run / "told"
        serving = serve(self._host, run, strace if side == "centre" else ())
        day = self._host.start(
            "tablet_day",
            strace=strace if side == "tablet" else (),
            tablet=run / "tablet",
            centre=run / "address",
            journal=run / "journal",
            told=told,
        )
        self._host.wait(day)
        if side == "centre":
            self._host.kill(serving)
        problems = problems_in_the_end(self._host, run, None if side == "centre" else serving)
        return problems + _ill_said(read_journal(told))


def _ill_said(told: list[dict[str, object]]) -> list[str]:
    """Whatever a person or a tablet was told that is no sentence with a code, or no 503 or 507 with a time to come back."""
    problems = []
    for fact in told:
        if fact["step"] == "http":
            if fact["status"] not in _BUSY or not str(fact["retry_after"]).isdigit() or not fact["code"]:
                problems.append(f"the centre answered {fact}")
        elif fact["code"] in ("traceback", "internal", "unfinished") or len(str(fact["sentence"])) < 8:
            problems.append(f"a person was told {fact}")
    return problems


def places_in(trace: Path, folder: Path) -> Iterator[tuple[str, str, int]]:
    """Call, file below ``folder`` and number of each call that changes something there, as ``fault`` counts them."""
    counts: Counter[tuple[int, str, str]] = Counter()
    for call in reading(trace):
        if not call.path.startswith(f"{folder}/"):
            continue
        key = (call.tid, call.name, call.path)
        counts[key] += 1
        if call.result >= 0 and _changes(call):
            yield call.name, call.path.removeprefix(f"{folder}/"), counts[key]


def _changes(call: Call) -> bool:
    return call.name != "openat" or "O_CREAT" in call.arguments


def _was_hit(trace: Path) -> bool:
    text = trace.read_text(encoding="latin-1")
    return "(INJECTED)" in text or "killed by SIGKILL" in text
