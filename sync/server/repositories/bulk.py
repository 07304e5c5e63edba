"""Inserting many rows of one shape: one prepared statement, each value bound once."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

Bind = Callable[[Any], Any]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows that all have the keys of the first one; nothing for no rows.

    ``connection.execute(table.insert(), rows)`` does the same and spends most of its time on each row's parameters.
    """
    if rows:
        statement, binds = _prepared(table, tuple(rows[0]), connection.dialect)
        connection.exec_driver_sql(
            statement, [tuple([row[name] if bind is None else bind(row[name]) for name, bind in binds]) for row in rows]
        )


@lru_cache(maxsize=256)
def _prepared(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, tuple[tuple[str, Bind | None], ...]]:
    quote = dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in names)
    values = ", ".join(["?" if dialect.paramstyle == "qmark" else "%s"] * len(names))
    return (
        f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({values})",
        tuple((name, _bind(table.c[name].type, dialect)) for name in names),
    )


def _bind(kind: Any, dialect: Dialect) -> Bind | None:
    """How the driver wants a value of our own column types; the others go as they are."""
    return partial(kind.process_bind_param, dialect=dialect) if isinstance(kind, TypeDecorator) else None
