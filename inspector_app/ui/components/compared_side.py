"""One of two pictures that are compared: each is brought nearer by itself, and chosen from a row of small ones."""

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspector_app.look.magnifier import Magnifier
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, NOTE
from inspector_app.ui.components.viewfinder import GROUND, QUIET, RAISED, WORDS

_WIDTH, _HEIGHT = 68, 52


class ComparedSide:
    """``name`` is part of the identifiers; ``on_choose`` gives the handler of a place in the row."""

    def __init__(
        self, name: str, thumbnails: Sequence[bytes | None], labels: Sequence[str], on_choose: Callable[[int], Any]
    ) -> None:
        self._labels = labels
        self._label = ft.Text(color=WORDS, size=NOTE, weight=ft.FontWeight.W_600, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
        self._stage = ft.Container(expand=True, alignment=ft.Alignment.CENTER, clip_behavior=ft.ClipBehavior.HARD_EDGE)
        self._frames = [_frame(picture, on_choose(place)) for place, picture in enumerate(thumbnails)]
        self._tiles = [
            named(f"{name}-{place}", frame, button=True, label=labels[place]) for place, frame in enumerate(self._frames)
        ]
        row = ft.Row([*self._tiles], spacing=8, scroll=ft.ScrollMode.HIDDEN)
        bottom = ft.Container(
            ft.Column([named(f"{name}-label", self._label), row], spacing=6, tight=True),
            padding=ft.Padding.only(left=12, right=12, top=6, bottom=8),
        )
        self._picture = named(f"{name}-picture", self._stage, expand=True, image=True)
        self.root = ft.Container(ft.Column([self._picture, bottom], spacing=0, expand=True), expand=True, bgcolor=GROUND)

    def choose(self, place: int) -> None:
        """Its picture is on the way. The caller updates."""
        self._label.value = self._picture.label = self._labels[place]
        for at, frame in enumerate(self._frames):
            frame.border = ft.Border.all(3, WORDS if at == place else ft.Colors.TRANSPARENT)
            self._tiles[at].selected = at == place
        self._stage.content = ft.ProgressRing(width=32, height=32, color=WORDS)

    def show(self, picture: Magnifier) -> None:
        """As large as there is room. The caller updates."""
        self._stage.content = picture.root

    def excuse(self, words: str) -> None:
        """Why there is no picture. The caller updates."""
        self._stage.content = ft.Container(ft.Text(words, color=QUIET, size=BODY, text_align=ft.TextAlign.CENTER), padding=24)


def _frame(picture: bytes | None, on_click: Any) -> ft.Container:
    content: ft.Control = (
        ft.Image(src=picture, width=_WIDTH, height=_HEIGHT, fit=ft.BoxFit.COVER, exclude_from_semantics=True)
        if picture
        else ft.Icon(ft.Icons.IMAGE_OUTLINED, color=QUIET)
    )
    return ft.Container(
        content,
        width=_WIDTH,
        height=_HEIGHT,
        border_radius=8,
        bgcolor=RAISED,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        alignment=ft.Alignment.CENTER,
        on_click=on_click,
    )
