"""The photos of an item in a row, with the ways to add one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspector_app.look.colours import CALM, WARNING
from inspector_app.look.pieces import named
from inspector_app.look.theme import NOTE, SMALL
from inspector_app.ui.components.buttons import secondary
from inspector_app.ui.components.picture_frame import picture_frame

THUMB_WIDTH, THUMB_HEIGHT = 112, 84


@dataclass(frozen=True, slots=True)
class StripView:
    """``pictures``: thumbnail bytes, None for a photo on another tablet. ``pending``: being prepared."""

    pictures: tuple[bytes | None, ...]
    pending: int
    hint: str
    missing: bool
    editable: bool
    camera: bool
    labels: tuple[str, str, str, str]


def photo_strip(view: StripView, on_open: Callable[[int], Any], on_pick: Any, on_camera: Any) -> ft.Control:
    """``labels``: take, pick, on another tablet, being prepared."""
    take, pick, elsewhere, preparing = view.labels
    tiles: list[ft.Control] = [_tile(place, picture, elsewhere, on_open(place)) for place, picture in enumerate(view.pictures)]
    tiles += [_preparing(preparing) for _ in range(view.pending)]
    hint = ft.Row(
        tight=True,
        controls=[
            ft.Icon(ft.Icons.PHOTO_CAMERA_OUTLINED, size=18, color=WARNING.solid if view.missing else CALM.ink),
            ft.Text(view.hint, size=NOTE, color=WARNING.solid if view.missing else CALM.ink, weight=ft.FontWeight.W_600),
        ],
        spacing=8,
    )
    buttons: list[ft.Control] = []
    if view.editable:
        if view.camera:
            buttons.append(secondary("take-photo", take, on_camera, ft.Icons.PHOTO_CAMERA, height=52))
        buttons.append(secondary("add-photo", pick, on_pick, ft.Icons.ADD_PHOTO_ALTERNATE_OUTLINED, height=52))
    top = ft.Row(
        [hint, ft.Row(buttons, spacing=10, tight=True)],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        wrap=True,
        run_spacing=8,
    )
    lines: list[ft.Control] = [top]
    if tiles:
        lines.append(ft.Row(tiles, spacing=10, run_spacing=10, wrap=True))
    return ft.Column(lines, spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _tile(place: int, picture: bytes | None, elsewhere: str, on_click: Any) -> ft.Control:
    content: ft.Control = (
        ft.Image(src=picture, width=THUMB_WIDTH, height=THUMB_HEIGHT, fit=ft.BoxFit.COVER, gapless_playback=True)
        if picture
        else ft.Text(elsewhere, size=SMALL, text_align=ft.TextAlign.CENTER)
    )
    return named(f"photo-{place}", _frame(content, on_click), button=True)


def _preparing(label: str) -> ft.Control:
    ring = ft.Column(
        [ft.ProgressRing(width=24, height=24, stroke_width=3), ft.Text(label, size=SMALL)],
        spacing=6,
        alignment=ft.MainAxisAlignment.CENTER,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    return named("photo-preparing", _frame(ring, None))


def _frame(content: ft.Control, on_click: Any) -> ft.Container:
    return picture_frame(content, THUMB_WIDTH, THUMB_HEIGHT, on_click)
