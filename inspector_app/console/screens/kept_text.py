"""Texts in the making, kept by the browser: neither a reload nor a restart of the centre costs what was typed."""

import asyncio
from collections.abc import Callable
from typing import Protocol

SETTLES_AFTER = 0.4
"""Seconds from a change until it is kept, together with what was typed meanwhile."""


class Storage(Protocol):
    """What a browser keeps; what it does not keep or tell is nothing."""

    async def read(self, key: str) -> str | None: ...

    async def write(self, key: str, text: str) -> None: ...

    async def forget(self, key: str) -> None: ...


class KeptText:
    """One of them. ``now`` says what it is at the moment; empty when there is nothing to keep."""

    def __init__(self, storage: Storage, key: str, now: Callable[[], str]) -> None:
        self._storage = storage
        self._key = key
        self._now = now
        self._saving: asyncio.Task[None] | None = None

    async def read(self) -> str | None:
        """As it was left, perhaps by an earlier session."""
        return await self._storage.read(self._key)

    def changed(self) -> None:
        """Keep it, once the fingers rest."""
        if self._saving is None:
            self._saving = asyncio.ensure_future(self._save_soon())

    async def forget(self) -> None:
        """It was sent, or is not wanted any more."""
        if self._saving is not None:
            self._saving.cancel()
            self._saving = None
        await self._storage.forget(self._key)

    async def _save_soon(self) -> None:
        await asyncio.sleep(SETTLES_AFTER)
        self._saving = None
        if text := self._now():
            await self._storage.write(self._key, text)
        else:
            await self._storage.forget(self._key)
