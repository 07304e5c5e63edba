"""A picture over the whole page, to be looked at."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.look.guard import Guard
from inspector_app.look.magnifier import Magnifier
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, TOUCH
from inspector_app.ui.components.viewfinder import GROUND, WORDS, Say


def full_picture(picture: bytes, title: str, say: Say, guard: Guard, on_close: Callable[[], Any]) -> ft.Control:
    """With a way back."""
    words = ft.Text(title, color=WORDS, size=BODY, weight=ft.FontWeight.W_600, expand=True)
    button = ft.IconButton(icon=ft.Icons.CLOSE, icon_color=WORDS, width=TOUCH, height=TOUCH, on_click=guard(on_close))
    button.tooltip = say("tablet.close")
    column = ft.Column(
        [
            ft.Container(ft.Row([words, named("close-picture", button)], spacing=12), padding=12),
            named("picture-full", Magnifier("picture", picture, say, guard).root, expand=True),
        ],
        expand=True,
        spacing=0,
    )
    return ft.Container(column, bgcolor=GROUND, expand=True)
