"""A tablet's database as it stands at one moment, taken beside whoever works with it."""

import logging
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from inspector_app.store.database import FILE_NAME, is_full
from sync.errors import StorageFull

log = logging.getLogger(__name__)
_BUSY_SECONDS = 20.0
_PARTS = (FILE_NAME, f"{FILE_NAME}-wal")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """``files`` are what to take along: the snapshot, or the damaged database as it is. ``connection`` reads from them; None
    where nothing can be read. ``whole``: the database was read without a fault."""

    files: tuple[Path, ...]
    connection: sqlite3.Connection | None
    whole: bool


def database_size(folder: Path) -> int:
    """Bytes of the database with what is not yet merged into it."""
    return sum(path.stat().st_size for name in _PARTS if (path := folder / name).exists())


def workplace(folder: Path) -> Path:
    """Where the snapshot is put for the time being: on the tablet itself, unless nothing can be written there."""
    return folder if os.access(folder, os.W_OK) else Path(tempfile.gettempdir())


@contextmanager
def snapshot_of(folder: Path) -> Iterator[Snapshot]:
    """The database of a data folder; its copy is gone afterwards. Raises StorageFull.

    No lock is needed: a reader of a WAL database sees one moment, however many others write.
    """
    with tempfile.TemporaryDirectory(prefix=".rescue-", dir=workplace(folder)) as work:
        copy = Path(work) / FILE_NAME
        database = folder / FILE_NAME
        if not database.exists():
            yield Snapshot((), None, whole=False)
        elif _vacuumed(f"{database.absolute().as_uri()}?mode=ro", copy):
            with closing(sqlite3.connect(copy)) as connection:
                yield Snapshot((copy,), connection, whole=True)
        else:
            with _copied(folder, Path(work)) as snapshot:
                yield snapshot


@contextmanager
def _copied(folder: Path, work: Path) -> Iterator[Snapshot]:
    """From a copy of the files: the folder may be read-only; or they are damaged, and are taken along as they are."""
    raw = work / "as-found"
    raw.mkdir()
    found = [raw / name for name in _PARTS if (folder / name).exists()]
    for path in found:
        _copy(folder / path.name, path)
    reading = work / "reading"
    shutil.copytree(raw, reading)
    copy = work / FILE_NAME
    if _vacuumed((reading / FILE_NAME).absolute().as_uri(), copy):
        with closing(sqlite3.connect(copy)) as connection:
            yield Snapshot((copy,), connection, whole=True)
        return
    with closing(sqlite3.connect(reading / FILE_NAME)) as connection:
        yield Snapshot(tuple(found), connection if _is_database(connection) else None, whole=False)


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
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError:
        return False
    return True


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
