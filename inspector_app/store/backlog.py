"""The queue thing by thing, for people. What is sent, and in which order, stands in ``queue.py``."""

from uuid import UUID

from inspector_app.services.backlog import EntryKind, EntryState, QueueEntry, QueueGroup
from inspector_app.store.database import TabletDatabase
from sync.protocol.codec import from_json
from sync.protocol.messages import LateOutcome

_FILES = """
FROM evidence JOIN photos ON photos.id = evidence.photo_id
LEFT JOIN outbox ON outbox.op_id = photos.added_by
WHERE stored_at IS NULL AND (photos.removed_at IS NULL OR owed) AND photos.here = 1"""
AMISS = f"""SELECT (SELECT count(*) FROM outbox WHERE status = 'rejected' AND NOT verdict_seen)
+ (SELECT count(*) {_FILES} AND trouble IS NOT NULL)"""
"""How many operations were not accepted, and files cannot be sent, which somebody has to look at."""
_TRAVEL = " AND (role = 'copy' OR wanted = 1 OR originals <> 'on_demand')"
_GOES = " AND trouble IS NULL AND coalesce(outbox.status, '') <> 'rejected'"
_FILE_STATE = """CASE WHEN trouble IS NOT NULL THEN 'unreadable' WHEN outbox.status = 'rejected' THEN 'held'
    WHEN role = 'original' AND wanted = 0 AND originals = 'unmetered' AND NOT :unmetered THEN 'later' ELSE 'waiting' END"""
_LINE_COLUMNS = "lower(hex(op_id)), subject AS inspection_id, item_code, kind, length(line) AS size, tries, code, verdict"
_KIND = "CASE WHEN json_extract(photos.facts, '$.original_type') LIKE 'audio/%' THEN 'sound' ELSE role END"
_FILE_COLUMNS = f"""evidence.sha256, photos.inspection_id, photos.item_code, {_KIND}, evidence.size, evidence.tries,
    coalesce(trouble, CASE WHEN outbox.status = 'rejected' THEN outbox.code END, evidence.code), NULL"""
_NAME = """(SELECT json_extract(document, '$.compound.name') FROM assignments
    WHERE assignments.inspection_id = entry.inspection_id)"""
_WAITING = f"""
SELECT entry.*, {_NAME} FROM (
    SELECT 0 AS part, seq AS place, 'waiting' AS state, {_LINE_COLUMNS}
    FROM outbox WHERE status = 'queued' AND subject = :inspection
    UNION ALL
    SELECT CASE role WHEN 'copy' THEN 1 ELSE 2 END, evidence.rowid, {_FILE_STATE}, {_FILE_COLUMNS}
    {_FILES}{_TRAVEL}{_GOES} AND photos.inspection_id = :inspection
) AS entry ORDER BY part, place LIMIT :limit OFFSET :start"""
_BAD = f"""
    SELECT 0 AS part, seq AS place,
        CASE WHEN status = 'hold' THEN 'held' WHEN verdict IS NULL THEN 'rejected' ELSE 'declined' END AS state,
        {_LINE_COLUMNS}
    FROM outbox WHERE status IN ('hold', 'rejected') AND NOT verdict_seen
    UNION ALL
    SELECT 1, evidence.rowid, {_FILE_STATE}, {_FILE_COLUMNS}
    {_FILES}{_TRAVEL} AND (trouble IS NOT NULL OR outbox.status = 'rejected') AND NOT coalesce(verdict_seen, 0)"""
_GROUPS = f"""
SELECT entry.inspection_id, {_NAME}, sum(line), sum(1 - line), sum(size) FROM (
    SELECT subject AS inspection_id, 1 AS line, length(line) AS size, seq AS place FROM outbox WHERE status = 'queued'
    UNION ALL
    SELECT photos.inspection_id, 0, evidence.size, outbox.seq {_FILES}{_TRAVEL}{_GOES}
) AS entry GROUP BY entry.inspection_id ORDER BY min(place)"""
_SHA256_LENGTH = 64


class StoreBacklog:
    """Implements the port QueueReader."""

    def __init__(self, database: TabletDatabase) -> None:
        self._database = database

    def groups(self) -> list[QueueGroup]:
        found = self._database.connection.execute(_GROUPS).fetchall()
        return [QueueGroup(UUID(bytes=row[0]), row[1] or "", *row[2:]) for row in found]

    def waiting(self, inspection_id: UUID, unmetered: bool, start: int, limit: int) -> list[QueueEntry]:
        found = self._database.connection.execute(
            _WAITING, {"inspection": inspection_id.bytes, "unmetered": unmetered, "start": start, "limit": limit}
        ).fetchall()
        return [_entry(row) for row in found]

    def troubled(self, start: int, limit: int) -> tuple[list[QueueEntry], int]:
        connection, which = self._database.connection, {"unmetered": True, "start": start, "limit": limit}
        found = connection.execute(
            f"SELECT entry.*, {_NAME} FROM ({_BAD}) AS entry ORDER BY part, place LIMIT :limit OFFSET :start", which
        ).fetchall()
        (count,) = connection.execute(f"SELECT count(*) FROM ({_BAD})", which).fetchone()
        return [_entry(row) for row in found], count

    def ask_again(self, key: str) -> None:
        with self._database.transaction() as connection:
            if len(key) == _SHA256_LENGTH:
                connection.execute("UPDATE evidence SET trouble = NULL, code = trouble WHERE sha256 = ?", (key,))
            else:
                connection.execute(
                    "UPDATE outbox SET status = 'queued' WHERE op_id = ? AND status = 'rejected'", (bytes.fromhex(key),)
                )

    def acknowledge(self, key: str) -> None:
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE outbox SET verdict_seen = 1 WHERE op_id = ? AND verdict IS NOT NULL", (bytes.fromhex(key),)
            )


def _entry(row: tuple[object, ...]) -> QueueEntry:
    _, _, state, key, inspection_id, item_code, kind, size, tries, code, verdict, compound = row
    return QueueEntry(
        key=str(key),
        inspection_id=UUID(bytes=inspection_id),  # type: ignore[arg-type]
        compound=str(compound or ""),
        item_code=str(item_code) if item_code else None,
        kind=EntryKind(str(kind)),
        state=EntryState(str(state)),
        size=int(size),  # type: ignore[call-overload]
        tries=int(tries),  # type: ignore[call-overload]
        code=str(code) if code else None,
        verdict=from_json(str(verdict), LateOutcome) if verdict else None,
    )
