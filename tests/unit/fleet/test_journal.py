"""The journal of what tablets acknowledged."""

from pathlib import Path
from uuid import UUID

from inspector_app.fleet.journal import Journal, answered, read_journal, started
from sync.domain.inspections import Outcome, ResultValue

INSPECTION = UUID("01890000-0000-7000-8000-000000000001")


def test_what_was_noted_is_read_back_in_order(tmp_path: Path) -> None:
    fact = answered(INSPECTION, "D02", ResultValue(Outcome.FAIL, note="单元门锁损坏"))
    with Journal(tmp_path / "journal") as journal:
        journal.note(started(INSPECTION), fact)
        journal.note(fact)
    assert read_journal(tmp_path / "journal") == [started(INSPECTION), fact, fact]


def test_a_line_is_there_for_others_as_soon_as_it_is_noted(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal") as journal:
        journal.note(started(INSPECTION))
        assert read_journal(tmp_path / "journal") == [started(INSPECTION)]


def test_a_torn_last_line_was_not_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    with Journal(path) as journal:
        journal.note(started(INSPECTION))
    path.write_text(path.read_text() + '["started", "0189')
    assert read_journal(path) == [started(INSPECTION)]


def test_a_journal_goes_on_where_it_was_closed(tmp_path: Path) -> None:
    for _ in range(2):
        with Journal(tmp_path / "journal") as journal:
            journal.note(started(INSPECTION))
    assert read_journal(tmp_path / "journal") == [started(INSPECTION)] * 2
