"""The thread that a tablet's sync lives in: when it takes its next turn."""

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)


class SyncThread:
    """Takes turns from ``start`` on: soon when nudged, at once when hastened, otherwise after ``pause()`` seconds; None is for
    ever. A thread that died is replaced by whoever looks after it.

    ``turn``: told whether a person asked for it. ``gather``: seconds to let a few acts come together after a nudge.
    """

    def __init__(self, turn: Callable[[bool], None], pause: Callable[[], float | None], gather: float) -> None:
        self._turn = turn
        self._pause = pause
        self._gather = gather
        self._wake = threading.Event()
        self._hurry = threading.Event()
        self._asked = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def nudge(self) -> None:
        """The next turn comes soon."""
        self._wake.set()

    def hasten(self) -> None:
        """The next turn comes at once."""
        self._hurry.set()
        self._wake.set()

    def ask(self) -> None:
        """The next turn comes at once, and is told that a person asked for it."""
        self._asked.set()
        self.hasten()

    def start(self) -> None:
        """Begin, where nobody has."""
        if self._thread is None:
            self._stop.clear()
            self._begin()

    def stop(self) -> None:
        """End after the turn's request under way."""
        self._stop.set()
        self.hasten()
        if self._thread is not None:
            self._thread.join(timeout=5)
            self._thread = None

    def look_after(self) -> None:
        """Begin another thread where this one died."""
        thread = self._thread
        if thread is not None and not thread.is_alive() and not self._stop.is_set():
            log.error("the sync's thread had ended; another one begins")
            self._begin()

    def _begin(self) -> None:
        self._thread = threading.Thread(target=self._live, name="sync", daemon=True)
        self._thread.start()

    def _live(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            self._hurry.clear()
            asked = self._asked.is_set()
            self._asked.clear()
            self._turn(asked)
            if self._wake.wait(self._pause()):
                self._hurry.wait(self._gather)
