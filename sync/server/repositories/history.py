"""What happened at a compound before: read for the assignments of one answer, and told to those who go there next."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, and_, bindparam, exists, or_, select

from sync.domain.checklists import Severity
from sync.domain.clock import local_day
from sync.domain.findings import FindingState
from sync.domain.inspections import VISIT, Outcome, PhotoFacts, ResultValue, State
from sync.domain.previous import CompoundHistory, OpenFinding, PreviousItem, PreviousPhoto, PreviousVisit
from sync.protocol.codec import from_json
from sync.protocol.messages import AssignmentHistory
from sync.server.repositories import schema
from sync.server.repositories.bulk import rows_among
from sync.server.repositories.engine import CentreDatabase
from sync.server.services.known import Change, Sender
from sync.server.services.reviews import PhotoLocation

_A, _I, _M = schema.assignments.c, schema.inspections.c, schema.assignment_members.c
_P, _R, _F, _D = schema.photos.c, schema.results.c, schema.findings.c, schema.device_people.c
_before = schema.assignments.alias("before")
_visits = schema.inspections.alias("visits")
_EARLIER_THAN_OURS = or_(_I.id.is_(None), _visits.c.started_at < _I.started_at)
_DONE = (State.SUBMITTED.value, State.ACCEPTED.value)
_EARLIER = (
    select(
        _A.id,
        _A.checklist_id,
        _visits.c.id.label("inspection_id"),
        _visits.c.checklist_id.label("visited_by"),
        _visits.c.started_at,
    )
    .outerjoin_from(schema.assignments, schema.inspections, _I.assignment_id == _A.id)
    .join(_before, and_(_before.c.compound_id == _A.compound_id, _before.c.id != _A.id))
    .join(_visits, _visits.c.assignment_id == _before.c.id)
    .where(_A.id.in_(bindparam("ids", expanding=True)), _visits.c.state.in_(_DONE))
    .where(_EARLIER_THAN_OURS)
    .order_by(_A.id, _visits.c.started_at.desc(), _visits.c.id.desc())
)
_PHOTOS = (
    select(_P.inspection_id, _P.facts)
    .where(_P.inspection_id.in_(bindparam("ids", expanding=True)), _P.removed_at.is_(None), _P.item_code != VISIT)
    .where(exists().where(schema.evidence.c.sha256 == _P.copy_sha256))
    .order_by(_P.id)
)
_GO_THERE_NEXT = (
    select(_A.id, schema.compounds.c.district)
    .join_from(schema.assignments, schema.compounds, schema.compounds.c.id == _A.compound_id)
    .join(_before, and_(_before.c.compound_id == _A.compound_id, _before.c.id != _A.id))
    .where(_before.c.inspection_id.in_(bindparam("ids", expanding=True)))
    .where(~exists().where(_I.assignment_id == _A.id, _I.state.in_(_DONE)))
    .order_by(_A.id)
    .distinct()
)
_LOCATION = (
    select(_P.facts, _P.inspection_id, _visits.c.assignment_id, schema.compounds.c.district)
    .join_from(schema.photos, _visits, _visits.c.id == _P.inspection_id)
    .join(_before, _before.c.id == _visits.c.assignment_id)
    .join(schema.compounds, schema.compounds.c.id == _before.c.compound_id)
    .join(schema.assignments, and_(_A.compound_id == _before.c.compound_id, _A.id != _before.c.id))
    .outerjoin(schema.inspections, _I.assignment_id == _A.id)
    .join(schema.assignment_members, _M.assignment_id == _A.id)
    .join(schema.device_people, _D.person_id == _M.person_id)
    .where(_P.id == bindparam("photo_id"), _P.removed_at.is_(None), _P.item_code != VISIT, _visits.c.state.in_(_DONE))
    .where(_D.device_id == bindparam("device_id"), _EARLIER_THAN_OURS)
    .limit(1)
)
"""Statements are made once."""


class _Visit(NamedTuple):
    """An earlier visit, seen from an assignment. ``same_list``: by the checklist that the assignment has too."""

    inspection_id: UUID
    checklist_id: str
    started_at: datetime
    same_list: bool

    @property
    def day(self) -> date:
        return local_day(self.started_at)


class _Finding(NamedTuple):
    item_code: str
    text: str
    severity: str
    due_on: date | None
    state: str


def histories(connection: Connection, assignment_ids: Collection[UUID]) -> tuple[AssignmentHistory, ...]:
    """The history of each assignment that has one, in four statements however many there are."""
    if not assignment_ids:
        return ()
    earlier: defaultdict[UUID, list[_Visit]] = defaultdict(list)
    for row in connection.execute(_EARLIER, {"ids": list(assignment_ids)}):
        earlier[row.id].append(_Visit(row.inspection_id, row.visited_by, row.started_at, row.visited_by == row.checklist_id))
    last = {key: next((visit for visit in visits if visit.same_list), None) for key, visits in earlier.items()}
    findings = _findings(connection, {visit.inspection_id for visits in earlier.values() for visit in visits})
    items = _items(connection, {visit.inspection_id for visit in last.values() if visit}, findings)
    return tuple(
        AssignmentHistory(assignment_id, _history(visits, last[assignment_id], findings, items))
        for assignment_id, visits in earlier.items()
    )


def news_for_those_who_go_next(connection: Connection, inspection_ids: Collection[UUID]) -> list[Change]:
    """These inspections were submitted, returned or accepted: the other assignments at their compounds, unless they are done,
    get the news with the next pull, on every tablet. Also those under way: what was before may come in after their start.

    To be asked once the district's counter is held: whoever assigns there meanwhile is either seen, or comes after."""
    if not inspection_ids:
        return []
    rows = connection.execute(_GO_THERE_NEXT, {"ids": list(inspection_ids)})
    return [Change(row.district, "assignment", row.id, (), row.id) for row in rows]


