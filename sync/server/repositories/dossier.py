"""One inspection with everything recorded on it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, exists, select

from sync.domain.checklists import Severity
from sync.domain.findings import FindingState
from sync.domain.inspections import UNANSWERED, VISIT, PhotoFacts, ResultValue, ReturnedItem
from sync.domain.merging import Settlement
from sync.domain.signatures import SignedContent, content_digest
from sync.protocol.codec import from_json
from sync.protocol.console import (
    FindingOnRecord,
    InspectionDetail,
    InspectionSummary,
    PhotoOnRecord,
    ResultOnRecord,
    ReviewAct,
    ReviewEntry,
    RevisionOnRecord,
)
from sync.protocol.messages import ChecklistDocument
from sync.server.repositories import documents, schema
from sync.server.repositories.contested import ItemKey, decisions
from sync.server.repositories.values import parsed_checklist


def read_dossier(connection: Connection, summary: InspectionSummary) -> InspectionDetail:
    """Results in checklist order, unanswered items included."""
    (assignment,) = documents.assignments(connection, _assignment_ids(connection, summary.inspection_id))
    checklist = _checklist(connection, summary.inspection_id)
    values = _values(connection, summary.inspection_id)
    photos = _photos(connection, summary.inspection_id)
    history = _history(connection, summary.inspection_id)
    return InspectionDetail(
        summary=summary,
        address=assignment.compound.address,
        credit_code=assignment.compound.credit_code,
        campaign=assignment.campaign,
        team=assignment.team,
        checklist=checklist,
        results=tuple(
            ResultOnRecord(item.code, values.get(item.code, UNANSWERED), tuple(photos[item.code]), tuple(history[item.code]))
            for item in parsed_checklist(checklist.document).items
        ),
        findings=_findings(connection, summary.inspection_id),
        reviews=_reviews(connection, summary.inspection_id),
        signatures=documents.signatures(connection, [summary.inspection_id]).get(summary.inspection_id, ()),
        content_sha256=content_digest(
            SignedContent(
                inspection_id=summary.inspection_id,
                compound_id=assignment.compound.id,
                checklist_id=checklist.id,
                checklist_version=checklist.version,
                values=values,
                photos=[photo.facts for taken in photos.values() for photo in taken if not photo.removed],
            )
        ),
        photos=tuple(photos[VISIT]),
    )


def _assignment_ids(connection: Connection, inspection_id: UUID) -> list[UUID]:
    i = schema.inspections.c
    return list(connection.scalars(select(i.assignment_id).where(i.id == inspection_id)))


def _checklist(connection: Connection, inspection_id: UUID) -> ChecklistDocument:
    i, k = schema.inspections.c, schema.checklists.c
    row = connection.execute(
        select(k.id, k.version, k.document)
        .join_from(schema.inspections, schema.checklists, (k.id == i.checklist_id) & (k.version == i.checklist_version))
        .where(i.id == inspection_id)
    ).one()
    return ChecklistDocument(row.id, row.version, row.document)


def _values(connection: Connection, inspection_id: UUID) -> dict[str, ResultValue]:
    r = schema.results.c
    rows = connection.execute(select(r.item_code, r.value).where(r.inspection_id == inspection_id))
    return {row.item_code: from_json(row.value, ResultValue) for row in rows}


def _photos(connection: Connection, inspection_id: UUID) -> defaultdict[str, list[PhotoOnRecord]]:
    p, person, h = schema.photos.c, schema.people.c, schema.evidence.c
    found: defaultdict[str, list[PhotoOnRecord]] = defaultdict(list)
    rows = connection.execute(
        select(
            p.facts,
            person.name,
            p.removed_at,
            p.original_wanted,
            exists().where(h.sha256 == p.copy_sha256).label("copy_stored"),
            exists().where(h.sha256 == p.original_sha256).label("original_stored"),
        )
        .join_from(schema.photos, schema.people, person.id == p.author)
        .where(p.inspection_id == inspection_id)
        .order_by(p.id)
    )
    for row in rows:
        facts = from_json(row.facts, PhotoFacts)
        found[facts.item_code].append(
            PhotoOnRecord(
                facts, row.name, bool(row.copy_stored), bool(row.original_stored), row.original_wanted, row.removed_at is not None
            )
        )
    return found


def _history(connection: Connection, inspection_id: UUID) -> defaultdict[str, list[RevisionOnRecord]]:
    v, person = schema.result_revisions.c, schema.people.c
    found: defaultdict[str, list[RevisionOnRecord]] = defaultdict(list)
    rows = connection.execute(
        select(v.id, v.item_code, v.value, person.name, v.at, v.received_at, v.conflict)
        .join_from(schema.result_revisions, schema.people, person.id == v.author)
        .where(v.inspection_id == inspection_id)
        .order_by(v.received_at.desc(), v.id.desc())
    ).all()
    decided = _decided(connection, {(inspection_id, row.item_code) for row in rows if row.conflict})
    for row in rows:
        value, settled = from_json(row.value, ResultValue), decided.get(row.id, ("", None, None))
        found[row.item_code].append(RevisionOnRecord(value, row.name, row.at, row.received_at, row.conflict, *settled))
    return found


def _decided(connection: Connection, disputed: Collection[ItemKey]) -> dict[UUID, tuple[str, datetime, Settlement]]:
    """Whose later revision settled each contested one, when, and how."""
    made = decisions(connection, disputed)
    p = schema.people.c
    people = {one.by for one in made.values()}
    rows = connection.execute(select(p.id, p.name).where(p.id.in_(people))) if people else ()
    names = {row.id: row.name for row in rows}
    return {revision: (names[one.by], one.at, one.settlement) for revision, one in made.items()}


def _findings(connection: Connection, inspection_id: UUID) -> tuple[FindingOnRecord, ...]:
    f = schema.findings.c
    rows = connection.execute(select(*schema.findings.c).where(f.inspection_id == inspection_id).order_by(f.item_code))
    return tuple(
        FindingOnRecord(row.item_code, row.text, Severity(row.severity), FindingState(row.state), row.due_on) for row in rows
    )


def _reviews(connection: Connection, inspection_id: UUID) -> tuple[ReviewEntry, ...]:
    r, person = schema.reviews.c, schema.people.c
    rows = connection.execute(
        select(r.act, person.name, r.at, r.comment, r["items"])
        .join_from(schema.reviews, schema.people, person.id == r.by)
        .where(r.inspection_id == inspection_id)
        .order_by(r.state_rev)
    )
    return tuple(
        ReviewEntry(ReviewAct(row[0]), row[1], row[2], row[3], from_json(row[4], tuple[ReturnedItem, ...])) for row in rows
    )
