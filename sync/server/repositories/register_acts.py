"""The registers' history: appended to, never changed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, insert, select

from sync.domain.registers.columns import Facts, Register, key_of
from sync.protocol.registers import RegisterAct, RegisterHistory
from sync.server.repositories import schema
from sync.server.repositories.register_rows import kept_of, rows_of, subject_of
from sync.server.repositories.turns import alone_with_table

AT_ONCE = 500
_A = schema.register_acts.c


@dataclass(frozen=True, slots=True)
class Act:
    """Who changed something when; the file it came from, where it came from one."""

    at: datetime
    by: UUID | None = None
    file_name: str | None = None
    file_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """One row, before and after."""

    subject: UUID
    after: Facts
    before: Facts | None = None


def alone_with_registers(connection: Connection) -> None:
    """Before anything is read that is decided on: whoever else writes in the registers waits until the end."""
    alone_with_table(connection, schema.register_acts)


def note_acts(connection: Connection, register: Register, act: Act, changes: Sequence[Changed]) -> None:
    """One entry for each."""
    rows = [
        {
            "at": act.at,
            "by": act.by,
            "register": register.value,
            "subject": one.subject,
            "key": key_of(register, one.after),
            "before": None if one.before is None else _json(one.before),
            "after": _json(one.after),
            "file_name": act.file_name,
            "file_sha256": act.file_sha256,
        }
        for one in changes
    ]
    if rows:
        connection.execute(insert(schema.register_acts), rows)


def note_entered(connection: Connection, register: Register, ids: Sequence[UUID], at: datetime) -> None:
    """Rows that were just entered, not by a file."""
    for start in range(0, len(ids), AT_ONCE):
        fitting = rows_of(register).where(subject_of(register).in_(ids[start : start + AT_ONCE]))
        entered = [kept_of(register, row) for row in connection.execute(fitting)]
        note_acts(connection, register, Act(at), [Changed(one.id, one.facts) for one in entered])


def history(connection: Connection, register: Register, subject: UUID | None, page: int, page_size: int) -> RegisterHistory:
    """Latest first; of one row, or of all."""
    fits = [_A.register == register.value] + ([_A.subject == subject] if subject else [])
    total = connection.execute(select(func.count()).select_from(schema.register_acts).where(*fits)).scalar_one()
    query = select(schema.register_acts, schema.people.c.name).outerjoin(schema.people, schema.people.c.id == _A.by).where(*fits)
    rows = connection.execute(query.order_by(_A.number.desc()).limit(page_size).offset((page - 1) * page_size))
    return RegisterHistory(tuple(map(_act, rows)), total, page, page_size)


def _act(row: Any) -> RegisterAct:
    before = None if row.before is None else json.loads(row.before)
    file = row.file_name or "", row.file_sha256 or ""
    return RegisterAct(row.number, row.at, row.subject, row.key, json.loads(row.after), before, row.name or "", *file)


def _json(facts: Facts) -> str:
    return json.dumps(dict(facts), ensure_ascii=False)
