"""The last result of an item in one calm line, and what is behind it."""

from dataclasses import dataclass
from typing import Any

import flet as ft

from inspector_app.look.colours import finding_tone, outcome_tone, severity_tone
from inspector_app.look.pieces import chip, named, quiet
from inspector_app.look.theme import NOTE, RADIUS, SMALL, TOUCH
from inspector_app.ui.components.picture_frame import picture_frame
from inspector_app.ui.views.previous_view import PreviousView

PICTURE_WIDTH, PICTURE_HEIGHT = 240, 180


@dataclass(frozen=True, slots=True)
class PictureView:
    """The photo behind the line. Neither ``picture`` nor ``trouble``: it is being fetched."""

    picture: bytes | None = None
    trouble: str | None = None
    waiting: str = ""
    label: str = ""


def previous_card(view: PreviousView, picture: PictureView | None, phone: bool, on_toggle: Any, on_picture: Any) -> ft.Control:
    """``picture`` None: folded. ``on_picture`` opens a picture that is there and fetches one that is not."""
    lines: list[ft.Control] = [_head(view, picture is not None, phone, on_toggle)]
    if picture is not None:
        lines.append(_behind(view, picture, on_picture))
    column = ft.Column(lines, spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.Container(column, bgcolor=ft.Colors.SURFACE_CONTAINER, border_radius=RADIUS)


def _head(view: PreviousView, unfolded: bool, phone: bool, on_toggle: Any) -> ft.Control:
    marks = _marks(view)
    lines, overflow = (None, ft.TextOverflow.CLIP) if unfolded else (1, ft.TextOverflow.ELLIPSIS)
    words = ft.Text(view.line, size=NOTE, max_lines=lines, overflow=overflow, expand=True)
    arrow = ft.Icon(ft.Icons.EXPAND_LESS if unfolded else ft.Icons.EXPAND_MORE, size=22, color=ft.Colors.ON_SURFACE_VARIANT)
    icon = ft.Icon(ft.Icons.HISTORY, size=20, color=outcome_tone(view.outcome).solid)
    row = ft.Row([icon, words, *([] if phone else marks), *([arrow] if view.unfolds else [])], spacing=10)
    content: ft.Control = row
    if phone and marks:
        below = ft.Container(ft.Row(marks, spacing=8), padding=ft.Padding.only(left=30))
        content = ft.Column([row, below], spacing=6, tight=True)
    box = ft.Container(
        content,
        padding=ft.Padding.symmetric(horizontal=14, vertical=13),
        border_radius=RADIUS,
        on_click=on_toggle if view.unfolds else None,
        ink=view.unfolds,
        alignment=ft.Alignment.CENTER_LEFT,
        height=None if unfolded or (phone and marks) else TOUCH,
    )
    return named("previous", box, button=view.unfolds)


def _marks(view: PreviousView) -> list[ft.Control]:
    marks: list[ft.Control] = []
    if view.severity:
        marks.append(chip(view.severity[1], severity_tone(view.severity[0]), size=SMALL))
    if view.finding:
        marks.append(named("previous-finding", chip(view.finding[1], finding_tone(view.finding[0]), size=SMALL)))
    return marks


def _behind(view: PreviousView, picture: PictureView, on_picture: Any) -> ft.Control:
    lines: list[ft.Control] = [quiet(view.due, NOTE)] if view.due else []
    if view.photo is not None:
        lines.append(_picture(picture, on_picture))
    column = ft.Column(lines, spacing=10, horizontal_alignment=ft.CrossAxisAlignment.START)
    padding = ft.Padding.only(left=44, right=14, top=6, bottom=14) if lines else None
    return named("previous-details", ft.Container(column, padding=padding))


def _picture(picture: PictureView, on_picture: Any) -> ft.Control:
    if picture.picture is not None:
        shown: ft.Control = ft.Image(
            src=picture.picture, width=PICTURE_WIDTH, height=PICTURE_HEIGHT, fit=ft.BoxFit.COVER, gapless_playback=True
        )
        return named("previous-photo", _frame(shown, on_picture), button=True, label=picture.label)
    if picture.trouble is not None:
        icon = ft.Icon(ft.Icons.CLOUD_OFF_OUTLINED, size=24, color=ft.Colors.ON_SURFACE_VARIANT)
        return named("previous-photo-away", _frame(_stack(icon, picture.trouble), on_picture), button=True)
    ring = ft.ProgressRing(width=24, height=24, stroke_width=3)
    return named("previous-photo-coming", _frame(_stack(ring, picture.waiting), None))


def _stack(mark: ft.Control, words: str) -> ft.Control:
    text = ft.Text(words, size=SMALL, text_align=ft.TextAlign.CENTER, color=ft.Colors.ON_SURFACE_VARIANT)
    column = ft.Column(
        [mark, text],
        spacing=8,
        alignment=ft.MainAxisAlignment.CENTER,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    return ft.Container(column, padding=12)


def _frame(content: ft.Control, on_click: Any) -> ft.Container:
    return picture_frame(content, PICTURE_WIDTH, PICTURE_HEIGHT, on_click)
