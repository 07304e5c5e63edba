"""The registers' rows in the database, as the facts that files hold."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from sync.domain.inspections import State
from sync.domain.people import Duty
from sync.domain.registers.columns import COLUMNS, Facts, Register
from sync.domain.registers.comparing import Kept
from sync.domain.registers.values import NO, YES
from sync.server.repositories import schema

a, c, e, p = schema.assignments.c, schema.compounds.c, schema.enterprises.c, schema.people.c
i, m = schema.inspections.c, schema.assignment_members.c
_over = exists().where(i.id == a.inspection_id, i.state.in_([State.SUBMITTED.value, State.ACCEPTED.value]))
DUTIES = {Register.OFFICERS: Duty.OFFICER, Register.EXPERTS: Duty.EXPERT}
_FLAGS = {"active", "checked", "temporary"}
_ELSEWHERE: Mapping[Register, Mapping[str, ColumnElement[Any]]] = {
    Register.COMPOUNDS: {"enterprise_code": e.credit_code, "enterprise_name": e.name},
    Register.OFFICERS: {},
    Register.EXPERTS: {"number": p.certificate},
}
"""What does not stand in a column of its own name."""


def columns_of(register: Register) -> dict[str, ColumnElement[Any]]:
    """Where each fact stands."""
    own = c if register is Register.COMPOUNDS else p
    elsewhere = _ELSEWHERE[register]
    return {column.name: elsewhere[column.name] if column.name in elsewhere else own[column.name] for column in COLUMNS[register]}


def rows_of(register: Register) -> Select[Any]:
    """Every row: its id as ``subject``, its facts, and how many visits are still to come or under way."""
    facts = [column.label(name) for name, column in columns_of(register).items()]
    if register is Register.COMPOUNDS:
        visits = select(func.count()).select_from(schema.assignments).where(a.compound_id == c.id, ~_over)
        query = select(c.id.label("subject"), *facts, visits.scalar_subquery().label("visits"))
        return query.join_from(schema.compounds, schema.enterprises, e.id == c.enterprise_id)
    members = schema.assignment_members.join(schema.assignments, a.id == m.assignment_id)
    visits = select(func.count()).select_from(members).where(m.person_id == p.id, ~_over)
    query = select(p.id.label("subject"), *facts, visits.scalar_subquery().label("visits"))
    return query.where(p.duty == DUTIES[register].value)


def subject_of(register: Register) -> ColumnElement[Any]:
    """The column of the ids."""
    return c.id if register is Register.COMPOUNDS else p.id


def kept_of(register: Register, row: Any) -> Kept:
    """A row as the domain knows it."""
    return Kept(
        row.subject, {column.name: _text(column.name, getattr(row, column.name)) for column in COLUMNS[register]}, row.visits
    )


def stored(register: Register, facts: Facts) -> dict[str, object]:
    """Facts as values of the columns of ``compounds`` or ``people``; the enterprise of a compound stands elsewhere."""
    values: dict[str, object] = {name: value == YES if name in _FLAGS else value for name, value in facts.items()}
    if register is Register.COMPOUNDS:
        del values["enterprise_code"], values["enterprise_name"]
        return values
    if register is Register.EXPERTS:
        values["certificate"] = values.pop("number")
    return values | {"home_district": facts["home_district"] or None}


def _text(name: str, value: Any) -> str:
    if name in _FLAGS:
        return YES if value else NO
    return value or ""
