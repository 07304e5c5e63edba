"""What stands in place of a screen that could not be loaded, and while it is loading. Widgets without any knowledge."""

from typing import Any

import flet as ft

from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, TOUCH


def trouble_panel(sentence: str, button: str, on_click: Any, standing: ft.Control | None) -> ft.Control:
    """Why there is nothing to see, and a button that leads on from there: to try again, or back to where something is. What is
    ``standing`` there stays where it says the same already: a button that is made anew takes a press under way with it."""
    if isinstance(standing, ft.Semantics) and standing.data == (sentence, button):
        return standing
    column = ft.Column(
        [
            ft.Icon(ft.Icons.CLOUD_OFF_OUTLINED, size=56, color=ft.Colors.OUTLINE),
            ft.Text(sentence, size=BODY, text_align=ft.TextAlign.CENTER, width=420),
            named("retry", ft.OutlinedButton(button, on_click=on_click, height=TOUCH)),
        ],
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        spacing=16,
        tight=True,
    )
    panel = named("trouble", ft.Container(column, padding=32, alignment=ft.Alignment.CENTER))
    panel.data = (sentence, button)
    return panel


def waiting_ring() -> ft.Control:
    """Something is on its way."""
    return ft.Container(ft.ProgressRing(width=32, height=32), padding=64, alignment=ft.Alignment.CENTER)
