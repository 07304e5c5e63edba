"""The rescue file of a tablet that cannot send by itself: what it would hold, and making it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sync.domain.clock import CHINA_TIME, Clock
from sync.protocol.rescue import SUFFIX, RescueKey, RescueManifest

Watch = Callable[[int, int], None]
"""Called with the bytes done and all bytes."""
_NOT_IN_NAMES = re.compile(r"[^\w-]+")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Unsent:
    """What the centre may lack. ``readable`` is False where the database could not be asked."""

    operations: int
    files: int
    file_bytes: int
    device_name: str
    has_key: bool
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Packed:
    """A finished rescue file. ``manifest`` is what it says of itself."""

    path: Path
    size: int
    manifest: RescueManifest


class Packer(Protocol):
    """Reads a tablet's data folder, whatever state it is in."""

    def unsent(self) -> Unsent: ...

    def prepare(self, out: Path, key: RescueKey | None = None) -> bytes:
        """The key to seal with, once nothing speaks against beginning.

        Raises RescueKeyMissing, RescueNoRoom, AlreadyExists, FileNotWritable.
        """
        ...

    def pack(self, out: Path, watch: Watch, key: RescueKey | None = None) -> Packed:
        """The file is there whole or not at all; what could not be read is named in its manifest.

        Raises as ``prepare``, RescueNoRoom and StorageFull.
        """
        ...


class RescueService:
    """Packs into a folder of its own, where the latest file stays until the next one is made."""

    def __init__(self, packer: Packer, folder: Path, clock: Clock) -> None:
        self._packer = packer
        self._folder = folder
        self._clock = clock

    def unsent(self) -> Unsent:
        """What a rescue file would hold now."""
        return self._packer.unsent()

    def latest(self) -> Path | None:
        """The file that was made last."""
        return max(self._folder.glob(f"*{SUFFIX}"), default=None, key=lambda path: path.stat().st_mtime)

    def pack(self, watch: Watch) -> Packed:
        """Make a new file; earlier ones, also half ones that a kill left behind, make room for it first. Raises as
        ``Packer.pack``."""
        for earlier in self._folder.glob(f"*{SUFFIX}*"):
            earlier.unlink()
        return self._packer.pack(self._folder / rescue_name(self._packer.unsent().device_name, self._clock.now()), watch)


def rescue_name(device_name: str, at: datetime) -> str:
    """What a rescue file is called."""
    device = _NOT_IN_NAMES.sub("-", device_name).strip("-")[:_LONGEST_NAME] or "tablet"
    return f"suicha-{device}-{at.astimezone(CHINA_TIME):%Y%m%d-%H%M%S}{SUFFIX}"
