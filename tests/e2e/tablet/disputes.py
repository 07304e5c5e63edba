"""Two values for one item, as the centre tells a tablet of them."""

from pathlib import Path

from inspector_app.bootstrap import Tablet
from inspector_app.store.database import TabletDatabase
from inspector_app.store.files import EvidenceFolder
from inspector_app.store.queue import StoreQueue
from sync.domain.checklists import Severity
from sync.domain.clock import SystemClock
from sync.domain.ids import IdMaker
from sync.domain.inspections import Outcome, ResultValue
from sync.protocol.messages import Changes, ContestedValue, OperationOutcome, OperationStatus, RemoteResult

PASS = ResultValue(Outcome.PASS)
FAIL = ResultValue(Outcome.FAIL, note="门锁损坏", severity=Severity.MAJOR)


def dispute(data: Path, records: Tablet, standing: ResultValue = PASS) -> None:
    """The officer's failure on A02 met what a colleague had found, a pass unless said otherwise."""
    entry = records.assignments.waiting()[0].assignment
    officer, colleague = entry.team[0].person_id, entry.team[1].person_id
    inspection = records.inspections.start(entry.id, officer)
    revision = records.inspections.answer(inspection, "A02", FAIL, officer).revision
    assert revision is not None
    clock, database = SystemClock(), TabletDatabase(data)
    queue = StoreQueue(database, EvidenceFolder(data / "evidence"), clock)
    start, answer = queue.queued(None, 10)
    queue.settle(
        [
            (start.id, OperationOutcome(start.id, OperationStatus.APPLIED)),
            (answer.id, OperationOutcome(answer.id, OperationStatus.CONFLICT, "state-outdated")),
        ]
    )
    now = clock.now()
    ours = ContestedValue(revision, FAIL, officer, now)
    theirs = RemoteResult(inspection, "A02", standing, IdMaker(clock).new(), colleague, now, contested=(ours,))
    queue.take_in(Changes(cursor="second", more=False, centre_time=now, results=(theirs,)))
    database.close()
