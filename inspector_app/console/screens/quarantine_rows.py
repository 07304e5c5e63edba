"""Rows and cards of what the centre turned down: widgets without any knowledge."""

from typing import Any

import flet as ft

from inspector_app.console.screens.list_lines import Label, heading_line, headline, table_line, tappable_card
from inspector_app.console.screens.quarantine_view import EntryView
from inspector_app.look.colours import CALM, GOOD, WARNING, Tone
from inspector_app.look.pieces import chip, quiet
from inspector_app.look.theme import NOTE, SMALL

_WIDTHS = {"tablet": 264, "reason": 220, "received": 116, "standing": 148}


def standing_tone(view: EntryView) -> Tone:
    """What waits stands out; what was applied after all is green."""
    return WARNING if view.open else GOOD if view.applied else CALM


def heading_row(label: Label) -> ft.Control:
    """The names of the columns, for wide pages."""
    return heading_line(label, "operation", _WIDTHS)


def table_row(view: EntryView, on_open: Any) -> ft.Control:
    """One entry on one line."""
    cells = {
        "tablet": _pair(view.device, view.author),
        "reason": ft.Text(view.reason, size=NOTE, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS),
        "received": quiet(view.when),
        "standing": chip(view.standing, standing_tone(view), size=SMALL),
    }
    return table_line(_identifier(view), _names(view), cells, _WIDTHS, on_open)


def card(view: EntryView, on_open: Any) -> ft.Control:
    """One entry as a card, for narrow pages."""
    top = ft.Row(
        [_names(view), chip(view.standing, standing_tone(view), size=SMALL)],
        vertical_alignment=ft.CrossAxisAlignment.START,
        spacing=12,
    )
    source = quiet(" · ".join(filter(None, (view.device, view.author))), max_lines=3, overflow=ft.TextOverflow.ELLIPSIS)
    bottom = ft.Row([ft.Container(source, expand=True), quiet(view.when)], spacing=12)
    return tappable_card(_identifier(view), [top, ft.Text(view.reason, size=NOTE), bottom], on_open, spacing=10)


def _identifier(view: EntryView) -> str:
    return f"entry-{view.key.line_sha256}"


def _names(view: EntryView) -> ft.Control:
    return headline(view.what, view.where, lines=(1, 2))


def _pair(first: str, second: str) -> ft.Control:
    above = ft.Text(first, size=NOTE, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
    below = quiet(second, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
    return ft.Column([above, below] if second else [above], spacing=2, tight=True)
