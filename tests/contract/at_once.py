"""Two requests at the same moment: the first is stopped before one of its statements until the other has had its chance."""

from collections.abc import Callable
from threading import Event, Thread
from typing import Any

from sqlalchemy import event

from sync.server.centre import Centre

UNTIL_IT_WAITS = 0.5
"""Seconds, for a request to come as far as the lock."""
_LONG = 8.0


class Told:
    """What a request answered, or the error that it raised."""

    def __init__(self, ask: Callable[[], Any]) -> None:
        self._ask = ask
        self.answer: Any = None
        self.error: Exception | None = None
        self._thread = Thread(target=self._run)
        self._thread.start()

    def wait(self, seconds: float = _LONG) -> bool:
        """Whether it has come to an end."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self.answer = self._ask()
        except Exception as error:  # noqa: BLE001 - for the test to look at
            self.error = error


def at_once(centre: Centre, before: str, first: Callable[[], Any], second: Callable[[], Any]) -> tuple[Told, Told]:
    """``first`` is stopped at the first statement that begins like that. Where ``second`` has to wait for it, as for the one
    writer on SQLite, it comes to its end after it."""
    stopped, goes_on = Event(), Event()

    def stop(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith(before) and not stopped.is_set():
            stopped.set()
            goes_on.wait(_LONG)

    event.listen(centre.database.engine, "before_cursor_execute", stop)
    try:
        one = Told(first)
        assert stopped.wait(_LONG), one.error
        other = Told(second)
        other.wait(UNTIL_IT_WAITS)
        goes_on.set()
        assert one.wait()
        assert other.wait()
    finally:
        goes_on.set()
        event.remove(centre.database.engine, "before_cursor_execute", stop)
    return one, other
