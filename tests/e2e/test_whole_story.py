"""From the tap in the basement to the supervisor's screen and back: real processes, real browsers, nothing replaced."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from inspector_app.bootstrap import open_tablet
from inspector_app.demo.seed import DemoLogins, seed_centre
from sync.bundled import bundled_checklist
from sync.domain.checklists import Checklist, PhotoRule, read_checklist
from sync.domain.inspections import Outcome, ResultValue, State
from sync.imaging.scenes import draw_scene
from sync.server.centre import open_centre
from sync.server.settings import Settings
from tests.e2e.browsers import Browsers
from tests.e2e.console_page import Console
from tests.e2e.tablet_page import TabletPage
from tests.e2e.tablet_process import CentreProcess, TabletProcess, today_in_zhengzhou, wait_until

pytestmark = pytest.mark.browser
FAILED = "A02"
BY_HAND = 12
"""So many items are tapped; a colleague has seen to those behind them. Somebody taps all 27 in ``tablet/test_camera.py``."""
KILLED_AT = 9


class Story:
    """A centre and an enrolled tablet, each a process of its own, and what stands on the tablet's disk."""

    def __init__(self, folder: Path) -> None:
        self.centre = CentreProcess(folder / "centre")
        self.tablet = TabletProcess(folder / "tablet")
        self.logins = self._seed()

    def _seed(self) -> DemoLogins:
        centre = open_centre(Settings(self.centre.data))
        logins = seed_centre(centre.registers, today_in_zhengzhou())
        centre.close()
        self.centre.start()
        tablet = open_tablet(self.tablet.data)
        tablet.enrolment.enrol(self.centre.url.rstrip("/"), logins.enrolment_code, "平板")
        assert tablet.sync.run_once().error is None
        tablet.close()
        return logins

    def on_disk(self, read: Any) -> Any:
        """Ask the tablet's own use cases about its folder."""
        tablet = open_tablet(self.tablet.data)
        try:
            return read(tablet)
        finally:
            tablet.close()

    def sheet(self) -> Any:
        """The inspection that was started."""

        def read(tablet: Any) -> Any:
            started = next(entry for entry in tablet.assignments.waiting() if entry.state is not None)
            return tablet.inspections.sheet(started.assignment.inspection_id)

        return self.on_disk(read)


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    story = Story(tmp_path)
    yield story
    story.tablet.stop()
    story.centre.stop()


def test_an_inspection_with_photos_survives_the_dead_centre_and_kill_9_and_comes_back_from_review(
    story: Story, browsers: Browsers
) -> None:
    story.centre.stop()
    story.on_disk(_see_to_the_last_items)
    story.tablet.start()
    with browsers.profiles(story.tablet.url) as lend:
        _live_through_it(story, TabletPage(lend(), story.tablet.url), browsers)


def _live_through_it(story: Story, page: TabletPage, browsers: Browsers) -> None:
    page.open()
    page.sign_in(pin=story.logins.tablet_people[0].pin)
    page.open_assignment()

    _record_the_others(story, page)
    assert sum(map(len, story.sheet().photos.values())) == 8
    page.finish()
    page.submit()
    page.at("assignment-0").wait_for()
    assert story.sheet().record.state is State.SUBMITTED
    page.eventually(lambda: "离线" in page.said("sync-chip"), 15)

    story.centre.start()
    page.tap("sync-chip")
    page.tap("sync-now")
    page.eventually(lambda: "已全部同步" in page.said("sync-chip"), 60, lambda: page.said("sync-chip"))

    _return_one_item(story, browsers)

    page.tap("sync-now")
    wait_until(lambda: story.sheet().record.state is State.RETURNED)
    page.tap("back")
    page.see("assignment-0", "已退回")
    page.open_assignment()
    page.open_item(FAILED)
    page.see("returned-comment", "请补拍合同全文")
    page.answer(FAILED, "pass")
    wait_until(lambda: story.sheet().value(FAILED).outcome is Outcome.PASS)


def _see_to_the_last_items(tablet: Any) -> None:
    """With the photos they demand, by the second officer."""
    pictures, assignment = Random(3), tablet.assignments.waiting()[0].assignment
    by = assignment.team[1].person_id
    inspection = tablet.inspections.start(assignment.id, by)
    for item in _checklist().items[BY_HAND:]:
        tablet.inspections.answer(inspection, item.code, ResultValue(Outcome.PASS), by)
        if item.photo is PhotoRule.REQUIRED:
            tablet.photos.attach(inspection, item.code, draw_scene(pictures, 1200, 900), by)


def _record_the_others(story: Story, page: TabletPage) -> None:
    """With the photos they demand; the app is killed in the middle and goes on where it was."""
    pictures = Random(7)
    for place, item in enumerate(_checklist().items[:BY_HAND]):
        if place == KILLED_AT:
            _kill_and_go_on(story, page)
        if item.code == FAILED:
            page.fail_with_phrase(item.code)
            page.add_photo(draw_scene(pictures, 1200, 900))
            page.at("photo-0").wait_for()
        elif item.photo is PhotoRule.REQUIRED:
            page.answer(item.code, "pass")
            page.add_photo(draw_scene(pictures, 1200, 900))
            page.at("photo-0").wait_for()
        else:
            page.pass_in_list(item.code)
        page.eventually(lambda code=item.code: code in _answered(story), 10)


def _kill_and_go_on(story: Story, page: TabletPage) -> None:
    before = _answered(story)
    story.tablet.kill()
    story.tablet.start()
    page.open()
    page.at("show-all").wait_for()
    assert _answered(story) == before
    assert len(before) == KILLED_AT + len(_checklist().items) - BY_HAND


def _answered(story: Story) -> set[str]:
    return {code for code, result in story.sheet().results.items() if result.value.outcome is not None}


def _return_one_item(story: Story, browsers: Browsers) -> None:
    address = f"{story.centre.url}console/"
    with browsers.profiles(address) as lend:
        console = Console(lend(), address).open()
        console.sign_in(story.logins.accounts[0].login)
        console.open_inspection(story.sheet().record.id)
        console.see("state", "待审核")
        console.see("findings", "1 个问题")
        console.see("evidence", "8/8")
        console.wait_for_picture(console.find_first("photo-"))
        console.press(console.find(f"return-{FAILED}"))
        console.type(f"comment-{FAILED}", "请补拍合同全文")
        console.click("return")
        console.click("return-confirm")
        console.see("state", "已退回")


def _checklist() -> Checklist:
    return read_checklist(bundled_checklist().document)
