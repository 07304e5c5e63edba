"""Where a small picture stands, or what stands for it until it is there."""

from typing import Any

import flet as ft

from inspector_app.look.theme import RADIUS


def picture_frame(content: ft.Control, width: int, height: int, on_click: Any) -> ft.Container:
    """A rounded place of that size; ``on_click`` None is not to be tapped."""
    return ft.Container(
        content,
        width=width,
        height=height,
        border_radius=RADIUS - 2,
        bgcolor=ft.Colors.SURFACE_CONTAINER_HIGH,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        alignment=ft.Alignment.CENTER,
        on_click=on_click,
    )
