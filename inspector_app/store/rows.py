"""Rows to domain objects and back. Values are kept as JSON in the form that also travels."""

import json
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from inspector_app.services.records import InspectionRecord, PhotoRecord, Revision
from sync.domain.inspections import PhotoFacts, Result, ResultValue, Return, State
from sync.protocol.codec import from_json, to_json

Row = tuple[Any, ...]
_ALIKE = 512
"""Answers that are remembered with their text: most are alike, and none ever changes."""


def plain(text: str) -> object:
    """JSON text as plain data."""
    return json.loads(text)


@lru_cache(maxsize=_ALIKE)
def value_from(text: str) -> ResultValue:
    """An answer from its JSON text."""
    return from_json(text, ResultValue)


@lru_cache(maxsize=_ALIKE)
def value_text(value: ResultValue) -> str:
    """The JSON text of an answer."""
    return to_json(value)


def required_moment(text: str) -> datetime:
    """An aware moment."""
    return datetime.fromisoformat(text)


def moment(text: str | None) -> datetime | None:
    """An aware moment, or None."""
    return required_moment(text) if text else None


INSPECTION_COLUMNS = """id, assignment_id, checklist_id, checklist_version, state, state_rev, started_at, started_by,
    submitted_at, returned, refusal, CASE WHEN state = 'submitted' THEN json_extract(centre_head, '$.submitted_by') END"""


def inspection_from(row: Row) -> InspectionRecord:
    """From INSPECTION_COLUMNS."""
    return InspectionRecord(
        id=UUID(bytes=row[0]),
        assignment_id=UUID(bytes=row[1]),
        checklist_id=row[2],
        checklist_version=row[3],
        state=State(row[4]),
        state_rev=row[5],
        started_at=datetime.fromisoformat(row[6]),
        started_by=UUID(bytes=row[7]),
        submitted_at=moment(row[8]),
        returned=from_json(row[9], Return) if row[9] else None,
        refusal=row[10],
        submitted_by=UUID(row[11]) if row[11] else None,
    )


def inspection_row(record: InspectionRecord) -> dict[str, Any]:
    """Named values for what a tablet itself writes of INSPECTION_COLUMNS."""
    return {
        "id": record.id.bytes,
        "assignment_id": record.assignment_id.bytes,
        "checklist_id": record.checklist_id,
        "checklist_version": record.checklist_version,
        "state": record.state.value,
        "state_rev": record.state_rev,
        "started_at": record.started_at.isoformat(),
        "started_by": record.started_by.bytes,
        "submitted_at": record.submitted_at.isoformat() if record.submitted_at else None,
        "returned": to_json(record.returned) if record.returned else None,
        "refusal": record.refusal,
    }


RESULT_COLUMNS = "inspection_id, item_code, value, revision, author, at"


def result_from(row: Row) -> Result:
    """From RESULT_COLUMNS."""
    return Result(
        inspection_id=UUID(bytes=row[0]),
        item_code=row[1],
        value=value_from(row[2]),
        revision=UUID(bytes=row[3]),
        author=UUID(bytes=row[4]),
        at=datetime.fromisoformat(row[5]),
    )


REVISION_COLUMNS = "change.id, change.inspection_id, change.item_code, change.value, change.before, change.author, change.at"


def revision_from(row: Row) -> Revision:
    """From REVISION_COLUMNS."""
    return Revision(
        id=UUID(bytes=row[0]),
        inspection_id=UUID(bytes=row[1]),
        item_code=row[2],
        value=value_from(row[3]),
        before=value_from(row[4]),
        author=UUID(bytes=row[5]),
        at=datetime.fromisoformat(row[6]),
    )


PHOTO_COLUMNS = """photos.inspection_id, photos.facts, photos.author, photos.here,
    EXISTS (SELECT 1 FROM evidence WHERE evidence.sha256 = photos.copy_sha256 AND stored_at IS NOT NULL)"""


def photo_from(row: Row) -> PhotoRecord:
    """From PHOTO_COLUMNS."""
    return PhotoRecord(
        inspection_id=UUID(bytes=row[0]),
        facts=from_json(row[1], PhotoFacts),
        author=UUID(bytes=row[2]),
        here=bool(row[3]),
        copy_stored=bool(row[4]),
    )
