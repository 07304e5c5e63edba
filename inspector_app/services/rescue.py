"""The rescue file of a tablet that cannot send by itself: what it would hold, and making it."""

import re
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Protocol

from inspector_app.services.listeners import Listeners
from sync.domain.clock import Clock, in_china
from sync.protocol.rescue import SUFFIX, RescueKey, RescueManifest

Watch = Callable[[int, int], None]
"""Called with the bytes done and all bytes."""
_NOT_IN_NAMES = re.compile(r"[^\w-]+")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Unsent:
    """What the centre may lack. ``readable`` is False where the database could not be asked; ``key_outdated``: the centre could
    not open what is sealed with the key that is here; ``digest``: another one where something else waits, however much it is."""

    operations: int
    files: int
    file_bytes: int
    device_name: str
    has_key: bool
    readable: bool = True
    key_outdated: bool = False
    digest: str = ""


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

        Raises RescueKeyMissing, RescueKeyOutdated, RescueNoRoom, PlaceTaken, FileNotWritable.
        """
        ...

    def pack(self, out: Path, watch: Watch, key: RescueKey | None = None) -> Packed:
        """The file is there whole or not at all; what could not be read is named in its manifest.

        Raises as ``prepare``, RescueNoRoom and StorageFull.
        """
        ...


class RescueService:
    """Packs into a folder of its own, where the latest file stays until the next one is made. One packing at a time, which goes
    on whoever looks at it."""

    def __init__(self, packer: Packer, folder: Path, clock: Clock) -> None:
        self._packer = packer
        self._folder = folder
        self._clock = clock
        self._beginning = Lock()
        self._running: Future[Packed] | None = None
        self._watchers: Listeners[tuple[int, int]] = Listeners()
        self._made: tuple[Packed, Unsent] | None = None

    def unsent(self) -> Unsent:
        """What a rescue file would hold now."""
        return self._packer.unsent()

    def latest(self) -> Path | None:
        """The file that was made last."""
        return max(self._folder.glob(f"*{SUFFIX}"), default=None, key=lambda path: path.stat().st_mtime)

    @property
    def is_packing(self) -> bool:
        """Whether a file is being made."""
        return self._running is not None

    def watch(self, watch: Watch) -> Callable[[], None]:
        """Hear how far any packing is, in its thread; returns the way to end it."""
        return self._watchers.add(lambda seen: watch(*seen))

    def packed(self) -> Packed | None:
        """The file that was made last, as long as what it was made of is what has not been sent."""
        made = self._made
        return made[0] if made and made[0].path.exists() and made[1] == self._packer.unsent() else None

    def pack(self, watch: Watch) -> Packed:
        """Make a new file, or wait with whoever makes one already; earlier ones, also half ones that a kill left behind, make
        room for it first. Raises as ``Packer.pack``."""
        forget = self.watch(watch)
        try:
            with self._beginning:
                begun = self._running
                mine = self._running = begun or Future()
            return begun.result() if begun else self._make(mine)
        finally:
            forget()

    def _make(self, made: "Future[Packed]") -> Packed:
        """For this caller and all who wait with it."""
        try:
            packed = self._pack()
        except BaseException as error:
            self._running = None
            made.set_exception(error)
            raise
        self._running = None
        made.set_result(packed)
        return packed

    def _pack(self) -> Packed:
        for earlier in self._folder.glob(f"*{SUFFIX}*"):
            earlier.unlink()
        unsent = self._packer.unsent()
        out = self._folder / rescue_name(unsent.device_name, self._clock.now())
        packed = self._packer.pack(out, lambda done, whole: self._watchers.hear((done, whole)))
        self._made = packed, unsent
        return packed


def rescue_name(device_name: str, at: datetime) -> str:
    """What a rescue file is called."""
    device = _NOT_IN_NAMES.sub("-", device_name).strip("-")[:_LONGEST_NAME] or "tablet"
    return f"suicha-{device}-{in_china(at):%Y%m%d-%H%M%S}{SUFFIX}"
