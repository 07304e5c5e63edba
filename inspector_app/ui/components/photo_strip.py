"""The photos of an item in a row, with the ways to add one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspector_app.look.colours import CALM, WARNING
from inspector_app.look.pieces import named
from inspector_app.look.theme import NOTE, RADIUS, SMALL
from inspector_app.ui.components.buttons import secondary
from inspector_app.ui.components.picture_frame import picture_frame

THUMB_WIDTH, THUMB_HEIGHT = 112, 84


@dataclass(frozen=True, slots=True)
class StripPicture:
    """``badge`` says what is particular about it; empty for a photo as it was taken. ``name`` is for whoever does not see it."""

    picture: bytes | None
    badge: str
    name: str


@dataclass(frozen=True, slots=True)
class StripView:
    """``pictures``: thumbnail bytes, None for a photo on another tablet; a photo and its annotated copies are one group.
    ``pending``: being prepared. ``kept_back``: how many are on this tablet alone, in words, or empty."""

    pictures: tuple[tuple[StripPicture, ...], ...]
    pending: int
    hint: str
    missing: bool
    kept_back: str
    editable: bool
    camera: bool
    labels: tuple[str, str, str, str]


def photo_strip(view: StripView, on_open: Callable[[int], Any], on_pick: Any, on_camera: Any) -> ft.Control:
    """``labels``: take, pick, on another tablet, being prepared. ``on_open`` gives the handler of a picture by its place."""
    take, pick, elsewhere, preparing = view.labels
    tiles: list[ft.Control] = []
    first = 0
    for group in view.pictures:
        places = enumerate(group, start=first)
        tiles.append(_together([_tile(place, one, elsewhere, on_open(place)) for place, one in places]))
        first += len(group)
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
    if view.kept_back:
        words = ft.Text(view.kept_back, size=NOTE, color=WARNING.ink, expand=True)
        line = ft.Row([ft.Icon(ft.Icons.HOURGLASS_BOTTOM, size=18, color=WARNING.ink), words], spacing=8)
        lines.append(named("photos-kept-back", ft.Container(line, bgcolor=WARNING.fill, border_radius=RADIUS, padding=12)))
    return ft.Column(lines, spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _tile(place: int, view: StripPicture, elsewhere: str, on_click: Any) -> ft.Control:
    content: ft.Control = (
        ft.Image(src=view.picture, width=THUMB_WIDTH, height=THUMB_HEIGHT, fit=ft.BoxFit.COVER, gapless_playback=True)
        if view.picture
        else ft.Container(ft.Text(elsewhere, size=SMALL, text_align=ft.TextAlign.CENTER), padding=8)
    )
    if view.badge:
        content = ft.Stack([content, _badge(view.badge)], width=THUMB_WIDTH, height=THUMB_HEIGHT)
    label = " · ".join(filter(None, (view.name, view.badge)))
    return named(f"photo-{place}", _frame(content, on_click), button=True, label=label)


def _badge(words: str) -> ft.Control:
    text = ft.Text(words, size=SMALL, color=ft.Colors.WHITE, weight=ft.FontWeight.W_600, no_wrap=True)
    row = ft.Row([ft.Icon(ft.Icons.DRAW, size=14, color=ft.Colors.WHITE), text], spacing=4, tight=True)
    ground = ft.Colors.with_opacity(0.65, ft.Colors.BLACK)
    return ft.Container(row, bgcolor=ground, padding=ft.Padding.symmetric(horizontal=6, vertical=3), left=0, right=0, bottom=0)


def _together(tiles: list[ft.Control]) -> ft.Control:
    """The pictures of one photo: several stand in a frame of their own."""
    if len(tiles) == 1:
        return tiles[0]
    row = ft.Row(tiles, spacing=4, run_spacing=4, tight=True, wrap=True)
    return ft.Container(row, padding=3, border_radius=RADIUS, border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT))


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
