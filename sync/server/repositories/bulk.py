"""Many rows of one shape: one statement in the driver's own words, each value bound once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Connection, Row, Table
from sqlalchemy.engine import Dialect

from sync.server.repositories.columns import OwnType

Bind = Callable[[Any], Any]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows that all have the keys of the first one; nothing for no rows.

    ``connection.execute(table.insert(), rows)`` does the same and spends most of its time on each row's parameters; column by
    column they are bound without a step of Python for each.
    """
    if rows:
        names = tuple(rows[0])
        statement, binds = _prepared(table, names, connection.dialect)
        columns = [_bound(map(itemgetter(name), rows), bind) for name, bind in zip(names, binds, strict=True)]
        connection.exec_driver_sql(statement, list(zip(*columns, strict=True)))


def rows_among(connection: Connection, key: Column[Any], values: Sequence[object], *others: Column[Any]) -> Sequence[Row[Any]]:
    """The rows of a table whose ``key`` is among the values: the key and the other columns, as the driver gives them."""
    if not values:
        return ()
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(column.name) for column in (key, *others))
    statement = (
        f"SELECT {columns} FROM {quote(key.table.name)} WHERE {quote(key.name)} IN ({_marks(len(values), connection.dialect)})"
    )
    return connection.exec_driver_sql(statement, tuple(_bound(iter(values), _bind(key)))).all()


def _marks(count: int, dialect: Dialect) -> str:
    return ", ".join(["?" if dialect.paramstyle == "qmark" else "%s"] * count)


def _bound(values: Iterator[object], bind: Bind | None) -> Iterator[object]:
    return values if bind is None else map(bind, values)


@lru_cache(maxsize=256)
def _prepared(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, tuple[Bind | None, ...]]:
    quote = dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in names)
    return (
        f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({_marks(len(names), dialect)})",
        tuple(_bind(table.c[name]) for name in names),
    )


def _bind(column: Column[Any]) -> Bind | None:
    """How the driver wants a value of our own column types; the others go as they are."""
    if not isinstance(column.type, OwnType):
        return None
    to_driver = column.type.to_driver
    return (lambda value: None if value is None else to_driver(value)) if column.nullable else to_driver
