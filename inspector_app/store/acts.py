"""One user action in one transaction: current row, history and outbox line together."""

import hashlib
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlite_utils import Database

from inspector_app.services.records import FORGOTTEN, InspectionRecord, PhotoRecord, Revision
from inspector_app.store import rows
from inspector_app.store.contested import contested_on, settle_disputes
from sync.domain.chain import NOTHING_BEFORE, link
from sync.domain.clock import Clock
from sync.domain.ids import IdMaker
from sync.domain.inspections import UNANSWERED, Result, ResultValue, State
from sync.protocol.codec import to_json
from sync.protocol.messages import ContestedValue, SignatureOnRecord
from sync.protocol.operations import AddPhoto, Body, Operation, SetResult, StartInspection, decode, encode

_LAST_LINK = "SELECT seq, link FROM outbox ORDER BY seq DESC LIMIT 1"
_UPSERT_INSPECTION = """
INSERT INTO inspections (id, assignment_id, checklist_id, checklist_version, state, state_rev, started_at, started_by,
    submitted_at, returned, refusal)
VALUES (:id, :assignment_id, :checklist_id, :checklist_version, :state, :state_rev, :started_at, :started_by,
    :submitted_at, :returned, :refusal)
ON CONFLICT (id) DO UPDATE SET state = :state, state_rev = :state_rev, submitted_at = :submitted_at,
    returned = :returned, refusal = :refusal"""
_BEGUN_BY_NOBODY = "SELECT assignment_id, checklist_id, checklist_version FROM inspections WHERE id = ? AND refusal = ?"
_UPSERT_RESULT = """
INSERT INTO results (inspection_id, item_code, value, revision, author, at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (inspection_id, item_code) DO UPDATE SET value = excluded.value, revision = excluded.revision,
    author = excluded.author, at = excluded.at"""
# From the outbox's newest line backwards, which a join in another order would not do: the last change stands near its end.
_LAST_CHANGE = f"""
SELECT {rows.REVISION_COLUMNS}, outbox.line FROM outbox CROSS JOIN result_revisions AS change ON change.id = outbox.op_id
JOIN results USING (inspection_id, item_code)
WHERE change.inspection_id = :inspection AND change.author = :author AND results.author = :author AND results.value = change.value
AND change.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM result_revisions AS undo WHERE undo.undoes = change.id)
AND outbox.seq > coalesce((SELECT max(seq) FROM outbox WHERE subject = :inspection AND kind = 'inspection.submit'), 0)
ORDER BY outbox.seq DESC LIMIT 1"""


