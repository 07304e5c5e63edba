"""What came before at the compounds this tablet goes to, and which of its pictures are still to be fetched."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from uuid import UUID

from sqlite_utils import Database

from sync.domain.inspections import Outcome
from sync.domain.previous import NO_HISTORY, CompoundHistory, PreviousItem
from sync.protocol.codec import from_json, to_json
from sync.protocol.messages import AssignmentHistory, Changes

_WANTED = """
SELECT photo_id FROM previous_photos
JOIN assignments ON assignments.id = previous_photos.assignment_id
LEFT JOIN inspections ON inspections.id = assignments.inspection_id
WHERE NOT settled AND NOT withdrawn AND coalesce(inspections.state, 'in_progress') IN ('in_progress', 'returned')
GROUP BY photo_id ORDER BY min(due_on), min(previous_photos.rowid) LIMIT ?"""


def take_in_histories(connection: Database, changes: Changes) -> None:
    """An assignment that comes without a history has none (any more)."""
    for assignment in changes.assignments:
        connection.execute("DELETE FROM histories WHERE assignment_id = ?", (assignment.id.bytes,))
        connection.execute("DELETE FROM previous_photos WHERE assignment_id = ?", (assignment.id.bytes,))
    for entry in changes.previous:
        _take_in(connection, entry)


def history_of(connection: Database, assignment_id: UUID) -> CompoundHistory:
    """The history that came with an assignment."""
    row = connection.execute("SELECT document FROM histories WHERE assignment_id = ?", (assignment_id.bytes,)).fetchone()
    return _read(row[0]) if row else NO_HISTORY


def wanted_thumbnails(connection: Database, limit: int) -> list[UUID]:
    """Photos of earlier visits that were not asked for yet: for the nearest due assignment first, there of failures first."""
    return [UUID(bytes=row[0]) for row in connection.execute(_WANTED, (limit,)).fetchall()]


def settle_thumbnails(connection: Database, photo_ids: Iterable[UUID]) -> None:
    """These are here or cannot be had; they are not asked for again by themselves."""
    connection.conn.executemany(
        "UPDATE previous_photos SET settled = 1 WHERE photo_id = ?", [(photo_id.bytes,) for photo_id in photo_ids]
    )


def _take_in(connection: Database, entry: AssignmentHistory) -> None:
    key = entry.assignment_id.bytes
    connection.execute("INSERT OR REPLACE INTO histories VALUES (?, ?)", (key, to_json(entry.history)))
    connection.conn.executemany(
        "INSERT INTO previous_photos (assignment_id, photo_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(key, item.photo.photo_id.bytes) for item in _failures_first(entry.history) if item.photo],
    )


def _failures_first(history: CompoundHistory) -> Sequence[PreviousItem]:
    items = history.visit.items if history.visit else ()
    return sorted(items, key=lambda item: item.outcome is not Outcome.FAIL)


@lru_cache(maxsize=16)
def _read(document: str) -> CompoundHistory:
    """Remembered: a sheet is read again and again."""
    return from_json(document, CompoundHistory)
