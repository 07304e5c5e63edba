"""A centre over real HTTP on each database, and for every test a district, a team and an inspection of its own."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
import uvicorn
from sqlalchemy import select

from sync.client.http_centre import HttpCentre
from sync.domain.chain import link
from sync.domain.checklists import Checklist, Severity
from sync.domain.compounds import Originals
from sync.domain.ids import IdMaker
from sync.domain.inspections import Outcome, PhotoFacts, ResultValue
from sync.domain.people import Duty, Role
from sync.protocol.messages import EnrolmentRequest, OperationOutcome
from sync.protocol.operations import AddPhoto, Body, Operation, SetResult, StartInspection, SubmitInspection, encode
from sync.server.app import create_app
from sync.server.centre import Centre
from sync.server.repositories import schema
from sync.server.repositories.access import AccessTables
from sync.server.repositories.registers import RegisterTables
from sync.server.services.access import token_hash
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
from tests.contract.tiers import is_detail
from tests.small_places import SmallItem, picture, small_checklist

if TYPE_CHECKING:
    from tests.contract.ceremony import Ceremony

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)
DUE = date(2026, 5, 20)
PASSWORD = "a-long-password"
PASS = ResultValue(Outcome.PASS)
FAIL = ResultValue(Outcome.FAIL, "灯不亮", Severity.MAJOR, due_on=DUE)
_IDS = IdMaker()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in filter(is_detail, items):
        item.add_marker(pytest.mark.details)


def three_items() -> str:
    """A photo always, a photo on failure, and one that does not score."""
    items = [SmallItem("A01", "required", 60), SmallItem("B02", "required_on_fail", 40), SmallItem("C03", "optional", 0, False)]
    return small_checklist("contract-3", items)


@dataclass
class Tablet:
    """A tablet's end of the line. ``now`` is what its clock shows."""

    centre: HttpCentre
    device_id: UUID
    by: UUID
    seq: int = 0
    chain: str = ""
    now: datetime = NOW

    def line(self, body: Body, by: UUID | None = None, op_id: UUID | None = None) -> bytes:
        self.seq += 1
        line = encode(Operation(op_id or _IDS.new(), self.seq, by or self.by, self.now, body, self.chain))
        self.chain = link(self.chain, sha256(line).hexdigest())
        return line

    def push(self, *bodies: Body) -> list[OperationOutcome]:
        return list(self.centre.push([self.line(body) for body in bodies]).outcomes)

    def said(self, *bodies: Body) -> list[tuple[str, str | None]]:
        """Status and code of each."""
        return [(outcome.status.value, outcome.code) for outcome in self.push(*bodies)]

    def upload(self, content: bytes) -> None:
        self.centre.send_evidence(sha256(content).hexdigest(), 0, len(content), content)


