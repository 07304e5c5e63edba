"""Rows and cards of the list of tablets: widgets without any knowledge."""

from typing import Any

import flet as ft

from inspector_app.console.screens.list_lines import Label, captioned, heading_line, headline, table_line, tappable_card
from inspector_app.console.screens.tablets_view import Figure, TabletView
from inspector_app.look.colours import BAD, CALM, WARNING, Tone
from inspector_app.look.pieces import chip, named, quiet
from inspector_app.look.theme import NOTE, SMALL
from sync.domain.tablets import Concern

_WIDTHS = {"contact": 128, "waiting": 168, "space": 84, "clock": 128, "version": 72, "standing": 132}
_TONES: dict[Concern, Tone] = {Concern.LOW_SPACE: BAD, Concern.SET_BACK: BAD, Concern.TURNED_DOWN: BAD}


def heading_row(label: Label) -> ft.Control:
    """The names of the columns, for wide pages."""
    return heading_line(label, "tablet", _WIDTHS)


def table_row(view: TabletView, on_open: Any) -> ft.Control:
    """One tablet on one line."""
    cells = {
        "contact": _value(view.contact),
        "waiting": _waiting(view),
        "space": _value(view.space),
        "clock": _value(view.clock),
        "version": ft.Text(view.version, size=NOTE, no_wrap=True, overflow=ft.TextOverflow.ELLIPSIS),
        "standing": _chips(view),
    }
    return table_line(_identifier(view), _names(view), cells, _WIDTHS, on_open)


def card(view: TabletView, label: Label, on_open: Any) -> ft.Control:
    """One tablet as a card, for narrow pages."""
    top = ft.Row([_names(view), _chips(view, end=True)], vertical_alignment=ft.CrossAxisAlignment.START, spacing=12)
    figures = ft.Row(
        [
            captioned(label("contact"), _value(view.contact)),
            captioned(label("space"), _value(view.space)),
            captioned(label("clock"), _value(view.clock)),
        ],
        spacing=24,
        run_spacing=8,
        wrap=True,
    )
    return tappable_card(_identifier(view), [top, figures, captioned(label("waiting"), _waiting(view))], on_open)


def facts_list(view: TabletView) -> ft.Control:
    """Everything that is known of a tablet, a line each."""
    rows: list[ft.Control] = [
        ft.Row(
            [ft.Container(quiet(name), width=104), ft.Container(_advised(figure), expand=True)],
            vertical_alignment=ft.CrossAxisAlignment.START,
            spacing=8,
        )
        for name, figure in view.facts
    ]
    return named("tablet-facts", ft.Column(rows, spacing=10))


def _identifier(view: TabletView) -> str:
    return f"tablet-{view.device_id}"


def _names(view: TabletView) -> ft.Control:
    return headline(view.name, view.people)


def _waiting(view: TabletView) -> ft.Control:
    lines: list[ft.Control] = [ft.Text(view.waiting, size=NOTE, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)]
    if view.waiting_as_of:
        lines.append(quiet(view.waiting_as_of, SMALL, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS))
    return ft.Column(lines, spacing=2, tight=True)


def _chips(view: TabletView, end: bool = False) -> ft.Control:
    chips: list[ft.Control] = [chip(words, _TONES.get(concern, WARNING), size=SMALL) for concern, words in view.concerns]
    if view.revoked:
        chips.append(chip(view.revoked, CALM, size=SMALL))
    side = ft.CrossAxisAlignment.END if end else ft.CrossAxisAlignment.START
    return ft.Column(chips, spacing=4, tight=True, horizontal_alignment=side)


def _advised(figure: Figure) -> ft.Control:
    """A value in full, and below it what to do."""
    value = _value(figure, wrap=True)
    return ft.Column([value, ft.Text(figure.advice, size=NOTE)], spacing=2, tight=True) if figure.advice else value


def _value(figure: Figure, wrap: bool = False) -> ft.Text:
    colour = WARNING.solid if figure.bad else None
    weight = ft.FontWeight.W_600 if figure.bad else None
    return ft.Text(figure.text, size=NOTE, color=colour, weight=weight, max_lines=None if wrap else 2)
