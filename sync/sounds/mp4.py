"""MPEG-4 files with sound alone (M4A, 3GP), as recorders of phones write them: boxes in boxes."""

import struct
from collections.abc import Iterator

from sync.errors import SoundUnreadable

_BOX = struct.Struct(">I4s")
_LARGE = struct.Struct(">Q")
_TIMES = (struct.Struct(">4x4x4xII"), struct.Struct(">4x8x8xIQ"))
"""Of a movie's header by its version: timescale and duration."""

Box = tuple[bytes, int, int]
"""Name, where its content starts, and where it ends."""


def begins(content: bytes) -> bool:
    """Whether a file says that it is one."""
    return content[4:8] == b"ftyp"


def seconds(content: bytes) -> float:
    """How long it lasts. Raises SoundUnreadable: cut off, a video, or without sound."""
    boxes = list(_boxes(content, 0, len(content)))
    movie = next((box for box in boxes if box[0] == b"moov"), None)
    if movie is None or not any(name == b"mdat" for name, _, _ in boxes):
        raise SoundUnreadable(problem="sound.problem.truncated")
    inside = list(_boxes(content, *movie[1:]))
    tracks = {kind for name, start, end in inside if name == b"trak" for kind in _handlers(content, start, end)}
    if b"vide" in tracks:
        raise SoundUnreadable(problem="sound.problem.video")
    header = next((box for box in inside if box[0] == b"mvhd"), None)
    if b"soun" not in tracks or header is None:
        raise SoundUnreadable(problem="sound.problem.not-a-sound")
    return _seconds(content[header[1] : header[2]])


def _seconds(header: bytes) -> float:
    version = header[0] if header else 0
    if version >= len(_TIMES) or len(header) < _TIMES[version].size:
        raise SoundUnreadable(problem="sound.problem.truncated")
    scale, duration = _TIMES[version].unpack_from(header)
    return duration / scale if scale else 0.0


def _handlers(content: bytes, start: int, end: int) -> Iterator[bytes]:
    """What a track is for, by its media's handler."""
    for name, inner, inner_end in _boxes(content, start, end):
        if name == b"mdia":
            yield from _handlers(content, inner, inner_end)
        elif name == b"hdlr":
            yield content[inner + 8 : inner + 12]


def _boxes(content: bytes, start: int, end: int) -> Iterator[Box]:
    """Raises SoundUnreadable where one does not end within ``end``."""
    while start < end:
        if start + _BOX.size > end:
            raise SoundUnreadable(problem="sound.problem.truncated")
        size, name = _BOX.unpack_from(content, start)
        head = _BOX.size
        if size == 1 and start + head + _LARGE.size <= end:
            (size,) = _LARGE.unpack_from(content, start + head)
            head += _LARGE.size
        elif size == 0:
            size = end - start
        if size < head or start + size > end:
            raise SoundUnreadable(problem="sound.problem.truncated")
        yield name, start + head, start + size
        start += size
