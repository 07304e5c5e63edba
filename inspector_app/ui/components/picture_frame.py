"""Where a small picture stands, or what stands for it until it is there; and a sound among them."""

from typing import Any

import flet as ft

from inspector_app.look.theme import NOTE, RADIUS


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


def sound_face(duration: str, playing: bool) -> ft.Control:
    """What a sound shows that is heard at a tap, and silent at the next one."""
    icon = ft.Icon(ft.Icons.STOP_CIRCLE if playing else ft.Icons.PLAY_CIRCLE, size=36, color=ft.Colors.PRIMARY)
    words = ft.Text(duration, size=NOTE, weight=ft.FontWeight.W_600)
    return ft.Column([icon, words], spacing=2, tight=True, horizontal_alignment=ft.CrossAxisAlignment.CENTER)
