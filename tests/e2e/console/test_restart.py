"""The centre ends under an open console and starts again: the page is back where it was."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from inspector_app.bootstrap import open_tablet
from inspector_app.cli.centre_options import opened_centre, settings_for
from inspector_app.cli.private_centre import fill
from inspector_app.demo.registers import demo_registers
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
    fill(settings_for(folder / "centre"))
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


def start_again(console: Console, process: CentreProcess) -> None:
    """The page begins anew once the centre answers, and asks for itself once."""
    asked: list[str] = []
    console.page.on("request", lambda request: asked.extend([request.url] if request.is_navigation_request() else []))
    with console.page.expect_navigation(timeout=60_000):
        process.start()
    console.wake()
    assert len(asked) == 1, asked


def end_and_start(console: Console, process: CentreProcess) -> None:
    """Under the open page."""
    process.stop()
    see_outage(console, "与中心的连接断开了")
    start_again(console, process)


def keeps(console: Console, inspection: UUID, words: str = "") -> bool:
    """Whether the browser keeps a draft for this inspection, with the words in it."""
    question = f"Object.entries(localStorage).some(([key, text]) => key.includes('{inspection}') && text.includes('{words}'))"
    return bool(console.page.evaluate(question))


def test_a_return_that_was_typed_and_not_sent_outlives_a_restart_until_it_is_discarded(
    console: Console, process: CentreProcess, inspection: UUID
) -> None:
    console.press(console.find("return-A02"))
    console.type("comment-A02", "请补充合同附件")
    console.click("return")
    console.see_typed("return-comment-A02", "请补充合同附件")
    console.type("return-comment", "其余都好")
    console.eventually(lambda: keeps(console, inspection, "其余都好"))
    end_and_start(console, process)
    console.see("return", "退回 1 项")
    assert not console.at("dialog-title").count()
    console.click("return")
    console.see_typed("return-comment", "其余都好")
    console.see_typed("return-comment-A02", "请补充合同附件")
    console.shot("return-kept")
    console.click("return-discard")
    console.at("return-discard").wait_for(state="detached")
    console.eventually(lambda: not keeps(console, inspection))
    console.reload()
    console.see("state", "待审核")
    assert "1" not in console.said("return")


def test_a_comment_typed_in_a_dialog_outlives_a_restart_until_it_is_cancelled_or_sent(
    console: Console, process: CentreProcess, inspection: UUID
) -> None:
    console.click("accept")
    console.type("accept-comment", "照片清楚，同意")
    console.eventually(lambda: keeps(console, inspection, "照片清楚"))
    end_and_start(console, process)
    console.see("state", "待审核")
    console.click("accept")
    console.see_typed("accept-comment", "照片清楚，同意")
    console.page.keyboard.press("Escape")
    console.see_typed("accept-comment", "照片清楚，同意")
    console.click("dialog-cancel")
    console.eventually(lambda: not keeps(console, inspection))
    console.click("accept")
    console.see_typed("accept-comment", "")
    console.type("accept-comment", "同意")
    console.eventually(lambda: keeps(console, inspection, "同意"))
    console.click("accept-confirm")
    console.see("state", "已通过")
    console.eventually(lambda: not keeps(console, inspection))


def test_a_page_is_back_where_it_was_once_the_centre_has_started_again(
    console: Console, process: CentreProcess, inspection: UUID
) -> None:
    process.stop()
    see_outage(console, "与中心的连接断开了")
    console.shot("outage-zh")
    start_again(console, process)
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
    start_again(console, process)
    console.see("state", "Awaiting review")
    console.reload()
    console.see("state", "Awaiting review")
    assert console.page.url.endswith(f"/console/inspections/{inspection}")
