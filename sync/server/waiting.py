"""Bodies that came whole or in part and wait for a worker: in memory while there is room, in files beyond it, up to a limit.

A crowd of tablets that comes onto the line at once brings a body each. Who waits with it costs disk then, not memory, and nobody
waits for somebody whose line is slow. Few are worked on at once: the disk takes them no faster.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import BinaryIO, Final

from sync.errors import CentreBusy
from sync.server.services.disk_faults import disk_faults_are_said

ROOM: Final = 16 * 1024 * 1024
"""Bytes of all waiting bodies together that are kept in memory."""
DISK: Final = 2 * 1024 * 1024 * 1024
"""Bytes of all waiting bodies together that are kept in files: as much as five hundred tablets send at once."""
HANDS: Final = 8
"""Bodies that are worked on at once, each as a whole in memory."""
_RETRY_SECONDS = 30


class WaitingBodies:
    """All bodies that wait at a centre. ``folder``: where files go, which have no name. ``room``: bytes of memory left, ``disk``
    of files. ``hands``: how many bodies may still be worked on."""

    def __init__(self, folder: Path, room: int = ROOM, hands: int = HANDS, disk: int = DISK) -> None:
        self.folder = folder
        self.room = room
        self.disk = disk
        self.hands = BoundedSemaphore(hands)
        self._lock = Lock()

    def open(self) -> "WaitingBody":
        """A body that is yet to come."""
        return WaitingBody(self)

    def takes(self, size: int) -> bool:
        """Whether so many bytes more found room in memory."""
        with self._lock:
            fits = size <= self.room
            self.room -= size if fits else 0
        return fits

    def take_on_disk(self, size: int) -> None:
        """So many bytes more go into files. Raises CentreBusy where too many wait there."""
        with self._lock:
            if size > self.disk:
                raise CentreBusy(seconds=_RETRY_SECONDS)
            self.disk -= size

    def give_back(self, in_memory: int, on_disk: int) -> None:
        """So many bytes wait no longer."""
        with self._lock:
            self.room += in_memory
            self.disk += on_disk


class WaitingBody:
    """One body. Its room is free again once it is taken, or given up by everybody who held it."""

    def __init__(self, bodies: WaitingBodies) -> None:
        self._bodies = bodies
        self._parts: list[bytes] = []
        self._in_memory = self._on_disk = 0
        self._file: BinaryIO | None = None

    def add(self, part: bytes) -> None:
        """The next part. Raises CentreBusy, StorageFull, StorageFailed."""
        if self._file is None and self._bodies.takes(len(part)):
            self._in_memory += len(part)
            self._parts.append(part)
            return
        self._bodies.take_on_disk(len(part))
        self._on_disk += len(part)
        with disk_faults_are_said():
            if self._file is None:
                self._file = tempfile.TemporaryFile(dir=self._bodies.folder)  # noqa: SIM115 - it outlives this call
            self._file.write(part)

    @contextmanager
    def in_hand(self) -> Iterator[bytes]:
        """All of it, once, for the worker that it waited for, when one of the hands is free. Raises StorageFailed."""
        with self._bodies.hands:
            yield self._whole()

    def _whole(self) -> bytes:
        try:
            with disk_faults_are_said():
                return b"".join((*self._parts, self._rest()))
        finally:
            self._end()

    def _rest(self) -> bytes:
        if self._file is None:
            return b""
        self._file.seek(0)
        return self._file.read()

    def _end(self) -> None:
        self._bodies.give_back(self._in_memory, self._on_disk)
        self._in_memory = self._on_disk = 0
        self._parts = []
        if self._file is not None:
            self._file.close()

    def __del__(self) -> None:
        self._end()
