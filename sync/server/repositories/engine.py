"""The database behind all repositories: SQLite in the data folder, or PostgreSQL by address."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from sync.errors import CentreBusy, DatabaseDamaged, StorageFull
from sync.server.repositories import schema
from sync.server.repositories.bulk import mark, marks
from sync.server.repositories.opening import (
    DURABLE,
    RETRY_SECONDS,
    is_damage,
    is_no_room,
    make_engine,
    name_of,
    place_of,
    takes_nothing,
)


class CentreDatabase:
    """Opens transactions. One writer at a time on SQLite; PostgreSQL sorts writers out by the district counters."""

    def __init__(self, url: str, only_reads: bool = False) -> None:
        """Connects to nothing yet. Who ``only_reads`` needs no place that can be written to. Raises UsageInvalid for what is no
        address of a database that a centre works on."""
        self.engine = make_engine(url, only_reads)
        self._one_writer = threading.Lock() if self.engine.dialect.name == "sqlite" else None
        self._writer: Connection | None = None
        self._damaged = False
        if self._one_writer is None:
            self._snapshots = self.engine.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """For one statement, which sees one state by itself. Raises CentreBusy when the database does not answer."""
        with self.plain_errors(), self.engine.connect() as connection:
            yield connection

    def answers(self) -> None:
        """Returns when the database does. Raises CentreBusy when it does not, and DatabaseDamaged once anything met damage."""
        if self._damaged:
            raise DatabaseDamaged(file=self.name)
        with self.asking() as connection:
            connection.exec_driver_sql("SELECT 1")

    def copy_to(self, path: Path) -> bool:
        """Implements the port BackupDatabase. Writers go on meanwhile."""
        if self._one_writer is None:
            return False
        with self.asking() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(path),))
        return True

    @property
    def name(self) -> str:
        """What people call it: its file on SQLite, elsewhere its address without the password."""
        return name_of(self.engine)

    def place(self, folder: Path) -> str:
        """As ``place_of``, for the centre whose folder that is."""
        return place_of(self.engine, folder)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One view of everything, whatever is written meanwhile. Raises CentreBusy when the database does not answer."""
        if self._one_writer is None:
            with self.plain_errors(), self._snapshots.connect() as connection:
                yield connection
            return
        with self.plain_errors(), self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                if _is_open(connection):
                    connection.exec_driver_sql("ROLLBACK")

    @contextmanager
    def writing(self, durable: bool = True) -> Iterator[Connection]:
        """All or nothing, durable on leaving. Raises StorageFull, CentreBusy.

        ``durable`` False is for what can be made again: it may be lost in a power cut, and costs no trip to the disk.
        """
        if self._one_writer is None:
            with self.plain_errors(), self.engine.begin() as connection:
                if not durable:
                    connection.exec_driver_sql("SET LOCAL synchronous_commit TO off")
                yield connection
            return
        with self._one_writer, self.plain_errors(), self._writing() as connection, _synchronous(connection, durable):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                if _is_open(connection):  # a full disk may have ended it already
                    connection.exec_driver_sql("ROLLBACK")
                raise
            connection.exec_driver_sql("COMMIT")

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """On SQLite, the same connection again and again, until something fails on it. Nobody else writes, so the pages that it
        has read stay good from one transaction to the next."""
        connection = self._writer = self._writer or self.engine.connect()
        try:
            yield connection
            connection.rollback()  # SQLAlchemy's own transaction, in which nothing is left
        except BaseException:
            self._put_away_writer()
            raise

    def close(self) -> None:
        """Close all connections. Whoever is writing comes to an end first."""
        with self._one_writer or nullcontext():
            self._put_away_writer()
        self.engine.dispose()

    def _put_away_writer(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.close()

    @contextmanager
    def plain_errors(self) -> Iterator[None]:
        """What the caller did not cause leaves as StorageFull, CentreBusy or DatabaseDamaged."""
        try:
            yield
        except PoolTimeout as error:
            raise CentreBusy(seconds=RETRY_SECONDS) from error
        except OperationalError as error:
            if is_no_room(error):
                raise StorageFull() from error
            raise CentreBusy(seconds=RETRY_SECONDS) from error
        except DBAPIError as error:
            if is_damage(error):
                self._damaged = True
                raise DatabaseDamaged(file=self.name) from error
            if error.connection_invalidated or takes_nothing(error):
                raise CentreBusy(seconds=RETRY_SECONDS) from error
            raise


def _is_open(connection: Connection) -> bool:
    return _driver(connection).in_transaction


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast(sqlite3.Connection, connection.connection.dbapi_connection)


@contextmanager
def _synchronous(connection: Connection, durable: bool) -> Iterator[None]:
    """SQLite syncs its log at every commit unless told otherwise for this one."""
    if durable:
        yield
        return
    driver = _driver(connection)
    driver.execute("PRAGMA synchronous=NORMAL")
    try:
        yield
    finally:
        driver.execute(f"PRAGMA {DURABLE}")


_BUMP = "UPDATE streams SET n = n + {mark} WHERE stream = {mark} RETURNING n"
"""In the driver's own words: every batch asks once for each district it touches."""
_BEGIN = (
    "INSERT INTO streams (stream, n) VALUES ({marks}) ON CONFLICT (stream) DO UPDATE SET n = streams.n + excluded.n RETURNING n"
)
"""For the first of a stream; of two at once the second goes on from the other."""


def next_numbers(connection: Connection, stream: str, count: int) -> int:
    """Reserve ``count`` numbers of a stream; returns the first. The counter's row stays locked to the commit, so numbers
    become visible in order (a bare sequence would let a reader skip what commits late)."""
    last = connection.exec_driver_sql(_BUMP.format(mark=mark(connection.dialect)), (count, stream)).scalar_one_or_none()
    if last is None:
        last = connection.exec_driver_sql(_BEGIN.format(marks=marks(2, connection.dialect)), (stream, count)).scalar_one()
    return int(last) - count + 1


def stream_heads(connection: Connection) -> dict[str, int]:
    """The last number of every stream."""
    return {row.stream: row.n for row in connection.execute(select(schema.streams.c.stream, schema.streams.c.n))}
