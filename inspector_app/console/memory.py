"""What the browser keeps between two visits: language, brightness, and the session until sign-out; and what others lay in it."""

import json
import logging
from collections.abc import Awaitable
from dataclasses import dataclass
from secrets import token_hex
from typing import TypeVar

import flet as ft

from sync.errors import OperationInvalid
from sync.protocol.codec import from_json, to_plain
from sync.protocol.console import Session

log = logging.getLogger(__name__)
_KEY = "suicha.console"
KEPT_IN_BROWSER = f"flutter.{_KEY}"
"""The key of the browser's local storage under which Flutter keeps it."""
Answer = TypeVar("Answer")
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """``language`` None: nobody has chosen one. ``mode`` is one of the theme's MODES; ``session`` None: nobody is signed in."""

    language: str | None = None
    mode: str = "system"
    session: Session | None = None


class BrowserMemory:
    """The local storage of one browser, for this origin only."""

    def __init__(self) -> None:
        self._storage = ft.SharedPreferences()

    async def load(self) -> Kept:
        """What was kept; the defaults where nothing was, or where it cannot be read any more."""
        text = await self.read(_KEY)
        if text is None:
            return Kept()
        try:
            return from_json(text, Kept)
        except OperationInvalid as error:
            log.warning("what the browser kept cannot be read: %s", error)
            return Kept()

    async def save(self, kept: Kept) -> None:
        """Keep this instead."""
        await self._storage.set(_KEY, json.dumps(to_plain(kept), ensure_ascii=False))

    async def arrive(self) -> None:
        """A new session is here: ``look/outage.js`` has a page begin anew that had another before."""
        await self.write(f"{_KEY}.arrival", token_hex(8))

    async def read(self, key: str) -> str | None:
        """Implements the port Storage, as the two that follow. A page that has just begun may be too busy to answer at first."""
        for _ in range(_TRIES):
            try:
                text = await self._storage.get(key)
            except TimeoutError:
                log.warning("the browser does not answer what it keeps under %s", key)
            except RuntimeError as error:
                log.warning("the browser does not tell what it keeps: %s", error)
                return None
            else:
                return text if isinstance(text, str) else None
        return None

    async def write(self, key: str, text: str) -> None:
        await _answer_of(self._storage.set(key, text))

    async def forget(self, key: str) -> None:
        await _answer_of(self._storage.remove(key))


async def _answer_of(asked: Awaitable[Answer]) -> Answer | None:
    """None where there is none: Flet makes errors of a browser that says no, and of one that does not answer."""
    try:
        return await asked
    except (RuntimeError, TimeoutError) as error:
        log.warning("the browser does not keep or tell what it should: %s", error)
        return None
