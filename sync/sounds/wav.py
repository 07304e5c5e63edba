"""RIFF WAVE: read as far as its length needs, and written from 16-bit samples."""

import struct
from collections.abc import Iterator

from sync.errors import SoundUnreadable

_HEAD = struct.Struct("<4sI4s")
_CHUNK = struct.Struct("<4sI")
_FORMAT = struct.Struct("<HHIIHH")
_PCM = 1
_TAKEN = (_PCM, 3, 0xFFFE)
"""Plain samples: whole numbers, fractions, and either of them described at length."""
SAMPLE_BYTES = 2


def begins(content: bytes) -> bool:
    """Whether a file says that it is one."""
    return content[:4] == b"RIFF" and content[8:12] == b"WAVE"


def seconds(content: bytes) -> float:
    """How long it lasts. Raises SoundUnreadable: cut off, or packed in a way that not every device plays."""
    bytes_a_second = 0
    for name, start, size in _chunks(content):
        if start + size > len(content):
            raise SoundUnreadable(problem="sound.problem.truncated")
        if name == b"fmt " and size >= _FORMAT.size:
            packed, _, rate, _, block, _ = _FORMAT.unpack_from(content, start)
            if packed not in _TAKEN:
                raise SoundUnreadable(problem="sound.problem.unknown-format")
            bytes_a_second = rate * block
        elif name == b"data" and bytes_a_second:
            return size / bytes_a_second
    raise SoundUnreadable(problem="sound.problem.truncated")


def of_samples(samples: bytes, rate: int, channels: int) -> bytes:
    """A file of 16-bit samples, ``rate`` in hertz."""
    block = channels * SAMPLE_BYTES
    head = _FORMAT.pack(_PCM, channels, rate, rate * block, block, SAMPLE_BYTES * 8)
    whole = len(samples) - len(samples) % block
    size = _HEAD.size - _CHUNK.size + 2 * _CHUNK.size + len(head) + whole
    parts = (_HEAD.pack(b"RIFF", size, b"WAVE"), _CHUNK.pack(b"fmt ", len(head)), head, _CHUNK.pack(b"data", whole))
    return b"".join((*parts, samples[:whole]))


def _chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Names, where their content starts, and its size."""
    place = _HEAD.size
    while place + _CHUNK.size <= len(content):
        name, size = _CHUNK.unpack_from(content, place)
        yield name, place + _CHUNK.size, size
        place += _CHUNK.size + size + size % 2
