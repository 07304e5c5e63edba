"""The centre ends under an open console and starts again: the page is back where it was."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from inspector_app.bootstrap import open_tablet
from inspector_app.cli.centre_options import opened_centre, settings_for
from inspector_app.demo.registers import demo_registers
from inspector_app.demo.seed import seed_centre
from sync.domain.clock import SystemClock, local_day
from tests.e2e.browsers import Browsers
from tests.e2e.console.field_team import Team
from tests.e2e.console_page import Console
from tests.e2e.tablet_process import CentreProcess

pytestmark = [pytest.mark.browser, pytest.mark.details]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("restarted")


@pytest.fixture(scope="module")
def process(folder: Path) -> Iterator[CentreProcess]:
    """A centre as a process of its own, on demo data."""
    with opened_centre(settings_for(folder / "centre")) as centre:
        seed_centre(centre.registers, local_day(SystemClock().now()))
    process = CentreProcess(folder / "centre").start()
    yield process
    process.stop()


def a_visit(process: CentreProcess, folder: Path) -> UUID:
    """Sent by a tablet of its own."""
    officers = [officer.id for officer in demo_registers().officers]
    with opened_centre(settings_for(folder / "centre")) as centre:
        code = centre.registers.create_enrolment_code(officers)
    tablet = open_tablet(folder / "tablet")
    try:
        tablet.enrolment.enrol(process.url, code, "test")
        team = Team(tablet)
        team.sync()
        return team.visit()
    finally:
        tablet.close()


@pytest.fixture
def console(browsers: Browsers, process: CentreProcess) -> Iterator[Console]:
    with browsers.profiles(f"{process.url}console/") as lend:
        yield Console(lend(), f"{process.url}console/")


@pytest.fixture
def inspection(process: CentreProcess, folder: Path, console: Console) -> UUID:
    """On the screen of a supervisor who has just signed in."""
    visited = a_visit(process, folder)
    console.open()
    console.sign_in("supervisor")
    console.open_inspection(visited)
    console.see("line", "实时更新")
    return visited


def see_outage(console: Console, sentence: str) -> None:
    """Nothing but this, in the middle of the page."""
    console.page.locator("#outage", has_text=sentence).wait_for()


def test_a_page_is_back_where_it_was_once_the_centre_has_started_again(
    console: Console, process: CentreProcess, inspection: UUID
) -> None:
    process.stop()
    see_outage(console, "与中心的连接断开了")
    console.shot("outage-zh")
    process.start()
    console.see("state", "待审核")
    console.see("line", "实时更新")
    assert console.page.locator("#outage").count() == 0
    assert console.page.url.endswith(f"/console/inspections/{inspection}")
    console.click("language")
    console.see("state", "Awaiting review")
    console.shot("outage-over")
    process.stop()
    see_outage(console, "The connection to the centre is lost")
    console.shot("outage-en")
    process.start()
    console.see("state", "Awaiting review")
    console.reload()
    console.see("state", "Awaiting review")
    assert console.page.url.endswith(f"/console/inspections/{inspection}")
