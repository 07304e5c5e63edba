"""Reading what the tablet holds, and opening an act to change it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from inspector_app.services.inspections import lacks_of_recorded
from inspector_app.services.records import (
    AssignmentProgress,
    InspectionRecord,
    PhotoRecord,
)
from inspector_app.store import rows
from inspector_app.store.acts import StoreAct
from inspector_app.store.contested import contested_of
from inspector_app.store.database import TabletDatabase
from inspector_app.store.histories import history_of
from inspector_app.store.progress import Recorded, recorded
from sync.domain.checklists import Checklist, parse_checklist
from sync.domain.clock import Clock
from sync.domain.compounds import Assignment
from sync.domain.ids import IdMaker
from sync.domain.inspections import Result, State
from sync.domain.people import Duty, TabletPerson
from sync.domain.previous import CompoundHistory
from sync.domain.signatures import Signature
from sync.errors import NotFound
from sync.protocol.codec import from_json
from sync.protocol.messages import ContestedValue, SignatureOnRecord

_SUBMISSION_WAITS = """EXISTS (SELECT 1 FROM outbox WHERE kind = 'inspection.submit' AND status IN ('queued', 'hold')
    AND subject = """
_ASSIGNMENTS = f"""
SELECT assignments.document, assignments.inspection_id, inspections.state, withdrawn,
    {_SUBMISSION_WAITS}assignments.inspection_id)
FROM assignments LEFT JOIN inspections ON inspections.id = assignments.inspection_id
WHERE NOT withdrawn OR EXISTS (SELECT 1 FROM outbox WHERE subject = assignments.inspection_id
    AND status IN ('queued', 'hold', 'rejected') AND NOT verdict_seen)
