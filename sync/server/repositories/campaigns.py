"""Campaigns as they are planned, their extra weights, and how far their visits are."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, and_, case, func, insert, or_, select, true, tuple_, update

from sync.domain.compounds import Originals
from sync.domain.draw.plan import Plan
from sync.domain.draw.plan_reading import read_plan
from sync.domain.draw.pools import ExtraKind
from sync.domain.ids import IdMaker
from sync.domain.inspections import State
from sync.errors import AlreadyExists, NotFound
from sync.protocol.campaigns import CampaignFilter, ChecklistOnRecord, ExtraOnRecord, NewExtra, PlanWords
from sync.protocol.console import DistrictName
from sync.server.repositories import schema
from sync.server.repositories.district_names import district_names
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.extra_files import alone_with_plans, insert_extras, remove_extras
from sync.server.repositories.plan_words import plan_words
from sync.server.repositories.published import PublishedChecklists
from sync.server.services.drawn import DrawActs, Planned, VisitCounts

a, c, i, k, p, q = (
    schema.assignments.c,
    schema.compounds.c,
    schema.inspections.c,
    schema.campaigns.c,
    schema.campaign_plans.c,
    schema.checklists.c,
)
d, v, x = schema.draws.c, schema.draw_visits.c, schema.extra_weights.c
DONE = (State.SUBMITTED.value, State.ACCEPTED.value)


class CampaignTables:
    """Implements the port CampaignRepository."""

    def __init__(self, database: CentreDatabase, ids: IdMaker) -> None:
        self._database = database
        self._ids = ids
        self._checklists = PublishedChecklists()

    def checklists(self) -> tuple[ChecklistOnRecord, ...]:
        with self._database.reading() as connection:
            keys = connection.execute(select(q.id, q.version)).all()
            found = [self._checklists.get(connection, row.id, row.version) for row in keys]
        rows = [ChecklistOnRecord(one.id, one.version, one.title) for one in found]
        return tuple(sorted(rows, key=lambda row: (row.id, row.version)))

    def words(self) -> PlanWords:
        with self._database.reading() as connection:
            return plan_words(connection)

    def districts(self, codes: Collection[str]) -> tuple[DistrictName, ...]:
        with self._database.asking() as connection:
            return district_names(connection, codes)

    def called(self, codes: Collection[str]) -> dict[str, str]:
        e = schema.enterprises.c
        with self._database.asking() as connection:
            rows = [
                *connection.execute(select(c.code, c.name).where(c.code.in_(codes))),
                *connection.execute(select(e.credit_code.label("code"), e.name).where(e.credit_code.in_(codes))),
            ]
        return {row.code: row.name for row in rows}

    def planned(self, campaign_id: UUID) -> Planned | None:
        with self._database.reading() as connection:
            row = connection.execute(planned_query().where(k.id == campaign_id)).one_or_none()
        return planned_from(row) if row else None

    def page(self, wanted: CampaignFilter) -> tuple[tuple[Planned, ...], int]:
        fitting = planned_query().where(*(k.name.icontains(word, autoescape=True) for word in wanted.search.split()))
        newest = fitting.order_by(p.first_day.desc(), p.planned_at.desc(), k.id)
        with self._database.reading() as connection:
            total = connection.execute(select(func.count()).select_from(fitting.subquery())).scalar_one()
            rows = connection.execute(newest.limit(wanted.page_size).offset((wanted.page - 1) * wanted.page_size)).all()
        return tuple(map(planned_from, rows)), total

    def plan(self, planned: Planned, by: UUID, at: datetime) -> None:
        with self._database.writing() as connection:
            alone_with_plans(connection)
            _check_published(connection, planned.plan)
            _put_campaign(connection, planned)
            _put_plan(connection, planned, by, at)

    def acts(self, campaign_id: UUID) -> Mapping[tuple[int, str], DrawActs]:
        froze, drew = schema.people.alias("froze"), schema.people.alias("drew")
        query = (
            select(d.number, d.frozen, d.frozen_at, d.drawn_at, froze.c.name, drew.c.name.label("drew"))
            .join_from(schema.draws, froze, froze.c.id == d.frozen_by)
            .outerjoin(drew, drew.c.id == d.drawn_by)
            .where(d.campaign_id == campaign_id)
        )
        with self._database.reading() as connection:
            return {
                (row.number, row.frozen): DrawActs(row.frozen_at, row.name, row.drawn_at, row.drew or "")
                for row in connection.execute(query)
            }

    def counts(self, newest: Mapping[UUID, int], today: date, districts: Collection[str] | None) -> Mapping[UUID, VisitCounts]:
        if not newest:
            return {}
        drawn = visit_states().where(tuple_(v.campaign_id, v.draw).in_(list(newest.items())))
        located = drawn.add_columns(c.district).join(schema.compounds, c.id == v.compound_id).group_by(c.district)
        visits = located.subquery().c
        seen = true() if districts is None else visits.district.in_(districts)
        late = and_(seen, visits.done == 0, visits.due_on < today)
        counted = (seen, and_(seen, visits.done == 1), late, true())
        query = select(visits.campaign_id, *(func.sum(case((one, 1), else_=0)) for one in counted)).group_by(visits.campaign_id)
        with self._database.reading() as connection:
            return {row[0]: VisitCounts(*map(int, row[1:])) for row in connection.execute(query)}

    def extras(self, campaign_id: UUID) -> tuple[ExtraOnRecord, ...]:
        query = (
            select(*schema.extra_weights.c, c.code, c.name, schema.people.c.name.label("by_name"))
            .join_from(schema.extra_weights, schema.compounds, c.id == x.compound_id)
            .join(schema.people, schema.people.c.id == x.by)
            .where(x.campaign_id == campaign_id, x.removed_at.is_(None))
            .order_by(c.code, x.at, x.id)
        )
        with self._database.reading() as connection:
            return tuple(
                ExtraOnRecord(row.id, row.code, row.name, row.weight, ExtraKind(row.kind), row.source, row.at, row.by_name)
                for row in connection.execute(query)
            )

    def add_extras(self, campaign_id: UUID, extras: Sequence[NewExtra], by: UUID, at: datetime) -> None:
        with self._database.writing() as connection:
            alone_with_plans(connection, campaign_id)
            compounds = _compounds(connection, [extra.compound for extra in extras])
            weighed = [(compounds[extra.compound], extra) for extra in extras]
            insert_extras(connection, self._ids, campaign_id, weighed, by, at)

    def remove_extra(self, campaign_id: UUID, extra_id: UUID, by: UUID, at: datetime) -> bool:
        with self._database.writing() as connection:
            return remove_extras(connection, campaign_id, [extra_id], by, at) == 1


def planned_query() -> Select[Any]:
    """Campaigns that are drawn, one row each, for ``planned_from``."""
    released = select(func.max(d.number)).where(d.campaign_id == k.id, d.released_at.is_not(None)).correlate(schema.campaigns)
    columns = (k.id, k.originals, p.plan, p.release_at, p.names, released.scalar_subquery().label("released"))
    return select(*columns).join_from(schema.campaigns, schema.campaign_plans, p.campaign_id == k.id)


def planned_from(row: Any) -> Planned:
    """A row of ``planned_query``."""
    return Planned(
        row.id, read_plan(json.loads(row.plan)), row.release_at, Originals(row.originals), row.names, row.released or 0
    )


def _check_published(connection: Connection, plan: Plan) -> None:
    """Raises NotFound for a checklist that is not."""
    for check in plan.checks:
        fits = (q.id == check.checklist) & (q.version == check.version)
        if connection.execute(select(q.id).where(fits)).one_or_none() is None:
            raise NotFound(what="checklist", name=f"{check.checklist} {check.version}")


def _put_campaign(connection: Connection, planned: Planned) -> None:
    """A campaign without draws may have the id already: it keeps it. Raises AlreadyExists."""
    first = planned.plan.checks[0]
    values = {
        "name": planned.plan.campaign,
        "checklist_id": first.checklist,
        "checklist_version": first.version,
        "originals": planned.originals.value,
    }
    known = connection.execute(
        select(k.id, p.campaign_id)
        .outerjoin_from(schema.campaigns, schema.campaign_plans, p.campaign_id == k.id)
        .where(k.id == planned.id)
    ).one_or_none()
    if known is None:
        connection.execute(insert(schema.campaigns).values(id=planned.id, **values))
    elif known.campaign_id is None:
        raise AlreadyExists(what="campaign", name=str(planned.id))
    else:
        connection.execute(update(schema.campaigns).where(k.id == planned.id).values(values))


def _put_plan(connection: Connection, planned: Planned, by: UUID, at: datetime) -> None:
    values = {
        "plan": planned.plan.document().decode(),
        "first_day": planned.first_day,
        "last_day": planned.last_day,
        "release_at": planned.release_at,
        "names": planned.names,
    }
    changed = connection.execute(update(schema.campaign_plans).where(p.campaign_id == planned.id).values(values))
    if changed.rowcount == 0:
        mine = {"campaign_id": planned.id, "planned_at": at, "planned_by": by}
        connection.execute(insert(schema.campaign_plans).values(mine | values))


def visit_states() -> Select[Any]:
    """Visits that were not withdrawn; ``done`` 1 where everything that belongs to one is submitted or accepted."""
    open_ = func.sum(case((or_(i.state.is_(None), i.state.not_in(DONE)), 1), else_=0))
    return (
        select(v.campaign_id, v.draw, v.number, v.due_on, case((open_ == 0, 1), else_=0).label("done"))
        .outerjoin_from(
            schema.draw_visits, schema.assignments, and_(a.campaign_id == v.campaign_id, a.draw == v.draw, a.visit == v.number)
        )
        .outerjoin(schema.inspections, i.assignment_id == a.id)
        .where(v.withdrawn_at.is_(None))
        .group_by(v.campaign_id, v.draw, v.number, v.due_on)
    )


def _compounds(connection: Connection, codes: Sequence[str]) -> dict[str, UUID]:
    """Ids by code. Raises NotFound for one that is not on the register any more, or never was."""
    rows = connection.execute(select(c.code, c.id).where(c.code.in_(codes), c.active == True))  # noqa: E712 - SQL
    found = {row.code: row.id for row in rows}
    for code in codes:
        if code not in found:
            raise NotFound(what="compound", name=code)
    return found
