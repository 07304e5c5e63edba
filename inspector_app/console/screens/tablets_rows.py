"""Rows and cards of the list of tablets: widgets without any knowledge."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.screens.tablets_view import Figure, TabletView
from inspector_app.look.colours import BAD, CALM, CARD, WARNING, Tone
from inspector_app.look.pieces import chip, named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS, SMALL
from sync.domain.tablets import Concern

Label = Callable[[str], str]
_LINE = ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT))
_WIDTHS = {"contact": 128, "waiting": 168, "space": 84, "clock": 128, "version": 72, "standing": 132}
_TONES: dict[Concern, Tone] = {Concern.LOW_SPACE: BAD, Concern.TURNED_DOWN: BAD}


def heading_row(label: Label) -> ft.Control:
    """The names of the columns, for wide pages."""
    cells: list[ft.Control] = [ft.Container(quiet(label("tablet"), SMALL), expand=True)]
    cells += [ft.Container(quiet(label(name), SMALL), width=width) for name, width in _WIDTHS.items()]
    row = ft.Row([*cells, ft.Container(width=24)], spacing=16)
    return ft.Container(row, padding=ft.Padding.symmetric(horizontal=20, vertical=10), border=_LINE)


def table_row(view: TabletView, on_open: Any) -> ft.Control:
    """One tablet on one line."""
    cells = {
        "contact": _value(view.contact),
        "waiting": ft.Text(view.waiting, size=NOTE, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS),
        "space": _value(view.space),
        "clock": _value(view.clock),
        "version": ft.Text(view.version, size=NOTE, no_wrap=True, overflow=ft.TextOverflow.ELLIPSIS),
        "standing": _chips(view),
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


def card(view: TabletView, label: Label, on_open: Any) -> ft.Control:
    """One tablet as a card, for narrow pages."""
    top = ft.Row([_names(view), _chips(view, end=True)], vertical_alignment=ft.CrossAxisAlignment.START, spacing=12)
    figures = ft.Row(
        [
            _figure(label("contact"), _value(view.contact)),
            _figure(label("space"), _value(view.space)),
            _figure(label("clock"), _value(view.clock)),
        ],
        spacing=24,
        run_spacing=8,
        wrap=True,
    )
    body = ft.Container(
        ft.Column([top, figures, quiet(view.waiting)], spacing=12),
        padding=16,
        border_radius=RADIUS,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        bgcolor=CARD,
        on_click=on_open,
        ink=True,
    )
    return _tappable(view, body)


def facts_list(view: TabletView) -> ft.Control:
    """Everything that is known of a tablet, a line each."""
    rows: list[ft.Control] = [
        ft.Row(
            [ft.Container(quiet(name), width=104), ft.Container(_value(figure, wrap=True), expand=True)],
            vertical_alignment=ft.CrossAxisAlignment.START,
            spacing=8,
        )
        for name, figure in view.facts
    ]
    return named("tablet-facts", ft.Column(rows, spacing=10))


def _tappable(view: TabletView, content: ft.Control) -> ft.Control:
    return named(f"tablet-{view.device_id}", content, button=True)


def _names(view: TabletView) -> ft.Control:
    name = ft.Text(view.name, size=BODY, weight=ft.FontWeight.W_600, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
    people = quiet(view.people, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
    return ft.Column([name, people], spacing=2, expand=True)


def _chips(view: TabletView, end: bool = False) -> ft.Control:
    chips: list[ft.Control] = [chip(words, _TONES.get(concern, WARNING), size=SMALL) for concern, words in view.concerns]
    if view.revoked:
        chips.append(chip(view.revoked, CALM, size=SMALL))
    side = ft.CrossAxisAlignment.END if end else ft.CrossAxisAlignment.START
    return ft.Column(chips, spacing=4, tight=True, horizontal_alignment=side)


def _value(figure: Figure, wrap: bool = False) -> ft.Text:
    colour = WARNING.solid if figure.bad else None
    weight = ft.FontWeight.W_600 if figure.bad else None
    return ft.Text(figure.text, size=NOTE, color=colour, weight=weight, max_lines=None if wrap else 2)


def _figure(label: str, value: ft.Control) -> ft.Control:
    return ft.Column([quiet(label, 12), value], spacing=2, tight=True)
