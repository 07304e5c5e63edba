"""A disk as the recorded calls left it: what is durable, and what was only said and may be gone after a power cut.

The strictest reading of POSIX: bytes are durable after a sync of their file, names after a sync of their folder.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from random import Random

SECTOR = 512


class Loss(StrEnum):
    """What happens to unsynced writes: all gone, all there (as after a kill), some of them there, some of their sectors there."""

    DROPPED = "dropped"
    KEPT = "kept"
    SOME = "some"
    TORN = "torn"


@dataclass(slots=True)
class Write:
    """Bytes at an offset; ``content`` None: the file is cut off there."""

    offset: int
    content: bytes | None

    def sectors(self) -> Iterator["Write"]:
        """The same in pieces that a disk writes whole."""
        if self.content is None:
            yield self
            return
        start = 0
        while start < len(self.content):
            end = min(len(self.content), start + SECTOR - (self.offset + start) % SECTOR)
            yield Write(self.offset + start, self.content[start:end])
            start = end


@dataclass(eq=False, slots=True)
class File:
    durable: bytearray = field(default_factory=bytearray)
    said: list[Write] = field(default_factory=list)

    def sync(self) -> None:
        self.durable = self.after(self.said)
        self.said = []

    def after(self, writes: list[Write]) -> bytearray:
        """The content when these writes reach the disk."""
        content = bytearray(self.durable)
        for write in writes:
            if write.content is None:
                del content[write.offset :]
                content.extend(bytes(write.offset - len(content)))
            else:
                content.extend(bytes(max(0, write.offset - len(content))))
                content[write.offset : write.offset + len(write.content)] = write.content
        return content


Names = dict[str, "File | Folder"]


@dataclass(eq=False, slots=True)
class Folder:
    durable: Names = field(default_factory=dict)
    present: Names = field(default_factory=dict)
    said: list[Names] = field(default_factory=list)

    def change(self) -> None:
        """The names are others now; a change is there whole or not at all, and none without those before it."""
        self.said.append(dict(self.present))

    def sync(self) -> None:
        self.durable = dict(self.present)
        self.said = []

    def surviving(self, loss: Loss, random: Random) -> Names:
        """The names after a power cut."""
        states = [self.durable, *self.said]
        if loss is Loss.DROPPED:
            return states[0]
        return states[-1] if loss is Loss.KEPT else random.choice(states)


class Disk:
    """Folders and files below ``root``, which itself is there from the beginning."""

    def __init__(self) -> None:
        self.root = Folder()

    def folder_of(self, path: str) -> tuple[Folder, str]:
        """The folder that holds a path, and the name in it."""
        *above, name = path.split("/")
        folder = self.root
        for part in above:
            found = folder.present[part]
            assert isinstance(found, Folder)
            folder = found
        return folder, name

    def find(self, path: str) -> File | Folder | None:
        """What has this path now."""
        folder, name = self.folder_of(path)
        return folder.present.get(name)

    def create(self, path: str, made: Callable[[], File | Folder]) -> None:
        """A new name."""
        folder, name = self.folder_of(path)
        folder.present[name] = made()
        folder.change()

    def remove(self, path: str) -> None:
        """A name is gone."""
        folder, name = self.folder_of(path)
        del folder.present[name]
        folder.change()

    def rename(self, before: str, after: str, keep: bool = False) -> None:
        """A name becomes another, in one step within a folder; ``keep``: the first stays (a hard link)."""
        source, old = self.folder_of(before)
        target, new = self.folder_of(after)
        target.present[new] = source.present[old]
        if not keep:
            del source.present[old]
        target.change()
        if source is not target:
            source.change()

    def write_to(self, place: Path, below: str, loss: Loss, random: Random) -> None:
        """What is there after a power cut, as real files of a folder ``below`` the root."""
        names = self.root.surviving(loss, random)
        found = names.get(below)
        place.mkdir(parents=True)
        if isinstance(found, Folder):
            _write_folder(found, place, loss, random)


def _write_folder(folder: Folder, place: Path, loss: Loss, random: Random) -> None:
    for name, held in folder.surviving(loss, random).items():
        if isinstance(held, Folder):
            (place / name).mkdir()
            _write_folder(held, place / name, loss, random)
        elif not name.endswith("-shm"):  # shared memory: whoever opens the database makes it anew
            (place / name).write_bytes(held.after(_surviving(held.said, loss, random)))


def _surviving(said: list[Write], loss: Loss, random: Random) -> list[Write]:
    if loss is Loss.DROPPED:
        return []
    if loss is Loss.KEPT:
        return said
    pieces = said if loss is Loss.SOME else [piece for write in said for piece in write.sectors()]
    return [piece for piece in pieces if random.random() < 0.5]