ORDER BY due_on, assignments.id"""
_NAMES_FILE = """SELECT EXISTS (SELECT 1 FROM evidence WHERE sha256 = :sha256)
    OR EXISTS (SELECT 1 FROM photos WHERE :sha256 IN (copy_sha256, original_sha256))"""


class StoreRecords:
    """Implements the port Records."""

    def __init__(self, database: TabletDatabase, ids: IdMaker, clock: Clock) -> None:
        self._database = database
        self._ids = ids
        self._clock = clock
        self._parsed = lru_cache(maxsize=16)(self._parse)

    @contextmanager
    def act(self) -> Iterator[StoreAct]:
        with self._database.transaction() as connection:
            yield StoreAct(connection, self._ids, self._clock)

    def assignments(self) -> list[AssignmentProgress]:
        connection = self._database.connection
        found, of = [], recorded(connection)
        for document, inspection_id, state, *more in connection.execute(_ASSIGNMENTS).fetchall():
            found.append(
                self._progress(from_json(document, Assignment), State(state) if state else None, of[inspection_id], *more)
            )
        return found

    def _progress(
        self, assignment: Assignment, state: State | None, has: Recorded, withdrawn: int, submission_waits: int
    ) -> AssignmentProgress:
        checklist = self.checklist(assignment.checklist_id, assignment.checklist_version)
        open_to_decide = has.disputed if state is None or state.editable else ()
        return AssignmentProgress(
            assignment,
            state,
            done=len(checklist.items) - len(lacks_of_recorded(checklist, has.values, has.photos, open_to_decide)),
            failed=has.failed,
            item_count=len(checklist.items),
            checklist=checklist.title,
            withdrawn=bool(withdrawn),
            conflicts=len(has.disputed),
            forgotten=len(has.forgotten),
            submission_waits=bool(submission_waits),
        )

    def assignment(self, assignment_id: UUID) -> Assignment | None:
        row = self._database.connection.execute(
            "SELECT document FROM assignments WHERE id = ?", (assignment_id.bytes,)
        ).fetchone()
        return from_json(row[0], Assignment) if row else None

    def is_withdrawn(self, assignment_id: UUID) -> bool:
        row = self._database.connection.execute(
            "SELECT withdrawn FROM assignments WHERE id = ?", (assignment_id.bytes,)
        ).fetchone()
        return bool(row and row[0])

    def submission_waits(self, inspection_id: UUID) -> bool:
        row = self._database.connection.execute(f"SELECT {_SUBMISSION_WAITS}?)", (inspection_id.bytes,)).fetchone()
        return bool(row[0])

    def history(self, assignment_id: UUID) -> CompoundHistory:
        return history_of(self._database.connection, assignment_id)

    def checklist(self, checklist_id: str, version: str) -> Checklist:
        return self._parsed(checklist_id, version)

    def _parse(self, checklist_id: str, version: str) -> Checklist:
        row = self._database.connection.execute(
            "SELECT document FROM checklists WHERE id = ? AND version = ?", (checklist_id, version)
        ).fetchone()
        if row is None:
            raise NotFound(what="checklist", name=f"{checklist_id} {version}")
        return parse_checklist(rows.plain(row[0]))

    def inspection(self, inspection_id: UUID) -> InspectionRecord | None:
        return StoreAct(self._database.connection, self._ids, self._clock).inspection(inspection_id)

    def results(self, inspection_id: UUID) -> dict[str, Result]:
        found = self._database.connection.execute(
            f"SELECT {rows.RESULT_COLUMNS} FROM results WHERE inspection_id = ?", (inspection_id.bytes,)
        ).fetchall()
        return {row[1]: rows.result_from(row) for row in found}

    def contested(self, inspection_id: UUID) -> dict[str, tuple[ContestedValue, ...]]:
        return contested_of(self._database.connection, inspection_id)

    def photos(self, inspection_id: UUID) -> list[PhotoRecord]:
        found = self._database.connection.execute(
            f"SELECT {rows.PHOTO_COLUMNS} FROM photos WHERE inspection_id = ? AND removed_at IS NULL ORDER BY id",
            (inspection_id.bytes,),
        ).fetchall()
        return [rows.photo_from(row) for row in found]

    def recorded_photo(self, photo_id: UUID) -> PhotoRecord | None:
        row = self._database.connection.execute(
            f"SELECT {rows.PHOTO_COLUMNS} FROM photos WHERE id = ?", (photo_id.bytes,)
        ).fetchone()
        return rows.photo_from(row) if row else None

    def names_file(self, sha256: str) -> bool:
        """Whether a photo or a sound has the file with this hash, also one that was removed."""
        (named,) = self._database.connection.execute(_NAMES_FILE, {"sha256": sha256}).fetchone()
        return bool(named)

    def photo_removed_at(self, inspection_id: UUID) -> datetime | None:
        found = self._database.connection.execute(
            "SELECT removed_at FROM photos WHERE inspection_id = ? AND removed_at IS NOT NULL", (inspection_id.bytes,)
        ).fetchall()
        return max((rows.required_moment(at) for (at,) in found), default=None)

    def signatures(self, inspection_id: UUID) -> list[SignatureOnRecord]:
        found = self._database.connection.execute(
            "SELECT id, signature, author, at FROM signatures WHERE inspection_id = ? ORDER BY at, id", (inspection_id.bytes,)
        ).fetchall()
        return [
            SignatureOnRecord(UUID(bytes=row[0]), from_json(row[1], Signature), UUID(bytes=row[2]), rows.required_moment(row[3]))
            for row in found
        ]

    def drafts(self, inspection_id: UUID) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for code, field, text in self._database.connection.execute(
            "SELECT item_code, field, text FROM drafts WHERE inspection_id = ?", (inspection_id.bytes,)
        ).fetchall():
            found.setdefault(code, {})[field] = text
        return found

    def save_draft(self, inspection_id: UUID, item_code: str, field: str, text: str) -> None:
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?)", (inspection_id.bytes, item_code, field, text))

    def people(self) -> list[TabletPerson]:
        found = self._database.connection.execute(
            "SELECT id, name, duty, pin_verifier, active FROM people ORDER BY duty DESC, name"
        ).fetchall()
        return [TabletPerson(UUID(bytes=row[0]), row[1], Duty(row[2]), row[3], bool(row[4])) for row in found]
