"""A centre that answers over HTTP, and a tablet with work that it has not sent."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from random import Random
from threading import Thread
from time import sleep
from uuid import UUID

import pytest
import uvicorn
from sqlalchemy import func, select

from inspector_app.bootstrap import Tablet, open_tablet
from inspector_app.store.rescue_packing import FolderPacker
from sync.bundled import bundled_checklist
from sync.domain.checklists import Checklist
from sync.domain.clock import SystemClock
from sync.domain.ids import IdMaker
from sync.domain.inspections import Outcome, ResultValue, default_failure
from sync.domain.people import Duty, Role
from sync.imaging.scenes import draw_scene
from sync.protocol.rescue import RescueOutcome
from sync.server.app import create_app
from sync.server.centre import Centre
from sync.server.repositories import schema
from sync.server.services.registers import (
    NewAccount,
    NewAssignment,
    NewCampaign,
    NewCompound,
    NewDistrict,
    NewEnterprise,
    NewPerson,
)
from sync.server.settings import Settings

DUE = date(2027, 12, 1)
PASSWORD = "a-long-password"


@dataclass
class Town:
    """A centre with one officer and as many assignments as tests ask for."""

    url: str
    centre: Centre
    checklist: Checklist
    folder: Path
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    before: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        registers, self.ids = self.centre.registers, IdMaker()
        enterprise, self.campaign, self.officer = (self.ids.new() for _ in range(3))
        self.enterprise, self.district = enterprise, f"d{self.ids.new().int % 10**12}"
        registers.add_districts([NewDistrict(self.district, "金水区", "Jinshui")])
        registers.add_enterprises([NewEnterprise(enterprise, "安居物业", "91410100MA0000000X")])
        registers.add_campaign(NewCampaign(self.campaign, "检查", self.checklist.id, self.checklist.version))
        registers.add_people([NewPerson(self.officer, "张喆", Duty.OFFICER)])
        self.scene = draw_scene(Random(self.officer.int), 320, 240)
        self.before = {table: self.count(table) for table in ("operations", "photos", "evidence", "quarantine")}

    def tablet(self, name: str = "平板 1") -> Tablet:
        """Enrolled and synced once, with an assignment of its own."""
        registers, compound = self.centre.registers, self.ids.new()
        registers.add_compounds([NewCompound(compound, "翠竹苑", "农业路38号", self.district, self.enterprise)])
        row = NewAssignment(self.ids.new(), self.ids.new(), self.campaign, compound, DUE, (self.officer,))
        registers.add_assignments([row])
        tablet = open_tablet(self.data(name))
        tablet.enrolment.enrol(self.url, registers.create_enrolment_code([self.officer]), name)
        assert tablet.sync.run_once().error is None
        return tablet

    def data(self, name: str = "平板 1") -> Path:
        """The tablet's data folder."""
        return self.folder / name

    def visit(self, tablet: Tablet, photos: int = 2, answers: int = 4) -> UUID:
        """The next assignment's inspection with some answers and photos, not sent."""
        fresh = next(entry.assignment for entry in tablet.assignments.waiting() if entry.state is None)
        inspection = tablet.inspections.start(fresh.id, self.officer)
        for number, item in enumerate(self.checklist.items[:answers]):
            value = default_failure(item, DUE) if number < 1 else ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施")
            tablet.inspections.answer(inspection, item.code, value, self.officer)
            if number < photos:
                tablet.photos.attach(inspection, item.code, self.scene + next(self.numbers).to_bytes(4), self.officer)
        return inspection

    def pack(self, out: str = "rescue.rescue", name: str = "平板 1", **options: object) -> Path:
        return FolderPacker(self.data(name), SystemClock()).pack(self.folder / out, lambda done, whole: None, **options).path

    def bring_in(self, file: Path, role: Role = Role.ADMINISTRATOR, unproven: bool = False) -> RescueOutcome:
        """As on the centre's own machine."""
        rescuing = self.centre.rescuing
        told = list(rescuing.bring_in(rescuing.files.keep(file), "tester", role, unproven))
        assert told[-1].outcome is not None, told[-1]
        return told[-1].outcome

    def account(self, role: Role) -> str:
        """The login of a new account."""
        person = self.ids.new()
        self.centre.registers.add_people([NewPerson(person, "陈审核")])
        self.centre.registers.add_accounts([NewAccount(f"login-{person}", PASSWORD, role, person, (self.district,))])
        return f"login-{person}"

    def count(self, table: str) -> int:
        """Rows of a table of the centre that came since the test began."""
        with self.centre.database.reading() as connection:
            rows = connection.scalars(select(func.count()).select_from(schema.metadata.tables[table])).one()
        return rows - self.before.get(table, 0)


@dataclass(frozen=True)
class Served:
    """One centre for all tests, which keep to districts, officers and tablets of their own."""

    url: str
    centre: Centre
    checklist: Checklist


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    app = create_app(Settings(tmp_path_factory.mktemp("centre")))
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    serving = Thread(target=server.run, args=([listening],), daemon=True)
    serving.start()
    while not server.started:
        sleep(0.01)
    checklist = app.state.centre.registers.publish_checklist(bundled_checklist().document)
    yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}", app.state.centre, checklist)
    server.should_exit = True
    app.state.centre.announcements.close()
    serving.join(20)


@pytest.fixture
def town(served: Served, tmp_path: Path) -> Town:
    return Town(served.url, served.centre, served.checklist, tmp_path)
