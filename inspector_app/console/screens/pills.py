"""A choice among several, with how many there are of it."""

from typing import Any

import flet as ft

from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, NOTE, TOUCH


def pill(identifier: str, label: str, count: int, selected: bool, on_click: Any) -> ft.Control:
    """One choice; the selected one is filled."""
    ink = ft.Colors.ON_PRIMARY_CONTAINER if selected else ft.Colors.ON_SURFACE_VARIANT
    weight = ft.FontWeight.W_600 if selected else None
    words = ft.Text(label, size=BODY, color=ink, weight=weight)
    number = ft.Text(str(count), size=NOTE, color=ink, weight=weight)
    body = ft.Container(
        ft.Row([words, number], spacing=8, tight=True),
        height=TOUCH,
        padding=ft.Padding.symmetric(horizontal=18),
        border_radius=TOUCH / 2,
        bgcolor=ft.Colors.PRIMARY_CONTAINER if selected else None,
        border=ft.Border.all(1, ft.Colors.PRIMARY_CONTAINER if selected else ft.Colors.OUTLINE_VARIANT),
        on_click=on_click,
        ink=True,
    )
    return named(identifier, body, button=True, selected=selected)
