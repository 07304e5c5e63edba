"""A tablet whose data were copied: its officer reads why nothing is sent, and a new code from the console mends it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from inspector_app.bootstrap import Tablet, open_tablet
from inspector_app.demo.registers import demo_registers
from inspector_app.demo.seed import DEMO_PINS, demo_team
from sync.domain.inspections import Outcome, ResultValue
from tests.e2e.browsers import Browsers
from tests.e2e.tablet.served_tablet import TabletServer
from tests.e2e.tablet_page import TabletPage

pytestmark = [pytest.mark.browser, pytest.mark.details]
PASS = ResultValue(Outcome.PASS)


class Copied:
    """A tablet that has sent A01 since its folder was copied, and the copy, on which its officer has answered A02 instead."""

    def __init__(self, folder: Path, place: Any, name: str) -> None:
        self.name, self.folder = name, folder / "copy"
        officer = demo_team(demo_registers())[0]
        self.person = officer.id
        tablet = open_tablet(folder / "original")
        code = place.centre.registers.create_enrolment_code([officer.id])
        self.device = tablet.enrolment.enrol(place.url, code, name)
        assert tablet.sync.run_once().error is None
        self.assignment = next(entry.assignment for entry in tablet.assignments.waiting() if entry.state is None)
        self.inspection = tablet.inspections.start(self.assignment.id, officer.id)
        assert tablet.sync.run_once().error is None
        tablet.close()
        shutil.copytree(folder / "original", self.folder)
        self._answer(folder / "original", "A01", lambda tablet: tablet.sync.run_once())
        self._answer(self.folder, "A02", lambda tablet: tablet.sign_in.sign_in(officer.id, DEMO_PINS[0]))

    def _answer(self, folder: Path, code: str, then: Callable[[Tablet], Any]) -> None:
        tablet = open_tablet(folder)
        tablet.inspections.answer(self.inspection, code, PASS, self.person)
        then(tablet)
        tablet.close()


@pytest.fixture
def copied(place: Any, tmp_path: Path) -> Copied:
    return Copied(tmp_path, place, "三号平板")


@pytest.fixture
def show(copied: Copied, browsers: Browsers, tmp_path: Path) -> Iterator[Callable[..., TabletPage]]:
    """The copy in a browser."""
    server = TabletServer(tmp_path).start()
    served = server.show(copied.folder)
    with browsers.profiles(served.url) as lend:
        yield lambda *size, **look: TabletPage(lend(*size, **look), served.url).open()
    served.stop()
    server.stop()


def shot(page: TabletPage, name: str) -> None:
    if folder := os.environ.get("SUICHA_SCREENSHOTS"):
        page.page.wait_for_timeout(600)
        page.page.screenshot(path=Path(folder) / f"older-copy-{name}.png")


def test_its_officer_reads_why_and_goes_on_with_a_new_code_and_administrators_see_it(
    copied: Copied, show: Callable[..., TabletPage], signed_in: Callable[..., Any], place: Any
) -> None:
    page = show()
    page.see("turned-away", "较早的副本")
    page.see("sync-chip", "旧副本")
    page.tap("to-sync")
    page.see("sync-result", "这台平板上的数据是较早的一份")
    shot(page, "tablet")
    console = signed_in(place.administrator, "tablets")
    console.click(f"tablet-{copied.device.id}")
    console.see("tablet-facts", "恢复过旧备份")
    console.shot("older-copy-facts")
    console.click("dialog-cancel")
    console.see(f"tablet-{copied.device.id}", "数据有旧副本")
    console.shot("older-copy-list")
    page.tap("enrol-again")
    page.type("enrol-code", place.centre.registers.create_enrolment_code([copied.person]))
    page.tap("enrol")
    page.eventually(lambda: page.at("assignment-0").count() and not page.at("turned-away").count())
    page.tap("sync-chip")
    page.see("sync-result", "都已送达中心")
    shot(page, "tablet-again")
    with place.centre.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT item_code FROM results WHERE inspection_id = ?", (copied.inspection.bytes,))
        assert {code for (code,) in rows} == {"A01", "A02"}
    tablet = open_tablet(copied.folder)
    assert tablet.inspections.sheet(copied.inspection).value("A01") == PASS
    tablet.close()
