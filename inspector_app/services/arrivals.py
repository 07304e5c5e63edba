"""Pictures and sounds that have arrived and are not on record yet: on disk at once, so that no kill between shutter and record
loses one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sync.domain.positions import Position


@dataclass(frozen=True, slots=True)
class Arrival:
    """A picture as it came from the camera or the picker, for an item, or a ``sound``; its bytes are kept by their hash.

    ``position`` is the device's own where it had one; ``device_offset_ms`` how far its clock was ahead of the centre's.
    """

    photo_id: UUID
    inspection_id: UUID
    item_code: str
    author: UUID
    taken_at: datetime
    original_sha256: str
    position: Position | None = None
    device_offset_ms: int | None = None
    sound: bool = False


class Arrivals(Protocol):
    """What has arrived, durable on return."""

    def keep(self, arrival: Arrival, original: bytes) -> None:
        """Raises StorageFull, StorageFailed with nothing kept."""
        ...

    def original(self, arrival: Arrival) -> bytes:
        """Raises StorageFailed."""
        ...

    def waiting(self) -> list[Arrival]:
        """Oldest first, without those whose note cannot be read any more; they and their bytes stay."""
        ...

    def spoilt(self) -> list[UUID]:
        """What the notes that cannot be read any more would have become, oldest first. Raises StorageFailed."""
        ...

    def size(self, arrival: Arrival) -> int:
        """Bytes of the original; 0 where it is gone. Raises StorageFailed."""
        ...

    def set_aside(self, photo_id: UUID) -> None:
        """Somebody knows that what arrived under this name stays here and is on no record. Raises StorageFull, StorageFailed."""
        ...

    def is_set_aside(self, photo_id: UUID) -> bool:
        """Raises StorageFailed."""
        ...

    def done(self, arrival: Arrival) -> None:
        """It has become a photo. Raises StorageFailed."""
        ...

    def discard(self, arrival: Arrival) -> None:
        """It was no picture, or no sound: its bytes go too, unless a photo, a sound or another arrival has the same, or may have.
        Raises StorageFailed."""
        ...

    def room(self) -> int:
        """Bytes free on the tablet. Raises StorageFailed."""
        ...
