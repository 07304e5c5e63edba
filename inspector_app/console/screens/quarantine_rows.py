"""Rows and cards of what the centre turned down: widgets without any knowledge."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.screens.quarantine_view import EntryView
from inspector_app.look.colours import CALM, CARD, GOOD, WARNING, Tone
from inspector_app.look.pieces import chip, named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS, SMALL

Label = Callable[[str], str]
_LINE = ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT))
_WIDTHS = {"tablet": 188, "reason": 220, "received": 116, "standing": 124}


def standing_tone(view: EntryView) -> Tone:
    """What waits stands out; what was applied after all is green."""
    return WARNING if view.open else GOOD if view.applied else CALM


def heading_row(label: Label) -> ft.Control:
    """The names of the columns, for wide pages."""
    cells: list[ft.Control] = [ft.Container(quiet(label("operation"), SMALL), expand=True)]
    cells += [ft.Container(quiet(label(name), SMALL), width=width) for name, width in _WIDTHS.items()]
    row = ft.Row([*cells, ft.Container(width=24)], spacing=16)
    return ft.Container(row, padding=ft.Padding.symmetric(horizontal=20, vertical=10), border=_LINE)


def table_row(view: EntryView, on_open: Any) -> ft.Control:
    """One entry on one line."""
    cells = {
        "tablet": _pair(view.device, view.author),
        "reason": ft.Text(view.reason, size=NOTE, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS),
        "received": quiet(view.when),
        "standing": chip(view.standing, standing_tone(view), size=SMALL),
    }
    row = ft.Row(
        [
            _names(view),
            *(ft.Container(cell, width=_WIDTHS[name], alignment=ft.Alignment.CENTER_LEFT) for name, cell in cells.items()),
            ft.Icon(ft.Icons.CHEVRON_RIGHT, size=24, color=ft.Colors.OUTLINE),
        ],
        spacing=16,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    padding = ft.Padding.symmetric(horizontal=20, vertical=12)
    return _tappable(view, ft.Container(row, padding=padding, border=_LINE, on_click=on_open, ink=True))


def card(view: EntryView, on_open: Any) -> ft.Control:
    """One entry as a card, for narrow pages."""
    top = ft.Row(
        [_names(view), chip(view.standing, standing_tone(view), size=SMALL)],
        vertical_alignment=ft.CrossAxisAlignment.START,
        spacing=12,
    )
    source = quiet(" · ".join(filter(None, (view.device, view.author))), max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
    bottom = ft.Row([ft.Container(source, expand=True), quiet(view.when)], spacing=12)
    body = ft.Container(
        ft.Column([top, ft.Text(view.reason, size=NOTE), bottom], spacing=10),
        padding=16,
        border_radius=RADIUS,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        bgcolor=CARD,
        on_click=on_open,
        ink=True,
    )
    return _tappable(view, body)


def _tappable(view: EntryView, content: ft.Control) -> ft.Control:
    return named(f"entry-{view.key.line_sha256}", content, button=True)


def _names(view: EntryView) -> ft.Control:
    what = ft.Text(view.what, size=BODY, weight=ft.FontWeight.W_600, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
    where = quiet(view.where, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
    return ft.Column([what, where], spacing=2, expand=True)


def _pair(first: str, second: str) -> ft.Control:
    above = ft.Text(first, size=NOTE, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
    below = quiet(second, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
    return ft.Column([above, below] if second else [above], spacing=2, tight=True)
