"""Rows and cards of the list: widgets without any knowledge."""

from typing import Any

import flet as ft

from inspector_app.console.screens.list_lines import Label, captioned, heading_line, headline, table_line, tappable_card
from inspector_app.console.screens.list_view import RowView
from inspector_app.look.colours import BAD, CALM, DISPUTED, WARNING, state_tone
from inspector_app.look.pieces import chip, quiet
from inspector_app.look.theme import BODY, NOTE, SMALL

_WIDTHS = {"district": 124, "state": 136, "score": 64, "findings": 84, "evidence": 84, "when": 176}
_CLOSE = {"district": 116, "state": 132, "score": 48, "findings": 88, "when": 160}
"""Where the names would be left without room: photos stand below the findings."""


def heading_row(label: Label, roomy: bool) -> ft.Control:
    """The names of the columns, for wide pages."""
    if roomy:
        return heading_line(label, "compound", _WIDTHS)
    both = f"{label('findings')} / {label('evidence')}"
    return heading_line(lambda name: both if name == "findings" else label(name), "compound", _CLOSE)


def table_row(view: RowView, on_open: Any, roomy: bool) -> ft.Control:
    """One inspection on one line."""
    widths = _WIDTHS if roomy else _CLOSE
    cells = {
        "district": ft.Text(view.district, size=NOTE, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS),
        "state": _chips(view),
        "score": ft.Text(view.score, size=BODY, weight=ft.FontWeight.W_600),
        "findings": _findings(view) if roomy else ft.Column([_findings(view), _evidence(view)], spacing=2, tight=True),
        "evidence": _evidence(view),
        "when": _times(view),
    }
    return table_line(_identifier(view), _names(view), cells, widths, on_open)


def card(view: RowView, label: Label, on_open: Any) -> ft.Control:
    """One inspection as a card, for narrow pages."""
    top = ft.Row([_names(view), _chips(view)], vertical_alignment=ft.CrossAxisAlignment.START, spacing=12)
    figures = ft.Row(
        [
            captioned(label("score"), ft.Text(view.score, size=BODY, weight=ft.FontWeight.W_600)),
            captioned(label("findings"), _findings(view)),
            captioned(label("evidence"), _evidence(view)),
        ],
        spacing=24,
    )
    district = quiet(view.district, max_lines=2, expand=True, overflow=ft.TextOverflow.ELLIPSIS)
    bottom = ft.Row([district, _times(view, end=True)], spacing=12)
    return tappable_card(_identifier(view), [top, figures, bottom], on_open)


def _identifier(view: RowView) -> str:
    return f"inspection-{view.inspection_id}"


def _names(view: RowView) -> ft.Control:
    return headline(view.compound, view.enterprise, lines=(2, 1))


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
