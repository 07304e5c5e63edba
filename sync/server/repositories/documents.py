"""Entities in the form that goes to a tablet."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Connection, Select, bindparam, exists, or_, select, tuple_, union

from sync.domain.checklists import Bilingual
from sync.domain.compounds import Assignment, Compound, Originals
from sync.domain.inspections import PhotoFacts, ResultValue, Return, ReturnedItem, State
from sync.domain.people import Duty, TabletPerson, TeamMember
from sync.domain.signatures import Signature
from sync.protocol.codec import from_json
from sync.protocol.console import ReviewAct
from sync.protocol.messages import (
    ChecklistDocument,
    InspectionHead,
    RemotePhoto,
    RemoteResult,
    SignatureOnRecord,
)
from sync.server.repositories import schema
from sync.server.repositories.contested import contested_values

a, c, k, d, e = (
    schema.assignments.c,
    schema.compounds.c,
    schema.campaigns.c,
    schema.districts.c,
    schema.enterprises.c,
)
_P = schema.photos.c
_OF_THESE = _P.inspection_id.in_(bindparam("inspections", expanding=True))
_MISSING = union(
    *(
        select(file).where(_OF_THESE, ~exists().where(schema.evidence.c.sha256 == file))
        for file in (_P.copy_sha256, _P.original_sha256)
    )
)
"""Made once: every tablet asks it at each start of the centre, and making it takes longer than running it."""


def people(connection: Connection, device_id: UUID) -> tuple[TabletPerson, ...]:
    """Who may sign in on a tablet: people with a duty and a PIN."""
    p, dp = schema.people.c, schema.device_people.c
    rows = connection.execute(
        select(p.id, p.name, p.duty, p.pin_verifier, p.active)
        .join_from(schema.people, schema.device_people, dp.person_id == p.id)
        .where(dp.device_id == device_id, p.pin_verifier.is_not(None), p.duty.is_not(None))
        .order_by(p.id)
    )
    return tuple(TabletPerson(row.id, row.name, Duty(row.duty), row.pin_verifier, row.active) for row in rows)


def checklists(connection: Connection, all_in_use: bool, assigned: Sequence[Assignment]) -> tuple[ChecklistDocument, ...]:
    """Checklists of the assignments in an answer, and those of all campaigns."""
    table = schema.checklists.c
    named = tuple_(table.id, table.version)
    wanted = [named.in_({(x.checklist_id, x.checklist_version) for x in assigned})] if assigned else []
    wanted += [named.in_(select(k.checklist_id, k.checklist_version))] if all_in_use else []
    if not wanted:
        return ()
    rows = connection.execute(select(table.id, table.version, table.document).where(or_(*wanted)))
    return tuple(ChecklistDocument(row.id, row.version, row.document) for row in rows)


def assignments(connection: Connection, ids: Collection[UUID]) -> tuple[Assignment, ...]:
    """Assignments with compound, campaign and team."""
    if not ids:
        return ()
    rows = connection.execute(_assignment_query().where(a.id.in_(ids)).order_by(a.due_on, a.id)).all()
    found = teams(connection, ids)
    return tuple(
        Assignment(
            id=row.id,
            inspection_id=row.inspection_id,
            campaign=row.campaign,
            compound=Compound(
                row.compound_id,
                row.compound,
                row.address,
                row.district,
                Bilingual(row.name_zh, row.name_en),
                row.enterprise,
                row.credit_code,
            ),
            due_on=row.due_on,
            checklist_id=row.checklist_id,
            checklist_version=row.checklist_version,
            originals=Originals(row.originals),
            team=found.get(row.id, ()),
        )
        for row in rows
    )


def _assignment_query() -> Select[tuple[object, ...]]:
    return (
        select(
            a.id,
            a.inspection_id,
            a.due_on,
            k.name.label("campaign"),
            a.checklist_id,
            a.checklist_version,
            k.originals,
            c.id.label("compound_id"),
            c.name.label("compound"),
            c.address,
            c.district,
            d.name_zh,
            d.name_en,
            e.name.label("enterprise"),
            e.credit_code,
        )
        .join_from(schema.assignments, schema.campaigns, k.id == a.campaign_id)
        .join(schema.compounds, c.id == a.compound_id)
        .join(schema.districts, d.code == c.district)
        .join(schema.enterprises, e.id == c.enterprise_id)
    )


def teams(connection: Connection, assignment_ids: Collection[UUID]) -> dict[UUID, tuple[TeamMember, ...]]:
    """Members of each assignment's team, in the order they were drawn."""
    m, p = schema.assignment_members.c, schema.people.c
    found: dict[UUID, tuple[TeamMember, ...]] = {}
    for row in connection.execute(
        select(m.assignment_id, p.id, p.name, p.duty)
        .join_from(schema.assignment_members, schema.people, p.id == m.person_id)
        .where(m.assignment_id.in_(assignment_ids))
        .order_by(m.assignment_id, m.position)
    ):
        member = TeamMember(row.id, row.name, Duty(row.duty))
        found[row.assignment_id] = (*found.get(row.assignment_id, ()), member)
    return found


