"""A centre as it is at one moment, in another folder, while it goes on serving."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sync.durable import make_folder
from sync.errors import BackupOtherCentre
from sync.server.services.belonging import FILE_NAME as DATABASE_NOTE
from sync.server.services.disk_faults import disk_faults_are_said
from sync.server.services.key_files import KEY_FILES

DATABASE_FILE = "centre.db"
_FOLDERS = ("evidence", "draws", "rescues")
"""What cannot be made again; thumbnails and the like can."""
Watch = Callable[[int, int], None]
"""Called with the files looked at and all files."""


class BackupDatabase(Protocol):
    def copy_to(self, path: Path) -> bool:
        """The whole database as one new file, as it is at one moment. False, and no file, where it is not SQLite: PostgreSQL is
        backed up by its own means. Raises CentreBusy, StorageFull."""
        ...


@dataclass(frozen=True, slots=True)
class BackedUp:
    """``files`` were copied, ``there`` had been before; ``database``: it is in the backup, too."""

    files: int
    there: int
    database: bool


class Backups:
    """Of the centre in ``data``."""

    def __init__(self, data: Path, database: BackupDatabase) -> None:
        self._data = data
        self._database = database

    def take(self, folder: Path, watch: Watch) -> BackedUp:
        """Copy into ``folder``, outside the centre's own, what an earlier backup there lacks: the database first, for files that
        came since do no harm beside it. All of it is durable on return. Raises BackupOtherCentre, StorageFull, StorageFailed,
        CentreBusy."""
        with disk_faults_are_said():
            self._see_that_no_other_centre_is_in(folder)
            make_folder(folder)
            has_database = self._copy_database(folder)
            names = list(self._names(KEY_FILES if has_database else (*KEY_FILES, DATABASE_NOTE)))
            copied = 0
            for number, name in enumerate(names):
                watch(number, len(names))
                copied += _copied(self._data / name, folder / name)
            watch(len(names), len(names))
            os.sync()
        return BackedUp(copied, len(names) - copied, has_database)

    def _see_that_no_other_centre_is_in(self, folder: Path) -> None:
        for name in KEY_FILES:
            theirs, ours = folder / name, self._data / name
            if theirs.exists() and theirs.read_bytes() != ours.read_bytes():
                raise BackupOtherCentre(folder=str(folder), file=name)

    def _copy_database(self, folder: Path) -> bool:
        draft = folder / f"{DATABASE_FILE}.new"
        draft.unlink(missing_ok=True)
        if not self._database.copy_to(draft):
            return False
        for end in ("-wal", "-shm"):
            (folder / f"{DATABASE_FILE}{end}").unlink(missing_ok=True)
        draft.replace(folder / DATABASE_FILE)
        return True

    def _names(self, beside: tuple[str, ...]) -> Iterator[Path]:
        """Every file to keep, by its place in the folder, after those ``beside`` the folders; none that is still growing, and
        nothing hidden, which only says who is at work, or is what they are at work on."""
        for name in beside:
            if (self._data / name).exists():
                yield Path(name)
        for name in _FOLDERS:
            for path in sorted((self._data / name).rglob("*")):
                place = path.relative_to(self._data)
                if path.is_file() and path.suffix != ".part" and not any(part.startswith(".") for part in place.parts):
                    yield place


def _copied(source: Path, target: Path) -> bool:
    """Whether it had to be: of the same size and time it is the same. A target is there whole or not at all."""
    stands = source.stat()
    if target.exists() and (target.stat().st_size, target.stat().st_mtime_ns) == (stands.st_size, stands.st_mtime_ns):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.copying")
    shutil.copy2(source, draft)
    draft.replace(target)
    return True
