"""One guard around every handler: an exception that escapes a Flet handler would end the whole session."""

import functools
import inspect
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from sync.errors import SuichaError
from sync.i18n import explain

log = logging.getLogger(__name__)
_ABOVE_THE_BAR, _BESIDE = 88, 16
_SHORTEST, _LONGEST, _PER_BYTE = 4_000, 8_000, 30
"""Milliseconds that a sentence stays; its bytes in UTF-8 are a fair measure of the time to read it, in both languages."""

Handler = Callable[..., Any]
Guarded = Callable[..., Awaitable[None]]


class Guard:
    """Wraps handlers, plain or async: ``button.on_click = guard(self.save)``. The screen stays as it is whatever happens.

    Handlers update exactly what they touched (automatic updates are off inside). ``language`` gives the page's language.
    ``instead`` maps an error class to what happens in place of the message, e.g. going back to sign-in; ``sentence`` words
    an error in a language.
    """

    def __init__(
        self,
        page: ft.Page,
        language: Callable[[], str],
        instead: dict[type[SuichaError], Callable[[SuichaError], Any]] | None = None,
        sentence: Callable[[str, SuichaError], str] = explain,
    ) -> None:
        self._page = page
        self._language = language
        self._instead = instead or {}
        self._sentence_for = sentence
        self.keep_clear()

    def __call__(self, handler: Handler) -> Guarded:
        """The guarded form of a handler; it takes the handler's arguments, or none of them (``lambda: ...``)."""
        takes = _positional(handler)

        @functools.wraps(handler)
        async def guarded(*args: Any) -> None:
            ft.context.reset_auto_update()  # for this task; without it a task that Flet did not start switches off all sessions
            ft.context.disable_auto_update()
            try:
                await self._attempt(handler, args[:takes])
            except Exception:  # the last line of defence: logged and said, never passed on
                log.exception("handler %s failed", getattr(handler, "__qualname__", handler))
                self.tell(self._sentence(SuichaError()))

        return guarded

    def keep_clear(self, right: float = 0, bottom: float = _ABOVE_THE_BAR) -> None:
        """From now on sentences leave so many logical pixels of the page free, where buttons stand: the bar at the bottom, unless
        something lies over the page that has them elsewhere."""
        self._margin = ft.Margin.only(left=_BESIDE, right=right + _BESIDE, bottom=bottom)

    def tell(self, sentence: str) -> None:
        """Show a sentence; it goes by itself, later if it is long, and covers no button at the edge of the page."""
        bar = ft.SnackBar(ft.Semantics(content=ft.Text(sentence), identifier="message", container=True, live_region=True))
        bar.behavior = ft.SnackBarBehavior.FLOATING
        bar.margin = self._margin
        bar.duration = ft.Duration(milliseconds=min(max(_SHORTEST, _PER_BYTE * len(sentence.encode())), _LONGEST))
        bar.persist = False
        self._page.show_dialog(bar)

    async def _attempt(self, handler: Handler, args: tuple[Any, ...]) -> None:
        try:
            await _finish(handler(*args))
        except SuichaError as error:
            await self._meet(error)

    async def _meet(self, error: SuichaError) -> None:
        log.info("handler stopped: %s", error)
        for kind, act in self._instead.items():
            if isinstance(error, kind):
                await _finish(act(error))
                return
        self.tell(self._sentence(error))

    def _sentence(self, error: SuichaError) -> str:
        try:
            return self._sentence_for(self._language(), error)
        except (KeyError, IndexError):
            log.exception("no sentence for %s", error.code)
            return error.code


async def _finish(result: Any) -> None:
    if inspect.isawaitable(result):
        await result


def _positional(handler: Handler) -> int | None:
    """How many arguments of an event a handler takes; one with a default is the handler's own (``lambda one=one: ...``)."""
    asked = [each for each in inspect.signature(handler).parameters.values() if each.default is inspect.Parameter.empty]
    kinds = [parameter.kind for parameter in asked]
    if inspect.Parameter.VAR_POSITIONAL in kinds:
        return None
    return sum(kind in (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD) for kind in kinds)
