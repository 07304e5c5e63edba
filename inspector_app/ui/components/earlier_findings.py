"""What earlier visits found and nobody closed, with the one tap that makes a failure of it."""

from typing import Any

import flet as ft

from inspector_app.look.colours import BAD, CALM, CARD, GOOD, WARNING, Tone
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, RADIUS, SMALL, TOUCH
from inspector_app.ui.components.buttons import secondary
from inspector_app.ui.views.previous_view import EarlierView, FindingLine

FIRST = 3
"""Findings that are shown at once; the answers below stay in sight."""


def earlier_findings(view: EarlierView, more: str | None, on_more: Any, on_propose: Any) -> ft.Control:
    """``more``: the words that show the rest; None: all are shown."""
    tone, icon = _look(view)
    head = ft.Row(
        [
            ft.Icon(icon, color=tone.ink, size=20),
            ft.Text(view.title, size=BODY, color=tone.ink, weight=ft.FontWeight.W_600, expand=True),
        ],
        spacing=10,
    )
    shown = view.lines if more is None else view.lines[:FIRST]
    lines: list[ft.Control] = [head, *(_line(place, line) for place, line in enumerate(shown))]
    if more is not None:
        button = ft.TextButton(content=more, icon=ft.Icons.EXPAND_MORE, on_click=on_more, height=TOUCH)
        lines.append(named("earlier-more", button))
    if view.propose is not None:
        lines.append(secondary("propose-earlier", view.propose, on_propose, ft.Icons.PLAYLIST_ADD))
    column = ft.Column(lines, spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return named("earlier", ft.Container(column, bgcolor=tone.fill, border_radius=RADIUS, padding=14))


def _look(view: EarlierView) -> tuple[Tone, ft.IconData]:
    if view.lines:
        return WARNING, ft.Icons.ASSIGNMENT_LATE_OUTLINED
    return (GOOD, ft.Icons.TASK_ALT) if view.found else (CALM, ft.Icons.HISTORY)


def _line(place: int, line: FindingLine) -> ft.Control:
    """An edge in red says overdue before anybody reads."""
    facts: list[ft.Control] = [quiet(line.due, SMALL)]
    if line.overdue:
        facts.append(ft.Text(line.overdue, size=SMALL, color=BAD.solid, weight=ft.FontWeight.W_600))
    column = ft.Column(
        [
            ft.Text(line.item, size=SMALL, color=CALM.ink, weight=ft.FontWeight.W_600),
            ft.Text(line.text, size=BODY),
            ft.Row(facts, spacing=10, run_spacing=2, wrap=True),
        ],
        spacing=2,
        horizontal_alignment=ft.CrossAxisAlignment.START,
    )
    box = ft.Container(
        column,
        bgcolor=CARD,
        border_radius=RADIUS - 2,
        padding=ft.Padding.symmetric(horizontal=14, vertical=10),
        border=ft.Border.only(left=ft.BorderSide(4, BAD.solid if line.overdue else CALM.fill)),
    )
    return named(f"earlier-{place}", box)
