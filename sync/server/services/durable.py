"""What it takes that a file is still there after a power cut, and that a full or failing disk is said."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.errors import StorageFailed, StorageFull


@contextmanager
def disk_faults_are_said() -> Iterator[None]:
    """What goes wrong with the disk inside is raised as StorageFull or StorageFailed: worth another try later."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFull() from error
        raise StorageFailed() from error


def make_folder(folder: Path) -> None:
    """A folder and those above it; a new one's own name is durable on return."""
    if not folder.exists():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """New names in the folder are durable on return."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
