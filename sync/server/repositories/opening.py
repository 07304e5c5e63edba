"""An address becomes an engine, or a sentence that says why not."""

import os
import sqlite3
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from sync import sqlite_faults
from sync.errors import CentreBusy, DatabaseDamaged, DatabaseNotWritable, DatabaseUnreachable, StorageFull, UsageInvalid
from sync.sqlite_faults import kind_of

RETRY_SECONDS = 2
_NO_ROOM = ("database or disk is full", "No space left on device")
DURABLE = "synchronous=FULL"
"""A commit that returned survives a power cut."""
_SQLITE_PRAGMAS = (DURABLE, "foreign_keys=ON", "busy_timeout=20000", "cache_size=-8192")
_SQLITE, _POSTGRES = ("sqlite", "sqlite+pysqlite"), ("postgresql+psycopg",)
_LOG = "journal_mode=WAL"
"""Written into the file, so not where it is only read."""
_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_LINE = {
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}
"""How long a PostgreSQL is waited for that has gone without a word, as behind a firewall that forgot the connection: less than a
tablet waits for its answer. An address that names one of these has it its own way. The last in milliseconds, times in seconds."""
_TAKES_NOTHING = ("25006", "25P03", "25P04")
"""SQLSTATEs of a PostgreSQL that only reads, as a standby does or one whose disk is nearly full, and of one that ended a
transaction for its age. Its driver takes them for inner errors."""


def make_engine(address: str, only_reads: bool = False) -> Engine:
    """Connects to nothing yet. A file that is only read need not be one that can be written. Raises UsageInvalid for what is no
    address of a database that a centre works on."""
    url = _url_of(address)
    if url.drivername in _POSTGRES:
        line = {name: value for name, value in _LINE.items() if name not in url.query}
        return create_engine(url, pool_size=10, max_overflow=20, pool_pre_ping=True, connect_args=line)
    file = Path(str(url.database))
    opened = {"creator": lambda: _to_read(file)} if only_reads else {"connect_args": {"check_same_thread": False}}
    engine = create_engine(url, pool_size=10, max_overflow=30, pool_use_lifo=True, **opened)
    pragmas = _SQLITE_PRAGMAS if only_reads else (_LOG, *_SQLITE_PRAGMAS)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _to_read(file: Path) -> sqlite3.Connection:
    """SQLite writes beside a file to read it, which is how it gets along with a centre that serves. A place that nobody can
    write to does without, unless a log beside the file says that there is more to it."""
    if os.access(file, os.W_OK) and os.access(file.parent, os.W_OK):
        how = "mode=rw"
    else:
        how = "mode=ro" if Path(f"{file}-wal").exists() else "mode=ro&immutable=1"
    return sqlite3.connect(f"{file.absolute().as_uri()}?{how}", check_same_thread=False, uri=True)


def name_of(engine: Engine) -> str:
    """What people call it: the file on SQLite, elsewhere the address without its password."""
    return str(engine.url.database) if engine.dialect.name == "sqlite" else engine.url.render_as_string(hide_password=True)


def place_of(engine: Engine, folder: Path) -> str:
    """One line that says which database it is, to anybody: no user, no password. The file in the centre's own ``folder`` is
    called the same wherever the folder lies."""
    url = engine.url
    if engine.dialect.name == "sqlite":
        file = Path(str(url.database)).absolute()
        return f"sqlite: {file.name if file.parent == folder.absolute() else file}"
    host, port = url.host or url.query.get("host", "localhost"), url.port or url.query.get("port", 5432)
    return f"postgresql: {host}:{port}/{url.database}"


def see_whether_it_answers(engine: Engine) -> None:
    """Connects once. Raises DatabaseUnreachable, DatabaseDamaged, StorageFull, CentreBusy for a file that is locked, and
    DatabaseNotWritable for one that cannot be opened."""
    try:
        engine.connect().close()
    except DBAPIError as error:
        if is_damage(error):
            raise DatabaseDamaged(file=name_of(engine)) from error
        if is_no_room(error):
            raise StorageFull() from error
        if kind_of(error.orig) in _LOCKED:
            raise CentreBusy(seconds=RETRY_SECONDS) from error
        if not isinstance(error, OperationalError):
            raise
        reason = next(iter(str(error.orig).splitlines()), "")
        if engine.dialect.name == "sqlite":
            raise DatabaseNotWritable(file=name_of(engine), reason=reason) from error
        raise DatabaseUnreachable(database=name_of(engine), reason=reason) from error


def is_damage(error: DBAPIError) -> bool:
    """Whether SQLite says of its file that it is none of its own, or spoilt."""
    return sqlite_faults.is_damage(error.orig)


def takes_nothing(error: DBAPIError) -> bool:
    """Whether a PostgreSQL says that it takes nothing at present."""
    return getattr(error.orig, "sqlstate", None) in _TAKES_NOTHING


def is_no_room(error: DBAPIError) -> bool:
    """Whether an error means: no room on the disk."""
    return any(sign in str(error.orig) for sign in _NO_ROOM)


def _url_of(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise UsageInvalid(problem="usage.problem.database-url") from error
    if url.drivername not in _POSTGRES and not (url.drivername in _SQLITE and url.database):
        raise UsageInvalid(problem="usage.problem.database-url")
    return url
