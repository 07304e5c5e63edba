"""What the browser keeps between two visits: language, brightness, and the session until sign-out."""

import json
import logging
from dataclasses import dataclass

import flet as ft

from sync.errors import OperationInvalid
from sync.i18n import DEFAULT_LANGUAGE
from sync.protocol.codec import from_json, to_plain
from sync.protocol.console import Session

log = logging.getLogger(__name__)
_KEY = "suicha.console"
KEPT_IN_BROWSER = f"flutter.{_KEY}"
"""The key of the browser's local storage under which Flutter keeps it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """``mode`` is one of the theme's MODES; ``session`` None: nobody is signed in."""

    language: str = DEFAULT_LANGUAGE
    mode: str = "system"
    session: Session | None = None


class BrowserMemory:
    """The local storage of one browser, for this origin only."""

    def __init__(self) -> None:
        self._storage = ft.SharedPreferences()

    async def load(self) -> Kept:
        """What was kept; the defaults where nothing was, or where it cannot be read any more."""
        try:
            text = await self._storage.get(_KEY)
        except (
            RuntimeError,
            TimeoutError,
        ) as error:  # what Flet makes of a browser that says no, and of one that does not answer
            log.warning("the browser does not say what it kept: %s", error)
            return Kept()
        if not isinstance(text, str):
            return Kept()
        try:
            return from_json(text, Kept)
        except OperationInvalid as error:
            log.warning("what the browser kept cannot be read: %s", error)
            return Kept()

    async def save(self, kept: Kept) -> None:
        """Keep this instead."""
        await self._storage.set(_KEY, json.dumps(to_plain(kept), ensure_ascii=False))
