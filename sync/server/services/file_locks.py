"""Locks by number, between the threads of this process and between processes that work on the same folder, as a centre that
serves and a rescue file that is brought in beside it."""

import os
import threading
import time
import weakref
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

FILE_NAME = ".locks"
_TRY_AGAIN = 0.005
"""Seconds. The system could wait as well; but it counts locks by process, and would take two threads here and two there that wait
for one another's neighbours for a circle."""


class FileLocks:
    """A lock for every number. Between processes each is one byte of a file that stays empty (POSIX record locks, which a process
    that dies lets go of); where the system has none, threads alone keep out of each other's way."""

    def __init__(self, folder: Path) -> None:
        self._threads: dict[int, threading.Lock] = {}
        self._descriptor = os.open(folder / FILE_NAME, os.O_RDWR | os.O_CREAT, 0o644)
        weakref.finalize(self, os.close, self._descriptor)

    @contextmanager
    def holding(self, numbers: Collection[int]) -> Iterator[None]:
        """Everybody waits for them in the same order. Raises OSError."""
        with ExitStack() as held:
            for number in sorted(set(numbers)):
                held.enter_context(self._threads.setdefault(number, threading.Lock()))
                held.enter_context(self._among_processes(number))
            yield

    @contextmanager
    def _among_processes(self, number: int) -> Iterator[None]:
        while not _takes(self._descriptor, number):
            time.sleep(_TRY_AGAIN)
        try:
            yield
        finally:
            _let_go(self._descriptor, number)


if os.name == "posix":
    import fcntl

    def _takes(descriptor: int, number: int) -> bool:
        """Whether nobody else holds it."""
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, number)
        except (BlockingIOError, PermissionError):
            return False
        return True

    def _let_go(descriptor: int, number: int) -> None:
        fcntl.lockf(descriptor, fcntl.LOCK_UN, 1, number)

else:

    def _takes(descriptor: int, number: int) -> bool:
        return True

    def _let_go(descriptor: int, number: int) -> None:
        pass
