"""A press on the sync's buttons is answered in sight, and they stay where they are."""

import pytest

from sync.domain.inspections import Outcome, ResultValue

pytestmark = [pytest.mark.browser, pytest.mark.details]
BUTTONS = ("sync-now", "pause")
A_SECOND_MS = 1000


@pytest.fixture
def two_records_wait(records):
    entry = records.assignments.waiting()[0].assignment
    officer = entry.team[0].person_id
    inspection = records.inspections.start(entry.id, officer)
    records.inspections.answer(inspection, "A02", ResultValue(Outcome.PASS), officer)


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)], ids=["phone", "tablet"])
def test_a_press_without_a_line_says_that_it_is_tried_and_then_when_it_was(two_records_wait, browse, size):
    page = browse(*size)
    page.tap("sync-chip")
    page.see("sync-headline", "联系不上中心")
    before, places = page.said("sync-headline"), [page.box(page.at(name)) for name in BUTTONS]
    page.page.wait_for_timeout(A_SECOND_MS)  # the headline tells the second of a try: the next has to be another

    page.tap("sync-now")
    page.see("sync-headline", "正在联系中心")
    assert not page.is_enabled("sync-now")
    page.see("sync-headline", "联系不上中心")
    assert page.said("sync-headline") != before
    assert page.is_enabled("sync-now")

    page.tap("pause")
    page.at("resume").wait_for()
    assert [page.resting(page.at(name)) for name in ("sync-now", "resume")] == places


def test_whoever_leaves_while_it_is_tried_goes_on_undisturbed(two_records_wait, browse):
    page = browse()
    page.tap("sync-chip")
    page.tap("sync-now")
    page.see("sync-headline", "正在联系中心")
    page.tap("back")
    page.at("assignment-0").wait_for()
    page.page.wait_for_timeout(1500)
    page.open_assignment()
    assert page.said("message") == ""


def test_a_phone_shows_how_much_waits_and_screen_readers_hear_it_in_words(two_records_wait, browse):
    page = browse(390, 844)
    page.see("sync-chip", "离线 · 2 条待发送")
    assert page.size_of("sync-chip")[0] < 80
    page.tap("sync-chip")
    page.tap("tab-log")
    with page.page.expect_download() as download:
        page.tap("export-log")
    page.see("message", f"浏览器正在下载“{download.value.suggested_filename}”")
