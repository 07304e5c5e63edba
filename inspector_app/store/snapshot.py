"""A tablet's database as it stands at one moment, taken beside whoever works with it."""

import logging
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from inspector_app.store.database import FILE_NAME, is_full
from sync.errors import StorageFull

log = logging.getLogger(__name__)
_BUSY_SECONDS = 20.0
_PARTS = (FILE_NAME, f"{FILE_NAME}-wal")
_PREFIX = ".rescue-"
_STALE_SECONDS = 3600
_COPIES = 3
"""At most so many times the database's size is written while a snapshot is made, and only of a damaged one."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """``files`` are what to take along: the snapshot, or the database's files as they are. ``connection`` reads one moment of
    it; None where nothing can be read."""

    files: tuple[Path, ...]
    connection: sqlite3.Connection | None


def database_size(folder: Path) -> int:
    """Bytes of the database with what is not yet merged into it."""
    return sum(path.stat().st_size for path in _parts(folder))


@contextmanager
def snapshot_of(folder: Path) -> Iterator[Snapshot]:
    """The database of a data folder; its copy is gone afterwards. Raises StorageFull.

    No lock is needed: a reader of a WAL database sees one moment, however many others write. Where a copy has no room, the
    database is read where it is, and its files go along as they are.
    """
    _clear_away(folder)
    workplace = _workplace(folder)
    if workplace is None or not (folder / FILE_NAME).exists():
        with read_in_place(folder) as snapshot:
            yield snapshot
        return
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=workplace) as work:
        copy = Path(work) / FILE_NAME
        if _vacuumed(_address(folder / FILE_NAME), copy):
            with closing(sqlite3.connect(copy)) as connection:
                yield Snapshot((copy,), connection)
        else:
            with _copied(folder, Path(work)) as snapshot:
                yield snapshot


@contextmanager
def read_in_place(folder: Path) -> Iterator[Snapshot]:
    """One moment of the database without writing anything."""
    if not (folder / FILE_NAME).exists():
        yield Snapshot((), None)
        return
    with closing(
        sqlite3.connect(_address(folder / FILE_NAME), uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
    ) as connection:
        readable = _is_database(connection)
        yield Snapshot(tuple(_parts(folder)), connection if readable else None)


@contextmanager
def _copied(folder: Path, work: Path) -> Iterator[Snapshot]:
    """From a copy of the files: the folder may be read-only; or they are damaged, and are taken along as they are."""
    raw, reading = work / "as-found", work / "reading"
    raw.mkdir()
    for path in _parts(folder):
        _copy(path, raw / path.name)
    shutil.copytree(raw, reading)
    copy = work / FILE_NAME
    if _vacuumed(_address(reading / FILE_NAME, "rwc"), copy):
        with closing(sqlite3.connect(copy)) as connection:
            yield Snapshot((copy,), connection)
        return
    with closing(sqlite3.connect(reading / FILE_NAME, isolation_level=None)) as connection:
        yield Snapshot(tuple(_parts(raw)), connection if _is_database(connection) else None)


def _vacuumed(address: str, copy: Path) -> bool:
    """Whether the whole database could be read and copied."""
    copy.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS)) as connection:
            connection.execute("VACUUM INTO ?", (str(copy),))
    except sqlite3.DatabaseError as error:
        if is_full(error):
            raise StorageFull() from error
        log.warning("the database does not read as a whole: %s", error)
        return False
    return True


def _is_database(connection: sqlite3.Connection) -> bool:
    """Also begins the transaction that holds the moment."""
    try:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError:
        return False
    return True


def _clear_away(folder: Path) -> None:
    """Copies that a kill left behind; one that is younger may be somebody's at this moment."""
    for left in folder.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(left)


def _workplace(folder: Path) -> Path | None:
    """A folder on this machine with room for the copies, the tablet's own if it can be; never where the file is written to,
    which may be a stick in anybody's pocket."""
    needed = _COPIES * database_size(folder)
    for place in (folder, Path(tempfile.gettempdir())):
        with suppress(OSError), tempfile.TemporaryFile(dir=place):
            if shutil.disk_usage(place).free > needed:
                return place
    return None


def _parts(folder: Path) -> list[Path]:
    return [folder / name for name in _PARTS if (folder / name).exists()]


def _address(path: Path, mode: str = "ro") -> str:
    return f"{path.absolute().as_uri()}?mode={mode}"


def _copy(source: Path, target: Path) -> None:
    """Block by block, so that a block that cannot be read costs only itself: it stays zero."""
    block = 64 * 1024
    with source.open("rb", buffering=0) as reading, target.open("wb") as writing:
        for offset in range(0, source.stat().st_size, block):
            with suppress(OSError):
                reading.seek(offset)
                content = reading.read(block) or b""
                writing.seek(offset)
                writing.write(content)
        writing.truncate(max(writing.tell(), source.stat().st_size))
