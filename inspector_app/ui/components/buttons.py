"""Buttons for gloved hands."""

from typing import Any

import flet as ft

from inspector_app.look.colours import ACTIVE, Tone
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, NOTE, RADIUS, SMALL, TOUCH

ANSWER_HEIGHT = 60
NARROW = 64


_FADED = ft.Colors.with_opacity(0.5, ft.Colors.ON_SURFACE)


class Choice:
    """One of several answers; ``paint`` shows whether it is the chosen one."""

    def __init__(
        self,
        name: str,
        tone: Tone,
        on_click: Any,
        icon: ft.IconData | None = None,
        height: int = TOUCH,
        expand: bool = False,
        size: int = BODY,
    ) -> None:
        self._tone = tone
        self._button = ft.OutlinedButton(content="", icon=icon, on_click=on_click, height=height, expand=expand or None)
        self._size = size
        self._look: tuple[str, bool, bool] | None = None
        self.root = named(name, self._button, selected=False, expand=expand or None)

    def paint(self, label: str, chosen: bool, frozen: bool = False) -> bool:
        """Whether anything changed. ``frozen``: the others can no longer be chosen and step back; a press on one still gets an
        answer in words."""
        look = (label, chosen, frozen)
        if self._look == look:
            return False
        restyled = self._look is None or self._look[1:] != look[1:]
        self._look = look
        self._button.content = label
        if restyled:
            self._restyle(chosen, frozen)
        return True

    def _restyle(self, chosen: bool, frozen: bool) -> None:
        ground, ink, symbol, edge = _colours(self._tone, chosen, frozen)
        self._button.style = ft.ButtonStyle(
            bgcolor=ground,
            color=ink,
            icon_color=symbol,
            side=edge,
            shape=ft.RoundedRectangleBorder(radius=RADIUS),
            padding=ft.Padding.symmetric(horizontal=12),
            text_style=ft.TextStyle(size=self._size, weight=ft.FontWeight.W_600),
        )
        self.root.selected = chosen


def _colours(tone: Tone, chosen: bool, frozen: bool) -> tuple[ft.ColorValue, ft.ColorValue, ft.ColorValue, ft.BorderSide]:
    """Ground, ink, symbol and edge of a choice."""
    if chosen:
        return tone.solid, tone.on_solid, tone.on_solid, ft.BorderSide(2, tone.solid)
    if frozen:
        return ft.Colors.TRANSPARENT, _FADED, _FADED, ft.BorderSide(0, ft.Colors.TRANSPARENT)
    return ft.Colors.SURFACE_CONTAINER_LOW, ft.Colors.ON_SURFACE, tone.solid, ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)


def small_choice(name: str, label: str, chosen: bool, on_click: Any, tone: Tone = ACTIVE) -> ft.Control:
    """A choice that is built anew whenever it changes."""
    choice = Choice(name, tone, on_click, size=NOTE)
    choice.paint(label, chosen)
    return choice.root


def icon_button(name: str, icon: ft.IconData, tooltip: str, on_click: Any, **more: Any) -> ft.Semantics:
    """A symbol large enough to hit."""
    return named(name, ft.IconButton(icon=icon, tooltip=tooltip, on_click=on_click, width=TOUCH, height=TOUCH, **more))


def narrow_button(name: str, icon: ft.IconData, label: str, on_click: Any, height: int) -> ft.Semantics:
    """A symbol with its word under it, where there is no room for both in a line."""
    word = ft.Text(label, size=SMALL, weight=ft.FontWeight.W_600, max_lines=1, no_wrap=True)
    column = ft.Column(
        [ft.Icon(icon, size=20), word],
        spacing=0,
        alignment=ft.MainAxisAlignment.CENTER,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    shape = ft.RoundedRectangleBorder(radius=RADIUS)
    style = ft.ButtonStyle(padding=ft.Padding.symmetric(horizontal=2), shape=shape)
    return named(name, ft.OutlinedButton(content=column, on_click=on_click, style=style, width=NARROW, height=height))


def primary(name: str, label: str, on_click: Any, icon: ft.IconData | None = None, height: int = 56, **more: Any) -> ft.Semantics:
    """The next thing to do."""
    return named(
        name, ft.FilledButton(content=label, icon=icon, on_click=on_click, height=height, **more), expand=more.get("expand")
    )


def secondary(
    name: str, label: str, on_click: Any, icon: ft.IconData | None = None, height: int = TOUCH, **more: Any
) -> ft.Control:
    """Something else one can do."""
    return named(
        name, ft.OutlinedButton(content=label, icon=icon, on_click=on_click, height=height, **more), expand=more.get("expand")
    )
