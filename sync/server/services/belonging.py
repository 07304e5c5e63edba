"""Folder and database of a centre belong together: a note in the folder says which database that is, without user or password."""

from pathlib import Path
from uuid import uuid4

from sync.durable import sync_folder
from sync.errors import CentreMissing, DatabaseGone, DatabaseOther
from sync.server.services.key_files import KEY_FILES

FILE_NAME = "which-database.txt"


def see_that_they_belong_together(folder: Path, database: str, has_centre: bool, may_begin: bool) -> None:
    """Before anything is written. A new centre begins only where neither the folder nor the database has one, and only where it
    ``may_begin``. Raises DatabaseOther, DatabaseGone, CentreMissing."""
    noted = _noted(folder)
    if noted is not None and noted != database:
        raise DatabaseOther(folder=str(folder), noted=noted, named=database, file=str(folder / FILE_NAME))
    if has_centre:
        return
    if any((folder / name).exists() for name in KEY_FILES):
        raise DatabaseGone(folder=str(folder), database=database)
    if not may_begin:
        raise CentreMissing(folder=str(folder), database=database)


def note_database(folder: Path, database: str) -> None:
    """Durable on return; a note that is there says the same already. Raises OSError."""
    if _noted(folder) is not None:
        return
    draft = folder / f".{FILE_NAME}.{uuid4().hex}"
    draft.write_text(f"{database}\n", encoding="utf-8")
    draft.replace(folder / FILE_NAME)
    sync_folder(folder)


def _noted(folder: Path) -> str | None:
    """An empty file is no note: a power cut may have left it."""
    try:
        return (folder / FILE_NAME).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        return None
