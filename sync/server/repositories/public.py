"""Accepted inspections as the public sees them. No query here reads a person, a note, a photo or a device."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, func, or_, select

from sync.domain.checklists import Bilingual, Checklist, Severity
from sync.domain.clock import local_day
from sync.domain.findings import FindingState
from sync.domain.inspections import Outcome, State
from sync.server.public.disclosures import (
    PAGE_SIZE,
    DisclosedFinding,
    Disclosure,
    DisclosureFilter,
    DisclosurePage,
    FullDisclosure,
)
from sync.server.repositories import schema
from sync.server.repositories.district_names import district_names
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.values import parsed_checklist

i, a, c, d, e, f, k, q, r = (
    schema.inspections.c,
    schema.assignments.c,
    schema.compounds.c,
    schema.districts.c,
    schema.enterprises.c,
    schema.findings.c,
    schema.campaigns.c,
    schema.checklists.c,
    schema.results.c,
)


class DisclosureTables:
    """Implements the port Disclosures."""

    def __init__(self, database: CentreDatabase) -> None:
        self._database = database

    def page(self, wanted: DisclosureFilter) -> DisclosurePage:
        with self._database.reading() as connection:
            total = connection.execute(_filtered(_accepted(func.count()), wanted)).scalar_one()
            pages = max(1, -(-total // PAGE_SIZE))
            page = min(max(1, wanted.page), pages)
            newest = _filtered(_head_query(), wanted).order_by(i.submitted_at.desc(), i.id.desc())
            rows = connection.execute(newest.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()
            findings = _findings_by_state(connection, [row.id for row in rows])
            heads = tuple(_head(row, findings[row.id]) for row in rows)
            return DisclosurePage(heads, total, page, pages, district_names(connection))

    def inspection(self, inspection_id: UUID) -> FullDisclosure | None:
        with self._database.reading() as connection:
            row = connection.execute(_full_query().where(i.id == inspection_id)).one_or_none()
            if row is None:
                return None
            checklist = parsed_checklist(row.document)
            return FullDisclosure(
                head=_head(row, _findings_by_state(connection, [inspection_id])[inspection_id]),
                address=row.address,
                credit_code=row.credit_code,
                campaign=row.campaign,
                checklist=checklist,
                outcomes=_outcomes(connection, inspection_id),
                findings=_findings(connection, inspection_id, checklist),
            )


def _accepted(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .join_from(schema.inspections, schema.assignments, a.id == i.assignment_id)
        .join(schema.compounds, c.id == a.compound_id)
        .join(schema.districts, d.code == c.district)
        .join(schema.enterprises, e.id == c.enterprise_id)
        .where(i.state == State.ACCEPTED.value)
    )


def _head_query(*more: Any) -> Select[Any]:
    names = (c.name.label("compound"), e.name.label("enterprise"), d.name_zh, d.name_en)
    return _accepted(i.id, i.submitted_at, i.score, *names, *more)


def _full_query() -> Select[Any]:
    return (
        _head_query(c.address, e.credit_code, k.name.label("campaign"), q.document)
        .join(schema.campaigns, k.id == a.campaign_id)
        .join(schema.checklists, (q.id == i.checklist_id) & (q.version == i.checklist_version))
    )


def _filtered(query: Select[Any], wanted: DisclosureFilter) -> Select[Any]:
    if wanted.district:
        query = query.where(c.district == wanted.district)
    for word in wanted.search.split():
        query = query.where(or_(*(name.icontains(word, autoescape=True) for name in (c.name, e.name))))
    return query


def _head(row: Any, findings: Mapping[FindingState, int]) -> Disclosure:
    return Disclosure(
        inspection_id=row.id,
        compound=row.compound,
        enterprise=row.enterprise,
        district=Bilingual(row.name_zh, row.name_en),
        visited_on=local_day(row.submitted_at),
        score=row.score,
        findings=findings,
    )


def _findings_by_state(connection: Connection, ids: Collection[UUID]) -> defaultdict[UUID, dict[FindingState, int]]:
    found: defaultdict[UUID, dict[FindingState, int]] = defaultdict(dict)
    counts = select(f.inspection_id, f.state, func.count()).where(f.inspection_id.in_(ids)).group_by(f.inspection_id, f.state)
    for inspection_id, state, count in connection.execute(counts):
        found[inspection_id][FindingState(state)] = count
    return found


def _outcomes(connection: Connection, inspection_id: UUID) -> dict[str, Outcome]:
    answered = select(r.item_code, r.outcome).where(r.inspection_id == inspection_id, r.outcome.is_not(None))
    return {row.item_code: Outcome(row.outcome) for row in connection.execute(answered)}


def _findings(connection: Connection, inspection_id: UUID, checklist: Checklist) -> tuple[DisclosedFinding, ...]:
    columns = select(f.item_code, f.severity, f.due_on, f.state)
    by_code = {row.item_code: row for row in connection.execute(columns.where(f.inspection_id == inspection_id))}
    return tuple(
        DisclosedFinding(item, Severity(row.severity), row.due_on, FindingState(row.state))
        for item in checklist.items
        if (row := by_code.get(item.code)) is not None
    )
