"""What every screen of one page works with: the page itself, its language, the guard, its width."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import flet as ft

from inspector_app.look.guard import Guard, Handler
from inspector_app.look.theme import PHONE, WIDE
from sync.domain.clock import Clock, SystemClock, local_day
from sync.errors import FieldValue, SuichaError
from sync.i18n import explain, say

DEFAULT_WIDTH = 1280


class Surface:
    """One page in one language. ``instead`` and ``sentence`` are the guard's."""

    def __init__(
        self,
        page: ft.Page,
        language: str,
        clock: Clock | None = None,
        instead: dict[type[SuichaError], Callable[[SuichaError], Any]] | None = None,
        sentence: Callable[[str, SuichaError], str] = explain,
    ) -> None:
        self.page = page
        self.language = language
        self.guard = Guard(page, lambda: self.language, instead=instead, sentence=sentence)
        self._sentence = sentence
        self._clock = clock or SystemClock()
        self._tasks: set[asyncio.Task[None]] = set()

    def say(self, key: str, **fields: FieldValue) -> str:
        """The sentence in the page's language."""
        return say(self.language, key, **fields)

    def explain(self, error: SuichaError) -> str:
        """What went wrong and what to do, in the page's language."""
        return self._sentence(self.language, error)

    def spawn(self, handler: Handler, *args: Any) -> None:
        """Run a handler beside the present one, under the same guard."""
        task = asyncio.ensure_future(self.guard(handler)(*args))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @property
    def now(self) -> datetime:
        """This very moment."""
        return self._clock.now()

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
