"""A real centre over HTTP, a team of three, and a tablet for each of them."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Thread
from time import sleep
from uuid import UUID

import pytest
import uvicorn

from inspector_app.bootstrap import Tablet, open_tablet
from inspector_app.services.sync import Schedule
from sync.bundled import bundled_checklist
from sync.domain.ids import IdMaker
from sync.domain.people import Duty
from sync.server.app import create_app
from sync.server.centre import Centre
from sync.server.services.registers import (
    NewAssignment,
    NewCampaign,
    NewCompound,
    NewDistrict,
    NewEnterprise,
    NewPerson,
)
from sync.server.settings import Settings

DUE = date(2026, 12, 1)
NAMES = (("张喆", Duty.OFFICER), ("李玥", Duty.OFFICER), ("王堃", Duty.EXPERT))


@dataclass
class Member:
    """One of the team, with a tablet of their own."""

    name: str
    person: UUID
    tablet: Tablet
    address: str

    def offline(self) -> None:
        self.tablet.enrolment.move("http://127.0.0.1:9")

    def online(self) -> None:
        self.tablet.enrolment.move(self.address)

    def sync(self) -> None:
        assert self.tablet.sync.run_once().error is None


@dataclass
class Team:
    """Two officers and an expert with one assignment."""

    url: str
    centre: Centre
    folder: Path
    members: list[Member] = field(default_factory=list)

    def __post_init__(self) -> None:
        registers, self.ids = self.centre.registers, IdMaker()
        self.compound, self.enterprise, self.campaign = (self.ids.new() for _ in range(3))
        self.assignment, self.inspection = self.ids.new(), self.ids.new()
        checklist = registers.publish_checklist(bundled_checklist().document)
        registers.add_districts([NewDistrict("JS", "金水区", "Jinshui")])
        registers.add_enterprises([NewEnterprise(self.enterprise, "安居物业", "91410100MA0000000X")])
        registers.add_compounds([NewCompound(self.compound, "翠竹苑", "农业路38号", "JS", self.enterprise)])
        registers.add_campaign(NewCampaign(self.campaign, "检查", checklist.id, checklist.version))
        people = [self.ids.new() for _ in NAMES]
        registers.add_people([NewPerson(who, name, duty) for who, (name, duty) in zip(people, NAMES, strict=True)])
        row = NewAssignment(self.assignment, self.inspection, self.campaign, self.compound, DUE, tuple(people))
        registers.add_assignments([row])
        self.members = [self._with_tablet(who, name) for who, (name, _) in zip(people, NAMES, strict=True)]

    def _with_tablet(self, person: UUID, name: str) -> Member:
        tablet = open_tablet(self.folder / name, schedule=Schedule(news=3600, gather=0.05))
        tablet.enrolment.enrol(self.url, self.centre.registers.create_enrolment_code([person]), name)
        member = Member(name, person, tablet, self.url)
        member.sync()
        return member


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Every tablet has heard of the assignment; nothing runs in the background yet."""
    app = create_app(Settings(tmp_path / "centre"))
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    serving = Thread(target=server.run, args=([listening],))
    serving.start()
    while not server.started:
        sleep(0.01)
    made = Team(f"http://127.0.0.1:{listening.getsockname()[1]}", app.state.centre, tmp_path)
    yield made
    for member in made.members:
        member.tablet.sync.stop()
        member.tablet.close()
    server.should_exit = True
    serving.join(20)
