"""A choice among several, with how many there are of each."""

from collections.abc import Callable, Iterable
from typing import Any

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.pill_view import PillView
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, NOTE, TOUCH


class Pills:
    """A row of choices, each found as ``<prefix>-<name>``. A repaint touches only what changed: a finger that is just
    coming down still hits its pill. ``on_choose`` gets the name."""

    def __init__(self, desk: Desk, prefix: str, on_choose: Callable[[str], Any]) -> None:
        self._desk = desk
        self._prefix = prefix
        self._on_choose = on_choose
        self._pills: dict[str, _Pill] = {}
        self.root = ft.Row(spacing=8, scroll=ft.ScrollMode.HIDDEN)

    def paint(self, views: Iterable[PillView]) -> None:
        """Words, counts, and which one is chosen."""
        for view in views:
            if view.name not in self._pills:
                self._add(view.name)
            self._pills[view.name].paint(view)

    def _add(self, name: str) -> None:
        pill = _Pill(f"{self._prefix}-{name}", self._desk.guard(lambda: self._on_choose(name)))
        self._pills[name] = pill
        self.root.controls.append(pill.root)


class _Pill:
    def __init__(self, identifier: str, on_click: Any) -> None:
        self._words = ft.Text(size=BODY)
        self._number = ft.Text(size=NOTE)
        self._body = ft.Container(
            ft.Row([self._words, self._number], spacing=8, tight=True),
            height=TOUCH,
            padding=ft.Padding.symmetric(horizontal=18),
            border_radius=TOUCH / 2,
            on_click=on_click,
            ink=True,
        )
        self.root = named(identifier, self._body, button=True)

    def paint(self, view: PillView) -> None:
        chosen = view.selected
        self._words.value, self._number.value = view.label, str(view.count)
        self._number.visible = view.count is not None
        for text in (self._words, self._number):
            text.color = ft.Colors.ON_PRIMARY_CONTAINER if chosen else ft.Colors.ON_SURFACE_VARIANT
            text.weight = ft.FontWeight.W_600 if chosen else None
        self._body.bgcolor = ft.Colors.PRIMARY_CONTAINER if chosen else None
        self._body.border = ft.Border.all(1, ft.Colors.PRIMARY_CONTAINER if chosen else ft.Colors.OUTLINE_VARIANT)
        self.root.selected = chosen
