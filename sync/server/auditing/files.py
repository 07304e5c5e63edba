"""Evidence files, which the centre told tablets that it holds: they may have deleted theirs since."""

from hashlib import file_digest
from pathlib import Path

from sync.server.auditing.differences import Difference
from sync.server.auditing.kept import KeptFile


def check_file(file: KeptFile, path: Path, read: bool) -> Difference | None:
    """A file that is gone or is not the one there was a receipt for; by its size alone unless it is to be ``read``."""
    try:
        problem = None if _is_as_it_was(file, path, read) else "photo-changed"
    except FileNotFoundError:
        problem = "photo-missing"
    except OSError:  # a bad place on the disk
        problem = "photo-changed"
    if problem is None:
        return None
    return Difference(file.compound, f"record.problem.{problem}", {"item": file.item_code or "-", "file": str(path)})


def _is_as_it_was(file: KeptFile, path: Path, read: bool) -> bool:
    if path.stat().st_size != file.size:
        return False
    return not read or _digest_of(path) == file.sha256


def _digest_of(path: Path) -> str:
    with path.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()
