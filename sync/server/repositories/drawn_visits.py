"""Visits of a draw as they are now: places, teams, how far each is, and how the work is spread."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, and_, func, select

from sync.domain.checklists import Bilingual
from sync.domain.inspections import State
from sync.domain.people import Duty, TeamMember
from sync.protocol.console import DistrictName
from sync.protocol.visits import DueDay, VisitCalendar, VisitFilter, VisitOnRecord, VisitPage, Workload
from sync.server.repositories import schema
from sync.server.repositories.campaigns import DONE, visit_states
from sync.server.repositories.engine import CentreDatabase
from sync.server.services.visits import Days

a, c, e, i, n, p = (
    schema.assignments.c,
    schema.compounds.c,
    schema.enterprises.c,
    schema.inspections.c,
    schema.districts.c,
    schema.people.c,
)
v, w = schema.draw_visits.c, schema.draw_members.c
_every = schema.draw_visits.alias("every")
_NEWEST = select(func.max(_every.c.draw)).where(_every.c.campaign_id == v.campaign_id).scalar_subquery()
"""The last of a campaign's draws that came to visits."""
_STEPS = (None, State.IN_PROGRESS, State.RETURNED, State.SUBMITTED, State.ACCEPTED)
"""How far a visit is: as far as the least of what belongs to it."""


class DrawnVisitTables:
    """Implements the port VisitRepository."""

    def __init__(self, database: CentreDatabase) -> None:
        self._database = database

    def visits(
        self, campaign_id: UUID, draw: int, wanted: VisitFilter, districts: tuple[str, ...] | None, today: date
    ) -> VisitPage:
        with self._database.reading() as connection:
            return _page(connection, campaign_id, draw, wanted, districts, today)

    def calendar(self, campaign_id: UUID, draw: int, districts: tuple[str, ...] | None, today: date) -> VisitCalendar:
        seen = _seen(campaign_id, draw, districts)
        with self._database.reading() as connection:
            return VisitCalendar(tuple(day for *_, days in _days(connection, seen, today) for day in days))

    def due(self, first: date, last: date, districts: tuple[str, ...] | None, today: date) -> Sequence[Days]:
        seen = [v.draw == _NEWEST, v.due_on >= first, v.due_on <= last, *_within(districts)]
        with self._database.reading() as connection:
            return _days(connection, seen, today)


def _page(
    connection: Connection, campaign_id: UUID, draw: int, wanted: VisitFilter, districts: tuple[str, ...] | None, today: date
) -> VisitPage:
    """One page of a draw's visits; of these districts, or of all."""
    seen = _seen(campaign_id, draw, districts)
    if wanted.due_on:
        seen.append(v.due_on == wanted.due_on)
    fitting = [*seen, c.district == wanted.district] if wanted.district else seen
    names, by_district = _by_district(connection, seen)
    rows = connection.execute(
        _visit_query().where(*fitting).order_by(v.number).limit(wanted.page_size).offset((wanted.page - 1) * wanted.page_size)
    ).all()
    numbers = [row.number for row in rows]
    teams, states = _teams(connection, campaign_id, draw, numbers), _states(connection, campaign_id, draw, numbers)
    return VisitPage(
        rows=tuple(_visit(row, teams[row.number], states[row.number], today) for row in rows),
        total=by_district.get(wanted.district, 0) if wanted.district else sum(by_district.values()),
        page=wanted.page,
        page_size=wanted.page_size,
        by_district=by_district,
        workload=_workload(connection, seen),
        districts=names,
    )


def _days(connection: Connection, seen: Sequence[Any], today: date) -> Sequence[Days]:
    """By campaign and draw, the days earliest first."""
    visits = visit_states().join(schema.compounds, c.id == v.compound_id).where(*seen).subquery().c
    of_draw = (visits.campaign_id, visits.draw)
    query = (
        select(*of_draw, visits.due_on, func.count(), func.sum(visits.done))
        .group_by(*of_draw, visits.due_on)
        .order_by(*of_draw, visits.due_on)
    )
    found: dict[tuple[UUID, int], list[DueDay]] = {}
    for campaign_id, draw, day, count, summed in connection.execute(query):
        done = int(summed)
        found.setdefault((campaign_id, draw), []).append(DueDay(day, count, done, count - done if day < today else 0))
    return [(campaign_id, draw, tuple(days)) for (campaign_id, draw), days in found.items()]


