"""A picture that is brought nearer: with two fingers or the wheel, with a double tap, or with a button that gloves can hit."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.look.guard import Guard
from inspector_app.look.pieces import named
from inspector_app.look.theme import TOUCH

MOST = 8
_NEAR = 3
"""Times larger after a double tap or the button."""
_NOTICED = 1.05
_ANIMATED = ft.Duration(milliseconds=150)
_WORDS, _BEHIND = "#F2F6F5", "#B322302E"


class Magnifier:
    """``root`` is as large as its parent allows, and all of that shows the picture while it is near. ``name`` is part of the
    button's identifier; ``title``: what screen readers are told that the picture is, where nothing around it says so."""

    def __init__(self, name: str, picture: bytes, say: Callable[..., str], guard: Guard, title: str = "") -> None:
        self._say = say
        self._guard = guard
        self._room = (0.0, 0.0)
        self._before = self._scale = 1.0
        image = ft.Image(src=picture, fit=ft.BoxFit.CONTAIN, expand=True, gapless_playback=True)
        image.semantics_label, image.exclude_from_semantics = title or None, not title
        taps = ft.GestureDetector(content=image, on_double_tap_down=guard(self._tapped_twice), exclude_from_semantics=True)
        self._viewer = ft.InteractiveViewer(
            taps,
            max_scale=MOST,
            interaction_update_interval=50,
            on_interaction_start=guard(self._grasped),
            on_interaction_update=guard(self._moved),
            on_interaction_end=guard(self._let_go),
        )
        self._button = ft.IconButton(
            icon=ft.Icons.ZOOM_IN,
            icon_color=_WORDS,
            bgcolor=_BEHIND,
            width=TOUCH,
            height=TOUCH,
            on_click=guard(self._pressed),
        )
        self._button.tooltip = say("magnifier.nearer")
        button = ft.Container(named(f"{name}-nearer", self._button), right=8, bottom=8)
        whole = ft.Container(self._viewer, left=0, top=0, right=0, bottom=0)
        self.root = ft.Container(ft.Stack([whole, button], expand=True), expand=True, on_size_change=guard(self._sized))

    def _sized(self, event: Any) -> None:
        self._room = (event.width, event.height)

    # --- fingers and wheel ---------------------------------------------------------------------------------------
    def _grasped(self, _: Any) -> None:
        self._before = self._scale

    def _moved(self, event: Any) -> None:
        self._scale = min(max(self._before * event.scale, 1.0), MOST)

    def _let_go(self, _: Any) -> None:
        self._paint()

    # --- taps ----------------------------------------------------------------------------------------------------
    async def _tapped_twice(self, event: Any) -> None:
        await self._turn(event.local_position.x, event.local_position.y)

    async def _pressed(self) -> None:
        await self._turn(self._room[0] / 2, self._room[1] / 2)

    async def _turn(self, x: float, y: float) -> None:
        """The whole picture where it is near; else near around this point."""
        if self._scale > _NOTICED:
            self._scale = 1.0
            await self._viewer.reset(_ANIMATED)
        else:
            self._scale = _NEAR
            await self._viewer.reset()
            await self._viewer.zoom(_NEAR)
            kept = 1 / _NEAR - 1  # a pan is measured in the picture's own pixels, which are larger now
            await self._viewer.pan(x * kept, y * kept)
        self._paint()

    def _paint(self) -> None:
        near = self._scale > _NOTICED
        icon, words = (ft.Icons.ZOOM_OUT_MAP, "magnifier.whole") if near else (ft.Icons.ZOOM_IN, "magnifier.nearer")
        if self._button.icon is not icon:
            self._button.icon, self._button.tooltip = icon, self._say(words)
            self._button.update()
