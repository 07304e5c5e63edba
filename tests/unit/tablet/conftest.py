"""A tablet on a real SQLite file, with people, a checklist and assignments as the centre would send them."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from inspector_app.services.assignments import AssignmentService
from inspector_app.services.inspections import InspectionService
from inspector_app.services.photos import PhotoService
from inspector_app.services.sign_in import SignInService
from inspector_app.store.arrivals import ArrivalFolder
from inspector_app.store.backlog import StoreBacklog
from inspector_app.store.database import TabletDatabase
from inspector_app.store.files import EvidenceFolder
from inspector_app.store.identity import StorePreferences
from inspector_app.store.queue import StoreQueue
from inspector_app.store.records import StoreRecords
from sync.domain.checklists import Bilingual
from sync.domain.compounds import Assignment, Compound, Originals
from sync.domain.ids import IdMaker
from sync.domain.inspections import Outcome, ResultValue
from sync.domain.people import Duty, TabletPerson, TeamMember, make_pin_verifier
from sync.imaging.evidence import make_evidence
from sync.imaging.scenes import draw_scene
from sync.protocol.messages import Changes, ChecklistDocument, OperationOutcome

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@dataclass
class HandClock:
    """A clock that moves when a test moves it."""

    moment: datetime = NOW

    def now(self) -> datetime:
        return self.moment

    def pass_by(self, **span: float) -> None:
        self.moment += timedelta(**span)


@dataclass
class Bench:
    """Everything a test touches, and the way to reopen it as after a kill."""

    folder: Path
    clock: HandClock
    ids: IdMaker
    officer: UUID
    second_officer: UUID
    assignments: list[Assignment] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.database = TabletDatabase(self.folder)
        self.records = StoreRecords(self.database, self.ids, self.clock)
        self.queue = StoreQueue(self.database, EvidenceFolder(self.folder / "evidence"), self.clock)
        self.preferences = StorePreferences(self.database)
        self.inspections = InspectionService(self.records, self.clock)
        self.sign_in = SignInService(self.records, self.preferences, self.clock)
        self.listing = AssignmentService(self.records)

    def sql(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        return self.database.connection.execute(statement, values).fetchall()

    def started(self) -> UUID:
        """The first assignment's inspection, started by the officer."""
        return self.inspections.start(self.assignments[0].id, self.officer)


def checklist_text() -> str:
    return files("assets").joinpath("checklists", "zz-property-27.json").read_text(encoding="utf-8")


def make_assignment(ids: IdMaker, team: tuple[TeamMember, ...], name: str, due_on: date) -> Assignment:
    checklist = json.loads(checklist_text())
    district = Bilingual("金水区", "Jinshui")
    return Assignment(
        id=ids.new(),
        inspection_id=ids.new(),
        campaign="2026",
        compound=Compound(
            ids.new(),
            name,
            f"{name}路1号",
            "JS",
            district,
            "郑州安居物业服务有限公司",
            "91410100MA0000000X",
        ),
        due_on=due_on,
        checklist_id=checklist["id"],
        checklist_version=checklist["version"],
        originals=Originals.ON_DEMAND,
        team=team,
    )


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    clock = HandClock()
    ids = IdMaker(clock)
    officer, second = ids.new(), ids.new()
    made = Bench(tmp_path / "tablet", clock, ids, officer, second)
    team = (TeamMember(officer, "张喆", Duty.OFFICER), TeamMember(second, "李玥", Duty.OFFICER))
    made.assignments = [
        make_assignment(ids, team, name, date(2026, 11, day))
        for name, day in (("翠竹苑", 26), ("阳光花园", 30), ("东风小区", 25))
    ]
    checklist = json.loads(checklist_text())
    made.queue.take_in(
        Changes(
            cursor="first",
            more=False,
            centre_time=NOW,
            people=tuple(
                TabletPerson(member.person_id, member.name, member.duty, make_pin_verifier(pin, b"salt", rounds=10))
                for member, pin in zip(team, ("1357", "2468"), strict=True)
            ),
            checklists=(ChecklistDocument(checklist["id"], checklist["version"], checklist_text()),),
            assignments=tuple(made.assignments),
        )
    )
    yield made
    made.database.close()


@pytest.fixture
def reopened(bench: Bench) -> Callable[[], Bench]:
    """Drop every object and open the folder again, as a process started after kill -9 would."""

    def reopen() -> Bench:
        bench.database.close()
        bench.open()
        return bench

    return reopen


@pytest.fixture
def backlog(bench):
    return StoreBacklog(bench.database)


@pytest.fixture
def photographed(bench):
    """An inspection with two answers and a photo; its evidence is made as on a tablet."""
    inspection = bench.started()
    for code in ("A01", "A02"):
        bench.inspections.answer(inspection, code, ResultValue(Outcome.PASS), bench.officer)
    folder = EvidenceFolder(bench.folder / "evidence")
    arrivals = ArrivalFolder(bench.folder / "arrivals", folder, bench.records.names_file)
    photos = PhotoService(bench.records, folder, arrivals, make_evidence, bench.ids, bench.clock, bench.preferences)
    photos.attach(inspection, "A01", draw_scene(Random(1), 640, 480), bench.officer)
    return inspection


def answer_for(bench, status, code=None, skip=0):
    entry = bench.queue.queued(None, 100)[skip]
    bench.queue.settle([(entry.id, OperationOutcome(entry.id, status, code))])
    return entry.id
