"""One run: a seed decides who does what when, what happens on the line, and who is killed where."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

from inspector_app.bootstrap import Tablet
from sync.client.http_centre import HttpCentre
from sync.errors import TabletSetBack
from tests.simulation.disasters import Disasters
from tests.simulation.journal import Journal
from tests.simulation.kills import STEPS, Killed
from tests.simulation.line import NONE, Answer, Faults, Network, Request, connect_by
from tests.simulation.moments import ShiftedClock, Time
from tests.simulation.officers import Officer
from tests.simulation.stage import SUPERVISOR, URL, Stage
from tests.simulation.supervisors import Supervisor
from tests.simulation.witness import Broken, Witness

SMALL, LARGE = 7, 40
"""Happenings of a run: every test run has five hundred small ones, a long proof has large ones."""
PICTURE_BYTES = ((300, 1500), (40, 400))
SMALL_PICTURES = (1, 5, 6)
"""Of every eight seeds, those whose photos are so small that several go in one request."""
LONGEST_WAIT = 600.0
"""Twice the longest pause between tries: a centre that names a time is honoured with as much again of jitter."""
ROUNDS = 3
"""How often everybody syncs once all faults have ended; after that nothing may wait."""
ROUNDS_TO_BEGIN_AGAIN = 2
"""More of them where a centre was set back: what waits for an inspection that nobody has begun any more begins it first."""
_DEEPEST = 2


@dataclass
class World:
    """Everything of one run."""

    stage: Stage
    seed: int
    time: Time
    happenings: int
    journal: Journal = field(default_factory=Journal)
    events: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        STEPS.random = Random(self.seed)
        self.time.seconds = 0.0
        self.centre_clock = ShiftedClock(self.time)
        self.number_of_tablets = self.random.choice((2, 2, 2, 3) if self.happenings <= SMALL else (2, 3, 3, 3))
        self.clocks = [ShiftedClock(self.time) for _ in range(self.number_of_tablets)]
        self.network = Network(
            self.stage.app,
            self.stage.centre_actor,
            self.time,
            self.random,
            self._meanwhile,
            self._seen,
            self._centre_killed,
            self.log,
        )
        self.witness = Witness(self.stage, self.journal)
        self.disasters = Disasters(self)
        self.officers: list[Officer] = []
        self._busy: list[int] = []
        self._depth = 0
        self._carried = 0
        self.found: Broken | None = None
        centre = self._connect("supervisor", URL, SUPERVISOR)
        self.supervisor = Supervisor(centre, self.journal, self.witness, self.random, self.log)

    def log(self, event: str) -> None:
        """One line of what happened."""
        self.events.append(f"{self.time.seconds:10.3f}  {event}")

    def live(self) -> None:
        """From the first act to the moment when all faults have ended and everything had its time."""
        self._begin()
        self.network.faults = Faults()
        for number in range(self.happenings):
            self.disasters.before(number)
            self.time.pass_by(self.random.uniform(0.001, 40))
            self._happen()
        self.disasters.before(self.happenings)
        self.heal()

    def _begin(self) -> None:
        self.stage.reset()
        self.stage.open_centre(self.centre_clock, self.random)
        for number in range(self.number_of_tablets):
            self.journal.devices[self.stage.devices[number]] = number
            self.officers.append(self._officer(number))

    def heal(self) -> None:
        """No more faults. Late requests arrive, tablets are started anew, and everybody syncs as the app does by itself."""
        self.log("heal: the line is good from now on")
        self.network.faults = NONE
        self.network.down_until = 0.0
        self.stage.centre_actor.fuse = None
        for number in range(self.number_of_tablets):
            self.stage.tablet_actors[number].fuse = None
        if self.stage.centre_actor.frozen is not None or self.random.random() < 0.3:
            self.restart_centre("heal")
        for officer in self.present:
            if self.random.random() < 0.5:
                self.restart(officer.number, "heal")
            with self._acting(officer.number):
                officer.recover()
                officer.tablet.sync.set_link(unmetered=True)
        while self.network.late:
            self.network.deliver_late(0)
        for _ in range(ROUNDS + ROUNDS_TO_BEGIN_AGAIN * self.journal.set_back):
            for officer in self.present:
                self._sync_when_due(officer)
            if self._is_quiet():
                return

    def _is_quiet(self) -> bool:
        """Whether a whole round of syncs brought nobody anything new; asked of the line alone."""
        quiet, self._carried = self.network.requests == self._carried + len(self.present), self.network.requests
        return quiet

    @property
    def present(self) -> list[Officer]:
        """Those whose tablets are not lost for good."""
        return [officer for officer in self.officers if not self.disasters.is_gone(officer.number)]

    def close(self) -> None:
        """Close what is open."""
        for officer in self.officers:
            officer.tablet.close()
        self.stage.close_centre()

    # --- happenings -------------------------------------------------------------------------------------------------
    def _happen(self) -> None:
        happenings: tuple[tuple[Callable[[], None], int], ...] = (
            (self._act, 26),
            (self._sync, 26),
            (self.supervisor.review, 7),
            (self._late, 6),
            (self._set_fuse, 14),
            (self._jump, 4),
            (self._kill, 3),
            (self._change_link, 3),
            (self.supervisor.want_original, 2),
        )
        chosen = self.random.choices([one for one, _ in happenings], [weight for _, weight in happenings])[0]
        chosen()

    def _meanwhile(self, end: str) -> None:
        """While a request is under way, others go on, and so does the officer on the same tablet."""
        if self._depth >= _DEEPEST or self.network.faults is NONE or self.random.random() > 0.12:
            return
        self._depth += 1
        try:
            if end.startswith("tablet") and self.random.random() < 0.4:
                self._act(int(end.split()[1]))
            else:
                self.random.choice((self._act, self._sync, self.supervisor.review, self._late))()
        finally:
            self._depth -= 1

    def _act(self, number: int | None = None) -> None:
        number = self.random.randrange(self.number_of_tablets) if number is None else number
        if (number in self._busy and self._busy[-1] != number) or self.disasters.records_nothing(number):
            return
        assignment, inspection = self.random.choices(list(self.stage.inspections.items()), (5, 2, 3))[0]
        self.time.pass_by(self.random.uniform(0.001, 0.01))
        self._guarded(number, lambda: self.officers[number].do_something(assignment, inspection))

    def _sync(self) -> None:
        number = self.random.randrange(self.number_of_tablets)
        if number in self._busy or self.disasters.stays_away(number):
            return
        self._guarded(number, lambda: self._run_sync(self.officers[number]))

    def _run_sync(self, officer: Officer) -> None:
        self._busy.append(officer.number)
        try:
            status = officer.tablet.sync.run_once()
            if isinstance(status.error, TabletSetBack) and self.disasters.enrol_again(officer):
                status = officer.tablet.sync.run_once()
        finally:
            self._busy.remove(officer.number)
        self.done["syncs"] += 1
        said = status.error.code if status.error else "done"
        self.log(f"tablet {officer.number}: sync: {said}, {status.backlog.records} records and {status.backlog.files} files wait")

    def _sync_when_due(self, officer: Officer) -> None:
        """At the time the app itself would choose."""
        wait = officer.tablet.sync._pause()
        self.witness.waited(officer.number, wait, LONGEST_WAIT)
        self.time.pass_by(wait)
        with self._acting(officer.number):
            self._run_sync(officer)

    def _late(self) -> None:
        if self.network.late:
            self.network.deliver_late(self.random.randrange(len(self.network.late)))

    def _set_fuse(self) -> None:
        """Somebody will be killed before long."""
        actor = self.random.choice((self.stage.centre_actor, *self.stage.tablet_actors[: self.number_of_tablets]))
        actor.fuse = self.random.randint(1, 30)
        actor.power_cut = self.random.random() < 0.4

    def _kill(self) -> None:
        """Killed while it does nothing."""
        number = self.random.randrange(self.number_of_tablets + 1)
        if number in self._busy or self.disasters.is_gone(number):
            return
        if number == self.number_of_tablets:
            self.restart_centre("killed at rest")
        else:
            self.restart(number, "killed at rest")

    def _jump(self) -> None:
        """A clock is set, or runs wrong; also backwards, and by years."""
        shift = timedelta(seconds=self.random.choice((-1, 1)) * 10 ** self.random.uniform(0, 8))
        number = self.random.randrange(self.number_of_tablets + 1)
        if number == self.number_of_tablets:
            self.centre_clock.shift = max(timedelta(0), min(timedelta(days=30), shift))
            self.log(f"centre: clock off by {self.centre_clock.shift}")
        else:
            self.clocks[number].shift = shift
            self.log(f"tablet {number}: clock off by {shift}")
        self.network.injected["clock jump"] += 1

    def _change_link(self) -> None:
        number = self.random.randrange(self.number_of_tablets)
        self.officers[number].tablet.sync.set_link(unmetered=self.random.random() < 0.5)

    # --- life and death ---------------------------------------------------------------------------------------------
    def _guarded(self, number: int, call: Callable[[], None]) -> None:
        """Do it as this tablet's process; when it is killed, start it again, once nothing of it is left on the stack."""
        try:
            with self._acting(number):
                call()
        except Killed as killed:
            if killed.actor is not self.stage.tablet_actors[number] or number in self._busy:
                raise
            self.restart(number, "killed")

    def _acting(self, number: int) -> Any:
        return STEPS.acting(self.stage.tablet_actors[number])

    def _officer(self, number: int) -> Officer:
        tablet = self._open(number)
        by, clock, sizes = self.stage.team[number], self.clocks[number], PICTURE_BYTES[self.seed % 8 in SMALL_PICTURES]
        return Officer(number, tablet, by, clock, self.journal, self.random, self.log, sizes)

    def _open(self, number: int) -> Tablet:
        return self.stage.open_tablet(number, self.clocks[number], self.random, partial(self._connect, f"tablet {number}"))

    def restart(self, number: int, why: str) -> None:
        """A tablet's app, on what is in its folder."""
        actor, officer = self.stage.tablet_actors[number], self.officers[number]
        with STEPS.acting(None):
            frozen = actor.frozen if actor.frozen is not None else actor.freeze()
            officer.tablet.close()
            actor.thaw(frozen)
            officer.hold(self._open(number))
        self.log(f"tablet {number}: starts again ({why})")
        self.done["tablet starts"] += 1
        if self.random.random() < 0.8:
            self._guarded(number, officer.recover)

    def _centre_killed(self) -> None:
        self.restart_centre("killed")
        self.network.down_until = self.time.seconds + self.random.choice((0.0, 0.0, 5.0, 40.0))

    def restart_centre(self, why: str) -> None:
        """The same for the centre."""
        actor = self.stage.centre_actor
        with STEPS.acting(None):
            frozen = actor.frozen if actor.frozen is not None else actor.freeze()
            self.stage.close_centre()
            actor.thaw(frozen)
            self.stage.open_centre(self.centre_clock, self.random)
        self.log(f"centre: starts again ({why})")
        self.done["centre starts"] += 1

    def _connect(self, end: str, url: str, token: str | None) -> HttpCentre:
        return connect_by(end, self.network.carry, url, token)

    def _seen(self, request: Request, answer: Answer, arrives: bool) -> None:
        """What the witness finds is told at the end: raised here, the product would take it for a fault of the line."""
        try:
            self.witness.see(request, answer, arrives)
        except Broken as broken:
            self.log(f"witness: {broken}")
            self.found = self.found or broken
