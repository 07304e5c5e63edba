"""The stream of events of one console session, in a thread of its own. It polls nothing."""

import logging
import random
import threading
from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from inspector_app.console.calls import ConsoleClient
from sync.client.retry import wait_before_retry
from sync.errors import CentreFailed, Refused, SuichaError
from sync.protocol.console import CentreEvent

log = logging.getLogger(__name__)

LONGEST_PAUSE = 20.0
"""Seconds between two tries to connect at most."""


class Line(StrEnum):
    """How the stream stands."""

    CONNECTING = "connecting"
    LIVE = "live"
    LOST = "lost"


class Listener(Protocol):
    """Called from the stream's thread."""

    def on_line(self, line: Line) -> None: ...

    def on_event(self, event: CentreEvent) -> None: ...

    def on_refused(self, error: SuichaError) -> None:
        """The centre no longer knows this account; the stream is over."""
        ...


class LiveFeed:
    """Connects, listens, connects again after a jittered pause; ``stop`` ends it, also while it waits."""

    def __init__(self, connect: Callable[[], ConsoleClient], listener: Listener, seed: random.Random | None = None) -> None:
        self._connect = connect
        self._listener = listener
        self._random = seed or random.Random()
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._client: ConsoleClient | None = None
        self._stood = False
        self._thread = threading.Thread(target=self._run, name="console-live", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """End the stream. Returns at once; the thread ends as soon as its connection is down."""
        self._stopped.set()
        with self._lock:
            if self._client:
                self._client.close()

    def join(self, seconds: float) -> bool:
        """Wait for the thread; whether it ended."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        failures = 0
        while not self._stopped.is_set():
            self._stood = False
            error = self._listen()
            if self._stopped.is_set():
                return
            if isinstance(error, Refused):
                self._listener.on_refused(error)
                return
            failures = 1 if self._stood else failures + 1
            self._listener.on_line(Line.LOST)
            self._stopped.wait(min(LONGEST_PAUSE, wait_before_retry(failures, error, self._random.uniform)))

    def _listen(self) -> SuichaError:
        """Listen until the line breaks, and say why it did."""
        client = self._connect()
        try:
            with self._lock:
                self._client = client
            if not self._stopped.is_set():
                self._pass_on(client)
        except SuichaError as error:
            log.info("the stream of events ended: %s", error)
            return error
        except Exception:  # nobody stands above a thread: written down, and tried again
            log.exception("the stream of events failed")
        finally:
            client.close()
        return CentreFailed(status=0)

    def _pass_on(self, client: ConsoleClient) -> None:
        events = client.events()
        self._stood = True
        self._listener.on_line(Line.LIVE)
        for event in events:
            self._listener.on_event(event)
