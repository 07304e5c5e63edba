"""A centre on SQLite in a folder of its own, its use cases at hand, and a clock that can be set."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from shutil import copyfile
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from sync.bundled import bundled_checklist
from sync.domain.ids import IdMaker
from sync.domain.inspections import Outcome, PhotoFacts, ResultValue
from sync.domain.people import Duty, Role
from sync.protocol.messages import EnrolmentRequest
from sync.protocol.operations import AddPhoto, Body, Operation, SetResult, StartInspection, encode
from sync.server.app import create_app
from sync.server.centre import Centre, open_centre
from sync.server.services.known import Sender
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

DISTRICT, PASSWORD = "jinshui", "a-long-password"


@dataclass
class SetClock:
    """Stands still until it is moved."""

    time: datetime = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def pass_by(self, **time: float) -> None:
        self.time += timedelta(**time)


@dataclass
class Office:
    """One district with an officer and an assignment."""

    centre: Centre
    ids: IdMaker = field(default_factory=IdMaker)
    password: str = PASSWORD
    seq: int = 0

    def __post_init__(self) -> None:
        registers = self.centre.registers
        self.officer, self.enterprise, self.campaign = (self.ids.new() for _ in range(3))
        self.checklist = registers.publish_checklist(bundled_checklist().document)
        registers.add_districts([NewDistrict(DISTRICT, "金水区", "Jinshui")])
        registers.add_people([NewPerson(self.officer, "张喆", Duty.OFFICER)])
        registers.add_enterprises([NewEnterprise(self.enterprise, "嵩山物业", "91410199MA0000001X")])
        registers.add_campaign(NewCampaign(self.campaign, "春季检查", self.checklist.id, self.checklist.version))
        self.assign()

    def assign(self) -> None:
        """A new assignment; what is made from here on belongs to it."""
        compound, self.assignment, self.inspection = (self.ids.new() for _ in range(3))
        registers = self.centre.registers
        registers.add_compounds([NewCompound(compound, "桐荫家园", "花园路1号", DISTRICT, self.enterprise)])
        row = NewAssignment(self.assignment, self.inspection, self.campaign, compound, date(2026, 5, 20), (self.officer,))
        registers.add_assignments([row])

    def account(self, role: Role) -> str:
        """The login of a new account."""
        person = self.ids.new()
        self.centre.registers.add_people([NewPerson(person, "陈审核")])
        self.centre.registers.add_accounts([NewAccount(f"login-{role}", PASSWORD, role, person, (DISTRICT,))])
        return f"login-{role}"

    def device_token(self) -> str:
        code = self.centre.registers.create_enrolment_code([self.officer])
        return self.centre.access.enrol(EnrolmentRequest(code, self.ids.new(), "平板")).device_token

    def sender(self) -> Sender:
        return self.centre.access.sender_of(self.device_token())

    def line(self, body: Body) -> bytes:
        self.seq += 1
        return encode(Operation(self.ids.new(), self.seq, self.officer, self.centre.clock.now(), body))

    def start(self) -> StartInspection:
        return StartInspection(self.inspection, self.assignment, self.checklist.id, self.checklist.version)

    def answer(self, position: int = 0) -> SetResult:
        return SetResult(self.inspection, self.checklist.items[position].code, ResultValue(Outcome.PASS))

    def photo(self, content: bytes, photo_id: UUID | None = None) -> AddPhoto:
        digest, size = sha256(content).hexdigest(), len(content)
        item, taken = self.checklist.items[0].code, self.centre.clock.now()
        facts = PhotoFacts(photo_id or self.ids.new(), item, digest, size, "image/jpeg", digest, size, 4, 3, taken)
        return AddPhoto(self.inspection, facts)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a centre that was opened once, to be copied: making its tables takes longer than most tests."""
    data = tmp_path_factory.mktemp("empty")
    open_centre(Settings(data)).close()
    return data / "centre.db"


@pytest.fixture
def settings(tmp_path: Path, empty_database: Path) -> Settings:
    data = tmp_path / "centre"
    data.mkdir()
    copyfile(empty_database, data / empty_database.name)
    return Settings(data, centre_name="示范中心")


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def opened(settings: Settings, clock: SetClock) -> Iterator[Callable[[], Centre]]:
    """Opens the same centre again and again; closes all in the end."""
    made: list[Centre] = []

    def centre() -> Centre:
        made.append(open_centre(settings, clock))
        return made[-1]

    yield centre
    for one in made:
        one.close()


@pytest.fixture
def office(opened: Callable[[], Centre]) -> Office:
    return Office(opened())


@pytest.fixture
def web(settings: Settings) -> Iterator[TestClient]:
    """The app without a network in between; what goes wrong inside comes out as an answer."""
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def web_office(web: TestClient) -> Office:
    return Office(web.app.state.centre)
