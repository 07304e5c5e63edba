"""One schedule: tablets at work on bad lines, kills of tablets and of the centre, and everything healed in the end."""

import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.full_stack.dice import dice
from tests.full_stack.ground import Ground, Seat
from tests.full_stack.journal import read_journal
from tests.full_stack.oracle import problems_of
from tests.full_stack.plan import plan_second_visit, plan_steps
from tests.full_stack.processes import Life, Nursery
from tests.full_stack.proxy import Line, Loop
from tests.full_stack.weather import Fault, Kill, Moment, kills_between_files, kills_of, storm_of

PATIENCE = 90.0
"""Seconds after which a schedule counts as stuck."""


@dataclass
class Outcome:
    """What came of a schedule. ``problems`` is empty when every promise held."""

    seed: int
    problems: list[str]
    lives: int
    starts: int
    requests: int
    seconds: float
    faults: Counter[Fault] = field(default_factory=Counter)

    def __str__(self) -> str:
        starts = f"{self.lives} tablet starts, {self.starts} centre starts"
        return f"{self.seconds:.1f} s, {starts}, {self.requests} requests, {len(self.problems)} problems"


@dataclass
class _Tablet:
    number: int
    seat: Seat
    line: Line
    folder: Path
    steps: list[dict[str, Any]]
    lives: int = 0
    life: Life | None = None

    @property
    def journal(self) -> Path:
        return self.folder / "journal.jsonl"


class Stage:
    """Runs schedules on one ground."""

    def __init__(self, nursery: Nursery, ground: Ground, loop: Loop) -> None:
        self._nursery = nursery
        self.ground = ground
        self._loop = loop

    def run(self, seed: int, keep: bool = False) -> Outcome:
        """One schedule, wholly described by its seed. ``keep``: the tablets' folders stay."""
        schedule = _Schedule(seed, self._nursery, self.ground, self._loop)
        start, starts = time.monotonic(), self.ground.starts
        try:
            problems = schedule.play()
        finally:
            schedule.close()
        lives, requests = schedule.lives, schedule.requests
        outcome = Outcome(seed, problems, lives, self.ground.starts - starts, requests, time.monotonic() - start, schedule.faults)
        if not keep and not problems:
            shutil.rmtree(schedule.folder)
        return outcome


class _Schedule:
    def __init__(self, seed: int, nursery: Nursery, ground: Ground, loop: Loop) -> None:
        self._seed = seed
        self._nursery = nursery
        self._ground = ground
        self._loop = loop
        self._starts = 0
        self._centre_dies = dice(seed, "centre dies").random() < 0.3
        self.folder = ground.folder / f"schedule-{seed}"
        self.folder.mkdir()
        count = dice(seed, "tablets").choice((2, 2, 2, 3))
        self._kills = {(kill.line, kill.request, kill.moment): kill for kill in kills_of(seed, count, self._centre_dies)}
        self._tablets = [self._tablet(number, seat) for number, seat in enumerate(ground.seats(count))]

    def _tablet(self, number: int, seat: Seat) -> _Tablet:
        line = Line(storm_of(self._seed, number), self._ground.port, self._on_moment)
        self._loop.run(line.open())
        folder = self.folder / f"tablet-{number}"
        folder.mkdir()
        return _Tablet(number, seat, line, folder, [step.plain() for step in plan_steps(self._seed, number)])

    @property
    def lives(self) -> int:
        return sum(tablet.lives for tablet in self._tablets)

    @property
    def requests(self) -> int:
        return sum(tablet.line.requests for tablet in self._tablets)

    @property
    def faults(self) -> Counter[Fault]:
        return sum((tablet.line.faults for tablet in self._tablets), Counter())

    def play(self) -> list[str]:
        """The storm, another one where a supervisor sends something back, one more life of every tablet on a good line, and the
        oracle's word."""
        try:
            self._live_until_done()
            if self._sent_back():
                self._live_until_done()
            for tablet in self._tablets:
                tablet.line.storm = storm_of(self._seed, tablet.number).over()
            self._live_until_done(last=True)
        except TimeoutError as error:
            return [str(error)]
        return problems_of([tablet.folder for tablet in self._tablets], self._ground.settings)

    def _sent_back(self) -> bool:
        """A supervisor returns some visits, and the storm begins anew."""
        for tablet in self._tablets:
            tablet.line.storm = tablet.line.storm.again(tablet.line.requests)
            if more := plan_second_visit(self._seed, tablet.number):
                self._ground.send_back(tablet.seat.own)
                tablet.steps += [step.plain() for step in more]
        return any(tablet.steps[-4]["kind"] == "reopen" for tablet in self._tablets)

    def close(self) -> None:
        for tablet in self._tablets:
            if tablet.life is not None:
                tablet.life.kill()
                tablet.life.forget()
            self._loop.run(tablet.line.close())
        self._ground.disarm()

    def _live_until_done(self, last: bool = False) -> None:
        """Restarts whoever was killed. Raises TimeoutError when somebody is stuck."""
        end = time.monotonic() + PATIENCE
        waiting = list(self._tablets)
        for tablet in waiting:
            self._begin(tablet)
        while waiting:
            if not self._ground.running:
                self._start_centre(last)
            for tablet in [tablet for tablet in waiting if tablet.life is not None and tablet.life.over]:
                if read_journal(tablet.journal)[-1:] == [{"what": "done", "life": tablet.lives}]:
                    waiting.remove(tablet)
                else:
                    self._begin(tablet)
            if time.monotonic() > end:
                raise TimeoutError(f"stuck: tablets {[tablet.number for tablet in waiting]}, see {self.folder}")
            if waiting and waiting[0].life is not None:
                waiting[0].life.wait(0.02)

    def _start_centre(self, last: bool) -> None:
        self._starts += 1
        dies = None if last or not self._centre_dies else kills_between_files(self._seed, "centre", self._starts)
        self._ground.start(dies)

    def _begin(self, tablet: _Tablet) -> None:
        if tablet.life is not None:
            tablet.life.forget()
            tablet.life = None
        tablet.lives += 1
        self._raise_if_hopeless(tablet)
        tablet.life = self._nursery.start(
            {
                "who": "tablet",
                "seed": self._seed,
                "tablet": tablet.number,
                "life": tablet.lives,
                "folder": str(tablet.folder / "data"),
                "journal": str(tablet.journal),
                "log": str(tablet.folder / "log"),
                "url": f"http://127.0.0.1:{tablet.line.port}",
                "code": tablet.seat.code,
                "name": f"平板{tablet.number}",
                "by": str(tablet.seat.by),
                "inspections": {"own": str(tablet.seat.own), "shared": str(tablet.seat.shared)},
                "steps": tablet.steps,
                "online_from": dice(self._seed, "online", tablet.number).randrange(len(tablet.steps) + 1),
                "dies": kills_between_files(self._seed, f"tablet {tablet.number}", tablet.lives),
            }
        )

    def _raise_if_hopeless(self, tablet: _Tablet) -> None:
        if tablet.lives > 12:
            raise TimeoutError(f"tablet {tablet.number} does not get through a life, see {tablet.folder / 'log'}")

    def _on_moment(self, line: int, request: int, moment: Moment) -> None:
        """From the lines' thread: somebody is killed now, each kill once."""
        kill: Kill | None = self._kills.pop((line, request, moment), None)
        if kill is None:
            return
        if kill.whom == "centre":
            self._ground.kill()
        elif (life := self._tablets[line].life) is not None:
            life.kill()