def _seen(campaign_id: UUID, draw: int, districts: tuple[str, ...] | None) -> list[Any]:
    return [v.campaign_id == campaign_id, v.draw == draw, *_within(districts)]


def _within(districts: tuple[str, ...] | None) -> list[Any]:
    return [] if districts is None else [c.district.in_(districts)]


def _visit_query() -> Select[Any]:
    return (
        select(
            v.number,
            v.checks,
            v.due_on,
            v.withdrawn_at,
            c.code,
            c.name,
            c.address,
            c.district,
            c.grade,
            c.latitude,
            c.longitude,
            e.name.label("enterprise"),
            n.name_zh,
            n.name_en,
        )
        .join_from(schema.draw_visits, schema.compounds, c.id == v.compound_id)
        .join(schema.enterprises, e.id == c.enterprise_id)
        .join(schema.districts, n.code == c.district)
    )


def _visit(row: Any, team: tuple[TeamMember, ...], state: State | None, today: date) -> VisitOnRecord:
    withdrawn = row.withdrawn_at is not None
    return VisitOnRecord(
        number=row.number,
        compound=row.code,
        name=row.name,
        address=row.address,
        enterprise=row.enterprise,
        district=row.district,
        district_name=Bilingual(row.name_zh, row.name_en),
        grade=row.grade,
        checks=tuple(row.checks.split(",")),
        team=team,
        due_on=row.due_on,
        latitude=row.latitude,
        longitude=row.longitude,
        state=state,
        overdue=not withdrawn and row.due_on < today and (state is None or state.value not in DONE),
        withdrawn=withdrawn,
    )


def _teams(connection: Connection, campaign_id: UUID, draw: int, numbers: Sequence[int]) -> dict[int, tuple[TeamMember, ...]]:
    query = (
        select(w.number, p.id, p.name, p.duty)
        .join_from(schema.draw_members, schema.people, p.id == w.person_id)
        .where(w.campaign_id == campaign_id, w.draw == draw, w.number.in_(numbers))
        .order_by(w.number, w.position)
    )
    found: dict[int, tuple[TeamMember, ...]] = {}
    for row in connection.execute(query):
        found[row.number] = (*found.get(row.number, ()), TeamMember(row.id, row.name, Duty(row.duty)))
    return found


def _states(connection: Connection, campaign_id: UUID, draw: int, numbers: Sequence[int]) -> dict[int, State | None]:
    query = (
        select(a.visit, i.state)
        .outerjoin_from(schema.assignments, schema.inspections, i.assignment_id == a.id)
        .where(a.campaign_id == campaign_id, a.draw == draw, a.visit.in_(numbers))
    )
    reached: dict[int, int] = {}
    for row in connection.execute(query):
        step = _STEPS.index(State(row.state) if row.state else None)
        reached[row.visit] = min(step, reached.get(row.visit, step))
    return {number: _STEPS[reached.get(number, 0)] for number in numbers}


def _by_district(connection: Connection, seen: Sequence[Any]) -> tuple[tuple[DistrictName, ...], dict[str, int]]:
    query = (
        select(n.code, n.name_zh, n.name_en, func.count().label("visits"))
        .join_from(schema.draw_visits, schema.compounds, c.id == v.compound_id)
        .join(schema.districts, n.code == c.district)
        .where(*seen)
        .group_by(n.code, n.name_zh, n.name_en)
        .order_by(n.code)
    )
    rows = connection.execute(query).all()
    names = tuple(DistrictName(row.code, Bilingual(row.name_zh, row.name_en)) for row in rows)
    return names, {row.code: row.visits for row in rows}


def _workload(connection: Connection, seen: Sequence[Any]) -> tuple[Workload, ...]:
    query = (
        select(p.id, p.name, p.duty, func.count().label("visits"))
        .join_from(schema.draw_visits, schema.compounds, c.id == v.compound_id)
        .join(schema.draw_members, and_(w.campaign_id == v.campaign_id, w.draw == v.draw, w.number == v.number))
        .join(schema.people, p.id == w.person_id)
        .where(*seen, v.withdrawn_at.is_(None))
        .group_by(p.id, p.name, p.duty)
        .order_by(func.count().desc(), p.name, p.id)
    )
    return tuple(Workload(row.id, row.name, Duty(row.duty), row.visits) for row in connection.execute(query))