def heads(connection: Connection, inspection_ids: Collection[UUID]) -> tuple[InspectionHead, ...]:
    """State of inspections; a returned one says why."""
    if not inspection_ids:
        return ()
    i = schema.inspections.c
    rows = connection.execute(select(*schema.inspections.c).where(i.id.in_(inspection_ids)).order_by(i.id)).all()
    returns = _returns(connection, [row.id for row in rows if row.state == State.RETURNED.value])
    given = signatures(connection, [row.id for row in rows])
    submitters = _submitters(connection, [row.id for row in rows if row.state == State.SUBMITTED.value])
    return tuple(
        InspectionHead(
            inspection_id=row.id,
            assignment_id=row.assignment_id,
            checklist_id=row.checklist_id,
            checklist_version=row.checklist_version,
            state=State(row.state),
            state_rev=row.state_rev,
            started_at=row.started_at,
            started_by=row.started_by,
            submitted_at=row.submitted_at,
            returned=returns.get(row.id),
            signatures=given.get(row.id, ()),
            submitted_by=submitters.get(row.id),
        )
        for row in rows
    )


def signatures(connection: Connection, inspection_ids: Collection[UUID]) -> dict[UUID, tuple[SignatureOnRecord, ...]]:
    """Signatures by inspection, in the order they were given."""
    s = schema.signatures.c
    found: dict[UUID, tuple[SignatureOnRecord, ...]] = {}
    for row in connection.execute(select(*schema.signatures.c).where(s.inspection_id.in_(inspection_ids)).order_by(s.at, s.id)):
        given = SignatureOnRecord(row.id, from_json(row.signature, Signature), row.author, row.at)
        found[row.inspection_id] = (*found.get(row.inspection_id, ()), given)
    return found


def _submitters(connection: Connection, inspection_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Who submitted each inspection, the last one where it was returned in between."""
    if not inspection_ids:
        return {}
    v = schema.reviews.c
    submitted = v.inspection_id.in_(inspection_ids), v.act == ReviewAct.SUBMITTED.value
    rows = connection.execute(select(v.inspection_id, v.by).where(*submitted).order_by(v.state_rev))
    return {row.inspection_id: row.by for row in rows}


def _returns(connection: Connection, inspection_ids: Collection[UUID]) -> dict[UUID, Return]:
    r, p = schema.reviews.c, schema.people.c
    rows = connection.execute(
        select(r.inspection_id, r.comment, r["items"], r.at, p.name)
        .join_from(schema.reviews, schema.people, p.id == r.by)
        .where(r.inspection_id.in_(inspection_ids), r.act == ReviewAct.RETURNED.value)
        .order_by(r.state_rev)
    )
    return {row[0]: Return(row[1], from_json(row[2], tuple[ReturnedItem, ...]), row[4], row[3]) for row in rows}


def results(connection: Connection, whole: Collection[UUID], single: Collection[tuple[UUID, str]]) -> tuple[RemoteResult, ...]:
    """Current values, and what contests them: of whole inspections, and of single items."""
    if not whole and not single:
        return ()
    r = schema.results.c
    rows = connection.execute(
        select(r.inspection_id, r.item_code, r.value, r.revision, r.author, r.at).where(
            r.inspection_id.in_({*whole, *(inspection_id for inspection_id, _ in single)}),  # by this SQLite finds the rows
            or_(r.inspection_id.in_(whole), tuple_(r.inspection_id, r.item_code).in_(single)),
        )
    )
    contested = contested_values(connection, whole, single)
    return tuple(
        RemoteResult(
            row.inspection_id,
            row.item_code,
            from_json(row.value, ResultValue),
            row.revision,
            row.author,
            row.at,
            contested.get((row.inspection_id, row.item_code), ()),
        )
        for row in rows
    )


def photos(connection: Connection, whole: Collection[UUID], single: Collection[UUID]) -> tuple[RemotePhoto, ...]:
    """Photos: of whole inspections, and single ones, removed ones included."""
    if not whole and not single:
        return ()
    p = schema.photos.c
    rows = connection.execute(
        select(p.inspection_id, p.facts, p.author, p.removed_at)
        .where(or_(p.inspection_id.in_(whole), p.id.in_(single)))
        .order_by(p.id)
    )
    return tuple(
        RemotePhoto(row.inspection_id, from_json(row.facts, PhotoFacts), row.author, row.removed_at is not None) for row in rows
    )


def wanted_originals(connection: Connection, whole: Collection[UUID], single: Collection[UUID]) -> tuple[str, ...]:
    """Originals asked for that have not arrived."""
    if not whole and not single:
        return ()
    p = schema.photos.c
    return tuple(
        connection.scalars(
            select(p.original_sha256)
            .where(or_(p.inspection_id.in_(whole), p.id.in_(single)), p.original_wanted == True)  # noqa: E712 - SQL
            .where(~exists().where(schema.evidence.c.sha256 == p.original_sha256))
            .order_by(p.id)
        )
    )


def missing_evidence(connection: Connection, inspections: Collection[UUID]) -> tuple[str, ...]:
    """Files of photos of these inspections that the centre does not have, wanted or not, of removed photos as well: only the
    tablet knows whether one had been here before."""
    if not inspections:
        return ()
    return tuple(sorted(connection.scalars(_MISSING, {"inspections": list(inspections)})))
