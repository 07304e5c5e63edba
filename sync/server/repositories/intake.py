"""Reading what a batch touches and writing what it amounts to, in bulk."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, Table, bindparam, select

from sync.domain.clock import Clock
from sync.domain.ids import IdMaker
from sync.domain.inspections import State
from sync.domain.receipts import Receipt
from sync.protocol.codec import to_json
from sync.protocol.messages import ReviewAct
from sync.server.repositories import schema
from sync.server.repositories.bulk import insert_rows
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.feed import note_changes
from sync.server.repositories.findings import reconcile_findings
from sync.server.repositories.history import note_history
from sync.server.repositories.intake_loading import KnownLoading
from sync.server.repositories.published import PublishedChecklists
from sync.server.repositories.receipts import store_receipt
from sync.server.repositories.values import value_text
from sync.server.services.known import (
    Change,
    Effects,
    Known,
    KnownResult,
    ReceivedLine,
    Sender,
)

_I = schema.inspections.c
_SUBMIT = (
    schema.inspections.update()
    .where(_I.id == bindparam("key"))
    .values({name: bindparam(name) for name in ("state", "state_rev", "submitted_at", "score")})
)
_R = schema.results.c
_REPLACE = (
    schema.results.update()
    .where(_R.inspection_id == bindparam("new_inspection_id"), _R.item_code == bindparam("new_item_code"))
    .values({name: bindparam(f"new_{name}") for name in ("value", "outcome", "revision", "author", "at")})
)
_TOUCH = schema.inspections.update().where(_I.id.in_(bindparam("ids", expanding=True))).values(active_at=bindparam("now"))


class IntakeTables:
    """Implements the port IntakeRepository."""

    def __init__(self, database: CentreDatabase, ids: IdMaker, clock: Clock) -> None:
        self._database = database
        self._ids = ids
        self._clock = clock
        self._checklists = PublishedChecklists()

    @contextmanager
    def transaction(self) -> Iterator["IntakeWriting"]:
        with self._database.writing() as connection:
            yield self.on(connection)

    def on(self, connection: Connection) -> "IntakeWriting":
        """Taking in as a part of another write transaction."""
        return IntakeWriting(self._database, connection, self._checklists, self._ids, self._clock)


class IntakeWriting:
    """Implements the port IntakeTransaction. The time of receipt is taken once everything touched is locked, so that of two
    batches on one inspection the first applied was the first received, whatever the clock does."""

    def __init__(
        self, database: CentreDatabase, connection: Connection, checklists: PublishedChecklists, ids: IdMaker, clock: Clock
    ) -> None:
        self._database = database
        self._connection = connection
        self._checklists = checklists
        self._ids = ids
        self._clock = clock
        self._now = clock.now()

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        with self._database.plain_errors(), self._connection.begin_nested():
            yield

    def load(self, received: Sequence[ReceivedLine]) -> Known:
        known = KnownLoading(self._connection, self._checklists).load(received)
        self._now = _after(self._clock.now(), known)
        return known

    def store(self, sender: Sender, effects: Effects, tell_sender: bool = False) -> None:
        """``tell_sender``: the sending tablet does not know yet what became of its lines, so the news are for it as well."""
        self._store_answers(sender, effects)
        self._store_quarantine(sender, effects)
        self._store_started(effects)
        self._store_results(effects)
        self._store_photos(effects)
        self._store_signatures(effects)
        self._store_submissions(effects)
        self._touch(effects)
        told = tell_sender or effects.met_another
        note_changes(self._connection, _news(effects), None if told else sender.device_id)
        note_history(self._connection, [submission.inspection.inspection_id for submission in effects.submissions])

    def store_receipt(self, receipt: Receipt) -> None:
        store_receipt(self._connection, receipt)

    def _store_answers(self, sender: Sender, effects: Effects) -> None:
        self._insert(
            schema.operations,
            [
                {
                    "id": line.operation.id,
                    "device_id": sender.device_id,
                    "seq": line.operation.seq,
                    "kind": line.operation.body.kind,
                    "line_sha256": line.sha256,
                    "line": line.line,
                    "status": outcome.status.value,
                    "code": outcome.code,
                    "received_at": self._now,
                    "inspection_id": line.operation.body.inspection_id,
                }
                for line, outcome in effects.answered
                if line.operation is not None
            ],
        )

    def _store_quarantine(self, sender: Sender, effects: Effects) -> None:
        if not effects.quarantined:
            return
        table = schema.quarantine.c
        there = set(
            self._connection.scalars(
                select(table.line_sha256).where(
                    table.device_id == sender.device_id,
                    table.line_sha256.in_([line.sha256 for line, _, _ in effects.quarantined]),
                )
            )
        )
        fresh = {line.sha256: (line, code, reason) for line, code, reason in effects.quarantined if line.sha256 not in there}
        self._insert(
            schema.quarantine,
            [
                {
                    "device_id": sender.device_id,
                    "line_sha256": digest,
                    "line": line.line,
                    "code": code,
                    "reason": reason,
                    "received_at": self._now,
                }
                for digest, (line, code, reason) in fresh.items()
            ],
        )

    def _store_started(self, effects: Effects) -> None:
        self._insert(
            schema.inspections,
            [
                {
                    "id": inspection.inspection_id,
                    "assignment_id": inspection.assignment_id,
                    "checklist_id": inspection.checklist.id,
                    "checklist_version": inspection.checklist.version,
                    "item_count": len(inspection.checklist.items),
                    "state": State.IN_PROGRESS.value,
                    "state_rev": 1,
                    "started_at": operation.at,
                    "started_by": operation.by,
                    "active_at": self._now,
                }
                for operation, inspection in effects.started
            ],
        )

    def _store_results(self, effects: Effects) -> None:
        texts = {revision.operation.id: value_text(revision.value) for revision in effects.revisions}
        self._insert(
            schema.result_revisions,
            [
                {
                    "id": revision.operation.id,
                    "inspection_id": revision.inspection_id,
                    "item_code": revision.item_code,
                    "value": texts[revision.operation.id],
                    "base": revision.base,
                    "author": revision.operation.by,
                    "at": revision.operation.at,
                    "received_at": self._now,
                    "conflict": revision.conflict,
                }
                for revision in effects.revisions
            ],
        )
        rows = [(result.stored, _result_row(key, result, texts[result.revision])) for key, result in effects.changed.items()]
        self._insert(schema.results, [row for stored, row in rows if not stored])
        if replaced := [row for stored, row in rows if stored]:
            self._connection.execute(_REPLACE, [{f"new_{name}": value for name, value in row.items()} for row in replaced])

    def _store_photos(self, effects: Effects) -> None:
        self._insert(
            schema.photos,
            [
                {
                    "id": photo.facts.photo_id,
                    "inspection_id": photo.inspection_id,
                    "item_code": photo.facts.item_code,
                    "facts": to_json(photo.facts),
                    "copy_sha256": photo.facts.copy_sha256,
                    "original_sha256": photo.facts.original_sha256,
                    "author": photo.operation.by,
                    "original_wanted": False,
                }
                for photo in effects.photos
            ],
        )
        if effects.removed:
            self._connection.execute(
                schema.photos.update().where(schema.photos.c.id == bindparam("key")).values(removed_at=bindparam("moment")),
                [{"key": photo_id, "moment": at} for photo_id, at in effects.removed],
            )

    def _store_signatures(self, effects: Effects) -> None:
        self._insert(
            schema.signatures,
            [
                {
                    "id": signature.operation.id,
                    "inspection_id": signature.inspection_id,
                    "signature": to_json(signature.signature),
                    "author": signature.operation.by,
                    "at": signature.operation.at,
                }
                for signature in effects.signatures
            ],
        )

    def _store_submissions(self, effects: Effects) -> None:
        if not effects.submissions:
            return
        self._connection.execute(
            _SUBMIT,
            [
                {
                    "key": submission.inspection.inspection_id,
                    "state": State.SUBMITTED.value,
                    "state_rev": submission.inspection.state_rev,
                    "submitted_at": submission.operation.at,
                    "score": submission.score,
                }
                for submission in effects.submissions
            ],
        )
        self._insert(
            schema.reviews,
            [
                {
                    "inspection_id": submission.inspection.inspection_id,
                    "state_rev": submission.inspection.state_rev,
                    "act": ReviewAct.SUBMITTED.value,
                    "by": submission.operation.by,
                    "at": submission.operation.at,
                    "comment": "",
                    "items": "[]",
                }
                for submission in effects.submissions
            ],
        )
        found = {submission.inspection.inspection_id: submission.findings for submission in effects.submissions}
        reconcile_findings(self._connection, self._ids, found)

    def _touch(self, effects: Effects) -> None:
        if effects.touched:
            self._connection.execute(_TOUCH, {"ids": list(effects.touched), "now": self._now})

    def _insert(self, table: Table, rows: list[dict[str, object]]) -> None:
        insert_rows(self._connection, table, rows)


def _after(now: datetime, known: Known) -> datetime:
    """Now, or just after the last change of what is touched where the centre's clock was set back since."""
    last = max((one.active_at for one in known.inspections.values() if one.active_at is not None), default=None)
    return now if last is None or last < now else last + timedelta(microseconds=1)


def _news(effects: Effects) -> Iterator[Change]:
    """One entry for all that changed of one kind in one inspection."""
    for (kind, inspection_id), names in effects.changes.items():
        inspection = effects.touched[inspection_id]
        yield Change(inspection.district, kind, inspection_id, tuple(names), inspection.assignment_id)


def _result_row(key: tuple[UUID, str], result: KnownResult, value: str) -> dict[str, object]:
    return {
        "inspection_id": key[0],
        "item_code": key[1],
        "value": value,
        "outcome": result.value.outcome.value if result.value.outcome else None,
        "revision": result.revision,
        "author": result.author,
        "at": result.at,
    }
