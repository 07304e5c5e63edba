"""What a restored centre has no more, as an officer sees it and makes it good."""

from pathlib import Path

import pytest

from inspector_app.bootstrap import Tablet
from inspector_app.store.database import TabletDatabase
from inspector_app.store.files import EvidenceFolder
from inspector_app.store.queue import StoreQueue
from sync.domain.checklists import Severity
from sync.domain.clock import SystemClock
from sync.domain.ids import IdMaker
from sync.domain.inspections import Outcome, ResultValue, State
from sync.protocol.messages import Changes, InspectionHead, RemoteResult

pytestmark = [pytest.mark.browser, pytest.mark.details]
FAIL = ResultValue(Outcome.FAIL, note="消防通道堆放杂物", severity=Severity.MAJOR)


def forget(data: Path, records: Tablet) -> None:
    """A colleague had begun and answered A01, as the centre said; an older backup of it says nothing of that."""
    entry = records.assignments.waiting()[0].assignment
    colleague, clock, database = entry.team[1].person_id, SystemClock(), TabletDatabase(data)
    queue, now = StoreQueue(database, EvidenceFolder(data / "evidence"), clock), clock.now()
    begun = InspectionHead(
        entry.inspection_id, entry.id, entry.checklist_id, entry.checklist_version, State.IN_PROGRESS, 1, now, colleague
    )
    answered = RemoteResult(entry.inspection_id, "A01", FAIL, IdMaker(clock).new(), colleague, now)
    queue.take_in(Changes("second", False, now, inspections=(begun,), results=(answered,)))
    queue.take_in(Changes("third", False, now, assignments=(entry,)))
    database.close()


def test_an_officer_reads_what_is_gone_and_takes_a_colleagues_answer(tablet_data, records, sheet, browse):
    forget(tablet_data, records)
    page = browse()
    page.see("assignment-0", "中心缺 1 项")
    page.tap("sync-chip")
    page.see("sync-result", "1 项填写在中心已不存在")
    page.tap("back")
    page.open_assignment()
    page.see("banner", "较早的备份")
    page.tap("show-forgotten")
    page.see_selected("show-forgotten")
    assert not page.at("show-contested").count()
    page.open_item("A01")
    page.see("conflict", "已不存在")
    page.see("choice-0", "李玥")
    page.see("choice-0", "消防通道堆放杂物")
    page.tap("decide-0")
    page.eventually(lambda: sheet().value("A01") == FAIL)
    page.eventually(lambda: not page.at("conflict").count())
    page.eventually(lambda: not page.at("banner").count())
    assert sheet().results["A01"].author == sheet().assignment.team[0].person_id
