"""What an administrator declined, read together."""

from hashlib import sha256
from pathlib import Path

import pytest

from inspector_app.bootstrap import open_tablet
from inspector_app.store.database import TabletDatabase
from inspector_app.store.files import EvidenceFolder
from inspector_app.store.queue import StoreQueue
from sync.domain.clock import SystemClock
from sync.domain.inspections import Outcome, ResultValue
from sync.protocol.messages import Changes, LateOutcome, OperationOutcome, OperationStatus

pytestmark = [pytest.mark.browser, pytest.mark.details]
DECLINED = 60


@pytest.fixture
def turned_down(tablet_data: Path) -> None:
    """Nothing of an inspection was accepted; about all but its start an administrator has decided."""
    tablet = open_tablet(tablet_data)
    entry = tablet.assignments.waiting()[0].assignment
    officer = entry.team[0].person_id
    inspection = tablet.inspections.start(entry.id, officer)
    for number in range(DECLINED):
        outcome = ResultValue(Outcome.NOT_APPLICABLE, reason=f"第 {number} 次")
        tablet.inspections.answer(inspection, "A02", outcome, officer)
    tablet.close()
    database, clock = TabletDatabase(tablet_data), SystemClock()
    queue = StoreQueue(database, EvidenceFolder(tablet_data / "evidence"), clock)
    lines = queue.queued(None, 1000)
    queue.settle([(one.id, OperationOutcome(one.id, OperationStatus.REJECTED, "access-denied")) for one in lines])
    now = clock.now()
    decided = tuple(
        LateOutcome(sha256(one.line).hexdigest(), OperationStatus.REJECTED, "陈审核", now, comment="培训时的练习。")
        for one in lines[1:]
    )
    queue.take_in(Changes("declined", more=False, centre_time=now, late_outcomes=decided))
    database.close()


def test_what_was_declined_is_read_with_one_press_on_whatever_pages_and_what_waits_for_a_decision_stays(turned_down, browse):
    page = browse()
    page.tap("sync-chip")
    page.see("troubles", f"{DECLINED + 1} 项")
    page.see("trouble-0", "记录人没有这项检查的权限")
    page.see("trouble-1", "培训时的练习。原始内容")
    page.see("understood-all", f"全部知道了（{DECLINED} 项）")
    page.tap("understood-all")
    page.see("troubles", "1 项")
    page.eventually(lambda: not page.at("understood-all").count())
    page.see("trouble-0", "请联系管理员")
