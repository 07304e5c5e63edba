"""Sound files as recorders write them, made byte by byte."""

import struct
from collections.abc import Callable

import pytest

from sync.sounds.wav import of_samples


def box(name: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I4s", 8 + len(content), name) + content


def track(kind: bytes) -> bytes:
    return box(b"trak", box(b"tkhd", bytes(84)), box(b"mdia", box(b"mdhd", bytes(24)), box(b"hdlr", bytes(8), kind, bytes(13))))


@pytest.fixture(scope="session")
def wav() -> Callable[..., bytes]:
    """``wav(seconds, rate, channels)``."""

    def make(seconds: float = 3.0, rate: int = 16_000, channels: int = 1) -> bytes:
        return of_samples(b"\x01\x02" * int(seconds * rate) * channels, rate, channels)

    return make


@pytest.fixture(scope="session")
def m4a() -> Callable[..., bytes]:
    """``m4a(seconds, kinds=(b"soun",))``: MPEG-4 with such tracks."""

    def make(seconds: float = 3.0, kinds: tuple[bytes, ...] = (b"soun",), version: int = 0) -> bytes:
        times = struct.pack(">4x4x4xII", 1000, round(seconds * 1000)), struct.pack(">4x8x8xIQ", 1000, round(seconds * 1000))
        header = box(b"mvhd", bytes([version]) + times[version][1:], bytes(80))
        return b"".join(
            (
                box(b"ftyp", b"M4A \x00\x00\x00\x00isom"),
                box(b"moov", header, *(track(kind) for kind in kinds)),
                box(b"mdat", bytes(range(256)) * 8),
            )
        )

    return make


@pytest.fixture(scope="session")
def mp3() -> Callable[..., bytes]:
    """``mp3(seconds, tag=b"")``: 64 kbit/s at 44.1 kHz."""

    def make(seconds: float = 3.0, tag: bytes = b"") -> bytes:
        frame = b"\xff\xfb\x50\x00".ljust(144 * 64_000 // 44_100, b"\x00")
        return tag + frame * max(1, round(seconds * 44_100 / 1152))

    return make
