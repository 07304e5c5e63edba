"""Many rows of one shape: one statement in the driver's own words, each value bound once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Table
from sqlalchemy.engine import Dialect

from sync.server.repositories.columns import OwnType

Bind = Callable[[Any], Any]


class Same(NamedTuple):
    """A column whose value is the same in every row."""

    value: object


def insert_columns(connection: Connection, table: Table, columns: Mapping[str, Sequence[object] | Same]) -> None:
    """Insert the rows that these columns make up; nothing where the columns are empty.

    ``connection.execute(table.insert(), rows)`` does the same and spends most of its time on each row's parameters; column by
    column they are bound without a step of Python for each.
    """
    statement, binds = _prepared(table, tuple(columns), connection.dialect)
    bound = [_bound_column(column, bind) for column, bind in zip(columns.values(), binds, strict=True)]
    if rows := list(zip(*bound, strict=False)):  # what is the same everywhere has no end of its own
        connection.exec_driver_sql(statement, rows)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows that all have the keys of the first one; nothing for no rows."""
    if rows:
        insert_columns(connection, table, {name: list(map(itemgetter(name), rows)) for name in rows[0]})


def rows_among(connection: Connection, key: Column[Any], values: Sequence[object], *others: Column[Any]) -> list[tuple[Any, ...]]:
    """The rows of a table whose ``key`` is among the values, each as the key and the other columns.

    A select with an expanding parameter does the same and takes longer to prepare than to run.
    """
    if not values:
        return []
    wanted = (key, *others)
    readers = [_reader(column) for column in wanted]
    statement = _among(wanted, len(values), connection.dialect)
    found = connection.exec_driver_sql(statement, tuple(_bound(values, _bind(key)))).all()
    return [tuple([value if read is None else read(value) for value, read in zip(row, readers, strict=True)]) for row in found]


@lru_cache(maxsize=1024)
def _among(wanted: tuple[Column[Any], ...], count: int, dialect: Dialect) -> str:
    quote = dialect.identifier_preparer.quote
    columns = ", ".join(quote(column.name) for column in wanted)
    key = wanted[0]
    return f"SELECT {columns} FROM {quote(key.table.name)} WHERE {quote(key.name)} IN ({marks(count, dialect)})"


def mark(dialect: Dialect) -> str:
    """Where the driver puts a value."""
    return "?" if dialect.paramstyle == "qmark" else "%s"


def marks(count: int, dialect: Dialect) -> str:
    """Where it puts several, in a row."""
    return ", ".join([mark(dialect)] * count)


def _bound(values: Iterable[object], bind: Bind | None) -> Iterable[object]:
    return values if bind is None else map(bind, values)


def _bound_column(column: Sequence[object] | Same, bind: Bind | None) -> Iterable[object]:
    if isinstance(column, Same):
        return repeat(column.value if bind is None else bind(column.value))
    return _bound(column, bind)


@lru_cache(maxsize=256)
def _prepared(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, tuple[Bind | None, ...]]:
    quote = dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in names)
    return (
        f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks(len(names), dialect)})",
        tuple(_bind(table.c[name]) for name in names),
    )


def _bind(column: Column[Any]) -> Bind | None:
    """How the driver wants a value of our own column types; the others go as they are."""
    return _unless_none(column, column.type.to_driver) if isinstance(column.type, OwnType) else None


def _reader(column: Column[Any]) -> Bind | None:
    return _unless_none(column, column.type.from_driver) if isinstance(column.type, OwnType) else None


def _unless_none(column: Column[Any], convert: Bind) -> Bind:
    return (lambda value: None if value is None else convert(value)) if column.nullable else convert
