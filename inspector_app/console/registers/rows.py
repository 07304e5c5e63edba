"""Rows and cards of the registers' lists: widgets without any knowledge."""

from collections.abc import Mapping
from typing import Any

import flet as ft

from inspector_app.console.registers.list_view import Cell, RowView, Weight
from inspector_app.console.routes import RegisterPart
from inspector_app.console.screens.list_lines import Label, captioned, heading_line, headline, table_line, tappable_card
from inspector_app.look.colours import BAD, CALM, WARNING
from inspector_app.look.pieces import chip, quiet
from inspector_app.look.theme import NOTE, SMALL

WIDTHS: Mapping[RegisterPart, Mapping[str, int]] = {
    RegisterPart.COMPOUNDS: {"code": 96, "district": 116, "enterprise": 232, "grade": 56, "kind": 148, "standing": 132},
    RegisterPart.ENTERPRISES: {"serves": 120, "districts": 336, "grades": 224},
    RegisterPart.OFFICERS: {"certificate": 188, "home": 132, "valid": 128, "standing": 196},
    RegisterPart.EXPERTS: {"number": 188, "home": 132, "qualifications": 236, "standing": 132},
}
_TONES = {Weight.CALM: CALM, Weight.WARNING: WARNING, Weight.BAD: BAD}


def heading_row(part: RegisterPart, label: Label) -> ft.Control:
    """The names of the columns, for wide pages."""
    return heading_line(label, f"row_of_{part.value}", WIDTHS[part])


def table_row(part: RegisterPart, view: RowView, on_open: Any) -> ft.Control:
    """One on one line."""
    cells = {name: _cell(cell) for name, cell in view.cells} | {"standing": _chips(view)}
    return table_line(_identifier(view), headline(view.name, view.about), cells, WIDTHS[part], on_open)


def card(view: RowView, label: Label, on_open: Any) -> ft.Control:
    """One as a card, for narrow pages."""
    parts: list[ft.Control] = [headline(view.name, view.about)]
    if view.chips:
        parts.append(ft.Row([_chip(one) for one in view.chips], spacing=6, run_spacing=6, wrap=True))
    cells = [captioned(label(name), _cell(cell)) for name, cell in view.cells]
    parts.append(ft.Row(cells, spacing=24, run_spacing=8, wrap=True))
    return tappable_card(_identifier(view), [ft.Row(parts[:1]), *parts[1:]], on_open, spacing=10)


def _identifier(view: RowView) -> str:
    return f"row-{view.id}"


def _cell(cell: Cell) -> ft.Control:
    marked = cell.weight is not Weight.CALM
    text = ft.Text(
        cell.text,
        size=NOTE,
        max_lines=2,
        overflow=ft.TextOverflow.ELLIPSIS,
        color=_TONES[cell.weight].solid if marked else None,
        weight=ft.FontWeight.W_600 if marked else None,
    )
    if not cell.below:
        return text
    return ft.Column([text, quiet(cell.below, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)], spacing=2, tight=True)


def _chips(view: RowView) -> ft.Control:
    return ft.Column([_chip(one) for one in view.chips], spacing=4, tight=True)


def _chip(one: Any) -> ft.Control:
    return chip(one.text, _TONES[one.weight], size=SMALL)
