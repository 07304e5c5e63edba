"""Telling whoever listens what just happened: in memory, after the commit, without a query."""

import asyncio
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from sync.protocol.console import CentreEvent

_BACKLOG = 256
Events = asyncio.Queue[CentreEvent | None]


def campaign_changed(campaign_id: UUID) -> CentreEvent:
    """Whoever has it open asks again, and sees of it what is theirs."""
    return CentreEvent("campaign", None, "", campaign_id=campaign_id)


@dataclass(frozen=True, slots=True)
class _Listener:
    """``session``: the hash of the token it listens with."""

    session: str
    loop: asyncio.AbstractEventLoop


class Announcements:
    """Carries events from the threads that commit to the listeners' event loops."""

    def __init__(self) -> None:
        self._listeners: dict[Events, _Listener] = {}
        self._lock = threading.Lock()

    def publish(self, event: CentreEvent) -> None:
        """Called from any thread."""
        self._send(event, self._found())

    def dismiss(self, session: str) -> None:
        """End the listeners of a session that is over. Called from any thread."""
        self._send(None, [entry for entry in self._found() if entry[1].session == session])

    def close(self) -> None:
        """End every listener: the centre stops."""
        self._send(None, self._found())

    def listen(self, session: str) -> tuple[Events, Callable[[], None]]:
        """A queue for the running loop, and the way to stop listening. None in the queue: the centre stops, the session is over,
        or the listener fell so far behind that it must ask anew."""
        queue: Events = asyncio.Queue(_BACKLOG)
        with self._lock:
            self._listeners[queue] = _Listener(session, asyncio.get_running_loop())
        return queue, lambda: self._leave(queue)

    def _leave(self, queue: Events) -> None:
        with self._lock:
            self._listeners.pop(queue, None)

    def _found(self) -> list[tuple[Events, _Listener]]:
        with self._lock:
            return list(self._listeners.items())

    def _send(self, event: CentreEvent | None, listeners: Iterable[tuple[Events, _Listener]]) -> None:
        for queue, listener in listeners:
            if not listener.loop.is_closed():
                listener.loop.call_soon_threadsafe(_put, queue, event)


def _put(queue: Events, event: CentreEvent | None) -> None:
    if event is None or queue.full():
        while not queue.empty():
            queue.get_nowait()
        queue.put_nowait(None)
    else:
        queue.put_nowait(event)
