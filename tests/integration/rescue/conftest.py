"""A centre that answers over HTTP, and a tablet with work that it has not sent."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
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
    folder: Path
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1000)))

    def __post_init__(self) -> None:
        registers, self.ids = self.centre.registers, IdMaker()
        enterprise, self.campaign, self.officer = (self.ids.new() for _ in range(3))
        self.enterprise, self.checklist = enterprise, registers.publish_checklist(bundled_checklist().document)
        registers.add_districts([NewDistrict("JS", "金水区", "Jinshui")])
        registers.add_enterprises([NewEnterprise(enterprise, "安居物业", "91410100MA0000000X")])
        registers.add_campaign(NewCampaign(self.campaign, "检查", self.checklist.id, self.checklist.version))
        registers.add_people([NewPerson(self.officer, "张喆", Duty.OFFICER)])
        self.scene = draw_scene(Random(1), 320, 240)

    def tablet(self, name: str = "平板 1") -> Tablet:
        """Enrolled and synced once, with an assignment of its own."""
        registers, compound = self.centre.registers, self.ids.new()
        registers.add_compounds([NewCompound(compound, "翠竹苑", "农业路38号", "JS", self.enterprise)])
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
        self.centre.registers.add_accounts([NewAccount(f"login-{role}", PASSWORD, role, person, ("JS",))])
        return f"login-{role}"

    def count(self, table: str) -> int:
        """Rows of a table of the centre."""
        with self.centre.database.reading() as connection:
            return connection.scalars(select(func.count()).select_from(schema.metadata.tables[table])).one()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    app = create_app(Settings(tmp_path / "centre"))
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    serving = Thread(target=server.run, args=([listening],))
    serving.start()
    while not server.started:
        sleep(0.01)
    yield Town(f"http://127.0.0.1:{listening.getsockname()[1]}", app.state.centre, tmp_path)
    server.should_exit = True
    app.state.centre.announcements.close()
    serving.join(20)