class StoreAct:
    """Implements the port Act on an open transaction."""

    def __init__(self, database: Database, ids: IdMaker, clock: Clock) -> None:
        self._database = database
        self._ids = ids
        self._clock = clock

    def queue(self, body: Body, by: UUID) -> Operation:
        if not isinstance(body, StartInspection):
            self.begin_if_forgotten(body.inspection_id, by)
        return self._append(body, by)

    def begin_if_forgotten(self, inspection_id: UUID, by: UUID) -> None:
        """An inspection that a colleague began, and that the centre has forgotten since, is begun by whoever goes on with it."""
        head = self._database.execute(_BEGUN_BY_NOBODY, (inspection_id.bytes, FORGOTTEN)).fetchone()
        if head is not None:
            assignment_id, checklist_id, version = head
            self._database.execute("UPDATE inspections SET refusal = NULL WHERE id = ?", (inspection_id.bytes,))
            self._append(StartInspection(inspection_id, UUID(bytes=assignment_id), checklist_id, version), by)

    def _append(self, body: Body, by: UUID) -> Operation:
        last, before = self._database.execute(_LAST_LINK).fetchone() or (0, NOTHING_BEFORE)
        operation = Operation(self._ids.new(), last + 1, by, self._clock.now(), body, before)
        line = encode(operation)
        self._database.execute(
            "INSERT INTO outbox (seq, op_id, kind, subject, item_code, line, link) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                operation.seq,
                operation.id.bytes,
                body.kind,
                body.inspection_id.bytes,
                _item_of(body),
                line,
                link(before, hashlib.sha256(line).hexdigest()),
            ),
        )
        return operation

    def inspection(self, inspection_id: UUID) -> InspectionRecord | None:
        row = self._database.execute(
            f"SELECT {rows.INSPECTION_COLUMNS} FROM inspections WHERE id = ?", (inspection_id.bytes,)
        ).fetchone()
        return rows.inspection_from(row) if row else None

    def state(self, inspection_id: UUID) -> State | None:
        row = self._database.execute("SELECT state FROM inspections WHERE id = ?", (inspection_id.bytes,)).fetchone()
        return State(row[0]) if row else None

    def save_inspection(self, record: InspectionRecord) -> None:
        self._database.execute(_UPSERT_INSPECTION, rows.inspection_row(record))

    def result(self, inspection_id: UUID, item_code: str) -> Result:
        row = self._database.execute(
            f"SELECT {rows.RESULT_COLUMNS} FROM results WHERE inspection_id = ? AND item_code = ?",
            (inspection_id.bytes, item_code),
        ).fetchone()
        return rows.result_from(row) if row else Result(inspection_id, item_code, UNANSWERED, None, None, None)

    def save_result(self, result: Result, before: ResultValue, operation: Operation, undoes: UUID | None = None) -> None:
        key, value = result.inspection_id.bytes, rows.value_text(result.value)
        at = operation.at.isoformat()
        self._database.execute(_UPSERT_RESULT, (key, result.item_code, value, operation.id.bytes, operation.by.bytes, at))
        self._database.execute(
            "INSERT INTO result_revisions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                operation.id.bytes,
                key,
                result.item_code,
                value,
                rows.value_text(before),
                operation.by.bytes,
                at,
                undoes.bytes if undoes else None,
            ),
        )
        if isinstance(operation.body, SetResult) and operation.body.resolves:
            settle_disputes(self._database, operation.body.resolves, operation.id)

    def contested(self, inspection_id: UUID, item_code: str) -> tuple[ContestedValue, ...]:
        return contested_on(self._database, inspection_id, item_code)

    def last_change(self, inspection_id: UUID, author: UUID) -> Revision | None:
        row = self._database.execute(_LAST_CHANGE, {"inspection": inspection_id.bytes, "author": author.bytes}).fetchone()
        return replace(rows.revision_from(row), decides=_decides(row[-1])) if row else None

    def add_photo(self, photo: PhotoRecord, operation: Operation) -> None:
        facts = photo.facts
        self._database.execute(
            "INSERT INTO photos (id, inspection_id, item_code, facts, copy_sha256, original_sha256, author, here, added_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?)",
            (
                facts.photo_id.bytes,
                photo.inspection_id.bytes,
                facts.item_code,
                to_json(facts),
                facts.copy_sha256,
                facts.original_sha256,
                photo.author.bytes,
                operation.id.bytes,
            ),
        )
        originals = self._database.execute(
            "SELECT json_extract(document, '$.originals') FROM assignments WHERE inspection_id = ?",
            (photo.inspection_id.bytes,),
        ).fetchone()[0]
        for role, sha256, size in (
            ("copy", facts.copy_sha256, facts.copy_size),
            ("original", facts.original_sha256, facts.original_size),
        ):
            self._database.execute(
                "INSERT INTO evidence (sha256, role, size, photo_id, originals) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (sha256, role, size, facts.photo_id.bytes, originals),
            )

    def photo(self, photo_id: UUID) -> PhotoRecord | None:
        row = self._database.execute(
            f"SELECT {rows.PHOTO_COLUMNS} FROM photos WHERE id = ? AND removed_at IS NULL", (photo_id.bytes,)
        ).fetchone()
        return rows.photo_from(row) if row else None

    def remove_photo(self, photo_id: UUID, at: datetime) -> None:
        self._database.execute("UPDATE photos SET removed_at = ? WHERE id = ?", (at.isoformat(), photo_id.bytes))

    def save_signature(self, signature: SignatureOnRecord, inspection_id: UUID) -> None:
        save_signature(self._database, signature, inspection_id.bytes)

    def drop_drafts(self, inspection_id: UUID, item_code: str) -> None:
        self._database.execute("DELETE FROM drafts WHERE inspection_id = ? AND item_code = ?", (inspection_id.bytes, item_code))


def save_signature(database: Database, given: SignatureOnRecord, inspection_id: bytes) -> None:
    """Once: a signature never changes."""
    database.execute(
        "INSERT INTO signatures VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (given.revision.bytes, inspection_id, to_json(given.signature), given.author.bytes, given.at.isoformat()),
    )


def _item_of(body: Body) -> str | None:
    if isinstance(body, SetResult):
        return body.item_code
    return body.photo.item_code if isinstance(body, AddPhoto) else None


def _decides(line: bytes) -> bool:
    body = decode(line).body
    return isinstance(body, SetResult) and bool(body.resolves)
