"""Sync by itself: in the background when there is something to send, on a schedule for news, and at the press of a button."""

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from inspector_app.services.enrolment import Device
from sync.client.ports import Backlog, TabletQueue
from sync.client.progress import Progress
from sync.client.retry import wait_before_retry
from sync.client.session import synchronise
from sync.domain.clock import Clock
from sync.errors import SuichaError
from sync.protocol.calls import TabletCalls

log = logging.getLogger(__name__)


class SyncState(StrEnum):
    """``WAITING``: the last try failed, the next one is planned. ``STOPPED``: trying again is useless until a person acts."""

    NOT_ENROLLED = "not_enrolled"
    IDLE = "idle"
    RUNNING = "running"
    WAITING = "waiting"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """What the screen says about the sync. ``progress`` is that of the running or last sync."""

    state: SyncState = SyncState.IDLE
    backlog: Backlog = Backlog(0, 0, 0)
    progress: Progress = field(default_factory=Progress)
    last_success: datetime | None = None
    error: SuichaError | None = None
    next_try: datetime | None = None


Listener = Callable[[SyncStatus], None]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Seconds: ``news`` between looks for news, ``gather`` to let a few acts come together before they are sent."""

    news: float = 60.0
    gather: float = 1.0


class SyncService:
    """One background thread per tablet; screens subscribe to its status."""

    def __init__(
        self,
        device: Callable[[], Device | None],
        connect: Callable[[str, str | None], TabletCalls],
        queue: TabletQueue,
        clock: Clock,
        schedule: Schedule | None = None,
        uniform: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self._device = device
        self._connect = connect
        self._queue = queue
        self._clock = clock
        self._schedule = schedule or Schedule()
        self._uniform = uniform
        self._listeners: list[Listener] = []
        self._wake = threading.Event()
        self._hurry = threading.Event()
        self._stop = threading.Event()
        self._one_at_a_time = threading.Lock()
        self._thread: threading.Thread | None = None
        self._failures = 0
        self._unmetered = True
        self._link: tuple[Device, TabletCalls] | None = None
        self._status = SyncStatus()

    def status(self) -> SyncStatus:
        """The present status, backlog counted afresh."""
        state = SyncState.NOT_ENROLLED if self._device() is None else self._status.state
        return replace(self._status, state=state, backlog=self._queue.backlog(self._unmetered))

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with every new status, from the sync's thread; returns the way to end it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def set_link(self, unmetered: bool) -> None:
        """The device reports what kind of link it has; originals wait for an unmetered one where the campaign says so."""
        self._unmetered = unmetered
        self.sync_now()

    def nudge(self) -> None:
        """There is something to send: do it soon rather than on schedule, but never before a planned retry."""
        if self._status.next_try is None:
            self._wake.set()

    def sync_now(self) -> None:
        """A person asked for it, or the link came back: try at once, also before a planned retry."""
        self._hurry.set()
        self._wake.set()

    def start(self) -> None:
        """Begin syncing in the background."""
        if self._thread is None:
            self._stop.clear()
            self._thread = threading.Thread(target=self._live, name="sync", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End after the request under way."""
        self._stop.set()
        self.sync_now()
        if self._thread is not None:
            self._thread.join(timeout=5)
            self._thread = None

    def run_once(self) -> SyncStatus:
        """One whole sync in this thread; the status tells how it went."""
        with self._one_at_a_time:
            device = self._device()
            if device is not None:
                self._attempt(device)
        return self.status()

    def _live(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            self._hurry.clear()
            self.run_once()
            if self._wake.wait(self._pause()):
                self._hurry.wait(self._schedule.gather)

    def _pause(self) -> float:
        if self._status.next_try is not None:
            return max(0.0, (self._status.next_try - self._clock.now()).total_seconds())
        return self._schedule.news

    def _attempt(self, device: Device) -> None:
        self._tell(state=SyncState.RUNNING, error=None, next_try=None)
        try:
            progress = synchronise(
                self._centre(device), self._queue, self._unmetered, lambda seen: self._tell(progress=replace(seen))
            )
        except SuichaError as error:
            self._failed(error)
        except Exception as error:
            log.exception("sync failed")
            self._failed(SuichaError(problem=type(error).__name__))
        else:
            self._failures = 0
            self._tell(state=SyncState.IDLE, progress=progress, last_success=self._clock.now())

    def _failed(self, error: SuichaError) -> None:
        self._failures += 1
        wait = wait_before_retry(self._failures, error, self._uniform)
        state = SyncState.WAITING if error.retryable else SyncState.STOPPED
        self._tell(state=state, error=error, next_try=self._clock.now() + timedelta(seconds=wait))

    def _centre(self, device: Device) -> TabletCalls:
        if self._link is None or self._link[0] != device:
            self._link = (device, self._connect(device.centre_url, device.token))
        return self._link[1]

    def _tell(self, **changes: object) -> None:
        if "state" in changes:
            changes["backlog"] = self._queue.backlog(self._unmetered)
        self._status = replace(self._status, **changes)  # type: ignore[arg-type]
        for listener in list(self._listeners):
            listener(self._status)
