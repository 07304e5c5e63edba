"""Bodies that came whole or in part and wait for a worker: in memory while there is room, in files beyond it.

A crowd of tablets that comes onto the line at once brings a body each. Who waits with it costs disk then, not memory, and nobody
waits for somebody whose line is slow.
"""

import tempfile
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from sync.server.services.disk_faults import disk_faults_are_said

ROOM: Final = 16 * 1024 * 1024
"""Bytes of all waiting bodies together that are kept in memory."""


class WaitingBodies:
    """All bodies that wait at a centre; used from its event loop only. ``folder``: where files go, which have no name."""

    def __init__(self, folder: Path, room: int = ROOM) -> None:
        self.folder = folder
        self.room = room
        """Bytes of memory that are left."""

    def open(self) -> "WaitingBody":
        """A body that is yet to come."""
        return WaitingBody(self)


class WaitingBody:
    """One body. Ended by leaving it as a context."""

    def __init__(self, bodies: WaitingBodies) -> None:
        self._bodies = bodies
        self._parts: list[bytes] = []
        self._in_memory = 0
        self._file: BinaryIO | None = None
        self.size = 0

    def add(self, part: bytes) -> None:
        """The next part. Raises StorageFull, StorageFailed."""
        self.size += len(part)
        if self._file is None and len(part) <= self._bodies.room:
            self._bodies.room -= len(part)
            self._in_memory += len(part)
            self._parts.append(part)
            return
        with disk_faults_are_said():
            if self._file is None:
                self._file = tempfile.TemporaryFile(dir=self._bodies.folder)  # noqa: SIM115
            self._file.write(part)

    def content(self) -> bytes:
        """All of it; once, by the worker that takes it. Raises StorageFailed."""
        rest = b""
        if self._file is not None:
            with disk_faults_are_said():
                self._file.seek(0)
                rest = self._file.read()
        parts, self._parts = self._parts, []
        return b"".join((*parts, rest))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._bodies.room += self._in_memory
        self._in_memory = 0
        self._parts.clear()
        if self._file is not None:
            self._file.close()
