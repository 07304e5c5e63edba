"""The tablet app as a process of its own, on a data folder as a sync would have filled it."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import requests

from inspector_app.bootstrap import open_tablet
from inspector_app.cli.places import free_port
from inspector_app.services.enrolment import Device
from inspector_app.store.database import TabletDatabase
from inspector_app.store.files import EvidenceFolder
from inspector_app.store.identity import StoreIdentity
from inspector_app.store.queue import StoreQueue
from sync.bundled import bundled_checklist
from sync.domain.checklists import Bilingual
from sync.domain.clock import SystemClock, local_day
from sync.domain.compounds import Assignment, Compound, Originals
from sync.domain.ids import IdMaker
from sync.domain.people import Duty, TabletPerson, TeamMember, make_pin_verifier
from sync.domain.previous import CompoundHistory
from sync.protocol.messages import AssignmentHistory, Changes
from tests.e2e.browsers import PATIENCE

PEOPLE = (("张喆", Duty.OFFICER, "1357"), ("李玥", Duty.OFFICER, "2468"), ("王堃", Duty.EXPERT, "1122"))
"""Name, duty, PIN."""
CAMPAIGN = "2026年物业服务企业“双随机一公开”监督检查"
_PLACES = (
    ("翠竹苑", "金水区农业路东38号", "郑州安居物业服务有限公司", 1),
    ("阳光花园", "金水区东风路与花园路交叉口向南200米路西", "河南阳光城市物业管理有限公司", 6),
    ("东风小区", "金水区东风路12号", "郑州安居物业服务有限公司", -2),
    ("绿地老街二期（含商铺与地下人防车库）", "金水区鑫苑路与沈庄北路交叉口东北角", "河南绿地物业服务有限公司", 14),
)


class TabletProcess:
    """``suicha tablet`` on a folder; it always answers at the same port, so that a page finds it again."""

    _command: tuple[str, ...] = ("tablet", "--no-browser")

    def __init__(self, data: Path, port: int | None = None) -> None:
        self.data = data
        self._port = port or free_port()
        self.url = f"http://127.0.0.1:{self._port}/"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> "TabletProcess":
        """Until it answers."""
        command = [sys.executable, "-m", "inspector_app.cli", *self._command, "--data", str(self.data), "--port", str(self._port)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        wait_until(self._answers, 40)
        return self

    def kill(self) -> None:
        """As the system does when memory is short: no warning, no farewell."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(15)

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, "the tablet app ended"
        try:
            return requests.get(self.url, timeout=2).ok
        except requests.RequestException:
            return False


class CentreProcess(TabletProcess):
    """``suicha centre serve`` on a folder, with the console."""

    _command = ("centre", "serve")


def fill(
    data: Path, today: date, centre_url: str = "http://127.0.0.1:9", histories: Mapping[str, CompoundHistory] | None = None
) -> None:
    """An enrolled tablet with people, the bundled checklist and assignments; nobody listens at the centre's address.

    ``histories``: what came before, by the name of the compound.
    """
    clock = SystemClock()
    ids = IdMaker(clock)
    database = TabletDatabase(data)
    StoreIdentity(database).save_device(Device(ids.new(), "金水一队平板", centre_url, "郑州市物业监管中心", "token"))
    team = tuple(TeamMember(ids.new(), name, duty) for name, duty, _ in PEOPLE)
    document = bundled_checklist()
    assignments = tuple(
        Assignment(
            id=ids.new(),
            inspection_id=ids.new(),
            campaign=CAMPAIGN,
            compound=Compound(ids.new(), name, address, "JS", Bilingual("金水区", "Jinshui"), enterprise, "91410100MA0000000X"),
            due_on=today + timedelta(days=days),
            checklist_id=document.id,
            checklist_version=document.version,
            originals=Originals.ON_DEMAND,
            team=team,
        )
        for name, address, enterprise, days in _PLACES
    )
    StoreQueue(database, EvidenceFolder(data / "evidence"), clock).take_in(
        Changes(
            cursor="first",
            more=False,
            centre_time=clock.now(),
            people=tuple(
                TabletPerson(one.person_id, one.name, one.duty, make_pin_verifier(pin, b"salt", rounds=1000))
                for one, (_, _, pin) in zip(team, PEOPLE, strict=True)
            ),
            checklists=(document,),
            assignments=assignments,
            previous=tuple(
                AssignmentHistory(one.id, histories[one.compound.name])
                for one in assignments
                if histories and one.compound.name in histories
            ),
        )
    )
    database.close()


def today_in_zhengzhou() -> date:
    """The day the app counts from."""
    return local_day(SystemClock().now())


def wait_until(holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Returns when it holds; fails when it still does not."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)


def leave_signed_in(data: Path) -> None:
    """The first officer signs in on the folder, so that a page opens where work begins."""
    tablet = open_tablet(data)
    person = next(one for one in tablet.sign_in.people() if one.name == PEOPLE[0][0])
    tablet.sign_in.sign_in(person.person_id, PEOPLE[0][2])
    tablet.close()
