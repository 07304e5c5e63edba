"""Members on their way into a rescue file: read once, hashed on the way, and honest about what could not be read."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from inspector_app.services.rescue import Watch
from inspector_app.store.salvage import Line
from sync.protocol.operations import BATCH_LINES, LONGEST_LINE
from sync.protocol.rescue import OPERATIONS_FILE, Lost, RescueMember, Unreadable, largest, rank_of
from sync.sealing.archive import BLOCK, ArchiveWriter


class Packing:
    """What was written so far."""

    def __init__(self, archive: ArchiveWriter, watch: Watch) -> None:
        self.archive = archive
        self.members: list[RescueMember] = []
        self.lost: list[Lost] = []
        self.lines = 0
        self.done = self.whole = 0
        self._watch = watch

    def add_lines(self, lines: Iterable[Line]) -> int:
        """Batches as they are pushed; returns how many of the lines wait for an answer."""
        waiting, number, rest = 0, 0, self._sound(lines)
        while batch := list(islice(rest, BATCH_LINES)):
            number += 1
            content = b"\n".join(line.content for line in batch)
            name = OPERATIONS_FILE.format(number=number)
            self.archive.add(name, len(content), [content])
            self.members.append(RescueMember(name, sha256(content).hexdigest(), len(content)))
            self.lines += len(batch)
            waiting += sum(line.waiting for line in batch)
        return waiting

    def _sound(self, lines: Iterable[Line]) -> Iterator[Line]:
        """What a damaged page made of a line would cost the others their place in the file."""
        for line in lines:
            if line.content and b"\n" not in line.content and len(line.content) <= LONGEST_LINE:
                yield line
            else:
                self.lost.append(Lost(Unreadable.OPERATION, str(line.seq)))

    def add_file(self, name: str, path: Path, expected: str | None = None) -> None:
        """A file as it can be read; where it ends early or fails, zeros stand for the rest and the manifest says so."""
        reading = Reading(path)
        rank = rank_of(name)
        if reading.size is None or rank is None or reading.size > largest(rank):
            self.lost.append(Lost(Unreadable.FILE, path.name))
            return
        self.archive.add(name, reading.size, self._watched(reading))
        digest = reading.digest.hexdigest()
        damaged = reading.failed or (expected is not None and digest != expected)
        self.members.append(RescueMember(name, digest, reading.size, damaged))
        if damaged:
            self.lost.append(Lost(Unreadable.FILE, path.name))

    def _watched(self, reading: "Reading") -> Iterator[bytes]:
        for block in reading.blocks():
            self.done += len(block)
            yield block
            self._watch(self.done, max(self.whole, self.done))


class Reading:
    """One pass over a file of a size that is promised beforehand. ``size`` None: it cannot be opened."""

    def __init__(self, path: Path) -> None:
        self.digest = sha256()
        self.failed = False
        self._path = path
        try:
            self.size: int | None = path.stat().st_size
            with path.open("rb"):
                pass
        except OSError:
            self.size = None

    def blocks(self) -> Iterator[bytes]:
        """Exactly ``size`` bytes."""
        left = self.size or 0
        with self._path.open("rb") as source:
            while left:
                wanted = min(BLOCK, left)
                block = self._read(source, wanted)
                self.failed |= len(block) < wanted
                block = block.ljust(wanted, b"\0")
                self.digest.update(block)
                left -= wanted
                yield block

    def _read(self, source: BinaryIO, wanted: int) -> bytes:
        try:
            return source.read(wanted)
        except OSError:
            self.failed = True
            return b""
