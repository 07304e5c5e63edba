"""Telling whoever listens what just happened: in memory, after the commit, without a query."""

import asyncio
import threading
from collections.abc import Callable

from sync.protocol.messages import CentreEvent

_BACKLOG = 256


class Announcements:
    """Carries events from the threads that commit to the listeners' event loops."""

    def __init__(self) -> None:
        self._listeners: dict[asyncio.Queue[CentreEvent | None], asyncio.AbstractEventLoop] = {}
        self._lock = threading.Lock()

    def publish(self, event: CentreEvent) -> None:
        """Called from any thread."""
        self._send(event)

    def close(self) -> None:
        """End every listener: the centre stops."""
        self._send(None)

    def listen(self) -> tuple["asyncio.Queue[CentreEvent | None]", Callable[[], None]]:
        """A queue for the running loop, and the way to stop listening. None in the queue: the centre stops, or the listener fell
        so far behind that it must ask anew."""
        queue: asyncio.Queue[CentreEvent | None] = asyncio.Queue(_BACKLOG)
        with self._lock:
            self._listeners[queue] = asyncio.get_running_loop()
        return queue, lambda: self._leave(queue)

    def _leave(self, queue: "asyncio.Queue[CentreEvent | None]") -> None:
        with self._lock:
            self._listeners.pop(queue, None)

    def _send(self, event: CentreEvent | None) -> None:
        with self._lock:
            listeners = list(self._listeners.items())
        for queue, loop in listeners:
            if not loop.is_closed():
                loop.call_soon_threadsafe(_put, queue, event)


def _put(queue: "asyncio.Queue[CentreEvent | None]", event: CentreEvent | None) -> None:
    if event is None or queue.full():
        while not queue.empty():
            queue.get_nowait()
        queue.put_nowait(None)
    else:
        queue.put_nowait(event)
