"""A part of the page that takes no taps for a moment after it changed."""

import asyncio

import flet as ft

from inspector_app.look.pieces import named
from inspector_app.look.surface import Surface

SETTLING_MS = 400
"""A second tap of a gloved or hasty finger comes within it; nobody has read what came, and chosen of it, so soon."""
_AT_MOST_SECONDS = 1.5
"""A page whose end of the moment is never heard of (its line broke just then) can be tapped again after this."""
_LOOKS = tuple(percent / 100 for percent in range(50, 100))
"""Opacities in turn: several changes that are drawn at once still end in another one than before."""


class Settling:
    """Around ``content``. What a finger meant for the screen before must not hit what has just slid under it.

    The moment is timed by the page itself, as an animation of nothing that is seen: it begins when the change is drawn, however
    long a slow tablet takes for that. Screen readers are not kept from anything.
    """

    def __init__(self, surface: Surface, content: ft.Control) -> None:
        self._surface = surface
        nothing = surface.guard(lambda: None)
        self._shield = named("settling", ft.Container(bgcolor=ft.Colors.TRANSPARENT, on_click=nothing), visible=False)
        self._timer = ft.Container(
            width=1,
            height=1,
            left=0,
            top=0,
            opacity=_LOOKS[0],
            animate_opacity=ft.Animation(SETTLING_MS, ft.AnimationCurve.LINEAR),
            on_animation_end=surface.guard(self._clear),
        )
        self._changes = 0
        self.root = ft.Stack([content, self._shield, self._timer], expand=True, fit=ft.StackFit.EXPAND)

    def changed(self) -> None:
        """It has just changed. Updates what it touches."""
        self._changes += 1
        self._timer.opacity = _LOOKS[self._changes % len(_LOOKS)]
        self._shield.visible = True
        self._surface.page.update(self._shield, self._timer)
        self._surface.spawn(self._clear_at_last, self._changes)

    def _clear(self) -> None:
        if self._shield.visible:
            self._shield.visible = False
            self._surface.page.update(self._shield)

    async def _clear_at_last(self, change: int) -> None:
        await asyncio.sleep(_AT_MOST_SECONDS)
        if change == self._changes:
            self._clear()
