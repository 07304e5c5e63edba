"""The sync that runs by itself, against a real centre that comes and goes."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Any

import pytest
import uvicorn

from inspector_app.bootstrap import Tablet, open_tablet
from inspector_app.demo.seed import seed_centre
from inspector_app.services import sync
from inspector_app.services.sync import Schedule
from inspector_app.services.sync_status import SyncState, SyncStatus
from sync.client.progress import Step
from sync.domain.clock import SystemClock, local_day
from sync.domain.inspections import Outcome, ResultValue
from sync.imaging.scenes import draw_scene
from sync.server.app import create_app
from sync.server.centre import open_centre
from sync.server.settings import Settings
from tests.integration.tablet.waiting import wait_for

PASS = ResultValue(Outcome.PASS)


class ComingAndGoing:
    """A centre on one port that can be away."""

    def __init__(self, data: Path, code: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._data = data
        self.code = code
        self._server: uvicorn.Server | None = None

    def come(self) -> None:
        app = create_app(Settings(self._data))
        self._server = uvicorn.Server(uvicorn.Config(app, port=self._port, log_level="warning", timeout_graceful_shutdown=1))
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        wait_for(lambda: self._server is not None and self._server.started)

    def go(self) -> None:
        if self._server is not None:
            self._server.should_exit = True
            self._thread.join(20)
            self._server = None


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A centre with the demo registers and a code for its tablet, to be copied: hashing its passwords is slow on purpose."""
    data = tmp_path_factory.mktemp("filled") / "centre"
    opened = open_centre(Settings(data))
    code = seed_centre(opened.registers, local_day(SystemClock().now())).enrolment_code
    opened.close()
    return data, code


@pytest.fixture
def centre(tmp_path: Path, filled: tuple[Path, str]) -> Iterator[ComingAndGoing]:
    data, code = filled
    centre = ComingAndGoing(Path(copytree(data, tmp_path / "centre")), code)
    centre.come()
    yield centre
    centre.go()


@pytest.fixture
def tablet(centre: ComingAndGoing, tmp_path: Path) -> Iterator[Tablet]:
    """Enrolled, with its assignments; nothing runs in the background yet."""
    tablet = open_tablet(tmp_path / "tablet", schedule=Schedule(news=3600, gather=0.05))
    tablet.enrolment.enrol(centre.url, centre.code, "平板")
    assert tablet.sync.run_once().state is SyncState.IDLE
    yield tablet
    tablet.sync.stop()
    tablet.close()


def record(tablet: Tablet, codes: tuple[str, ...] = ("A01", "A02")) -> None:
    entry = tablet.assignments.waiting()[0]
    author = entry.assignment.team[0].person_id
    inspection = tablet.inspections.start(entry.assignment.id, author)
    for code in codes:
        tablet.inspections.answer(inspection, code, PASS, author)
    tablet.photos.attach(inspection, codes[0], draw_scene(Random(1), 800, 600), author)


def test_work_goes_on_without_the_centre_and_is_sent_by_itself_once_it_answers(centre, tablet):
    centre.go()
    tablet.sync.start()
    wait_for(lambda: tablet.sync.status().state is SyncState.WAITING)
    record(tablet)
    status = tablet.sync.status()
    assert (status.backlog.records, status.error.code) == (4, "centre-unreachable")
    assert status.next_try is not None

    centre.come()
    wait_for(lambda: tablet.sync.status().backlog.records == 0, seconds=30)
    wait_for(lambda: tablet.sync.status().state is SyncState.IDLE)
    assert tablet.sync.status().error is None


def test_an_act_is_sent_soon_when_the_line_is_good(tablet):
    tablet.sync.start()
    wait_for(lambda: tablet.sync.status().state is SyncState.IDLE)
    record(tablet)
    tablet.sync.nudge()
    wait_for(lambda: tablet.sync.status().backlog.records == 0, seconds=10)


def test_an_act_waits_for_a_planned_retry_but_the_button_does_not(centre, tablet):
    centre.go()
    tablet.sync.start()
    wait_for(lambda: tablet.sync.status().state is SyncState.WAITING)
    tries: list[SyncStatus] = []
    tablet.sync.subscribe(lambda status: tries.append(status) if status.state is SyncState.RUNNING else None)

    planned = tablet.sync.status().next_try
    tablet.sync.nudge()
    time.sleep(0.2)
    assert not tries or tablet.sync.status().next_try != planned

    centre.come()
    tablet.sync.sync_now()
    wait_for(lambda: tablet.sync.status().state is SyncState.IDLE)


def test_every_press_is_a_try_of_its_own_with_its_time(centre, tablet):
    reached = tablet.sync.status()
    assert reached.tried_at == reached.last_success
    centre.go()
    tablet.sync.start()
    wait_for(lambda: tablet.sync.status().state is SyncState.WAITING)
    for _ in range(2):
        before = tablet.sync.status().tried_at
        tablet.sync.sync_now()
        wait_for(lambda before=before: tablet.sync.status().tried_at > before)
    assert tablet.sync.status().last_success == reached.last_success


def test_progress_counts_records_photos_and_bytes(tablet):
    seen: list[SyncStatus] = []
    leave = tablet.sync.subscribe(seen.append)
    record(tablet)
    final = tablet.sync.run_once().progress
    leave()

    assert (final.step, final.records, final.records_total) == (Step.DONE, 4, 4)
    assert (final.files, final.files_total) == (2, 2)
    assert final.file_bytes == final.file_bytes_total > 0
    assert {status.progress.step for status in seen} >= {Step.RECORDS, Step.NEWS, Step.PHOTOS, Step.DONE}


def test_who_left_hears_nothing_more(tablet):
    seen: list[SyncStatus] = []
    leave = tablet.sync.subscribe(seen.append)
    leave()
    leave()
    tablet.sync.run_once()
    assert seen == []


def test_a_tablet_that_is_not_enrolled_says_so_and_keeps_quiet(tmp_path):
    tablet = open_tablet(tmp_path / "new")
    assert tablet.sync.run_once().state is SyncState.NOT_ENROLLED
    tablet.close()


def test_a_pause_holds_that_comes_while_something_else_is_being_said(tmp_path, monkeypatch):
    tablet, saying = open_tablet(tmp_path / "new"), threading.Event()

    def slowly(one: Any, **changes: Any) -> Any:
        made = replace(one, **changes)
        if isinstance(one, SyncStatus) and threading.current_thread() is other:
            saying.set()
            time.sleep(0.2)
        return made

    monkeypatch.setattr(sync, "replace", slowly)
    other = threading.Thread(target=tablet.sync.set_link, args=(True,))
    other.start()
    assert saying.wait(5)
    tablet.sync.pause()
    other.join()
    assert tablet.sync.paused
    tablet.close()
