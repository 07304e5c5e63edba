"""An inspection that came back with a word on single items only, as an officer finds it."""

from pathlib import Path

import pytest

from inspector_app.bootstrap import open_tablet
from inspector_app.store.database import TabletDatabase
from inspector_app.store.files import EvidenceFolder
from inspector_app.store.queue import StoreQueue
from sync.domain.clock import SystemClock
from sync.domain.inspections import Outcome, ResultValue, Return, ReturnedItem, State
from sync.protocol.messages import Changes, InspectionHead, OperationOutcome, OperationStatus

pytestmark = pytest.mark.browser


@pytest.fixture
def came_back(tablet_data: Path, picture: bytes) -> None:
    """The first inspection was submitted, and A02 and B01 of it were returned."""
    tablet = open_tablet(tablet_data)
    assignment = tablet.assignments.waiting()[0].assignment
    officer = assignment.team[0].person_id
    inspection = tablet.inspections.start(assignment.id, officer)
    for item in tablet.inspections.sheet(inspection).checklist.items:
        value = ResultValue(Outcome.NOT_APPLICABLE, reason="本项目没有这一项")
        tablet.inspections.answer(inspection, item.code, value, officer)
    tablet.inspections.submit(inspection, officer)
    submitted = tablet.inspections.sheet(inspection).record
    tablet.close()

    database = TabletDatabase(tablet_data)
    queue = StoreQueue(database, EvidenceFolder(tablet_data / "evidence"), SystemClock())
    queue.settle([(one.id, OperationOutcome(one.id, OperationStatus.APPLIED)) for one in queue.queued(None, 1000)])
    assert submitted.submitted_at is not None
    back = Return(
        "", (ReturnedItem("A02", "请补拍合同全文"), ReturnedItem("B01", "看不清铭牌")), "王主管", submitted.submitted_at
    )
    head = InspectionHead(
        inspection,
        assignment.id,
        assignment.checklist_id,
        assignment.checklist_version,
        State.RETURNED,
        submitted.state_rev + 1,
        started_at=submitted.started_at,
        started_by=officer,
        submitted_at=submitted.submitted_at,
        returned=back,
    )
    queue.take_in(Changes("returned", more=False, centre_time=SystemClock().now(), inspections=(head,)))
    database.close()


@pytest.mark.details
def test_an_officer_is_led_to_what_was_returned_and_warned_while_nothing_was_changed(came_back, browse):
    page = browse()
    page.open_assignment()
    page.see("banner", "审核退回了 2 个事项")
    page.see("next-open", "下一个退回事项：A02")
    page.tap("next-open")
    page.see("returned-comment", "请补拍合同全文")
    page.see("next-open", "下一个退回事项：B01")
    page.tap("finish")
    page.see("finish-warning", "退回后还没有改动任何内容")
    page.answer("A02", "pass")
    page.tap("finish")
    page.see("finish-title", "事项已填写完整，等待签名")
    page.eventually(lambda: not page.at("finish-warning").count())
