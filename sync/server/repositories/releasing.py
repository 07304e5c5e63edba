"""Assignments are made of what was drawn when a draw's time has come, and not before: what is sealed is in no table that a tablet
could be told from."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from sync.domain.campaigns.due_days import due_days
from sync.domain.clock import local_day
from sync.domain.ids import IdMaker
from sync.protocol.console import CentreEvent
from sync.server.repositories import schema
from sync.server.repositories.columns import Moment
from sync.server.repositories.drawn_checklists import checklists_of
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.feed import note_changes
from sync.server.repositories.registers import add_members, assigned, put_teams
from sync.server.services.events import campaign_changed
from sync.server.services.known import Change

a, d, i, p, v = (
    schema.assignments.c,
    schema.draws.c,
    schema.inspections.c,
    schema.campaign_plans.c,
    schema.draw_visits.c,
)
_DUE = (
    select(d.campaign_id, d.number, d.frozen, d.checklists)
    .join_from(schema.draws, schema.campaign_plans, p.campaign_id == d.campaign_id)
    .where(d.waiting == True, or_(p.release_at.is_(None), p.release_at <= bindparam("now", type_=Moment)))  # noqa: E712 - SQL
    .order_by(d.campaign_id, d.number)
)
"""Made once: every pull asks it."""


class Releases:
    """Whoever asks first after the time makes them, in one transaction; nobody has to press anything. Told after the commit."""

    def __init__(self, database: CentreDatabase, ids: IdMaker, announce: Callable[[CentreEvent], None]) -> None:
        self._database = database
        self._ids = ids
        self._announce = announce

    def is_due(self, connection: Connection, now: datetime) -> bool:
        """Whether a draw's time has come and its teams have no assignments yet."""
        return connection.execute(_DUE, {"now": now}).first() is not None

    def release(self, now: datetime) -> None:
        """All that are due."""
        with self._database.asking() as connection:
            if not self.is_due(connection, now):
                return
        released: list[UUID] = []
        with self._database.writing() as connection:
            told: list[Change] = []
            for draw in connection.execute(_DUE, {"now": now}).all():
                mine = (d.campaign_id == draw.campaign_id) & (d.number == draw.number) & (d.frozen == draw.frozen)
                claimed = connection.execute(
                    update(schema.draws).where(mine, d.waiting == True).values(waiting=False, released_at=now)  # noqa: E712 - SQL
                )
                if claimed.rowcount == 1:
                    told += _withdraw(connection, draw, now)
                    _put_off(connection, draw, local_day(now))
                    told += _assign(connection, draw, self._ids)
                    released.append(draw.campaign_id)
            note_changes(connection, told)
        for campaign_id in released:
            self._announce(campaign_changed(campaign_id))


def _withdraw(connection: Connection, draw: Any, now: datetime) -> list[Change]:
    """Visits of earlier draws that nobody has begun leave the tablets. What was begun stands."""
    earlier = a.campaign_id == draw.campaign_id, a.draw < draw.number
    rows = connection.execute(select(a.id, a.draw, a.visit).where(*earlier).order_by(a.id).with_for_update()).all()
    started = select(a.draw, a.visit).join_from(schema.assignments, schema.inspections, i.assignment_id == a.id)
    begun = {(row.draw, row.visit) for row in connection.execute(started.where(*earlier))}
    standing = connection.execute(
        select(v.draw, v.number).where(v.campaign_id == draw.campaign_id, v.draw < draw.number, v.withdrawn_at.is_(None))
    ).all()
    for row in standing:
        if (row.draw, row.number) not in begun:
            one = (v.campaign_id == draw.campaign_id) & (v.draw == row.draw) & (v.number == row.number)
            connection.execute(update(schema.draw_visits).where(one).values(withdrawn_at=now))
    return put_teams(connection, dict.fromkeys([row.id for row in rows if (row.draw, row.visit) not in begun], ()))


def _put_off(connection: Connection, draw: Any, today: date) -> None:
    """A release that came later than was planned leaves nobody days on which they knew of nothing: visits are spread anew."""
    mine = (v.campaign_id == draw.campaign_id) & (v.draw == draw.number)
    due = connection.execute(select(v.number, v.due_on).where(mine).order_by(v.number)).all()
    if not due or due[0].due_on > today:
        return
    days = due_days(due[0].due_on, due[-1].due_on, today, len(due))
    later = [{"visit": row.number, "day": day} for row, day in zip(due, days, strict=True) if day != row.due_on]
    if later:
        one = mine & (v.number == bindparam("visit"))
        connection.execute(update(schema.draw_visits).where(one).values(due_on=bindparam("day")), later)


def _assign(connection: Connection, draw: Any, ids: IdMaker) -> list[Change]:
    """One for each checklist of a visit."""
    mine = (v.campaign_id == draw.campaign_id) & (v.draw == draw.number)
    visits = connection.execute(select(v.number, v.compound_id, v.checks, v.due_on).where(mine).order_by(v.number)).all()
    teams = drawn_teams(connection, draw.campaign_id, draw.number)
    made: list[dict[str, object]] = []
    members: dict[UUID, tuple[UUID, ...]] = {}
    for visit in visits:
        for checklist_id, version in checklists_of(draw.checklists, visit.checks):
            assignment = ids.new()
            members[assignment] = teams[visit.number]
            made.append(
                {
                    "id": assignment,
                    "inspection_id": ids.new(),
                    "campaign_id": draw.campaign_id,
                    "compound_id": visit.compound_id,
                    "due_on": visit.due_on,
                    "checklist_id": checklist_id,
                    "checklist_version": version,
                    "draw": draw.number,
                    "visit": visit.number,
                }
            )
    if made:
        connection.execute(insert(schema.assignments), made)
    add_members(connection, members)
    return assigned(connection, dict.fromkeys(members, ()))


def drawn_teams(connection: Connection, campaign_id: UUID, draw: int) -> dict[int, tuple[UUID, ...]]:
    """Who goes, by the numbers of the visits of a draw."""
    w = schema.draw_members.c
    query = select(w.number, w.person_id).where(w.campaign_id == campaign_id, w.draw == draw).order_by(w.number, w.position)
    teams: dict[int, tuple[UUID, ...]] = {}
    for row in connection.execute(query):
        teams[row.number] = (*teams.get(row.number, ()), row.person_id)
    return teams