class PreviousPhotoTables:
    """Implements the port PreviousPhotoRepository."""

    def __init__(self, database: CentreDatabase) -> None:
        self._database = database

    def location(self, sender: Sender, photo_id: UUID) -> PhotoLocation | None:
        with self._database.asking() as connection:
            row = connection.execute(_LOCATION, {"photo_id": photo_id, "device_id": sender.device_id}).one_or_none()
        if row is None:
            return None
        facts = from_json(row.facts, PhotoFacts)
        return PhotoLocation(
            row.inspection_id, row.assignment_id, row.district, facts.copy_sha256, facts.original_sha256, facts.original_type
        )


def _history(
    visits: Sequence[_Visit],
    last: _Visit | None,
    findings: Mapping[UUID, Sequence[_Finding]],
    items: Mapping[UUID, Sequence[PreviousItem]],
) -> CompoundHistory:
    return CompoundHistory(
        visit=PreviousVisit(last.inspection_id, last.day, tuple(items.get(last.inspection_id, ()))) if last else None,
        open_findings=tuple(
            OpenFinding(visit.day, visit.checklist_id, found.item_code, found.text, Severity(found.severity), found.due_on)
            for visit in visits
            for found in findings.get(visit.inspection_id, ())
            if found.state == FindingState.OPEN.value
        ),
        findings=sum(len(findings.get(visit.inspection_id, ())) for visit in visits),
    )


def _findings(connection: Connection, inspection_ids: Collection[UUID]) -> dict[UUID, list[_Finding]]:
    found: defaultdict[UUID, list[_Finding]] = defaultdict(list)
    columns = (_F.item_code, _F.text, _F.severity, _F.due_on, _F.state)
    for inspection_id, *finding in rows_among(connection, _F.inspection_id, list(inspection_ids), *columns):
        found[inspection_id].append(_Finding(*finding))
    return {key: sorted(of_one) for key, of_one in found.items()}


def _items(
    connection: Connection, inspection_ids: Collection[UUID], findings: Mapping[UUID, Sequence[_Finding]]
) -> dict[UUID, list[PreviousItem]]:
    if not inspection_ids:
        return {}
    states = {(key, one.item_code): FindingState(one.state) for key, of_one in findings.items() for one in of_one}
    photos = _photos(connection, inspection_ids)
    found: defaultdict[UUID, list[PreviousItem]] = defaultdict(list)
    for key, code, text in sorted(rows_among(connection, _R.inspection_id, list(inspection_ids), _R.item_code, _R.value)):
        value = from_json(text, ResultValue)
        if value.outcome is not None:
            found[key].append(_item(code, value, value.outcome, states.get((key, code)), photos.get((key, code))))
    return found


def _item(
    code: str, value: ResultValue, outcome: Outcome, state: FindingState | None, photo: PreviousPhoto | None
) -> PreviousItem:
    return PreviousItem(
        item_code=code,
        outcome=outcome,
        note=value.reason if outcome is Outcome.NOT_APPLICABLE else value.note,
        severity=value.severity,
        due_on=value.due_on,
        fixed_on_spot=value.fixed_on_spot,
        finding_state=state,
        photo=photo,
    )


def _photos(connection: Connection, inspection_ids: Iterable[UUID]) -> dict[tuple[UUID, str], PreviousPhoto]:
    """The last photo of each item whose evidence copy is here."""
    found: dict[tuple[UUID, str], PreviousPhoto] = {}
    for row in connection.execute(_PHOTOS, {"ids": list(inspection_ids)}):
        facts = from_json(row.facts, PhotoFacts)
        found[row.inspection_id, facts.item_code] = PreviousPhoto(facts.photo_id, facts.copy_sha256, facts.taken_at)
    return found
