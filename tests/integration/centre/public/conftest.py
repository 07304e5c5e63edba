"""A centre with accepted inspections, recorded and reviewed through its own use cases, and a reader who is nobody."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from time import sleep
from uuid import UUID

import pytest
import requests
import uvicorn
from fastapi import FastAPI

from sync.bundled import bundled_checklist
from sync.domain.checklists import Checklist, Severity, read_checklist
from sync.domain.ids import IdMaker
from sync.domain.inspections import Outcome, PhotoFacts, ResultValue, State
from sync.domain.people import Duty, Role
from sync.protocol.messages import EnrolmentRequest, OperationStatus
from sync.protocol.operations import AddPhoto, Body, Operation, SetResult, StartInspection, SubmitInspection, encode
from sync.server.app import create_app
from sync.server.centre import Centre
from sync.server.public.routes import public_router
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.public import DisclosureTables
from sync.server.services.access import Account
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

VISIT = datetime(2026, 5, 6, 17, 43, 21, tzinfo=UTC)
"""In Zhengzhou it is the 7th already, 01:43 in the morning."""
OFFICER, EXPERT, SUPERVISOR = "张喆秘", "李玥秘", "王堃秘"
NOTE, REASON, SEVERITY_REASON, COMMENT = "三号楼八零二室业主电话", "经理赵某口述", "因人情改轻", "审核意见仅内部"
DEVICE, CAMERA, CERTIFICATE, PIN, LOGIN = "二队平板甲", "Kamera-X9", "豫A-执-90417", "739152", "shenhe-wang"


@dataclass
class Town:
    """Fills a centre: a compound, a visit and its review at a time."""

    centre: Centre
    checklist: Checklist
    ids: IdMaker = field(default_factory=IdMaker)
    campaign: UUID = field(init=False)
    officer: UUID = field(init=False)
    account: Account = field(init=False)
    sender: Sender = field(init=False)
    enterprises: dict[str, UUID] = field(default_factory=dict)
    seq: int = 0
    visit: datetime = VISIT

    def __post_init__(self) -> None:
        registers = self.centre.registers
        self.campaign, self.officer, expert, supervisor = (self.ids.new() for _ in range(4))
        registers.publish_checklist(bundled_checklist().document)
        registers.add_districts([NewDistrict("jinshui", "金水区", "Jinshui"), NewDistrict("erqi", "二七区", "Erqi")])
        registers.add_people(
            [
                NewPerson(self.officer, OFFICER, Duty.OFFICER, "erqi", CERTIFICATE, PIN),
                NewPerson(expert, EXPERT, Duty.EXPERT),
                NewPerson(supervisor, SUPERVISOR),
            ]
        )
        registers.add_accounts([NewAccount(LOGIN, "a-long-password", Role.ADMINISTRATOR, supervisor)])
        registers.add_campaign(NewCampaign(self.campaign, "2026年春季检查", self.checklist.id, self.checklist.version))
        self.team = (self.officer, expert)
        self.account = self.centre.access.account_of(self.centre.access.sign_in(LOGIN, "a-long-password").token)
        self.sender = self._enrolled_tablet()

    def assign(self, compound: str, enterprise: str = "嵩山物业服务有限公司", district: str = "jinshui") -> UUID:
        """A compound with an assignment; the id of its inspection."""
        registers = self.centre.registers
        if enterprise not in self.enterprises:
            self.enterprises[enterprise] = self.ids.new()
            code = f"91410100MA{len(self.enterprises):08d}"
            registers.add_enterprises([NewEnterprise(self.enterprises[enterprise], enterprise, code)])
        compound_id, assignment_id, inspection_id = (self.ids.new() for _ in range(3))
        registers.add_compounds([NewCompound(compound_id, compound, "花园路1号", district, self.enterprises[enterprise])])
        due = VISIT.date() + timedelta(days=20)
        registers.add_assignments([NewAssignment(assignment_id, inspection_id, self.campaign, compound_id, due, self.team)])
        self._take(VISIT, [StartInspection(inspection_id, assignment_id, self.checklist.id, self.checklist.version)])
        return inspection_id

    def record(self, inspection_id: UUID, failing: int = 4, at: datetime = VISIT) -> None:
        """All items answered: the first failed (every second of them fixed on the spot), the last not applicable."""
        last = len(self.checklist.items) - 1
        answers: list[Body] = []
        for position, item in enumerate(self.checklist.items):
            value = ResultValue(Outcome.PASS)
            if position < failing:
                fixed = position % 2 == 1
                due_on = None if fixed else (VISIT + timedelta(days=item.due_days)).date()
                value = ResultValue(Outcome.FAIL, NOTE, Severity.CRITICAL, SEVERITY_REASON, due_on, fixed)
            elif position == last:
                value = ResultValue(Outcome.NOT_APPLICABLE, reason=REASON)
            answers += [SetResult(inspection_id, item.code, value), self._photo(inspection_id, item.code, at)]
        self._take(at, answers)

    def submit(self, inspection_id: UUID, at: datetime = VISIT) -> None:
        self._take(at, [SubmitInspection(inspection_id, self._state_rev(inspection_id))])

    def accept(self, inspection_id: UUID) -> None:
        self.centre.reviews.accept(self.account, inspection_id, self._state_rev(inspection_id), COMMENT)

    def send_back(self, inspection_id: UUID) -> None:
        self.centre.reviews.send_back(self.account, inspection_id, self._state_rev(inspection_id), COMMENT, ())

    def publish(self, compound: str, enterprise: str = "嵩山物业服务有限公司", district: str = "jinshui", **visit) -> UUID:
        """A whole visit to a new compound, submitted and accepted."""
        inspection_id = self.assign(compound, enterprise, district)
        self.record(inspection_id, **visit)
        self._take(visit.get("at", VISIT), [SubmitInspection(inspection_id, 1)])
        accepted = self.centre.reviews.accept(self.account, inspection_id, 2, COMMENT)
        assert accepted.state is State.ACCEPTED
        return inspection_id

    def _state_rev(self, inspection_id: UUID) -> int:
        return self.centre.reviews.detail(self.account, inspection_id).summary.state_rev

    def _photo(self, inspection_id: UUID, item_code: str, at: datetime) -> AddPhoto:
        digest = f"{self.ids.new().int:064x}"
        return AddPhoto(
            inspection_id, PhotoFacts(self.ids.new(), item_code, digest, 9, "image/jpeg", digest, 9, 4, 3, at, CAMERA)
        )

    def _take(self, at: datetime, bodies: Sequence[Body]) -> None:
        first = self.seq + 1
        self.seq += len(bodies)
        lines = [encode(Operation(self.ids.new(), seq, self.officer, at, body)) for seq, body in enumerate(bodies, start=first)]
        outcomes = self.centre.intake.take(self.sender, lines).outcomes
        assert {outcome.status for outcome in outcomes} == {OperationStatus.APPLIED}, outcomes

    def _enrolled_tablet(self) -> Sender:
        code = self.centre.access.create_enrolment_code(self.team)
        return self.centre.access.sender_of(
            self.centre.access.enrol(EnrolmentRequest(code=code, device_id=self.ids.new(), device_name=DEVICE)).device_token
        )


@pytest.fixture
def secrets() -> dict[str, str]:
    """What the centre knows of every inspection and the public must not."""
    return {
        "officer": OFFICER,
        "expert": EXPERT,
        "supervisor": SUPERVISOR,
        "note": NOTE,
        "reason": REASON,
        "severity": SEVERITY_REASON,
        "comment": COMMENT,
        "device": DEVICE,
        "camera": CAMERA,
        "certificate": CERTIFICATE,
        "pin": PIN,
        "login": LOGIN,
    }


@dataclass(frozen=True)
class Reader:
    """A browser of somebody without an account, over real HTTP."""

    base_url: str

    def get(self, path: str, **headers: str) -> requests.Response:
        """The page; ``headers`` with underscores for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return requests.get(self.base_url + path, headers=named, allow_redirects=False, timeout=20)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=(pytest.mark.postgres, pytest.mark.details))])
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """A centre on each database, shared by the tests of a module, which look for what they added themselves."""
    url = request.getfixturevalue("new_postgres_database")() if request.param == "postgres" else None
    return create_app(Settings(tmp_path_factory.mktemp("centre"), url, centre_name="郑州市示范中心"))


@pytest.fixture(scope="module")
def town(app: FastAPI) -> Town:
    return Town(app.state.centre, read_checklist(bundled_checklist().document))


@contextmanager
def reading(app: FastAPI) -> Iterator[Reader]:
    """The app on a free port while the block lasts."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    serving = Thread(target=server.run, args=([listening],))
    serving.start()
    while not server.started:
        assert serving.is_alive()
        sleep(0.01)
    yield Reader(f"http://127.0.0.1:{listening.getsockname()[1]}")
    server.should_exit = True
    serving.join()


@pytest.fixture(scope="module")
def reader(app: FastAPI) -> Iterator[Reader]:
    with reading(app) as reader:
        yield reader


@pytest.fixture
def reader_of_nothing(tmp_path: Path) -> Iterator[Reader]:
    """The public pages over a database that does not answer."""
    database = CentreDatabase(f"sqlite:///{tmp_path / 'gone' / 'centre.db'}")
    app = FastAPI()
    app.include_router(public_router(DisclosureTables(database), "郑州市示范中心"))
    with reading(app) as reader:
        yield reader
    database.close()
