"""The tar inside a rescue file: written plainly, read without mercy.

Only what ``ArchiveWriter`` writes is read: regular files with the names of ``sync.protocol.rescue``, in its order, each once,
with headers exactly as they are written here. There is no compression, so nothing can grow while it is read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from tarfile import BLOCKSIZE, USTAR_FORMAT, HeaderError, TarInfo
from typing import Protocol

from sync.errors import RescueRefused
from sync.protocol.rescue import LARGEST_FILE, MOST_MEMBERS, RANKS, Rank, largest, rank_of

BLOCK = 256 * 1024
_END = bytes(2 * BLOCKSIZE)


class Sink(Protocol):
    def write(self, content: bytes) -> object: ...


class Source(Protocol):
    def read(self, most: int) -> bytes: ...


class ArchiveWriter:
    """Members one after the other; ``finish`` writes what marks the end."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def add(self, name: str, size: int, blocks: Iterable[bytes]) -> None:
        """A member whose blocks amount to ``size`` bytes; it is the caller's duty that they do."""
        self._sink.write(header_of(name, size))
        for block in blocks:
            self._sink.write(block)
        self._sink.write(bytes(_padding(size)))

    def finish(self) -> None:
        """No more members."""
        self._sink.write(_END)


@dataclass(frozen=True, slots=True)
class Member:
    """A member that is being read; what is left of its blocks is passed over with the next one."""

    name: str
    rank: Rank
    size: int
    blocks: Iterator[bytes]


def members(source: Source) -> Iterator[Member]:
    """Every member, and in the end the proof that nothing follows. Raises RescueRefused."""
    seen: set[str] = set()
    reached, whole = 0, 0
    while (header := source.read(BLOCKSIZE)) != bytes(BLOCKSIZE):
        name, rank, size = _understood(header)
        whole += size
        if name in seen:
            raise _refused("twice", name)
        if RANKS.index(rank) < reached:
            raise _refused("order", name)
        if len(seen) >= MOST_MEMBERS or whole > LARGEST_FILE:
            raise _refused("too-large", name)
        seen.add(name)
        reached = RANKS.index(rank)
        blocks = _content(source, name, size)
        yield Member(name, rank, size, blocks)
        for _ in blocks:
            pass
    if source.read(BLOCKSIZE + 1) != bytes(BLOCKSIZE):
        raise _refused("trailing")


def header_of(name: str, size: int) -> bytes:
    """The one way in which a member is announced."""
    info = TarInfo(name)
    info.size = size
    return info.tobuf(USTAR_FORMAT, "ascii", "strict")


def _understood(header: bytes) -> tuple[str, Rank, int]:
    """Name, kind and size in a header. What is no plain file within the limits does not get further than this."""
    try:
        info = TarInfo.frombuf(header, "ascii", "strict")
    except (HeaderError, UnicodeError, ValueError) as error:
        raise _refused("header") from error
    if not info.isreg():
        raise _refused("kind", info.name)
    rank = rank_of(info.name)
    if rank is None:
        raise _refused("name", info.name)
    if not 0 <= info.size <= largest(rank):
        raise _refused("too-large", info.name)
    if header != header_of(info.name, info.size):
        raise _refused("header", info.name)
    return info.name, rank, info.size


def _content(source: Source, name: str, size: int) -> Iterator[bytes]:
    left = size
    while left:
        block = source.read(min(BLOCK, left))
        if not block:
            raise _refused("member-cut", name)
        left -= len(block)
        yield block
    if source.read(_padding(size)) != bytes(_padding(size)):
        raise _refused("header", name)


def _padding(size: int) -> int:
    return -size % BLOCKSIZE


def _refused(problem: str, name: str = "") -> RescueRefused:
    """Foreign names are shown without what could disturb a terminal, and not at length."""
    return RescueRefused(problem=f"rescue.problem.{problem}", file=name[:80].encode("unicode_escape").decode())
