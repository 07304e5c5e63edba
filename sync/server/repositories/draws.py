"""Draws beside their published folders: who is who, what a draw came to, and its visits as they are now."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, delete, exists, func, insert, select, update

from sync.domain.checklists import Bilingual
from sync.domain.inspections import State
from sync.domain.people import Duty, TeamMember
from sync.errors import NotFound
from sync.protocol.campaigns import VisitFilter, VisitOnRecord, VisitPage, Workload
from sync.server.repositories import schema
from sync.server.repositories.campaigns import DONE
from sync.server.repositories.drawn_checklists import checklists_text
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.feed import note_changes
from sync.server.repositories.registers import put_teams
from sync.server.repositories.releasing import drawn_teams
from sync.server.services.drawn import DrawnDraw, DrawnVisitRow, FrozenDraw

a, c, e, i, n, p = (
    schema.assignments.c,
    schema.compounds.c,
    schema.enterprises.c,
    schema.inspections.c,
    schema.districts.c,
    schema.people.c,
)
d, v, w = schema.draws.c, schema.draw_visits.c, schema.draw_members.c
_OF_VISIT = and_(a.campaign_id == v.campaign_id, a.draw == v.draw, a.visit == v.number)
_STEPS = (None, State.IN_PROGRESS, State.RETURNED, State.SUBMITTED, State.ACCEPTED)
"""How far a visit is: as far as the least of what belongs to it."""


class DrawTables:
    """Implements the port DrawRepository."""

    def __init__(self, database: CentreDatabase) -> None:
        self._database = database

    def every(self) -> tuple[UUID, ...]:
        with self._database.reading() as connection:
            return tuple(connection.scalars(select(d.campaign_id).distinct().order_by(d.campaign_id)))

    def keep(self, frozen: FrozenDraw, by: UUID, at: datetime) -> None:
        row = {
            "campaign_id": frozen.campaign_id,
            "number": frozen.number,
            "frozen": frozen.frozen,
            "kept": frozen.kept.decode(),
            "checklists": checklists_text(frozen.checklists),
            "frozen_at": at,
            "frozen_by": by,
            "replacements": 0,
            "waiting": False,
        }
        with self._database.writing() as connection:
            connection.execute(insert(schema.draws).values(row))

    def kept(self, campaign_id: UUID, number: int, frozen: str) -> bytes:
        mine = (d.campaign_id == campaign_id) & (d.number == number) & (d.frozen == frozen)
        with self._database.reading() as connection:
            return str(connection.execute(select(d.kept).where(mine)).scalar_one()).encode()

    def settle(self, campaign_id: UUID, published: Sequence[tuple[int, str]]) -> None:
        with self._database.writing() as connection:
            rows = connection.execute(select(d.number, d.frozen, d.waiting).where(d.campaign_id == campaign_id)).all()
            newest = max((number for number, _ in published), default=0)
            for row in rows:
                mine = (d.campaign_id == campaign_id) & (d.number == row.number) & (d.frozen == row.frozen)
                if (row.number, row.frozen) not in published:
                    connection.execute(delete(schema.draws).where(mine))
                elif row.waiting and row.number < newest:
                    connection.execute(update(schema.draws).where(mine).values(waiting=False))

    def known(self, campaign_id: UUID) -> dict[int, int | None]:
        with self._database.reading() as connection:
            rows = connection.execute(select(d.number, d.drawn_at, d.replacements).where(d.campaign_id == campaign_id))
            return {row.number: None if row.drawn_at is None else row.replacements for row in rows}

    def keep_drawn(self, drawn: DrawnDraw, by: UUID | None, at: datetime) -> None:
        mine = (d.campaign_id == drawn.campaign_id) & (d.number == drawn.number) & (d.frozen == drawn.frozen)
        with self._database.writing() as connection:
            row = connection.execute(select(d.drawn_at).where(mine).with_for_update()).one()
            if row.drawn_at is None:
                _add_visits(connection, drawn)
                first = {"drawn_at": at, "drawn_by": by, "waiting": bool(drawn.visits)}
            else:
                _change_teams(connection, drawn)
                first = {}
            connection.execute(update(schema.draws).where(mine).values(replacements=drawn.replacements, **first))

    def open_visits(self, campaign_id: UUID, draw: int, person_id: UUID) -> tuple[int, ...]:
        done = exists().where(_OF_VISIT, i.assignment_id == a.id, i.state.in_(DONE)).correlate(schema.draw_visits)
        query = (
            select(v.number)
            .join_from(
                schema.draw_visits,
                schema.draw_members,
                and_(w.campaign_id == v.campaign_id, w.draw == v.draw, w.number == v.number),
            )
            .where(v.campaign_id == campaign_id, v.draw == draw, w.person_id == person_id, v.withdrawn_at.is_(None), ~done)
            .order_by(v.number)
        )
        with self._database.reading() as connection:
            return tuple(connection.scalars(query))

    def visits(
        self, campaign_id: UUID, draw: int, wanted: VisitFilter, districts: tuple[str, ...] | None, today: date
    ) -> VisitPage:
        mine = [v.campaign_id == campaign_id, v.draw == draw]
        seen = mine if districts is None else [*mine, c.district.in_(districts)]
        fitting = [*seen, c.district == wanted.district] if wanted.district else seen
        with self._database.reading() as connection:
            by_district = _by_district(connection, seen)
            rows = connection.execute(
                _visit_query()
                .where(*fitting)
                .order_by(v.number)
                .limit(wanted.page_size)
                .offset((wanted.page - 1) * wanted.page_size)
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
            )


def _add_visits(connection: Connection, drawn: DrawnDraw) -> None:
    compounds = _compounds(connection, drawn.visits)
    draw = {"campaign_id": drawn.campaign_id, "draw": drawn.number}
    if drawn.visits:
        connection.execute(
            insert(schema.draw_visits),
            [
                draw
                | {
                    "number": visit.number,
                    "compound_id": compounds[visit.compound],
                    "enterprise_code": visit.enterprise,
                    "checks": ",".join(visit.checks),
                    "due_on": drawn.due_on,
                }
                for visit in drawn.visits
            ],
        )
        _add_members(connection, drawn, drawn.visits)


def _add_members(connection: Connection, drawn: DrawnDraw, visits: Sequence[DrawnVisitRow]) -> None:
    rows = [
        {
            "campaign_id": drawn.campaign_id,
            "draw": drawn.number,
            "number": visit.number,
            "position": position,
            "person_id": person,
        }
        for visit in visits
        for position, person in enumerate(visit.team)
    ]
    if rows:
        connection.execute(insert(schema.draw_members), rows)


def _change_teams(connection: Connection, drawn: DrawnDraw) -> None:
    """Of visits where somebody goes instead; assignments that were made of them follow."""
    before = drawn_teams(connection, drawn.campaign_id, drawn.number)
    changed = {visit.number: visit for visit in drawn.visits if visit.team != before[visit.number]}
    for number in changed:
        mine = (w.campaign_id == drawn.campaign_id) & (w.draw == drawn.number) & (w.number == number)
        connection.execute(delete(schema.draw_members).where(mine))
    _add_members(connection, drawn, list(changed.values()))
    made = connection.execute(
        select(a.id, a.visit).where(a.campaign_id == drawn.campaign_id, a.draw == drawn.number, a.visit.in_(changed))
    )
    note_changes(connection, put_teams(connection, {row.id: changed[row.visit].team for row in made}))


def _compounds(connection: Connection, visits: Sequence[DrawnVisitRow]) -> dict[str, UUID]:
    codes = {visit.compound for visit in visits}
    found = {row.code: row.id for row in connection.execute(select(c.code, c.id)) if row.code in codes}
    for code in sorted(codes - found.keys()):
        raise NotFound(what="compound", name=code)
    return found


def _visit_query() -> Any:
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


def _by_district(connection: Connection, seen: Sequence[Any]) -> dict[str, int]:
    joined = schema.draw_visits.join(schema.compounds, c.id == v.compound_id)
    query = select(c.district, func.count()).select_from(joined).where(*seen).group_by(c.district).order_by(c.district)
    return {row[0]: row[1] for row in connection.execute(query)}


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
