"""Sync by itself: in the background when there is something to send, on a schedule for news, and at the press of a button."""

import logging
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from inspector_app.services.centre_link import CentreLink, line_counts
from inspector_app.services.enrolment import Device
from inspector_app.services.listeners import Listeners
from inspector_app.services.records import Preferences
from inspector_app.services.reporting import ReportService
from inspector_app.services.sync_log import SyncLog
from inspector_app.services.sync_status import Conditions, PhotosWait, SyncState, SyncStatus
from inspector_app.services.sync_thread import SyncThread
from sync.client.loads import Loads
from sync.client.ports import Backlog, TabletQueue
from sync.client.progress import Progress
from sync.client.retry import Failures
from sync.client.session import synchronise
from sync.domain.clock import Clock
from sync.domain.tablets import TabletReport
from sync.errors import SuichaError
from sync.protocol.calls import TabletCalls

log = logging.getLogger(__name__)
_PAUSED = "sync-paused"

Listener = Callable[[SyncStatus], None]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Seconds: ``news`` between looks for news on average, with full jitter so that tablets do not come together; ``gather`` to
    let a few acts come together before they are sent."""

    news: float = 60.0
    gather: float = 1.0


class SyncService:
    """One background thread per tablet; screens subscribe to its status. A thread that died is replaced by whoever notices.

    ``catch_up`` is called after each sync that succeeded: what its news made possible is put on record, and the number says how
    many acts there are to send now. ``kept_back`` counts what is on this tablet and on no record.
    """

    def __init__(
        self,
        device: Callable[[], Device | None],
        connect: Callable[[str, str | None], TabletCalls],
        queue: TabletQueue,
        runs: SyncLog,
        reports: ReportService,
        preferences: Preferences,
        clock: Clock,
        schedule: Schedule | None = None,
        catch_up: Callable[[], int] = lambda: 0,
        kept_back: Callable[[], int] = lambda: 0,
        uniform: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self._device = device
        self._link = CentreLink(connect)
        self._queue = queue
        self._runs = runs
        self._reports = reports
        self._preferences = preferences
        self._clock = clock
        self._schedule = schedule or Schedule()
        self._catch_up = catch_up
        self._kept_back = kept_back
        self._uniform = uniform
        self._listeners: Listeners[SyncStatus] = Listeners()
        self._thread = SyncThread(self._turn, self._pause, self._schedule.gather)
        self._one_at_a_time = threading.Lock()
        self._changing = threading.Lock()
        self._failures = Failures()
        self._loads = Loads()
        self._conditions = Conditions()
        self._photos_anyway = False
        self._status = SyncStatus(last_success=runs.last_success(), paused=preferences.get(_PAUSED) is not None)

    # --- what screens see and do ---------------------------------------------------------------------------------
    def status(self) -> SyncStatus:
        """The present status, backlog counted afresh."""
        self._thread.look_after()
        return replace(self._presented(), backlog=self._backlog())

    @property
    def paused(self) -> bool:
        """Whether somebody wants nothing sent for now."""
        return self._status.paused

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with every new status, from the sync's thread or that of who recorded; returns the way to end it."""
        return self._listeners.add(listener)

    def nudge(self) -> None:
        """There is something to send: do it soon rather than on schedule, but never before a planned retry. Where it has to wait,
        listeners hear at once how much does by now."""
        self._thread.look_after()
        if self._status.next_try is None:
            self._thread.nudge()
        if self._status.next_try is not None or self._status.paused:
            self.recount()

    def recount(self) -> None:
        """What there is to send or to look at has changed without a sync: listeners hear of it."""
        self._listeners.hear(self.status())

    def hasten(self) -> None:
        """The link came back, the app was taken to hand again, an inspection was finished: try at once, also before a planned
        retry, unless somebody paused."""
        self._thread.look_after()
        self._thread.hasten()

    def sync_now(self) -> None:
        """A person asked for it: once at once, also while paused."""
        self._thread.look_after()
        self._thread.ask()

    def pause(self) -> None:
        """Send nothing by itself from now on, also after a restart; a sync under way ends as it would."""
        self._preferences.put(_PAUSED, "1")
        self._tell(paused=True)

    def resume(self) -> None:
        """As before the pause, beginning at once."""
        self._preferences.put(_PAUSED, None)
        self._tell(paused=False)
        self.hasten()

    # --- what the device reports ---------------------------------------------------------------------------------
    def set_link(self, unmetered: bool) -> None:
        """There is a link, of this kind. On a metered one records go and photos wait, unless somebody wants them sent anyway."""
        self._report(replace(self._conditions, unmetered=unmetered))
        self.hasten()

    def set_power(self, low_battery: bool) -> None:
        """Little is left in the battery and nothing charges it: as on a metered link."""
        if low_battery != self._conditions.low_battery:
            self._report(replace(self._conditions, low_battery=low_battery))
            self.hasten()

    def send_photos_anyway(self) -> None:
        """A person wants the waiting photos sent whatever it costs; holds until a sync has sent them all."""
        self._photos_anyway = True
        self.sync_now()

    # --- the thread ----------------------------------------------------------------------------------------------
    def start(self) -> None:
        """Begin syncing in the background."""
        self._thread.start()

    def stop(self) -> None:
        """End after the request under way."""
        self._thread.stop()

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """No sync runs inside; one that does is waited for."""
        with self._one_at_a_time:
            yield

    def run_once(self) -> SyncStatus:
        """One whole sync in this thread; the status tells how it went."""
        with self.at_rest():
            device = self._device()
            if device is not None:
                self._attempt(device)
        return self.status()

    def _turn(self, asked: bool) -> None:
        if asked or not self._status.paused:
            self._run_whatever_happens()

    def _run_whatever_happens(self) -> None:
        """Not even a defect of our own, or a disk that does not answer, ends the thread: it is said, and tried again."""
        try:
            self.run_once()
        except Exception as error:
            log.exception("the sync could not even fail properly")
            self._change(**self._after_failure(SuichaError(problem=type(error).__name__)))
            self._announce()

    def _pause(self) -> float | None:
        if self._status.paused:
            return None
        if self._status.next_try is not None:
            left = (self._status.next_try - self._clock.now()).total_seconds()
            return max(0.0, min(left, self._failures.wait))  # a clock set back meanwhile makes no wait longer
        return self._uniform(min(1.0, self._schedule.news), 2 * self._schedule.news)

    # --- one sync ------------------------------------------------------------------------------------------------
    def _attempt(self, device: Device) -> None:
        started, seen, failed = self._clock.now(), [Progress()], self._status.error
        wait = self._photos_wait()
        self._tell(state=SyncState.RUNNING, progress=seen[0], error=None, next_try=None)

        def watch(progress: Progress) -> None:
            seen[0] = replace(progress)
            self._tell(progress=seen[0])

        centre = self._link.of(device)
        before, error = line_counts(centre), None
        try:
            synchronise(
                centre,
                self._queue,
                self._conditions.unmetered,
                watch,
                self._loads,
                lambda: self._photos_wait() is None,
                lambda: self._self_report(failed),
            )
            if self._catch_up():
                self._thread.nudge()
        except SuichaError as failure:
            error = failure
        except Exception as failure:
            log.exception("sync failed")
            error = SuichaError(problem=type(failure).__name__)
        sent, received = (after - then for after, then in zip(line_counts(centre), before, strict=True))
        self._note(started, seen[0], (sent, received), error, wait is not None)
        self._settle(error, seen[0], wait)

    def _self_report(self, failed: SuichaError | None) -> TabletReport | None:
        """How the tablet is, with what the sync before failed on."""
        code, has = failed.code if failed else "", self._conditions
        return self._reports.report(code, self._status.paused, not has.unmetered, has.low_battery)

    def _settle(self, error: SuichaError | None, progress: Progress, wait: PhotosWait | None) -> None:
        if error is not None:
            self._tell(**self._after_failure(error, progress))
            return
        self._failures.forget()
        if wait is None:
            self._photos_anyway = False
        now = self._clock.now()
        self._tell(state=SyncState.IDLE, progress=progress, last_success=now, tried_at=now)

    def _after_failure(self, error: SuichaError, progress: Progress | None = None) -> dict[str, Any]:
        wait = timedelta(seconds=self._failures.add(error, self._uniform, progress))
        state = SyncState.WAITING if error.retryable else SyncState.STOPPED
        now = self._clock.now()
        return {"state": state, "error": error, "next_try": now + wait, "tried_at": now}

    def _note(
        self, started: datetime, progress: Progress, line: tuple[int, int], error: SuichaError | None, records_only: bool
    ) -> None:
        """A log that cannot be written is no reason to call a sync failed."""
        try:
            self._runs.add(started, progress, line, error.code if error else None, records_only)
        except SuichaError as problem:
            log.warning("no log entry: %s", problem)

    # --- the status ----------------------------------------------------------------------------------------------
    def _backlog(self) -> Backlog:
        waiting = self._queue.backlog(self._conditions.unmetered)
        return replace(waiting, amiss=waiting.amiss + self._kept_back())

    def _photos_wait(self) -> PhotosWait | None:
        return None if self._photos_anyway else self._conditions.photos_wait

    def _report(self, conditions: Conditions) -> None:
        self._conditions = conditions
        self._tell()

    def _presented(self) -> SyncStatus:
        state = self._status.state
        if self._device() is None:
            state = SyncState.NOT_ENROLLED
        elif self._status.paused and state is not SyncState.RUNNING:
            state = SyncState.PAUSED
        return replace(
            self._status,
            state=state,
            photos_wait=self._photos_wait(),
            unmetered=self._conditions.unmetered,
            old_keys=self._queue.mistrusts_rescue_key(),
        )

    def _tell(self, **changes: Any) -> None:
        if set(changes) != {"progress"}:
            changes["backlog"] = self._backlog()
        self._change(**changes)
        self._announce()

    def _change(self, **changes: Any) -> None:
        """Screens and the sync's thread change it: neither takes back what the other said at the same moment."""
        with self._changing:
            self._status = replace(self._status, **changes)

    def _announce(self) -> None:
        if self._listeners:
            self._listeners.hear(self._presented())
