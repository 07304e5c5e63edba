"""Registers as a whole: read for a file, changed by one, looked through page by page."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, bindparam, insert, select, update

from sync.domain.clock import Clock, local_day
from sync.domain.ids import IdMaker
from sync.domain.registers.columns import Facts, Register
from sync.domain.registers.comparing import Change as RowChange
from sync.domain.registers.comparing import Kept
from sync.protocol.registers import EnterpriseFilter, EnterprisePage, RegisterFilter, RegisterHistory, RegisterPage
from sync.server.repositories import schema
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.feed import REGISTER, hold_streams, note_changes
from sync.server.repositories.register_acts import AT_ONCE, Act, Changed, alone_with_registers, history, note_acts
from sync.server.repositories.register_pages import enterprise_page, register_page
from sync.server.repositories.register_rows import DUTIES, kept_of, rows_of, stored
from sync.server.repositories.registers import assigned
from sync.server.services.known import Change
from sync.server.services.register_files import DistrictNames

a, d, e, m = schema.assignments.c, schema.districts.c, schema.enterprises.c, schema.assignment_members.c


class RegisterFileTables:
    """Implements the port RegisterFileRepository."""

    def __init__(self, database: CentreDatabase, ids: IdMaker, clock: Clock) -> None:
        self._database = database
        self._ids = ids
        self._clock = clock

    @contextmanager
    def looking(self, register: Register) -> Iterator["Desk"]:
        with self._database.reading() as connection:
            yield Desk(connection, register, self._ids, self._clock)

    @contextmanager
    def writing(self, register: Register) -> Iterator["Desk"]:
        with self._database.writing() as connection:
            alone_with_registers(connection)
            yield Desk(connection, register, self._ids, self._clock)

    def page(self, register: Register, wanted: RegisterFilter) -> RegisterPage:
        with self._database.reading() as connection:
            return register_page(connection, register, wanted, local_day(self._clock.now()))

    def enterprises(self, wanted: EnterpriseFilter) -> EnterprisePage:
        with self._database.reading() as connection:
            return enterprise_page(connection, wanted)

    def history(self, register: Register, subject: UUID | None, page: int, page_size: int) -> RegisterHistory:
        with self._database.reading() as connection:
            return history(connection, register, subject, page, page_size)


class Desk:
    """Implements the port RegisterDesk within one transaction."""

    def __init__(self, connection: Connection, register: Register, ids: IdMaker, clock: Clock) -> None:
        self._connection = connection
        self._register = register
        self._ids = ids
        self._clock = clock

    def districts(self) -> DistrictNames:
        rows = self._connection.execute(select(d.code, d.name_zh, d.name_en).order_by(d.position))
        return [(row.code, row.name_zh, row.name_en) for row in rows]

    def kept(self) -> list[Kept]:
        return [kept_of(self._register, row) for row in self._connection.execute(rows_of(self._register))]

    def apply(self, changes: Sequence[RowChange], by: UUID | None, file_name: str, file_sha256: str) -> None:
        enterprises = self._enterprises([change.after for change in changes])
        ids = [change.kept.id if change.kept else self._ids.new() for change in changes]
        new: list[tuple[UUID, dict[str, object]]] = []
        changed: list[tuple[UUID, dict[str, object]]] = []
        for change, subject in zip(changes, ids, strict=True):
            values = stored(self._register, change.after)
            if self._register is Register.COMPOUNDS:
                values["enterprise_id"] = enterprises[change.after["enterprise_code"]]
            (changed if change.kept else new).append((subject, values))
        self._insert(new)
        self._update(changed)
        act = Act(self._clock.now(), by, file_name, file_sha256)
        told = [Changed(subject, one.after, one.before) for one, subject in zip(changes, ids, strict=True)]
        note_acts(self._connection, self._register, act, told)
        self._tell([change for change in changes if change.kept])

    def _insert(self, rows: Sequence[tuple[UUID, dict[str, object]]]) -> None:
        if self._register is Register.COMPOUNDS:
            made = [{"id": subject} | values for subject, values in rows]
        else:
            duty = DUTIES[self._register].value
            unsaid = {"checked": False, "temporary": False, "valid_from": "", "valid_until": ""}
            made = [unsaid | {"id": subject, "duty": duty} | values for subject, values in rows]
        if made:
            self._connection.execute(insert(self._table), made)

    def _update(self, rows: Sequence[tuple[UUID, dict[str, object]]]) -> None:
        if rows:
            names: dict[str, Any] = {name: bindparam(f"new_{name}") for name in rows[0][1]}
            statement = update(self._table).where(self._table.c.id == bindparam("subject")).values(names)
            values = [{"subject": subject} | {f"new_{name}": value for name, value in row.items()} for subject, row in rows]
            self._connection.execute(statement, values)

    @property
    def _table(self) -> Table:
        return schema.compounds if self._register is Register.COMPOUNDS else schema.people

    def _enterprises(self, rows: Sequence[Facts]) -> dict[str, UUID]:
        """Their ids by credit code; those that are new are entered, those that have another name get it."""
        names = {facts["enterprise_code"]: facts["enterprise_name"] for facts in rows if "enterprise_code" in facts}
        known: dict[str, UUID] = {}
        if names:
            for row in self._connection.execute(select(e.id, e.credit_code, e.name).order_by(e.id)):
                if row.credit_code in names:
                    known.setdefault(row.credit_code, row.id)
                    if row.name != names[row.credit_code]:
                        renaming = update(schema.enterprises).where(e.id == row.id)
                        self._connection.execute(renaming.values(name=names[row.credit_code]))
        new = [{"id": self._ids.new(), "name": name, "credit_code": code} for code, name in names.items() if code not in known]
        if new:
            self._connection.execute(insert(schema.enterprises), new)
        return known | {str(row["credit_code"]): row["id"] for row in new if isinstance(row["id"], UUID)}

    def _tell(self, changes: Sequence[RowChange]) -> None:
        """Tablets know people's names and whether they are active, and the compounds of assignments. Whoever assigns meanwhile is
        either seen, or comes after."""
        if changes:
            hold_streams(self._connection, [REGISTER, *self._connection.scalars(select(d.code))])
        ids = [change.kept.id for change in changes if change.kept]
        people = [] if self._register is Register.COMPOUNDS else [Change(REGISTER, "people", one) for one in ids]
        concerned: dict[UUID, tuple[str, ...]] = {}
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            mine = a.compound_id.in_(some)
            if self._register is not Register.COMPOUNDS:
                mine = a.id.in_(select(m.assignment_id).where(m.person_id.in_(some)))
            concerned |= {row.id: () for row in self._connection.execute(select(a.id).where(mine))}
        told = list(people)
        assignments = list(concerned)
        for start in range(0, len(assignments), AT_ONCE):
            told += assigned(self._connection, dict.fromkeys(assignments[start : start + AT_ONCE], ()))
        note_changes(self._connection, told)
