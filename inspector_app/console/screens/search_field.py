"""A field whose text is asked for once nobody types any more."""

import asyncio
from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, RADIUS, TOUCH

TYPING_PAUSE = 0.35
"""Seconds without a key before the search is asked for."""


class SearchField:
    """``on_search`` gets the text."""

    def __init__(self, desk: Desk, identifier: str, on_search: Callable[[str], Any]) -> None:
        self._on_search = on_search
        self._typed = 0
        self.field = ft.TextField(
            prefix_icon=ft.Icons.SEARCH,
            text_size=BODY,
            border=ft.OutlineInputBorder(border_radius=RADIUS),
            height=TOUCH + 4,
            content_padding=ft.Padding.symmetric(horizontal=12, vertical=10),
            on_change=desk.guard(self._type),
            on_submit=desk.guard(lambda event: on_search(event.control.value)),
        )
        self.root = named(identifier, self.field)

    def clear(self) -> None:
        """Nothing is searched for."""
        self.field.value = ""

    async def _type(self, event: Any) -> None:
        self._typed += 1
        mine = self._typed
        await asyncio.sleep(TYPING_PAUSE)
        if mine == self._typed:
            await self._on_search(event.control.value)
