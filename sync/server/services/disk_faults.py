"""A full or failing disk is said."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

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
