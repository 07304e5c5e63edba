"""Draws beside their published folders: who is who, what a draw came to, and its visits as they are now."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, and_, delete, exists, insert, select, update

from sync.errors import NotFound
from sync.server.repositories import schema
from sync.server.repositories.campaigns import DONE
from sync.server.repositories.drawn_checklists import checklists_text
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.extra_files import alone_with_plans
from sync.server.repositories.feed import note_changes
from sync.server.repositories.registers import put_teams
from sync.server.repositories.releasing import drawn_teams
from sync.server.services.drawn import DrawnDraw, DrawnVisitRow, FrozenDraw

a, c, i = schema.assignments.c, schema.compounds.c, schema.inspections.c
d, v, w = schema.draws.c, schema.draw_visits.c, schema.draw_members.c
_OF_VISIT = and_(a.campaign_id == v.campaign_id, a.draw == v.draw, a.visit == v.number)


class DrawTables:
    """Implements the port DrawRepository."""

    def __init__(self, database: CentreDatabase) -> None:
        self._database = database

    def withdraw(self, campaign_id: UUID) -> None:
        with self._database.writing() as connection:
            alone_with_plans(connection)
            for table in (schema.extra_weights, schema.campaign_plans):
                connection.execute(delete(table).where(table.c.campaign_id == campaign_id))
            connection.execute(delete(schema.campaigns).where(schema.campaigns.c.id == campaign_id))

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
                    "due_on": due_on,
                }
                for visit, due_on in zip(drawn.visits, drawn.due, strict=True)
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
