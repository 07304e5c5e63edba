"""One SQLite file, a connection per thread, one writer at a time."""

import errno
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from inspector_app.store.migrations import migrations
from sync.durable import make_folder
from sync.errors import FolderNotWritable, StorageFailed, StorageFull, TabletDamaged
from sync.sqlite_faults import is_damage, kind_of

FILE_NAME = "tablet.db"
_PRAGMAS = ("busy_timeout=20000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
_DISK_FAULTS = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


class TabletDatabase:
    """The tablet's database in ``folder``, migrated to the present schema.

    WAL with synchronous=FULL: a commit that returned survives a power cut. Raises FolderNotWritable, TabletDamaged.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._local = threading.local()
        self._writer = threading.RLock()
        try:
            make_folder(folder)
            with damage_is_said(folder):
                migrations.apply(self.connection)
        except (OSError, sqlite3.OperationalError, StorageFailed) as error:
            raise FolderNotWritable(folder=str(folder)) from error

    @property
    def connection(self) -> Database:
        """This thread's connection."""
        database: Database | None = getattr(self._local, "database", None)
        if database is None:
            database = self._local.database = self._open()
        return database

    @contextmanager
    def transaction(self) -> Iterator[Database]:
        """Write all or nothing. Raises StorageFull when the disk has no room, StorageFailed when it fails."""
        database = self.connection
        with disk_faults_are_said(), self._writer:
            yield from self._all_or_nothing(database)

    @contextmanager
    def passing_note(self) -> Iterator[Database]:
        """As ``transaction``, for what nobody was promised: it outlives the process, but a power cut may take it along. Saves
        the wait for the disk; what was durable before stays so."""
        database = self.connection
        with disk_faults_are_said(), self._writer:
            database.execute("PRAGMA synchronous=NORMAL")
            try:
                yield from self._all_or_nothing(database)
            finally:
                database.execute("PRAGMA synchronous=FULL")

    def _all_or_nothing(self, database: Database) -> Iterator[Database]:
        database.execute("BEGIN IMMEDIATE")
        try:
            yield database
            database.execute("COMMIT")
        except BaseException as error:
            database.rollback()
            if is_full(error):
                raise StorageFull() from error
            raise

    def close(self) -> None:
        """Close this thread's connection; the others close with their threads."""
        database: Database | None = getattr(self._local, "database", None)
        if database is not None:
            database.close()
            del self._local.database

    def _open(self) -> Database:
        with disk_faults_are_said():
            connection = sqlite3.connect(self.folder / FILE_NAME, isolation_level=None)
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
        return Database(connection)


def is_full(error: BaseException) -> bool:
    """Whether an error means: no room on the disk."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def damage_is_said(folder: Path) -> Iterator[None]:
    """A database in ``folder`` that turns out to be none, or spoilt, is raised as TabletDamaged."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise TabletDamaged(file=str(folder / FILE_NAME), folder=str(folder)) from error
        raise


@contextmanager
def disk_faults_are_said() -> Iterator[None]:
    """What goes wrong with the disk inside is raised as StorageFull or StorageFailed."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        if is_full(error):
            raise StorageFull() from error
        if isinstance(error, OSError) or kind_of(error) in _DISK_FAULTS:
            raise StorageFailed() from error
        raise
