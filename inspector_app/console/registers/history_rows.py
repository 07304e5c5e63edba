"""Entries of the history: widgets without any knowledge."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.registers.history_view import ActView, in_short
from inspector_app.console.registers.pieces import change_lines
from inspector_app.console.screens.list_lines import Label, heading_line, headline, table_line, tappable_card
from inspector_app.look.colours import ACTIVE, CALM
from inspector_app.look.pieces import chip, quiet
from inspector_app.look.theme import NOTE, SMALL

More = Callable[[int], str]
_WIDTHS = {"changes": 468, "by": 232, "when": 128}


def heading_row(label: Label) -> ft.Control:
    """The names of the columns, for wide pages."""
    return heading_line(label, "changed_row", _WIDTHS)


def table_row(view: ActView, more: More, on_open: Any) -> ft.Control:
    """One change on one line."""
    cells = {"changes": _changes(view, more), "by": _source(view), "when": quiet(view.when)}
    first = headline(view.who, view.what, lines=(2, 1))
    return table_line(f"act-{view.number}", first, cells, _WIDTHS, on_open)


def card(view: ActView, more: More, on_open: Any) -> ft.Control:
    """One change as a card, for narrow pages."""
    top = ft.Row(
        [ft.Text(view.who, size=NOTE, weight=ft.FontWeight.W_600, expand=True), _what(view)],
        vertical_alignment=ft.CrossAxisAlignment.START,
        spacing=12,
    )
    bottom = ft.Row([ft.Container(_source(view), expand=True), quiet(view.when)], spacing=12)
    return tappable_card(f"act-{view.number}", [top, _changes(view, more), bottom], on_open, spacing=10)


def entry(view: ActView, more: More) -> ft.Control:
    """One change among those of one row."""
    top = ft.Row([_what(view), quiet(view.when)], spacing=8)
    return ft.Column([top, _changes(view, more), _source(view)], spacing=4, tight=True)


def _what(view: ActView) -> ft.Control:
    return chip(view.what, ACTIVE if view.new else CALM, size=SMALL)


def _changes(view: ActView, more: More) -> ft.Control:
    lines, left = in_short(view)
    return change_lines(lines, more(left) if left else "")


def _source(view: ActView) -> ft.Control:
    lines: list[ft.Control] = [ft.Text(view.by, size=SMALL, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)]
    if view.file:
        lines.append(quiet(view.file, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS))
    return ft.Column(lines, spacing=2, tight=True)
