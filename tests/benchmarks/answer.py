"""One answer saved, against a bare sqlite3 commit of one row on the same disk with the same WAL and synchronous=FULL."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from uuid import UUID

from inspector_app.bootstrap import Tablet, open_tablet
from inspector_app.store.database import TabletDatabase
from inspector_app.store.files import EvidenceFolder
from inspector_app.store.queue import StoreQueue
from sync.bundled import bundled_checklist
from sync.domain.checklists import Bilingual, read_checklist
from sync.domain.clock import SystemClock
from sync.domain.compounds import Assignment, Compound, Originals
from sync.domain.ids import IdMaker
from sync.domain.inspections import Outcome, ResultValue, default_failure
from sync.domain.people import Duty, TeamMember
from sync.protocol.messages import Changes
from tests.benchmarks.figures import Figure

ROUNDS = 600
_ROW = ("A01", '{"outcome":"fail","note":"单元门锁损坏","severity":"major","due_on":"2026-12-01"}')


def bench(folder: Path) -> list[Figure]:
    """Medians of interleaved rounds."""
    ours, peer = _answer_on(folder / "tablet"), _bare_commit_in(folder / "bare.db")
    took: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS):
        for call, seconds in zip((ours, peer), took, strict=True):
            start = perf_counter()
            call(number)
            seconds.append(perf_counter() - start)
    return [Figure("one answer saved", median(took[0]) * 1e6, median(took[1]) * 1e6, 2.0, "µs")]


def _answer_on(folder: Path) -> Callable[[int], object]:
    checklist = read_checklist(bundled_checklist().document)
    officer = IdMaker().new()
    tablet = _tablet_with_an_assignment(folder, officer)
    inspection = tablet.inspections.start(tablet.assignments.waiting()[0].assignment.id, officer)
    values = [
        [ResultValue(Outcome.PASS) for _ in checklist.items],
        [default_failure(item, date(2026, 11, 24)) for item in checklist.items],
    ]

    def answer(number: int) -> object:
        again, item = divmod(number, len(checklist.items))
        return tablet.inspections.answer(inspection, checklist.items[item].code, values[again % 2][item], officer)

    return answer


def _bare_commit_in(file: Path) -> Callable[[int], object]:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE answers (id INTEGER PRIMARY KEY, item TEXT, value TEXT)")
    return lambda _: connection.execute("INSERT INTO answers (item, value) VALUES (?, ?)", _ROW)


def _tablet_with_an_assignment(folder: Path, officer: UUID) -> Tablet:
    """As after its first sync."""
    ids, document, clock = IdMaker(), bundled_checklist(), SystemClock()
    district = Bilingual("金水区", "Jinshui")
    compound = Compound(ids.new(), "翠竹苑", "翠竹街1号", "410105", district, "安居物业服务有限公司", "91410100MA0000000X")
    assignment = Assignment(
        id=ids.new(),
        inspection_id=ids.new(),
        campaign="2026",
        compound=compound,
        due_on=date(2026, 11, 26),
        checklist_id=document.id,
        checklist_version=document.version,
        originals=Originals.ON_DEMAND,
        team=(TeamMember(officer, "张喆", Duty.OFFICER),),
    )
    StoreQueue(TabletDatabase(folder), EvidenceFolder(folder / "evidence"), clock).take_in(
        Changes("1", False, datetime.now(UTC), (), (document,), (assignment,))
    )
    return open_tablet(folder)
