"""Reading what a batch touches and writing what it amounts to, in bulk."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Table, bindparam, select

from sync.domain.clock import Clock
from sync.domain.ids import IdMaker
from sync.domain.inspections import ResultValue, State
from sync.protocol.codec import from_json
from sync.protocol.messages import OperationStatus, ReviewAct
from sync.server.repositories import schema
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.feed import note_changes
from sync.server.repositories.findings import reconcile_findings
from sync.server.repositories.values import as_json, parsed_checklist
from sync.server.services.known import (
    Effects,
    Known,
    KnownInspection,
    KnownPhoto,
    KnownResult,
    ReceivedLine,
    Sender,
    StoredAnswer,
)


class IntakeTables:
    """Implements the port IntakeRepository."""

    def __init__(self, database: CentreDatabase, ids: IdMaker, clock: Clock) -> None:
        self._database = database
        self._ids = ids
        self._clock = clock

    @contextmanager
    def transaction(self) -> Iterator["IntakeWriting"]:
        with self._database.writing() as connection:
            yield IntakeWriting(connection, self._ids, self._clock.now())


class IntakeWriting:
    """Implements the port IntakeTransaction. ``now`` is the time of receipt."""

    def __init__(self, connection: Connection, ids: IdMaker, now: datetime) -> None:
        self._connection = connection
        self._ids = ids
        self._now = now

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        with self._connection.begin_nested():
            yield

    def load(self, received: Sequence[ReceivedLine]) -> Known:
        operations = [line.operation for line in received if line.operation is not None]
        inspections = self._inspections({operation.body.inspection_id for operation in operations})
        answers = self._answers([operation.id for operation in operations])
        self._load_results(inspections)
        self._load_photos(inspections)
        return Known(answers, inspections)

    def _answers(self, ids: list[UUID]) -> dict[UUID, StoredAnswer]:
        table = schema.operations.c
        rows = self._connection.execute(select(table.id, table.line_sha256, table.status, table.code).where(table.id.in_(ids)))
        return {row.id: StoredAnswer(row.line_sha256, OperationStatus(row.status), row.code) for row in rows}

    def _inspections(self, ids: set[UUID]) -> dict[UUID, KnownInspection]:
        a, i, k = schema.assignments.c, schema.inspections.c, schema.campaigns.c
        rows = self._connection.execute(
            select(a.inspection_id, a.id, schema.compounds.c.district, schema.checklists.c.document, i.state, i.state_rev)
            .join_from(schema.assignments, schema.compounds, schema.compounds.c.id == a.compound_id)
            .join(schema.campaigns, k.id == a.campaign_id)
            .outerjoin(schema.inspections, i.id == a.inspection_id)
            .join(
                schema.checklists,
                (schema.checklists.c.id == k.checklist_id) & (schema.checklists.c.version == k.checklist_version),
            )
            .where(a.inspection_id.in_(ids))
            .order_by(a.inspection_id)
            .with_for_update(of=schema.assignments)
        ).all()
        teams = self._teams([row.id for row in rows])
        return {
            row.inspection_id: KnownInspection(
                inspection_id=row.inspection_id,
                assignment_id=row.id,
                district=row.district,
                team=frozenset(teams.get(row.id, ())),
                checklist=parsed_checklist(row.document),
                state=State(row.state) if row.state else None,
                state_rev=row.state_rev or 0,
            )
            for row in rows
        }

    def _teams(self, assignment_ids: list[UUID]) -> dict[UUID, list[UUID]]:
        members = schema.assignment_members.c
        teams: dict[UUID, list[UUID]] = {}
        for row in self._connection.execute(
            select(members.assignment_id, members.person_id).where(members.assignment_id.in_(assignment_ids))
        ):
            teams.setdefault(row.assignment_id, []).append(row.person_id)
        return teams

    def _load_results(self, inspections: dict[UUID, KnownInspection]) -> None:
        table = schema.results.c
        for row in self._connection.execute(
            select(table.inspection_id, table.item_code, table.value, table.revision, table.author, table.at).where(
                table.inspection_id.in_(_started(inspections))
            )
        ):
            inspections[row.inspection_id].results[row.item_code] = KnownResult(
                from_json(row.value, ResultValue), row.revision, row.author, row.at
            )

    def _load_photos(self, inspections: dict[UUID, KnownInspection]) -> None:
        table = schema.photos.c
        for row in self._connection.execute(
            select(table.inspection_id, table.id, table.item_code, table.removed_at).where(
                table.inspection_id.in_(_started(inspections))
            )
        ):
            inspections[row.inspection_id].photos[row.id] = KnownPhoto(row.item_code, row.removed_at is not None)

    def store(self, sender: Sender, effects: Effects) -> None:
        self._store_answers(sender, effects)
        self._store_quarantine(sender, effects)
        self._store_started(effects)
        self._store_results(effects)
        self._store_photos(effects)
        self._store_submissions(effects)
        self._touch(effects)
        note_changes(self._connection, effects.changes, sender.device_id)

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
        self._insert(
            schema.result_revisions,
            [
                {
                    "id": revision.operation.id,
                    "inspection_id": revision.inspection_id,
                    "item_code": revision.item_code,
                    "value": as_json(revision.value),
                    "base": revision.base,
                    "author": revision.operation.by,
                    "at": revision.operation.at,
                    "received_at": self._now,
                    "conflict": revision.conflict,
                }
                for revision in effects.revisions
            ],
        )
        self._insert(schema.results, [_result_row(*entry) for entry in effects.changed.items() if not entry[1].stored])
        changed = [_result_row(*entry) for entry in effects.changed.items() if entry[1].stored]
        if changed:
            table = schema.results.c
            self._connection.execute(
                schema.results.update()
                .where(table.inspection_id == bindparam("key_inspection"), table.item_code == bindparam("key_item"))
                .values({name: bindparam(name) for name in ("value", "outcome", "revision", "author", "at")}),
                [row | {"key_inspection": row.pop("inspection_id"), "key_item": row.pop("item_code")} for row in changed],
            )

    def _store_photos(self, effects: Effects) -> None:
        self._insert(
            schema.photos,
            [
                {
                    "id": photo.facts.photo_id,
                    "inspection_id": photo.inspection_id,
                    "item_code": photo.facts.item_code,
                    "facts": as_json(photo.facts),
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

    def _store_submissions(self, effects: Effects) -> None:
        for submission in effects.submissions:
            inspection = submission.inspection
            self._connection.execute(
                schema.inspections.update()
                .where(schema.inspections.c.id == inspection.inspection_id)
                .values(
                    state=State.SUBMITTED.value,
                    state_rev=inspection.state_rev,
                    submitted_at=submission.operation.at,
                    score=submission.score,
                )
            )
            self._insert(
                schema.reviews,
                [
                    {
                        "inspection_id": inspection.inspection_id,
                        "state_rev": inspection.state_rev,
                        "act": ReviewAct.SUBMITTED.value,
                        "by": submission.operation.by,
                        "at": submission.operation.at,
                        "comment": "",
                        "items": "[]",
                    }
                ],
            )
            reconcile_findings(self._connection, self._ids, inspection.inspection_id, submission.findings)

    def _touch(self, effects: Effects) -> None:
        if effects.touched:
            self._connection.execute(
                schema.inspections.update().where(schema.inspections.c.id.in_(list(effects.touched))).values(active_at=self._now)
            )

    def _insert(self, table: Table, rows: list[dict[str, object]]) -> None:
        if rows:
            self._connection.execute(table.insert(), rows)


def _started(inspections: dict[UUID, KnownInspection]) -> list[UUID]:
    return [key for key, inspection in inspections.items() if inspection.state is not None]


def _result_row(key: tuple[UUID, str], result: KnownResult) -> dict[str, object]:
    return {
        "inspection_id": key[0],
        "item_code": key[1],
        "value": as_json(result.value),
        "outcome": result.value.outcome.value if result.value.outcome else None,
        "revision": result.revision,
        "author": result.author,
        "at": result.at,
    }
