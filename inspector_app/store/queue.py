"""What waits for the centre: outbox lines and evidence files."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlite_utils import Database

from inspector_app.services.photos import CLOCK_OFFSET
from inspector_app.store.acts import StoreAct
from inspector_app.store.backlog import AMISS
from inspector_app.store.database import TabletDatabase
from inspector_app.store.files import EvidenceFolder
from inspector_app.store.forgotten import forget_with_the_centre
from inspector_app.store.histories import settle_thumbnails, wanted_thumbnails
from inspector_app.store.identity import CURSOR_KEY, RECEIPT_KEY, StoreIdentity
from inspector_app.store.inbox import forget_receipts, take_in
from inspector_app.store.rescue_note import RescueNotes
from inspector_app.store.verdicts import take_in_verdicts, turned_down
from inspector_app.store.waiting import FOR_ANOTHER_LINK, WAITING_FILES, WAITING_LINES
from sync.client.ports import Backlog, QueuedLine, WaitingFile
from sync.domain.clock import Clock
from sync.domain.ids import IdMaker
from sync.domain.receipts import NO_RECEIPT, Receipt
from sync.errors import CentreFailed, EvidenceMismatch
from sync.protocol.messages import Changes, OperationOutcome, OperationStatus
from sync.protocol.rescue import RescueKey

_ON_THIS_LINK = f"{WAITING_FILES} AND NOT ({FOR_ANOTHER_LINK})"
_FILES = f"SELECT count(*), coalesce(sum(evidence.size), 0) {_ON_THIS_LINK}"
_RECORD_IS_THERE = "outbox.status IN ('applied', 'conflict')"
_QUEUED_AGAIN = """UPDATE outbox SET status = 'queued', code = NULL
WHERE status IN ('applied', 'conflict', 'rejected') AND verdict IS NULL"""
_ANSWERED = """UPDATE outbox SET status = ?, code = ?, answered_at = ?, tries = tries + 1,
    verdict = CASE WHEN ? IN ('applied', 'conflict') THEN NULL ELSE verdict END WHERE op_id = ?"""
_STARTS_WAITED_FOR = """SELECT op_id, line FROM outbox WHERE status IN ('queued', 'hold') AND kind = 'inspection.start'
AND EXISTS (SELECT 1 FROM outbox AS before
    WHERE before.subject = outbox.subject AND before.status IN ('queued', 'hold') AND before.seq < outbox.seq)
