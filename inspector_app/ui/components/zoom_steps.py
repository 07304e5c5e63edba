"""How near the camera shows things: a button for each step, over the edge of the picture that is next to the shutter."""

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY
from inspector_app.ui.views.zoom_view import Zoom

ROOM = 88
"""How much of the picture the buttons cover, in logical pixels from its edge."""
_SIZE, _AROUND, _FROM_EDGE = 56, 4, 12
_BEHIND, _CHOSEN = "#CC22302E", "#F2F6F5"
_WORDS, _CHOSEN_WORDS = "#F2F6F5", "#0B1110"


class ZoomSteps:
    """Nothing until there are steps. ``on_zoom`` gives the handler of one."""

    def __init__(self, label: str, on_zoom: Callable[[Zoom], Any]) -> None:
        self._label = label
        self._on_zoom = on_zoom
        self._upright = False
        self.root = ft.Container(
            bgcolor=_BEHIND,
            padding=_AROUND,
            border_radius=_SIZE / 2 + _AROUND,
            clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
            visible=False,
        )

    def along_the_edge(self, upright: bool) -> ft.Control:
        """In a stack over the picture: along its right edge, nearest on top, or along its lower one."""
        self._upright = upright
        if upright:
            return ft.Container(self.root, right=_FROM_EDGE, top=0, bottom=0, alignment=ft.Alignment.CENTER)
        return ft.Container(self.root, left=0, right=0, bottom=_FROM_EDGE, alignment=ft.Alignment.CENTER)

    def paint(self, zooms: Sequence[Zoom], chosen: Zoom) -> None:
        """These steps, and where the camera is. The caller updates."""
        faces = [self._face(zoom, zoom == chosen) for zoom in zooms]
        if self._upright:
            self.root.content = ft.Column(faces[::-1], spacing=_AROUND, tight=True)
        else:
            self.root.content = ft.Row(faces, spacing=_AROUND, tight=True)
        self.root.visible = bool(faces)

    def _face(self, zoom: Zoom, chosen: bool) -> ft.Control:
        words = ft.Text(zoom.words, color=_CHOSEN_WORDS if chosen else _WORDS, size=BODY, weight=ft.FontWeight.W_700)
        face = ft.Container(
            words,
            width=_SIZE,
            height=_SIZE,
            border_radius=_SIZE / 2,
            bgcolor=_CHOSEN if chosen else None,
            alignment=ft.Alignment.CENTER,
            on_click=self._on_zoom(zoom),
            ink=True,
        )
        return named(f"zoom-{zoom.times}", face, button=True, selected=chosen, label=self._label)
