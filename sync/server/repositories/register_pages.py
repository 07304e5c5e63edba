"""Registers page by page, and the enterprises that the compounds name."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from sync.domain.registers.certificates import last_day_of_soon
from sync.domain.registers.columns import KEYS, Register
from sync.protocol.registers import (
    EnterpriseFilter,
    EnterprisePage,
    EnterpriseRow,
    RegisterFilter,
    RegisterPage,
    RegisterRow,
    Shown,
)
from sync.server.repositories import schema
from sync.server.repositories.district_names import district_names
from sync.server.repositories.register_rows import columns_of, kept_of, rows_of

c, d, e = schema.compounds.c, schema.districts.c, schema.enterprises.c
_SEARCHED = {
    Register.COMPOUNDS: ("code", "name", "address", "enterprise_code", "enterprise_name"),
    Register.OFFICERS: ("certificate", "name", "department"),
    Register.EXPERTS: ("number", "name", "department"),
}


def register_page(connection: Connection, register: Register, wanted: RegisterFilter, today: date) -> RegisterPage:
    """In the order of their numbers, with counts for all choices."""
    columns, groups = columns_of(register), _groups(register, today)
    found = rows_of(register).where(*_fitting([columns[name] for name in _SEARCHED[register]], wanted.search))
    if wanted.district:
        found = found.where(columns["district" if register is Register.COMPOUNDS else "home_district"] == wanted.district)
    counts = {show.value: _count(connection, found.where(*fits)) for show, fits in groups.items()}
    query = found.where(*groups.get(wanted.show, [])).order_by(columns[KEYS[register]], "subject")
    rows = connection.execute(query.limit(wanted.page_size).offset((wanted.page - 1) * wanted.page_size)).all()
    shown = [kept_of(register, row) for row in rows]
    listed = tuple(RegisterRow(one.id, dict(one.facts), one.open_visits) for one in shown)
    total = counts.get(wanted.show.value, counts[Shown.ALL.value])
    return RegisterPage(listed, total, wanted.page, wanted.page_size, counts, district_names(connection))


def enterprise_page(connection: Connection, wanted: EnterpriseFilter) -> EnterprisePage:
    """In the order of their names."""
    found = select(e.id, e.name, e.credit_code).where(*_fitting([e.name, e.credit_code], wanted.search))
    if wanted.district:
        found = found.where(e.id.in_(select(c.enterprise_id).where(c.district == wanted.district, _active())))
    total = _count(connection, found)
    query = found.order_by(e.name, e.id).limit(wanted.page_size).offset((wanted.page - 1) * wanted.page_size)
    rows = connection.execute(query).all()
    served = _served(connection, [row.id for row in rows])
    listed = tuple(_enterprise(row, served[row.id]) for row in rows)
    return EnterprisePage(listed, total, wanted.page, wanted.page_size, district_names(connection))


def _groups(register: Register, today: date) -> dict[Shown, list[ColumnElement[bool]]]:
    columns = columns_of(register)
    active, left = (columns["active"] == stands for stands in (True, False))
    groups = {Shown.ACTIVE: [active], Shown.LEFT: [left], Shown.ALL: []}
    if register is Register.OFFICERS:
        groups[Shown.ATTENTION] = [active, or_(columns["checked"] == False, columns["valid_until"] <= last_day_of_soon(today))]  # noqa: E712
    return groups


def _fitting(columns: Sequence[ColumnElement[Any]], search: str) -> list[ColumnElement[bool]]:
    """Every word stands somewhere."""
    return [or_(*(column.icontains(word, autoescape=True) for column in columns)) for word in search.split()]


def _count(connection: Connection, query: Select[Any]) -> int:
    return connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()


def _served(connection: Connection, enterprises: Sequence[Any]) -> dict[Any, list[Any]]:
    """Districts and grades of the compounds that each of them serves, with how many there are."""
    query = select(c.enterprise_id, c.district, c.grade, func.count().label("compounds"))
    fitting = query.where(c.enterprise_id.in_(enterprises), _active()).group_by(c.enterprise_id, c.district, c.grade)
    served = defaultdict(list)
    for row in connection.execute(fitting.order_by(c.district, c.grade)):
        served[row.enterprise_id].append(row)
    return served


def _enterprise(row: Any, served: Sequence[Any]) -> EnterpriseRow:
    districts: dict[str, int] = defaultdict(int)
    grades: dict[str, int] = defaultdict(int)
    for group in served:
        districts[group.district] += group.compounds
        grades[group.grade or ""] += group.compounds
    return EnterpriseRow(row.id, row.name, row.credit_code, sum(districts.values()), dict(districts), dict(grades))


def _active() -> ColumnElement[bool]:
    return c.active == True  # noqa: E712
