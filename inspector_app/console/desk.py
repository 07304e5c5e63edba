"""A supervisor's desk: what every screen of one browser session works with."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import flet as ft

from inspector_app.console import wording
from inspector_app.console.calls import CentreCalls, ConsoleClient
from inspector_app.look.guard import Guard, Handler
from inspector_app.look.theme import PHONE, WIDE
from sync.domain.clock import Clock, SystemClock, local_day
from sync.errors import FieldValue, SuichaError, TokenInvalid
from sync.i18n import DEFAULT_LANGUAGE, say
from sync.protocol.messages import Session

Answer = TypeVar("Answer")
DEFAULT_WIDTH = 1280


class Desk:
    """Page, language, guard and the way to the centre. ``cover`` is an overlay above everything, such as a photo."""

    def __init__(
        self, page: ft.Page, calls: CentreCalls, on_expired: Callable[[SuichaError], Any], clock: Clock | None = None
    ) -> None:
        self.page = page
        self.calls = calls
        self.language = DEFAULT_LANGUAGE
        self.mode = "system"
        self.account: Session | None = None
        self.guard = Guard(page, lambda: self.language, instead={TokenInvalid: on_expired}, sentence=wording.trouble)
        self._clock = clock or SystemClock()
        self._tasks: set[asyncio.Task[None]] = set()

    def say(self, key: str, **fields: FieldValue) -> str:
        """The sentence in the page's language."""
        return say(self.language, key, **fields)

    def explain(self, error: SuichaError) -> str:
        """What went wrong and what to do, in the page's language."""
        return wording.trouble(self.language, error)

    async def ask(self, call: Callable[[ConsoleClient], Answer]) -> Answer:
        """Ask the centre without holding up anybody else."""
        return await self.calls.ask(call)

    def spawn(self, handler: Handler, *args: Any) -> None:
        """Run a handler beside the present one, under the same guard."""
        task = asyncio.ensure_future(self.guard(handler)(*args))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def listen_to_keys(self, handler: Handler | None) -> None:
        """Keys go to the handler until None; no key leaves the browser unless somebody listens."""
        self.page.on_keyboard_event = self.guard(handler) if handler else None
        self.page.update()

    @property
    def today(self) -> date:
        """The day in Zhengzhou."""
        return local_day(self._clock.now())

    @property
    def width(self) -> float:
        """Logical pixels of the page."""
        return self.page.width or DEFAULT_WIDTH

    @property
    def wide(self) -> bool:
        return self.width >= WIDE

    @property
    def phone(self) -> bool:
        return self.width < PHONE
