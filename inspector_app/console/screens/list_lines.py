"""A line of a table and a card: what every list's rows are made of."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import flet as ft

from inspector_app.look.pieces import framed, named, quiet
from inspector_app.look.theme import BODY, SMALL

Label = Callable[[str], str]
Widths = Mapping[str, int]
"""Columns behind the first one, by their names, in logical pixels."""
_LINE = ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT))
_ARROW = 24


def heading_line(label: Label, first: str, widths: Widths) -> ft.Control:
    """The names of the columns, for wide pages."""
    cells: list[ft.Control] = [ft.Container(quiet(label(first), SMALL), expand=True)]
    cells += [ft.Container(quiet(label(name), SMALL), width=width) for name, width in widths.items()]
    row = ft.Row([*cells, ft.Container(width=_ARROW)], spacing=16)
    return ft.Container(row, padding=ft.Padding.symmetric(horizontal=20, vertical=10), border=_LINE)


def table_line(identifier: str, first: ft.Control, cells: Mapping[str, ft.Control], widths: Widths, on_open: Any) -> ft.Control:
    """One thing on one line, tappable as a whole."""
    row = ft.Row(
        [
            first,
            *(ft.Container(cells[name], width=width, alignment=ft.Alignment.CENTER_LEFT) for name, width in widths.items()),
            ft.Icon(ft.Icons.CHEVRON_RIGHT, size=_ARROW, color=ft.Colors.OUTLINE),
        ],
        spacing=16,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    padding = ft.Padding.symmetric(horizontal=20, vertical=12)
    return named(identifier, ft.Container(row, padding=padding, border=_LINE, on_click=on_open, ink=True), button=True)


def tappable_card(identifier: str, parts: Sequence[ft.Control], on_open: Any, spacing: int = 12) -> ft.Control:
    """One thing as a card, for narrow pages."""
    body = framed(ft.Column(list(parts), spacing=spacing), padding=16, on_click=on_open, ink=True)
    return named(identifier, body, button=True)


def headline(first: str, second: str, lines: tuple[int, int] = (2, 2)) -> ft.Control:
    """What a row is about, and under it what it belongs to; each on so many lines at most. What has one line alone says itself in
    full to whoever points at it."""
    above = ft.Text(first, size=BODY, weight=ft.FontWeight.W_600, max_lines=lines[0], overflow=ft.TextOverflow.ELLIPSIS)
    whole = second if lines[1] == 1 else None
    below = quiet(second, max_lines=lines[1], overflow=ft.TextOverflow.ELLIPSIS, tooltip=whole)
    return ft.Column([above, below], spacing=2, expand=True)


def captioned(label: str, value: ft.Control) -> ft.Control:
    """A figure under its name."""
    return ft.Column([quiet(label, 12), value], spacing=2, tight=True)
