"""Streams of events held open, and what the database is asked meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from queue import Queue
from threading import Thread

from sqlalchemy import Engine, event

from sync.errors import CentreUnreachable
from sync.protocol.console import CentreEvent

SOON = 5.0
"""Seconds within which an event has to be there."""
QUIET = 1.5
"""Seconds of which nothing is to happen."""


class Listener:
    """An open stream; what came through it is in ``heard``, and None when it ended."""

    def __init__(self, centre) -> None:
        self.heard: Queue[CentreEvent | None] = Queue()
        self._events = centre.events()
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        try:
            for happened in self._events:
                self.heard.put(happened)
        except CentreUnreachable:
            self.heard.put(None)


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """What the database is asked while the block lasts."""
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)