@dataclass
class World:
    """One district with a team of three and one assignment, which nothing else in the centre touches."""

    url: str
    centre: Centre
    checklist: Checklist
    password_hash: str
    connect: Callable[..., HttpCentre]
    district: str = field(init=False)
    team: tuple[UUID, UUID, UUID] = field(init=False)
    campaign: UUID = field(init=False)
    enterprise: UUID = field(init=False)
    assignment: UUID = field(init=False)
    inspection: UUID = field(init=False)
    colours: int = 0
    logins: dict[Role, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        registers = self.centre.registers
        self.district = f"d{_IDS.new().int % 10**9}"
        self.team = (_IDS.new(), _IDS.new(), _IDS.new())
        self.campaign, self.enterprise = _IDS.new(), _IDS.new()
        registers.add_districts([NewDistrict(self.district, "示范区", "Model district")])
        duties = zip(self.team, ("张喆", "李玥", "王堃"), (Duty.OFFICER, Duty.OFFICER, Duty.EXPERT), strict=True)
        registers.add_people([NewPerson(person, name, duty) for person, name, duty in duties])
        registers.add_enterprises([NewEnterprise(self.enterprise, "嵩山物业", "91410199MA0000001X")])
        registers.add_campaign(
            NewCampaign(self.campaign, "春季检查", self.checklist.id, self.checklist.version, Originals.ON_DEMAND)
        )
        self.assignment, self.inspection = self.assign("桐荫家园")

    def assign(self, compound: str, team: tuple[UUID, ...] | None = None) -> tuple[UUID, UUID]:
        """Another assignment and its inspection's id."""
        compound_id, assignment, inspection = _IDS.new(), _IDS.new(), _IDS.new()
        registers = self.centre.registers
        registers.add_compounds([NewCompound(compound_id, compound, "花园路1号", self.district, self.enterprise)])
        row = NewAssignment(assignment, inspection, self.campaign, compound_id, DUE, team or self.team)
        registers.add_assignments([row])
        return assignment, inspection

    def assign_again(self, assignment: UUID, team: tuple[UUID, ...]) -> tuple[UUID, UUID]:
        """An assignment at the compound of another one, and its inspection's id."""
        a = schema.assignments.c
        with self.centre.database.reading() as connection:
            compound_id = connection.scalars(select(a.compound_id).where(a.id == assignment)).one()
        again, inspection = _IDS.new(), _IDS.new()
        self.centre.registers.add_assignments([NewAssignment(again, inspection, self.campaign, compound_id, DUE, team)])
        return again, inspection

    def assign_to(self, compound_id: UUID, *team: UUID) -> UUID:
        """An assignment at a compound of the register."""
        assignment = NewAssignment(_IDS.new(), _IDS.new(), self.campaign, compound_id, DUE, team)
        self.centre.registers.add_assignments([assignment])
        return assignment.id

    def person(self, pin: str | None = None) -> UUID:
        """Somebody who is in no team."""
        person = _IDS.new()
        self.centre.registers.add_people([NewPerson(person, "赵磊", Duty.OFFICER, pin=pin)])
        return person

    def tablet(self, *people: UUID) -> Tablet:
        """An enrolled tablet, of the team unless said otherwise."""
        people = people or self.team
        device = _IDS.new()
        code = self.centre.registers.create_enrolment_code(people)
        token = self.connect().enrol(EnrolmentRequest(code, device, "平板")).device_token
        return Tablet(self.connect(token), device, people[0])

    def account(self, role: Role = Role.SUPERVISOR) -> str:
        """The login of a new account of this district."""
        person, login = _IDS.new(), f"login-{_IDS.new()}"
        self.centre.registers.add_people([NewPerson(person, "陈审核")])
        row = NewAccount(login, PASSWORD, role, person, (self.district,))
        RegisterTables(self.centre.database).add_accounts([(row, self.password_hash)])
        return login

    def supervisor(self, role: Role = Role.SUPERVISOR) -> HttpCentre:
        """A client of a signed-in account of this district; each call is a session of its own.

        The session is opened behind the door: checking a password is slow on purpose, and has tests of its own.
        """
        if role not in self.logins:
            self.logins[role] = self.account(role)
        token, now = token_urlsafe(32), datetime.now(UTC)
        AccessTables(self.centre.database).open_session(self.logins[role], token_hash(token), now, now + timedelta(hours=1))
        return self.connect(token)

    def started(self, inspection: UUID | None = None, assignment: UUID | None = None) -> StartInspection:
        head = (inspection or self.inspection, assignment or self.assignment)
        return StartInspection(*head, self.checklist.id, self.checklist.version)

    def photo(self, item: str, content: bytes, original: bytes | None = None, **changed: object) -> AddPhoto:
        """A photo whose copy (and original, unless another is given) has this content."""
        original = original or content
        hashes = sha256(original).hexdigest(), len(original), "image/jpeg", sha256(content).hexdigest(), len(content)
        facts = PhotoFacts(_IDS.new(), item, *hashes, 640, 480, NOW)
        return AddPhoto(changed.get("inspection") or self.inspection, facts)

    def new_picture(self) -> bytes:
        self.colours += 1
        return picture(self.colours, (640, 480)) + self.inspection.bytes

    def answers(self, inspection: UUID | None = None) -> list[Body]:
        """Everything a submission needs: the first passed with a photo, the second failed with one, the third passed."""
        target = inspection or self.inspection
        return [
            SetResult(target, "A01", PASS),
            self.photo("A01", self.new_picture(), inspection=target),
            SetResult(target, "B02", FAIL),
            self.photo("B02", self.new_picture(), inspection=target),
            SetResult(target, "C03", PASS),
        ]

    def submitted(self, tablet: Tablet) -> None:
        """The inspection, recorded and submitted."""
        statuses = tablet.said(self.started(), *self.answers(), SubmitInspection(self.inspection, 1))
        assert set(statuses) == {("applied", None)}, statuses


@dataclass(frozen=True)
class Served:
    url: str
    centre: Centre
    checklist: Checklist
    password_hash: str


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One centre on each database for all tests, which keep to worlds of their own."""
    database = request.getfixturevalue("new_postgres_database")() if request.param == "postgres" else None
    app = create_app(Settings(tmp_path_factory.mktemp("centre"), database, centre_name="示范中心"))
    centre: Centre = app.state.centre
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, date_header=False)
    server = uvicorn.Server(config)
    serving = Thread(target=server.run, args=([listening],))
    serving.start()
    while not server.started:
        assert serving.is_alive()
        sleep(0.01)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    checklist = centre.registers.publish_checklist(three_items())
    yield Served(url, centre, checklist, centre.access.hash_password(PASSWORD))
    server.should_exit = True
    centre.announcements.close()
    serving.join()


@pytest.fixture
def connect(served: Served) -> Iterator[Callable[..., HttpCentre]]:
    """Makes clients and closes them."""
    made: list[HttpCentre] = []

    def client(token: str | None = None) -> HttpCentre:
        made.append(HttpCentre(served.url, token))
        return made[-1]

    yield client
    for client_made in made:
        client_made.close()


@pytest.fixture
def world(served: Served, connect: Callable[..., HttpCentre]) -> World:
    return World(served.url, served.centre, served.checklist, served.password_hash, connect)


@pytest.fixture
def another(served: Served, connect: Callable[..., HttpCentre]) -> World:
    """A second district with a team of its own."""
    return World(served.url, served.centre, served.checklist, served.password_hash, connect)


@pytest.fixture
def ceremony(world: World, another: World) -> "Ceremony":
    """A campaign of this world, to be planned and drawn, whose officers are at home in another district."""
    from tests.contract.ceremony import Ceremony

    return Ceremony(world, another.district)


@pytest.fixture
def tablet(world: World) -> Tablet:
    return world.tablet()


@pytest.fixture
def values() -> dict[str, ResultValue]:
    """Answers by name."""
    return {
        "pass": PASS,
        "fail": FAIL,
        "other": ResultValue(Outcome.FAIL, "水泵漏水", Severity.MAJOR, due_on=DUE),
        "not applicable": ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施"),
    }


@pytest.fixture
def folder(served, ceremony):
    """Where its draws are published."""
    return served.centre.campaigns._folders.of(ceremony.campaign)