ORDER BY seq LIMIT ?"""
_STATUS = {
    OperationStatus.APPLIED: "applied",
    OperationStatus.DUPLICATE: "applied",
    OperationStatus.CONFLICT: "conflict",
    OperationStatus.REJECTED: "rejected",
    OperationStatus.HOLD: "hold",
}
_ANSWERED_AMISS = f"""CASE WHEN evidence.code IN ('{CentreFailed.code}', '{EvidenceMismatch.code}') THEN evidence.tries
ELSE 0 END"""
"""Files whose last try was answered, and not with a receipt, go after the others, the most tried last: one that something between
tablet and centre, or the centre itself, answers like that every time ends its own sync and keeps no other back."""
_OFFSET_STEP_MS = 1000
"""A clock that moved less is the same clock: not every sync writes."""


class StoreQueue:
    """Implements the port TabletQueue."""

    def __init__(self, database: TabletDatabase, folder: EvidenceFolder, clock: Clock) -> None:
        self._database = database
        self._folder = folder
        self._clock = clock
        self._ids = IdMaker(clock)
        self._rescue_notes = RescueNotes(database.folder)

    def backlog(self, unmetered: bool) -> Backlog:
        connection = self._database.connection
        (records,) = connection.execute(f"SELECT count(*) {WAITING_LINES}").fetchone()
        files, size = connection.execute(_FILES, {"unmetered": unmetered}).fetchone()
        (amiss,) = connection.execute(AMISS, {"unmetered": unmetered}).fetchone()
        later = 0 if unmetered else connection.execute(_FILES, {"unmetered": True}).fetchone()[0] - files
        return Backlog(records, files, size, amiss, later)

    def queued(self, after: UUID | None, limit: int) -> list[QueuedLine]:
        found = self._database.connection.execute(
            "SELECT op_id, line FROM outbox WHERE status IN ('queued', 'hold')"
            " AND seq > coalesce((SELECT seq FROM outbox WHERE op_id = ?), 0) ORDER BY seq LIMIT ?",
            (after.bytes if after else None, limit),
        ).fetchall()
        return [QueuedLine(UUID(bytes=op_id), line) for op_id, line in found]

    def waited_for(self, limit: int) -> list[QueuedLine]:
        found = self._database.connection.execute(_STARTS_WAITED_FOR, (limit,)).fetchall()
        return [QueuedLine(UUID(bytes=op_id), line) for op_id, line in found]

    def settle(self, outcomes: Sequence[tuple[UUID, OperationOutcome]], receipt: Receipt | None = None) -> None:
        at = self._clock.now().isoformat()
        with self._database.transaction() as connection:
            connection.conn.executemany(
                _ANSWERED, [(_final(outcome), outcome.code, at, _final(outcome), op_id.bytes) for op_id, outcome in outcomes]
            )
            for op_id, outcome in outcomes:
                if _final(outcome) in ("conflict", "rejected"):
                    turned_down(connection, op_id.bytes, _final(outcome), outcome.code)
            if receipt is not None:
                _keep(connection, receipt)

    def lines_failed(self, ids: Sequence[UUID], code: str) -> None:
        with self._database.passing_note() as connection:
            connection.conn.executemany(
                "UPDATE outbox SET tries = tries + 1, code = ? WHERE op_id = ?", [(code, op_id.bytes) for op_id in ids]
            )

    def file_failed(self, sha256: str, code: str) -> None:
        with self._database.passing_note() as connection:
            connection.execute("UPDATE evidence SET tries = tries + 1, code = ? WHERE sha256 = ?", (code, sha256))

    def last_receipt(self) -> str:
        return self._preference(RECEIPT_KEY) or NO_RECEIPT

    def last_number(self) -> int:
        (number,) = self._database.connection.execute("SELECT coalesce(max(seq), 0) FROM outbox").fetchone()
        return int(number)

    def send_again(self) -> None:
        with self._database.transaction() as connection:
            connection.execute(_QUEUED_AGAIN)
            forget_receipts(connection)
            connection.execute("DELETE FROM preferences WHERE key IN (?, ?)", (CURSOR_KEY, RECEIPT_KEY))

    def cursor(self) -> str | None:
        return self._preference(CURSOR_KEY)

    def _preference(self, key: str) -> str | None:
        row = self._database.connection.execute("SELECT value FROM preferences WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def take_in(self, changes: Changes) -> None:
        self._note_offset(changes.centre_time)
        if changes.cursor == self.cursor() and not changes.more:
            return
        with self._database.transaction() as connection:
            take_in_verdicts(connection, changes.late_outcomes)
            take_in(connection, changes)
            forget_with_the_centre(connection, changes, StoreAct(connection, self._ids, self._clock))
            connection.execute("INSERT OR REPLACE INTO preferences (key, value) VALUES (?, ?)", (CURSOR_KEY, changes.cursor))

    def _note_offset(self, centre_time: datetime) -> None:
        """How far this tablet's clock is ahead; the time an answer travels is far below what matters."""
        ahead = round((self._clock.now() - centre_time) / timedelta(milliseconds=1))
        known = self._preference(CLOCK_OFFSET)
        if known is None or abs(int(known) - ahead) > _OFFSET_STEP_MS:
            with self._database.transaction() as connection:
                connection.execute("INSERT OR REPLACE INTO preferences (key, value) VALUES (?, ?)", (CLOCK_OFFSET, str(ahead)))

    def waiting_files(self, unmetered: bool, limit: int) -> list[WaitingFile]:
        found = self._database.connection.execute(
            f"SELECT sha256, evidence.size, evidence.tries > 0 {_ON_THIS_LINK} AND {_RECORD_IS_THERE}"
            f" ORDER BY {_ANSWERED_AMISS}, role, evidence.photo_id LIMIT :limit",
            {"unmetered": unmetered, "limit": limit},
        ).fetchall()
        return [WaitingFile(sha256, size, self._folder.path_of(sha256), bool(failed)) for sha256, size, failed in found]

    def receipts(self, hashes: Sequence[str]) -> None:
        at = self._clock.now().isoformat()
        with self._database.transaction() as connection:
            connection.conn.executemany(
                "UPDATE evidence SET stored_at = ?, owed = 0, trouble = NULL, tries = tries + 1 WHERE sha256 = ?",
                [(at, sha256) for sha256 in hashes],
            )

    def unreadable_file(self, sha256: str, code: str) -> None:
        with self._database.transaction() as connection:
            connection.execute("UPDATE evidence SET trouble = ?, tries = tries + 1 WHERE sha256 = ?", (code, sha256))

    def lacks_rescue_key(self, named: str) -> bool:
        return self._rescue_notes.lacks(named)

    def keep_rescue_key(self, key: RescueKey) -> None:
        device = StoreIdentity(self._database).device()
        if device is not None:
            self._rescue_notes.keep(device, key)

    def mistrusts_rescue_key(self) -> bool:
        return self._rescue_notes.is_outdated()

    def wanted_thumbnails(self, limit: int) -> list[UUID]:
        """What is here all the same, as after a kill or once an assignment has come again, takes nobody else's place."""
        while wanted := wanted_thumbnails(self._database.connection, limit):
            here = [photo_id for photo_id in wanted if self._folder.has_thumbnail(photo_id)]
            if not here:
                return wanted
            self.settle_thumbnails(here)
        return []

    def keep_thumbnail(self, photo_id: UUID, content: bytes) -> None:
        self._folder.keep_thumbnail(photo_id, content)

    def settle_thumbnails(self, photo_ids: Sequence[UUID]) -> None:
        with self._database.transaction() as connection:
            settle_thumbnails(connection, photo_ids)


def _final(outcome: OperationOutcome) -> str:
    """A duplicate of an operation that had conflicted reports the conflict's code and stays one."""
    if outcome.status is OperationStatus.DUPLICATE and outcome.code is not None:
        return "conflict"
    return _STATUS[outcome.status]


def _keep(connection: Database, receipt: Receipt) -> None:
    """The first one stays: another for the same operations says the same later, and is the last all the same."""
    connection.execute(
        "INSERT INTO receipts VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            receipt.device_id.bytes,
            receipt.seq,
            receipt.link,
            receipt.received_at.isoformat(),
            receipt.key_id,
            receipt.signature,
        ),
    )
    connection.execute("INSERT OR REPLACE INTO preferences (key, value) VALUES (?, ?)", (RECEIPT_KEY, receipt.place))
