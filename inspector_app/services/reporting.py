"""How this tablet is doing, in the few figures that it tells the centre with every sync."""

import logging
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from sync.client.ports import Backlog
from sync.domain.clock import Clock
from sync.domain.tablets import TabletReport

log = logging.getLogger(__name__)


class ReportService:
    """``free_bytes`` asks the disk that the data lie on; ``backlog`` what waits on an unmetered link or not; ``old_keys`` whether
    the keys of the centre that are here are its keys no more."""

    def __init__(
        self,
        free_bytes: Callable[[], int],
        backlog: Callable[[bool], Backlog],
        old_keys: Callable[[], bool],
        clock: Clock,
    ) -> None:
        self._free_bytes = free_bytes
        self._backlog = backlog
        self._old_keys = old_keys
        self._clock = clock

    def report(self, error: str, paused: bool, metered: bool, low_battery: bool) -> TabletReport | None:
        """``error`` is the code of what ended the last sync, empty when it went well. None when the disk does not even say how
        full it is: no reason to leave out the sync."""
        try:
            free = self._free_bytes()
        except OSError as trouble:
            log.warning("the disk does not say how full it is: %s", trouble)
            return None
        waiting = self._backlog(not metered)
        return TabletReport(
            self._clock.now().replace(microsecond=0),
            free,
            waiting.records,
            waiting.files,
            waiting.file_bytes,
            app_version(),
            error,
            paused,
            metered,
            low_battery,
            self._old_keys(),
        )


@cache
def app_version() -> str:
    """The version of this app; empty where it was not installed as a package."""
    try:
        return version("suicha")
    except PackageNotFoundError:
        return ""
