"""A symbol with its word under it, on the dark ground of a picture: for gloves, and for whoever does not know the symbol yet."""

from typing import Any

import flet as ft

from inspector_app.look.theme import RADIUS
from inspector_app.ui.components.viewfinder import GROUND, RAISED, WORDS

WIDTH, HEIGHT = 66, 60
_LETTERS = 12
_OFF = "#5B6B69"


class WordedSymbol:
    """``paint`` shows whether it is chosen, and whether it does anything now."""

    def __init__(self, icon: ft.IconData, words: str, on_click: Any) -> None:
        self._icon = ft.Icon(icon, size=24, color=WORDS)
        self._words = ft.Text(
            words, size=_LETTERS, weight=ft.FontWeight.W_600, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS, color=WORDS
        )
        column = ft.Column([self._icon, self._words], spacing=2, alignment=ft.MainAxisAlignment.CENTER)
        column.horizontal_alignment = ft.CrossAxisAlignment.CENTER
        self.root = ft.Container(column, width=WIDTH, height=HEIGHT, border_radius=RADIUS, bgcolor=RAISED, ink=True)
        self.root.on_click = on_click

    def stretch(self, stretched: bool) -> None:
        """As wide as its parent makes it, or of its own width."""
        self.root.width = None if stretched else WIDTH

    def paint(self, chosen: bool, ready: bool = True) -> None:
        """The caller updates."""
        ink = GROUND if chosen else WORDS if ready else _OFF
        self._icon.color = self._words.color = ink
        self.root.bgcolor = WORDS if chosen else RAISED
