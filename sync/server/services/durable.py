"""What it takes that a file is still there after a power cut, and that a full disk is said."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.errors import StorageFull


@contextmanager
def full_disk_is_said() -> Iterator[None]:
    """A full disk inside is raised as StorageFull."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFull() from error
        raise


def sync_folder(folder: Path) -> None:
    """New names in the folder are durable on return."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
