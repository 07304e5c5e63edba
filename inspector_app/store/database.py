"""One SQLite file, a connection per thread, one writer at a time."""

import errno
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from inspector_app.store.migrations import migrations
from sync.errors import FolderNotWritable, StorageFull

FILE_NAME = "tablet.db"
_BUSY_MILLISECONDS = 20_000


class TabletDatabase:
    """The tablet's database in ``folder``, migrated to the present schema.

    WAL with synchronous=FULL: a commit that returned survives a power cut. Raises FolderNotWritable.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._local = threading.local()
        self._writer = threading.RLock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            migrations.apply(self.connection)
        except (OSError, sqlite3.OperationalError) as error:
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
        """Write all or nothing. Raises StorageFull when the disk has no room."""
        database = self.connection
        with self._writer:
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
        connection = sqlite3.connect(self.folder / FILE_NAME, isolation_level=None)
        for pragma in (
            f"busy_timeout={_BUSY_MILLISECONDS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return Database(connection)


def is_full(error: BaseException) -> bool:
    """Whether an error means: no room on the disk."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
