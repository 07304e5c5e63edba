"""A real tablet over real HTTP, as an administrator sees it and decides about what it sent."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from random import Random
from time import sleep
from uuid import UUID

import pytest
import uvicorn

from inspector_app.bootstrap import Tablet, open_tablet
from inspector_app.demo.registers import demo_registers
from inspector_app.demo.seed import DEMO_PASSWORD, DemoLogins, seed_centre
from inspector_app.services.backlog import EntryKind, EntryState
from inspector_app.services.sync import Schedule
from inspector_app.services.sync_status import SyncState
from sync.client.http_centre import HttpCentre
from sync.client.loads import Loads
from sync.client.progress import Progress
from sync.client.pull import pull_news
from sync.domain.clock import SystemClock, local_day
from sync.domain.inspections import Outcome, ResultValue
from sync.imaging.scenes import draw_scene
from sync.protocol.administration import DeviceFilter, DeviceOnRecord, Entries, QuarantineDecision, QuarantineFilter
from sync.protocol.messages import OperationStatus
from sync.server.app import create_app
from sync.server.centre import Centre
from sync.server.settings import Settings

PASS = ResultValue(Outcome.PASS)


@dataclass
class Office:
    """A centre over HTTP, its administrator, and a tablet whose officer lost the assignment while the visit went on."""

    url: str
    centre: Centre
    administrator: HttpCentre
    tablet: Tablet
    name: str

    def __post_init__(self) -> None:
        entry = next(entry.assignment for entry in self.tablet.assignments.waiting() if entry.state is None)
        self.assignment, self.team = entry.id, [member.person_id for member in entry.team]
        self.inspection, self.author = entry.inspection_id, entry.team[0].person_id

    def record(self) -> None:
        """Two answers and a photo."""
        self.tablet.inspections.start(self.assignment, self.author)
        for code in ("A01", "A02"):
            self.tablet.inspections.answer(self.inspection, code, PASS, self.author)
        self.tablet.photos.attach(self.inspection, "A01", draw_scene(Random(1), 800, 600), self.author)

    def reassign(self, *team: UUID) -> None:
        self.centre.registers.reassign(self.assignment, team)

    def waiting(self) -> list[str]:
        """Hashes of what was set apart and waits for a decision."""
        wanted = QuarantineFilter(Entries.OPEN, self.device().device_id, page_size=100)
        rows = self.administrator.quarantine(wanted).rows
        return [row.line_sha256 for row in rows]

    def decision(self, comment: str = "") -> QuarantineDecision:
        return QuarantineDecision(self.device().device_id, tuple(self.waiting()), comment)

    def device(self) -> DeviceOnRecord:
        (row,) = self.administrator.devices(DeviceFilter(search=self.name)).rows
        return row


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Centre, HttpCentre]]:
    """One centre on demo data for all tests, which bring tablets of their own: its address, its use cases, its administrator."""
    app = create_app(Settings(tmp_path_factory.mktemp("centre")))
    centre: Centre = app.state.centre
    logins: DemoLogins = seed_centre(centre.registers, local_day(SystemClock().now()))
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    serving = threading.Thread(target=server.run, args=([listening],))
    serving.start()
    while not server.started:
        sleep(0.01)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    administrator = HttpCentre(url)
    administrator.sign_in(logins.accounts[2].login, DEMO_PASSWORD)
    yield url, centre, administrator
    administrator.close()
    server.should_exit = True
    serving.join(20)


@pytest.fixture
def office(served: tuple[str, Centre, HttpCentre], tmp_path: Path) -> Iterator[Office]:
    url, centre, administrator = served
    tablet = open_tablet(tmp_path / "tablet", schedule=Schedule(news=3600, gather=0.05))
    everybody = [officer.id for officer in demo_registers().officers]
    tablet.enrolment.enrol(url, centre.registers.create_enrolment_code(everybody), str(tmp_path.name))
    assert tablet.sync.run_once().state is SyncState.IDLE
    yield Office(url, centre, administrator, tablet, str(tmp_path.name))
    tablet.close()


def test_every_sync_tells_how_the_tablet_is(office):
    first = office.device()
    assert first.report is not None
    assert (first.report.version, first.report.records, first.report.paused) == (version("suicha"), 0, False)
    assert first.report.free_bytes > 0
    assert abs(first.skew_seconds) <= 5
    office.record()
    office.tablet.sync.pause()
    office.tablet.sync.set_power(low_battery=True)
    office.tablet.sync.run_once()
    said = office.device().report
    assert (said.records, said.files, said.paused, said.low_battery) == (0, 2, True, True)
    assert said.file_bytes > 0


def test_the_next_sync_tells_what_the_last_one_failed_on(office):
    office.tablet.enrolment.move("http://127.0.0.1:9")
    office.tablet.sync.run_once()
    office.tablet.enrolment.move(office.url)
    office.tablet.sync.run_once()
    assert office.device().report.error == "centre-unreachable"
    office.tablet.sync.run_once()
    assert office.device().report.error == ""


def test_what_was_released_counts_as_sent_on_the_tablet_and_its_photo_follows(office):
    office.reassign(*office.team[1:])
    office.record()
    office.tablet.sync.run_once()
    entries, count = office.tablet.backlog.troubled(0, 50)
    assert count == 6
    records = [entry for entry in entries if entry.kind not in (EntryKind.COPY, EntryKind.ORIGINAL)]
    assert {entry.state for entry in records} == {EntryState.REJECTED}
    assert {(entry.by_team, entry.withdrawn) for entry in records} == {(False, False)}  # colleagues of the team hold it too
    office.reassign(*office.team)
    outcomes = office.administrator.release(office.decision()).outcomes
    assert [outcome.status for outcome in outcomes] == [OperationStatus.APPLIED] * 4
    status = office.tablet.sync.run_once()
    assert (status.error, status.backlog.records, status.backlog.files) == (None, 0, 0)
    assert office.tablet.backlog.troubled(0, 50) == ([], 0)
    summary = office.administrator.inspection(office.inspection).summary
    assert (summary.answered, summary.evidence_stored, summary.evidence_expected) == (2, 1, 1)
    sheet = office.tablet.inspections.sheet(office.inspection)
    assert sheet.value("A01").outcome is Outcome.PASS


@pytest.mark.parametrize("released_first", [False, True])
def test_a_tablet_that_was_enrolled_anew_hears_what_became_of_what_it_had_sent_under_its_old_name(office, released_first):
    office.reassign(*office.team[1:])
    office.record()
    office.tablet.sync.run_once()
    turned_down = office.decision()
    if released_first:
        release(office, turned_down)
    enrol_anew(office)
    assert office.tablet.sync.run_once().error is None
    if not released_first:
        release(office, turned_down)
        assert office.tablet.sync.run_once().error is None
    assert office.tablet.backlog.troubled(0, 50) == ([], 0)
    summary = office.administrator.inspection(office.inspection).summary
    assert (summary.answered, summary.evidence_stored, summary.evidence_expected) == (2, 1, 1)


def enrol_anew(office):
    everybody = [officer.id for officer in demo_registers().officers]
    office.tablet.enrolment.enrol(office.url, office.centre.registers.create_enrolment_code(everybody), "新名称")


def release(office, decision):
    office.reassign(*office.team)
    assert {outcome.status for outcome in office.administrator.release(decision).outcomes} == {OperationStatus.APPLIED}


def test_an_officer_reads_why_something_was_turned_down_for_good(office):
    office.reassign(*office.team[1:])
    office.record()
    office.tablet.sync.run_once()
    office.administrator.reject(office.decision("培训时的练习，不计入检查"))
    office.tablet.sync.run_once()
    entries, _ = office.tablet.backlog.troubled(0, 50)
    declined = [entry for entry in entries if entry.state is EntryState.DECLINED]
    assert len(declined) == 4
    assert {(entry.verdict.comment, entry.verdict.by) for entry in declined} == {("培训时的练习，不计入检查", "陆怀安")}
    assert office.waiting() == []
    office.tablet.backlog.acknowledge([entry.key for entry in declined])
    assert office.tablet.backlog.troubled(0, 50) == ([], 0)
    backlog = office.tablet.sync.run_once().backlog
    assert (backlog.records, backlog.files, backlog.amiss) == (0, 0, 0)


def test_an_officer_who_asks_again_before_the_verdict_is_heard_of_reads_it_all_the_same(office):
    office.reassign(*office.team[1:])
    office.record()
    office.tablet.sync.run_once()
    asked, _ = office.tablet.backlog.troubled(0, 50)
    records = [entry for entry in asked if entry.state is EntryState.REJECTED]
    office.administrator.reject(office.decision("培训时的练习，不计入检查"))
    ask_again_between_records_and_news(office.tablet, records)
    for _ in range(2):
        assert office.tablet.sync.run_once().error is None
    entries, _ = office.tablet.backlog.troubled(0, 50)
    declined = [entry for entry in entries if entry.state is EntryState.DECLINED]
    assert {entry.key for entry in declined} == {entry.key for entry in records}
    assert office.waiting() == []


def ask_again_between_records_and_news(tablet, records):
    """A sync that is past its records while the officer taps."""
    for entry in records:
        tablet.backlog.ask_again(entry.key)
    centre = HttpCentre(tablet.enrolment.device().centre_url, tablet.enrolment.device().token)
    pull_news(centre, tablet.sync._queue, Progress(), lambda progress: None, Loads())
