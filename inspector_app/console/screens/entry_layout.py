"""How one turned-down operation stands on the page: widgets without any knowledge."""

from collections.abc import Callable

import flet as ft

from inspector_app.console.screens.entry_content import ContentView
from inspector_app.console.screens.entry_detail_view import ActView, EntryDetailView
from inspector_app.look.colours import CARD, WARNING
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, RADIUS, SMALL

Say = Callable[..., str]
_LABEL_WIDTH = 92


def reason_card(view: EntryDetailView, say: Say) -> ft.Control:
    """Why it was turned down, in plain words; what the centre noted, small."""
    lines: list[ft.Control] = [_heading(say("console.entry.why")), ft.Text(view.reason, size=BODY), quiet(view.noted, SMALL)]
    side = ft.Border.only(left=ft.BorderSide(4, WARNING.solid)) if view.entry.open else None
    return named("entry-reason", ft.Container(_panel(ft.Column(lines, spacing=8)), border=side, border_radius=RADIUS))


def facts_card(view: EntryDetailView) -> ft.Control:
    """Whose, where, when."""
    rows: list[ft.Control] = [
        ft.Row(
            [ft.Container(quiet(name), width=_LABEL_WIDTH), ft.Text(value, size=NOTE, expand=True)],
            vertical_alignment=ft.CrossAxisAlignment.START,
            spacing=8,
        )
        for name, value in view.facts
    ]
    return named("entry-facts", ft.SelectionArea(_panel(ft.Column(rows, spacing=8))))


def acts_card(acts: tuple[ActView, ...], say: Say) -> ft.Control:
    """What was done with it, latest first."""
    lines: list[ft.Control] = [_heading(say("console.entry.acts"))]
    lines += [_act(act) for act in acts] or [quiet(say("console.entry.no_acts"), NOTE)]
    return named("entry-acts", _panel(ft.Column(lines, spacing=14)))


def content_card(content: ContentView, say: Say, wide: bool) -> ft.Control:
    """The bytes as the tablet sent them."""
    lines: list[ft.Control] = [_heading(say("console.entry.content"))]
    if content.text:
        lines.append(ft.Text(content.text, size=SMALL))
    else:
        lines.append(quiet(say("console.entry.no_json"), NOTE))
        lines += [_bytes_row(*row, wide) for row in content.rows]
    if content.shown < content.size:
        lines.append(quiet(say("console.entry.first_bytes", shown=content.shown, size=content.size), SMALL))
    return named("entry-content", ft.SelectionArea(_panel(ft.Column(lines, spacing=6))))


def _bytes_row(place: str, hexes: str, letters: str, wide: bool) -> ft.Control:
    cells: list[ft.Control] = [
        ft.Container(quiet(place, SMALL), width=44),
        ft.Container(ft.Text(hexes, size=SMALL), width=400 if wide else None, expand=not wide),
    ]
    if wide:
        cells.append(ft.Text(letters, size=SMALL, expand=True, no_wrap=True, color=ft.Colors.ON_SURFACE_VARIANT))
    return ft.Row(cells, spacing=8, vertical_alignment=ft.CrossAxisAlignment.START)


def _act(act: ActView) -> ft.Control:
    lines: list[ft.Control] = [ft.Text(act.title, size=NOTE, weight=ft.FontWeight.W_600), quiet(act.by)]
    lines += [ft.Text(words, size=NOTE) for words in (act.outcome, act.comment) if words]
    return ft.Column(lines, spacing=3)


def _heading(words: str) -> ft.Control:
    return ft.Text(words, size=HEADING, weight=ft.FontWeight.W_600)


def _panel(content: ft.Control) -> ft.Container:
    return ft.Container(
        content,
        padding=16,
        border_radius=RADIUS,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        bgcolor=CARD,
    )
