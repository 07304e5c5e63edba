"""Texts in the making, kept by the browser: neither a reload nor a restart of the centre costs what was typed."""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from sync.errors import OperationInvalid
from sync.protocol.codec import from_json, to_plain

log = logging.getLogger(__name__)
Kept = TypeVar("Kept")
SETTLES_AFTER = 0.4
"""Seconds from a change until it is kept, together with what was typed meanwhile."""


class Storage(Protocol):
    """What a browser keeps; what it does not keep or tell is nothing."""

    async def read(self, key: str) -> str | None: ...

    async def write(self, key: str, text: str) -> None: ...

    async def forget(self, key: str) -> None: ...


class KeptText(Generic[Kept]):
    """Texts that belong together. ``now`` says what they are at the moment; None when there is nothing to keep."""

    def __init__(self, storage: Storage, key: str, kind: type[Kept], now: Callable[[], Kept | None]) -> None:
        self._storage = storage
        self._key = key
        self._kind = kind
        self._now = now
        self._saving: asyncio.Task[None] | None = None

    async def read(self) -> Kept | None:
        """As they were left, perhaps by an earlier session; None as well where that cannot be read any more."""
        text = await self._storage.read(self._key)
        if text is None:
            return None
        try:
            return from_json(text, self._kind)
        except OperationInvalid as error:
            log.warning("what the browser kept under %s cannot be read: %s", self._key, error)
            return None

    def changed(self) -> None:
        """Keep them, once the fingers rest."""
        if self._saving is None:
            self._saving = asyncio.ensure_future(self._save_soon())

    async def forget(self) -> None:
        """They were sent, or are not wanted any more."""
        if self._saving is not None:
            self._saving.cancel()
            self._saving = None
        await self._storage.forget(self._key)

    async def _save_soon(self) -> None:
        await asyncio.sleep(SETTLES_AFTER)
        self._saving = None
        kept = self._now()
        if kept is None:
            await self._storage.forget(self._key)
        else:
            await self._storage.write(self._key, json.dumps(to_plain(kept), ensure_ascii=False))
