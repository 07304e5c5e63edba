"""What is in dispute, what waits, a pause and the log, as an officer sees them."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from inspector_app.bootstrap import Tablet, open_tablet
from inspector_app.store.database import TabletDatabase
from inspector_app.store.files import EvidenceFolder
from inspector_app.store.queue import StoreQueue
from sync.domain.clock import SystemClock
from sync.domain.inspections import Outcome, ResultValue
from sync.protocol.messages import OperationOutcome, OperationStatus
from tests.e2e.tablet.disputes import FAIL, dispute

pytestmark = pytest.mark.browser


@pytest.mark.details
def test_an_officer_decides_between_two_values_finds_it_in_the_queue_pauses_and_hands_out_the_log(
    tablet_data, records, sheet, browse
):
    dispute(tablet_data, records)
    page = browse()
    page.see("assignment-0", "1 处冲突")
    page.tap("sync-chip")
    page.see("sync-result", "有 1 处冲突待选定")
    page.tap("back")
    page.open_assignment()
    page.tap("show-contested")
    page.see_selected("show-contested")
    page.open_item("A02")
    page.see("choice-0", "李玥")
    page.see("choice-0", "合格")
    page.see("choice-1", "张喆")
    page.see("choice-1", "门锁损坏")
    page.tap("decide-1")
    page.eventually(lambda: sheet().value("A02") == FAIL and not sheet().contested)
    page.eventually(lambda: not page.at("conflict").count())

    page.tap("sync-chip")
    page.see("group-0", "1")
    page.tap("group-0")
    page.see("entry-0", "A02 检查结果")
    page.tap("pause")
    page.see("sync-chip", "已暂停")
    page.tap("tab-log")
    page.see("run-0", "联系不上中心")
    with page.page.expect_download() as download:
        page.tap("export-log")
    assert download.value.suggested_filename.endswith(".csv")
    page.tap("resume")
    page.eventually(lambda: "已暂停" not in page.said("sync-chip"))


@pytest.mark.details
def test_values_in_conflict_stand_as_the_page_allows_when_it_is_turned_and_what_is_being_typed_stays(
    tablet_data, records, browse
):
    dispute(tablet_data, records, standing=replace(FAIL, note="钥匙丢失"))
    page = browse(1280, 800)
    page.open_assignment()
    page.open_item("A02")
    page.type("note", "钥匙丢失，门卫不在")

    def beside():
        first, second = (page.box(page.at(f"choice-{place}")) for place in range(2))
        return bool(first and second) and first["y"] == second["y"]

    page.eventually(beside)
    page.page.set_viewport_size({"width": 390, "height": 844})
    page.eventually(lambda: page.at("choice-1").count() and not beside())
    page.see_typed("note", "钥匙丢失，门卫不在")


@pytest.fixture
def too_late(tablet_data: Path, picture: bytes) -> None:
    """The app was killed while a photo of A02 was on its way, and the inspection was submitted before the next start."""
    tablet = open_tablet(tablet_data)
    entry = tablet.assignments.waiting()[0].assignment
    officer = entry.team[0].person_id
    inspection = tablet.inspections.start(entry.id, officer)
    tablet.photos.receive(inspection, "A02", picture, officer)
    for item in tablet.inspections.sheet(inspection).checklist.items:
        value = ResultValue(Outcome.NOT_APPLICABLE, reason="本项目没有这一项")
        tablet.inspections.answer(inspection, item.code, value, officer)
    tablet.inspections.submit(inspection, officer)
    tablet.close()


@pytest.mark.details
def test_a_photo_that_came_too_late_for_its_inspection_is_in_sight(too_late, browse):
    page = browse()
    page.tap("sync-chip")
    page.see("trouble-0", "A02")
    page.see("trouble-0", "不用处理")


@pytest.mark.details
def test_its_item_says_that_it_is_on_this_tablet_only(too_late, browse):
    page = browse()
    page.open_assignment(3)
    page.open_item("A02")
    page.see("photos-kept-back", "有 1 张照片只在这台平板上")
    page.open_item("A03")
    page.eventually(lambda: not page.at("photos-kept-back").count())


@pytest.mark.details
def test_a_queue_that_emptied_while_the_log_was_open_says_that_nothing_waits(tablet_data, records, browse):
    an_answer(records)
    page = browse()
    page.tap("sync-chip")
    page.tap("group-0")
    page.see("entry-0", "开始检查")
    page.tap("tab-log")
    page.see_selected("tab-log")
    page.eventually(lambda: not page.at("group-0").count())
    everything_arrives(tablet_data)
    page.tap("tab-queue")
    page.see("queue-empty", "没有待发送的内容")


@pytest.mark.details
def test_a_finger_on_a_group_opens_it_although_a_try_of_the_sync_ends_meanwhile(tablet, records, browse):
    inspection, officer = an_answer(records)
    page = browse()
    page.tap("sync-chip")
    page.see("sync-headline", "联系不上中心")
    box, before = page.resting(page.at("group-0")), page.said("sync-headline")
    page.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.page.mouse.down()
    records.inspections.answer(inspection, "A03", FAIL, officer)
    page.page.wait_for_timeout(1000)  # the headline tells the second of a try
    tablet.find_a_link()
    page.see("group-0", "3 条")
    page.eventually(lambda: page.said("sync-headline") not in ("", before))
    page.page.mouse.up()
    page.see("entry-0", "开始检查")


def an_answer(records: Tablet) -> tuple[UUID, UUID]:
    """The inspection with one answer, and the officer who gave it."""
    assignment = records.assignments.waiting()[0].assignment
    officer = assignment.team[0].person_id
    inspection = records.inspections.start(assignment.id, officer)
    records.inspections.answer(inspection, "A02", FAIL, officer)
    return inspection, officer


def everything_arrives(data: Path) -> None:
    """As after a sync that went through."""
    database = TabletDatabase(data)
    queue = StoreQueue(database, EvidenceFolder(data / "evidence"), SystemClock())
    queue.settle([(one.id, OperationOutcome(one.id, OperationStatus.APPLIED)) for one in queue.queued(None, 10)])
    database.close()
