"""Where tests keep their files: in memory where the machine has room for it, since most of them wait for a disk otherwise."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

import psutil

_MEMORY: Final = Path("/dev/shm")
_ROOM: Final = 4 << 30
_CHOSEN: Final = "SUICHA_TEST_FOLDER"


def roomy_memory() -> Path | None:
    """A folder in memory, or None where less than 4 GiB are free, of it or of the machine's memory."""
    if not os.access(_MEMORY, os.W_OK):
        return None
    free = min(shutil.disk_usage(_MEMORY).free, psutil.virtual_memory().available)
    return _MEMORY if free >= _ROOM else None


def keep_files_there() -> None:
    """For this process and all that it starts: the folder named by SUICHA_TEST_FOLDER, else memory, else the platform's."""
    folder = os.environ.get(_CHOSEN) or roomy_memory()
    if folder:
        os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
