"""One change of screen after the other, however fast the fingers are."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any


class Turns:
    """``turns(act, ...)`` waits until the change before is done; a change that leads to another one keeps its turn."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._holder: asyncio.Task[Any] | None = None

    async def __call__(self, act: Callable[..., Awaitable[None]], *args: Any) -> None:
        task = asyncio.current_task()
        if self._holder is task:
            await act(*args)
            return
        async with self._lock:
            self._holder = task
            try:
                await act(*args)
            finally:
                self._holder = None
