"""A real centre over HTTP, a team of three, and a tablet for each of them."""

import socket
from collections.abc import Callable, Iterator
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
from sync.domain.checklists import Checklist
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


@dataclass(frozen=True)
class Served:
    """The centre of all tests here; each keeps to a district of its own."""

    url: str
    centre: Centre
    checklist: Checklist


@dataclass
class Team:
    """Two officers and an expert with one assignment."""

    served: Served
    folder: Path
    tablets: int = 3
    members: list[Member] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.served.url

    @property
    def centre(self) -> Centre:
        return self.served.centre

    def __post_init__(self) -> None:
        registers, self.ids = self.centre.registers, IdMaker()
        self.compound, self.enterprise, self.campaign = (self.ids.new() for _ in range(3))
        self.assignment, self.inspection = self.ids.new(), self.ids.new()
        checklist, district = self.served.checklist, f"d{self.ids.new().int % 10**9}"
        registers.add_districts([NewDistrict(district, "金水区", "Jinshui")])
        registers.add_enterprises([NewEnterprise(self.enterprise, "安居物业", "91410100MA0000000X")])
        registers.add_compounds([NewCompound(self.compound, "翠竹苑", "农业路38号", district, self.enterprise)])
        registers.add_campaign(NewCampaign(self.campaign, "检查", checklist.id, checklist.version))
        people = [self.ids.new() for _ in NAMES]
        registers.add_people([NewPerson(who, name, duty) for who, (name, duty) in zip(people, NAMES, strict=True)])
        row = NewAssignment(self.assignment, self.inspection, self.campaign, self.compound, DUE, tuple(people))
        registers.add_assignments([row])
        self.people = people
        equipped = list(zip(people, NAMES, strict=True))[: self.tablets]
        self.members = [self._with_tablet(who, name) for who, (name, _) in equipped]

    def _with_tablet(self, person: UUID, name: str) -> Member:
        tablet = open_tablet(self.folder / name, schedule=Schedule(news=3600, gather=0.05))
        tablet.enrolment.enrol(self.url, self.centre.registers.create_enrolment_code([person]), name)
        member = Member(name, person, tablet, self.url)
        member.sync()
        return member


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A real centre over HTTP."""
    app = create_app(Settings(tmp_path_factory.mktemp("centre")))
    centre: Centre = app.state.centre
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    serving = Thread(target=server.run, args=([listening],))
    serving.start()
    while not server.started:
        sleep(0.01)
    checklist = centre.registers.publish_checklist(bundled_checklist().document)
    yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}", centre, checklist)
    server.should_exit = True
    serving.join(20)


@pytest.fixture
def serve(served: Served, tmp_path: Path) -> Iterator[Callable[[int], Team]]:
    """Makes that many tablets of a team; nothing runs in their background yet."""
    made: list[Team] = []

    def start(tablets: int) -> Team:
        made.append(Team(served, tmp_path, tablets))
        return made[0]

    yield start
    for member in made[0].members if made else ():
        member.tablet.sync.stop()
        member.tablet.close()


@pytest.fixture
def team(serve: Callable[[int], Team]) -> Team:
    """All three have heard of the assignment."""
    return serve(3)


@pytest.fixture
def alone(serve: Callable[[int], Team]) -> Team:
    """The first officer is the only one with a tablet."""
    return serve(1)
