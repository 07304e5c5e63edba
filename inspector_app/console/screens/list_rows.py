"""Rows and cards of the list: widgets without any knowledge."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.screens.list_view import RowView
from inspector_app.look.colours import BAD, CALM, CARD, DISPUTED, WARNING, state_tone
from inspector_app.look.pieces import chip, named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS, SMALL

Label = Callable[[str], str]
_LINE = ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT))
_WIDTHS = {"district": 124, "state": 136, "score": 64, "findings": 84, "evidence": 84, "when": 176}
_ROW_PADDING = ft.Padding.symmetric(horizontal=20, vertical=12)


def heading_row(label: Label) -> ft.Control:
    """The names of the columns, for wide pages."""
    cells: list[ft.Control] = [_heading(label("compound"), expand=True)]
    cells += [_heading(label(name), width=width) for name, width in _WIDTHS.items()]
    row = ft.Row([*cells, ft.Container(width=24)], spacing=16)
    return ft.Container(row, padding=ft.Padding.symmetric(horizontal=20, vertical=10), border=_LINE)


def table_row(view: RowView, on_open: Any) -> ft.Control:
    """One inspection on one line."""
    cells = [
        _cell(_chips(view), _WIDTHS["state"]),
        _cell(ft.Text(view.score, size=BODY, weight=ft.FontWeight.W_600), _WIDTHS["score"]),
        _cell(_findings(view), _WIDTHS["findings"]),
        _cell(_evidence(view), _WIDTHS["evidence"]),
        _cell(_times(view), _WIDTHS["when"]),
    ]
    row = ft.Row(
        [_names(view), _cell(_district(view), _WIDTHS["district"]), *cells, _arrow()],
        spacing=16,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    return _tappable(view, ft.Container(row, padding=_ROW_PADDING, border=_LINE, on_click=on_open, ink=True))


def card(view: RowView, label: Label, on_open: Any) -> ft.Control:
    """One inspection as a card, for narrow pages."""
    top = ft.Row([_names(view), _chips(view)], vertical_alignment=ft.CrossAxisAlignment.START, spacing=12)
    figures = ft.Row(
        [
            _figure(label("score"), ft.Text(view.score, size=BODY, weight=ft.FontWeight.W_600)),
            _figure(label("findings"), _findings(view)),
            _figure(label("evidence"), _evidence(view)),
        ],
        spacing=24,
    )
    district = quiet(view.district, max_lines=2, expand=True, overflow=ft.TextOverflow.ELLIPSIS)
    bottom = ft.Row([district, _times(view, end=True)], spacing=12)
    body = ft.Container(
        ft.Column([top, figures, bottom], spacing=12),
        padding=16,
        border_radius=RADIUS,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        bgcolor=CARD,
        on_click=on_open,
        ink=True,
    )
    return _tappable(view, body)


def _tappable(view: RowView, content: ft.Control) -> ft.Control:
    return named(f"inspection-{view.inspection_id}", content, button=True)


def _names(view: RowView) -> ft.Control:
    compound = ft.Text(view.compound, size=BODY, weight=ft.FontWeight.W_600, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
    enterprise = quiet(view.enterprise, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
    return ft.Column([compound, enterprise], spacing=2, expand=True)


def _district(view: RowView) -> ft.Control:
    return ft.Text(view.district, size=NOTE, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)


def _chips(view: RowView) -> ft.Control:
    chips: list[ft.Control] = [chip(view.state_text, state_tone(view.state))]
    if view.conflicts:
        chips.append(chip(view.conflicts, DISPUTED, size=SMALL))
    return ft.Column(chips, spacing=4, tight=True)


def _findings(view: RowView) -> ft.Control:
    colour = BAD.solid if view.findings else CALM.ink
    weight = ft.FontWeight.W_600 if view.findings else None
    return ft.Text(view.findings_text, size=NOTE, color=colour, weight=weight, no_wrap=True)


def _evidence(view: RowView) -> ft.Control:
    done = view.evidence_complete
    icon = ft.Icons.CLOUD_DONE_OUTLINED if done else ft.Icons.CLOUD_UPLOAD_OUTLINED
    colour = ft.Colors.ON_SURFACE_VARIANT if done else WARNING.solid
    return ft.Row([ft.Icon(icon, size=18, color=colour), ft.Text(view.evidence, size=NOTE, color=colour)], spacing=6, tight=True)


def _times(view: RowView, end: bool = False) -> ft.Control:
    lines: list[ft.Control] = [ft.Text(view.when, size=SMALL, color=ft.Colors.ON_SURFACE_VARIANT, no_wrap=True)]
    if view.due:
        lines.append(ft.Text(view.due, size=SMALL, color=WARNING.solid if view.overdue else ft.Colors.ON_SURFACE_VARIANT))
    side = ft.CrossAxisAlignment.END if end else ft.CrossAxisAlignment.START
    return ft.Column(lines, spacing=2, tight=True, horizontal_alignment=side)


def _figure(label: str, value: ft.Control) -> ft.Control:
    return ft.Column([quiet(label, 12), value], spacing=2, tight=True)


def _cell(content: ft.Control, width: int) -> ft.Control:
    return ft.Container(content, width=width, alignment=ft.Alignment.CENTER_LEFT)


def _heading(text: str, **more: Any) -> ft.Control:
    return ft.Container(quiet(text, SMALL), **more)


def _arrow() -> ft.Control:
    return ft.Icon(ft.Icons.CHEVRON_RIGHT, size=24, color=ft.Colors.OUTLINE)
