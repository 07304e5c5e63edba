"""Whose turn it is to write: on PostgreSQL several may at the same moment, and locks let one wait for the other; SQLite has one
writer anyway."""

from collections.abc import Collection
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Connection, Select, Table


class Hold(StrEnum):
    """How a table is locked."""

    READERS_GO_ON = "EXCLUSIVE"
    REFERENCES_TOO = "SHARE ROW EXCLUSIVE"
    """As well as those who lock single rows of it, as for a reference to one."""


def others_may_write(connection: Connection) -> bool:
    """Whether somebody else may be writing at this moment."""
    return connection.dialect.name != "sqlite"


def alone_with_table(connection: Connection, table: Table, hold: Hold = Hold.READERS_GO_ON) -> None:
    """Whoever else writes in it waits until the end."""
    if others_may_write(connection):
        connection.exec_driver_sql(f"LOCK TABLE {table.name} IN {hold} MODE")


def alone_with_rows(connection: Connection, locking: Select[tuple[UUID]], ids: Collection[UUID]) -> None:
    """Whoever else writes about the rows that the statement locks, of those with these ``ids``, waits until the end."""
    if others_may_write(connection):
        connection.execute(locking, {"ids": list(ids)})
