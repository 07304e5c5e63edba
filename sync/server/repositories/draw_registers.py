"""The registers as a draw is frozen from them: who and what is active, each with what the domain of the draw asks."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, exists, func, or_, select

from sync.domain.campaigns.recusals import Recusal
from sync.domain.draw.pools import ExtraKind
from sync.domain.draw.registers import RegisteredCompound, RegisteredEnterprise, RegisteredExtra, RegisteredPerson, Registers
from sync.domain.people import Duty
from sync.server.repositories import schema
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.recusals import every_recusal

a, c, e, i, p = schema.assignments.c, schema.compounds.c, schema.enterprises.c, schema.inspections.c, schema.people.c
k, v, x = schema.campaign_plans.c, schema.draw_visits.c, schema.extra_weights.c


class DrawRegisterTables:
    """Implements the port DrawRegisters."""

    def __init__(self, database: CentreDatabase) -> None:
        self._database = database

    def read(self, campaign_id: UUID, day: date) -> tuple[Registers, tuple[Recusal, ...]]:
        with self._database.reading() as connection:
            compounds, enterprises = _compounds(connection)
            visits = _visits_of_year(connection, campaign_id, day.year)
            registers = Registers(
                compounds=compounds,
                enterprises=tuple(RegisteredEnterprise(code, name, visits.get(code, 0)) for code, name in enterprises.items()),
                officers=_people(connection, Duty.OFFICER),
                experts=_people(connection, Duty.EXPERT),
                extras=_extras(connection, campaign_id),
            )
            return registers, every_recusal(connection)


def _compounds(connection: Connection) -> tuple[tuple[RegisteredCompound, ...], dict[str, str]]:
    """And the enterprises that serve them, by credit code; one that stands there twice is one."""
    query = (
        select(*schema.compounds.c, e.credit_code, e.name.label("enterprise"))
        .join_from(schema.compounds, schema.enterprises, e.id == c.enterprise_id)
        .where(c.active == True)  # noqa: E712 - SQL
        .order_by(c.code, e.id)
    )
    rows = connection.execute(query).all()
    return tuple(map(_compound, rows)), {row.credit_code: row.enterprise for row in reversed(rows)}


def _compound(row: Any) -> RegisteredCompound:
    place = f"{row.latitude} {row.longitude}" if row.latitude else ""
    return RegisteredCompound(row.code, row.name, row.credit_code, row.district, row.grade, row.kind, words_of(row.marks), place)


def _people(connection: Connection, duty: Duty) -> tuple[RegisteredPerson, ...]:
    query = select(*schema.people.c).where(p.duty == duty.value, p.active == True).order_by(p.id)  # noqa: E712 - SQL
    return tuple(
        RegisteredPerson(
            id=str(row.id),
            name=row.name,
            home=row.home_district or "",
            department=row.department,
            certificate=row.certificate,
            checked=row.checked,
            temporary=row.temporary,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            qualifications=words_of(row.qualifications),
        )
        for row in connection.execute(query)
    )


def _extras(connection: Connection, campaign_id: UUID) -> tuple[RegisteredExtra, ...]:
    query = (
        select(c.code, x.weight, x.kind, x.source)
        .join_from(schema.extra_weights, schema.compounds, c.id == x.compound_id)
        .where(x.campaign_id == campaign_id, x.removed_at.is_(None), c.active == True)  # noqa: E712 - SQL
    )
    return tuple(RegisteredExtra(row.code, row.weight, ExtraKind(row.kind), row.source) for row in connection.execute(query))


def _visits_of_year(connection: Connection, campaign_id: UUID, year: int) -> dict[str, int]:
    """By credit code: what the newest draws of this year's other campaigns drew, and whatever was begun after any draw."""
    mine = and_(a.campaign_id == v.campaign_id, a.draw == v.draw, a.visit == v.number)
    begun = exists().where(mine, i.assignment_id == a.id).correlate(schema.draw_visits)
    newer = schema.draw_visits.alias("newer")
    newest = ~exists().where(newer.c.campaign_id == v.campaign_id, newer.c.draw > v.draw).correlate(schema.draw_visits)
    query = (
        select(v.enterprise_code, func.count())
        .join_from(schema.draw_visits, schema.campaign_plans, k.campaign_id == v.campaign_id)
        .where(k.first_day.between(date(year, 1, 1), date(year, 12, 31)))
        .where(or_(begun, and_(v.campaign_id != campaign_id, newest)))
        .group_by(v.enterprise_code)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def words_of(text: str) -> tuple[str, ...]:
    """As a column holds several."""
    return tuple(text.split(";")) if text else ()
