"""Many events, few refreshes: the first one waits a moment for company, the next not before a pause. One event loop only."""

import asyncio
from collections.abc import Awaitable, Callable

GATHER = 0.4
"""Seconds from the first event to the refresh."""
PAUSE = 1.5
"""Seconds between two refreshes at least, so that a busy centre is not asked at every event."""


class Refresher:
    """``note`` may be called as often as one likes; ``refresh`` runs one at a time and once more when asked meanwhile."""

    def __init__(self, refresh: Callable[[], Awaitable[None]], gather: float = GATHER, pause: float = PAUSE) -> None:
        self._refresh = refresh
        self._gather = gather
        self._pause = pause
        self._again = False
        self._task: asyncio.Task[None] | None = None

    def note(self) -> None:
        """Something has changed."""
        self._again = True
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._run())

    def stop(self) -> None:
        """Forget what was noted."""
        self._again = False
        if self._task:
            self._task.cancel()

    async def _run(self) -> None:
        await asyncio.sleep(self._gather)
        while self._again:
            self._again = False
            await self._refresh()
            await asyncio.sleep(self._pause)
