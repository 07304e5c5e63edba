"""The queue thing by thing, for people. What is sent, and in which order, stands in ``queue.py``."""

from collections.abc import Sequence
from uuid import UUID

from inspector_app.services.backlog import EntryKind, EntryState, QueueEntry, QueueGroup
from inspector_app.store.database import TabletDatabase
from inspector_app.store.waiting import FILES, FOR_ANOTHER_LINK, TURNED_DOWN, WAITING_FILES, WAITING_LINES
from sync.protocol.codec import from_json
from sync.protocol.messages import LateOutcome

_FILE_STATE = f"""CASE WHEN trouble IS NOT NULL THEN 'unreadable' WHEN {TURNED_DOWN} THEN 'held'
    WHEN {FOR_ANOTHER_LINK} THEN 'later' ELSE 'waiting' END"""
_LINE_COLUMNS = """op_id AS key, subject AS inspection_id, item_code, kind, length(line) AS size, tries, code,
    CASE status WHEN 'rejected' THEN verdict END AS verdict"""
_KIND = "CASE WHEN json_extract(photos.facts, '$.original_type') LIKE 'audio/%' THEN 'sound' ELSE role END"
_FILE_COLUMNS = f"""CASE role WHEN 'copy' THEN 1 ELSE 2 END AS part, outbox.seq AS place, {_FILE_STATE} AS state,
    evidence.sha256, photos.inspection_id, photos.item_code, {_KIND}, evidence.size, evidence.tries,
    coalesce(trouble, CASE WHEN {TURNED_DOWN} THEN outbox.code END, evidence.code), NULL"""
_NAME = """(SELECT json_extract(document, '$.compound.name') FROM assignments
    WHERE assignments.inspection_id = entry.inspection_id)"""
_WITHDRAWN = "(SELECT withdrawn FROM assignments WHERE assignments.inspection_id = entry.inspection_id)"
_BY_TEAM = """(SELECT max(json_extract(member.value, '$.person_id') = json_extract(CAST(line AS TEXT), '$.by'))
    FROM outbox JOIN assignments ON assignments.inspection_id = outbox.subject, json_each(document, '$.team') AS member
    WHERE outbox.op_id = entry.key AND json_valid(CAST(line AS TEXT)))"""
_WAITING = f"""
    SELECT 0 AS part, seq AS place, CASE status WHEN 'hold' THEN 'held' ELSE 'waiting' END AS state, {_LINE_COLUMNS}
    {WAITING_LINES}
    UNION ALL
    SELECT {_FILE_COLUMNS} {WAITING_FILES}"""
_TROUBLED = f"""
    SELECT 0 AS part, seq AS place,
        CASE WHEN status = 'hold' THEN 'held' WHEN verdict IS NULL THEN 'rejected' ELSE 'declined' END AS state,
        {_LINE_COLUMNS}
    FROM outbox WHERE status IN ('hold', 'rejected') AND NOT verdict_seen
    UNION ALL
    SELECT {_FILE_COLUMNS}
    {FILES} AND CASE WHEN {TURNED_DOWN} THEN NOT verdict_seen ELSE trouble IS NOT NULL END"""
_DECLINED = "SELECT op_id FROM outbox WHERE status = 'rejected' AND verdict IS NOT NULL AND NOT verdict_seen ORDER BY seq"
AMISS = f"SELECT count(*) FROM ({_TROUBLED}) WHERE part > 0 OR state <> 'held'"
"""How many operations were not accepted, and files cannot be sent, which somebody has to look at: all that is in trouble, but for
what is held, which goes by itself."""
_ENTRIES = f"""SELECT entry.*, {_NAME}, NULL, NULL FROM ({_WAITING}) AS entry WHERE inspection_id = :inspection
ORDER BY part, place LIMIT :limit OFFSET :start"""
_GROUPS = f"""SELECT entry.inspection_id, {_NAME},
    sum(part = 0), sum(part > 0 AND state <> 'later'), sum(state = 'later'),
    sum(CASE WHEN part > 0 AND state <> 'later' THEN size ELSE 0 END)
FROM ({_WAITING}) AS entry GROUP BY entry.inspection_id ORDER BY min(place)"""
_SHA256_LENGTH = 64


class StoreBacklog:
    """Implements the port QueueReader."""

    def __init__(self, database: TabletDatabase) -> None:
        self._database = database

    def groups(self, unmetered: bool) -> list[QueueGroup]:
        found = self._database.connection.execute(_GROUPS, {"unmetered": unmetered}).fetchall()
        return [QueueGroup(UUID(bytes=row[0]), row[1] or "", *row[2:]) for row in found]

    def waiting(self, inspection_id: UUID, unmetered: bool, start: int, limit: int) -> list[QueueEntry]:
        found = self._database.connection.execute(
            _ENTRIES, {"inspection": inspection_id.bytes, "unmetered": unmetered, "start": start, "limit": limit}
        ).fetchall()
        return [_entry(row) for row in found]

    def troubled(self, start: int, limit: int) -> tuple[list[QueueEntry], int]:
        connection, which = self._database.connection, {"unmetered": True, "start": start, "limit": limit}
        found = connection.execute(
            f"SELECT entry.*, {_NAME}, {_WITHDRAWN}, {_BY_TEAM} FROM ({_TROUBLED}) AS entry"
            " ORDER BY part, place LIMIT :limit OFFSET :start",
            which,
        ).fetchall()
        (count,) = connection.execute(f"SELECT count(*) FROM ({_TROUBLED})", which).fetchone()
        return [_entry(row) for row in found], count

    def declined(self) -> list[str]:
        return [row[0].hex() for row in self._database.connection.execute(_DECLINED).fetchall()]

    def ask_again(self, key: str) -> None:
        with self._database.transaction() as connection:
            if len(key) == _SHA256_LENGTH:
                connection.execute("UPDATE evidence SET trouble = NULL, code = trouble WHERE sha256 = ?", (key,))
            else:
                connection.execute(
                    "UPDATE outbox SET status = 'queued' WHERE op_id = ? AND status = 'rejected' AND verdict IS NULL",
                    (bytes.fromhex(key),),
                )

    def acknowledge(self, keys: Sequence[str]) -> None:
        with self._database.transaction() as connection:
            connection.conn.executemany(
                "UPDATE outbox SET verdict_seen = 1 WHERE op_id = ? AND status = 'rejected' AND verdict IS NOT NULL",
                [(UUID(key).bytes,) for key in keys],
            )


def _entry(row: tuple[object, ...]) -> QueueEntry:
    _, _, state, key, inspection_id, item_code, kind, size, tries, code, verdict, compound, withdrawn, by_team = row
    return QueueEntry(
        key=key.hex() if isinstance(key, bytes) else str(key),
        inspection_id=UUID(bytes=inspection_id),  # type: ignore[arg-type]
        compound=str(compound or ""),
        item_code=str(item_code) if item_code else None,
        kind=EntryKind(str(kind)),
        state=EntryState(str(state)),
        size=int(size),  # type: ignore[call-overload]
        tries=int(tries),  # type: ignore[call-overload]
        code=str(code) if code else None,
        verdict=from_json(str(verdict), LateOutcome) if verdict else None,
        withdrawn=bool(withdrawn),
        by_team=None if by_team is None else bool(by_team),
    )
