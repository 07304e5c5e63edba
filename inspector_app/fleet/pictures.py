"""Photos for simulated tablets: drawn originals, and evidence copies of an exact size."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import count
from random import Random

from sync.errors import UsageInvalid
from sync.imaging.captions import Caption
from sync.imaging.evidence import Evidence, make_evidence
from sync.imaging.scenes import draw_scene

_SCENES = 12
_LONGEST_SEGMENT = 0xFFFF + 2
_SEGMENT_HEAD = 4


def originals(random: Random, width: int, height: int) -> Iterator[bytes]:
    """Endless JPEG originals, each with bytes of its own; the pictures themselves repeat after a dozen."""
    scenes = [draw_scene(random, width, height) for _ in range(_SCENES)]
    for number in count():
        scene = scenes[number % _SCENES]
        yield with_size(scene, len(scene) + 64, random)


def exact_evidence(size: int, random: Random) -> Callable[[bytes, Caption], Evidence]:
    """Makes evidence as the app does, then fills the copy with random bytes in JPEG comments up to ``size`` bytes.

    The copy stays a valid, stamped picture; its size becomes the one a measurement asks for. Raises UsageInvalid when the
    picture alone is larger.
    """

    def make(original: bytes, caption: Caption) -> Evidence:
        evidence = make_evidence(original, caption)
        copy = with_size(evidence.copy, size, random)
        return replace(evidence, copy=copy, copy_sha256=sha256(copy).hexdigest())

    return make


def with_size(jpeg: bytes, size: int, random: Random) -> bytes:
    """The same picture in exactly ``size`` bytes, by comments of random bytes behind its first segment."""
    missing = size - len(jpeg)
    if missing != 0 and missing < _SEGMENT_HEAD:
        raise UsageInvalid(problem="usage.problem.photo-bytes-too-few", bytes=size, least=len(jpeg) + _SEGMENT_HEAD)
    first_end = 4 + int.from_bytes(jpeg[4:6])
    return jpeg[:first_end] + b"".join(_comments(missing, random)) + jpeg[first_end:]


def _comments(missing: int, random: Random) -> Iterator[bytes]:
    while missing > 0:
        length = min(missing, _LONGEST_SEGMENT)
        if 0 < missing - length < _SEGMENT_HEAD:
            length -= _SEGMENT_HEAD
        yield b"\xff\xfe" + (length - 2).to_bytes(2) + random.randbytes(length - _SEGMENT_HEAD)
        missing -= length
