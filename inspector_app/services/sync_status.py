"""What is said of the sync: its state, what the device reports of itself, and why photos wait."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sync.client.ports import Backlog
from sync.client.progress import Progress
from sync.errors import SuichaError


class SyncState(StrEnum):
    """``WAITING``: the last try failed, the next one is planned. ``STOPPED``: the next one is planned too, but it is no use until
    a person acts. ``PAUSED``: a person wants nothing sent for now."""

    NOT_ENROLLED = "not_enrolled"
    IDLE = "idle"
    RUNNING = "running"
    WAITING = "waiting"
    STOPPED = "stopped"
    PAUSED = "paused"


class PhotosWait(StrEnum):
    """Why only records travel for now."""

    METERED = "metered"
    LOW_BATTERY = "low_battery"


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the device reports of itself; where it cannot tell, nothing stands in the way."""

    unmetered: bool = True
    low_battery: bool = False

    @property
    def photos_wait(self) -> PhotosWait | None:
        if self.low_battery:
            return PhotosWait.LOW_BATTERY
        return None if self.unmetered else PhotosWait.METERED


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """What the screen says about the sync. ``progress`` is that of the running or last sync, ``tried_at`` when the last one
    ended, however it did. ``paused`` also holds while a sync runs that somebody asked for. ``unmetered``: originals may go.
    ``old_keys``: the centre has keys that this tablet cannot trust."""

    state: SyncState = SyncState.IDLE
    backlog: Backlog = Backlog(0, 0, 0)
    progress: Progress = field(default_factory=Progress)
    last_success: datetime | None = None
    error: SuichaError | None = None
    next_try: datetime | None = None
    tried_at: datetime | None = None
    paused: bool = False
    photos_wait: PhotosWait | None = None
    unmetered: bool = True
    old_keys: bool = False
