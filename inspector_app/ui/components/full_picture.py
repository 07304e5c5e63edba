"""A picture over the whole page, to be looked at."""

from typing import Any

import flet as ft

from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, TOUCH
from inspector_app.ui.components.viewfinder import GROUND, WORDS


def full_picture(picture: bytes, title: str, close: str, on_close: Any) -> ft.Control:
    """``close`` is the tooltip of the way back. Pinch or wheel brings it nearer."""
    words = ft.Text(title, color=WORDS, size=BODY, weight=ft.FontWeight.W_600, expand=True)
    button = ft.IconButton(icon=ft.Icons.CLOSE, icon_color=WORDS, tooltip=close, width=TOUCH, height=TOUCH, on_click=on_close)
    stage = ft.InteractiveViewer(ft.Image(src=picture, fit=ft.BoxFit.CONTAIN), max_scale=6)
    column = ft.Column(
        [
            ft.Container(ft.Row([words, named("close-picture", button)], spacing=12), padding=12),
            named("picture-full", ft.Container(stage, expand=True, alignment=ft.Alignment.CENTER), expand=True),
        ],
        expand=True,
        spacing=0,
    )
    return ft.Container(column, bgcolor=GROUND, expand=True)
