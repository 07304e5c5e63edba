"""How one turned-down operation stands on the page: widgets without any knowledge."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.screens.card import card, facts_card, heading
from inspector_app.console.screens.entry_content import ContentView
from inspector_app.console.screens.entry_detail_view import ActView, EntryDetailView
from inspector_app.look.colours import WARNING
from inspector_app.look.pieces import facts_list, named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS, SMALL, TOUCH

Say = Callable[..., str]
Handler = Callable[..., Any]
_SAID_WIDTH = 108
PER_ROW_ON_PHONES = 8
_HEX, _HEX_ON_PHONES = 360, 168
"""How wide the bytes of a row are at most."""


def reason_card(view: EntryDetailView, say: Say) -> ft.Control:
    """Why it was turned down, in plain words; what the centre noted, small."""
    lines: list[ft.Control] = [heading(say("console.entry.why")), ft.Text(view.reason, size=BODY), quiet(view.noted, SMALL)]
    side = ft.Border.only(left=ft.BorderSide(4, WARNING.solid)) if view.entry.open else None
    return named("entry-reason", ft.Container(card(ft.Column(lines, spacing=8)), border=side, border_radius=RADIUS))


def entry_facts(view: EntryDetailView) -> ft.Control:
    """Whose, where, when."""
    return named("entry-facts", ft.SelectionArea(facts_card(view.facts)))


def acts_card(acts: tuple[ActView, ...], say: Say) -> ft.Control:
    """What was done with it, latest first."""
    lines: list[ft.Control] = [heading(say("console.entry.acts"))]
    lines += [_act(act) for act in acts] or [quiet(say("console.entry.no_acts"), NOTE)]
    return named("entry-acts", card(ft.Column(lines, spacing=14)))


def said_card(view: EntryDetailView, say: Say) -> ft.Control:
    """What was recorded, or that nobody can tell."""
    words = facts_list(view.said, _SAID_WIDTH) if view.said else ft.Text(say("console.said.nothing"), size=BODY)
    lines: list[ft.Control] = [heading(say("console.said.title")), words]
    return named("entry-said", ft.SelectionArea(card(ft.Column(lines, spacing=12))))


def disclosure(shown: bool, say: Say, on_turn: Handler) -> ft.Control:
    """Opens and closes what only few want to see."""
    icon = ft.Icons.EXPAND_LESS if shown else ft.Icons.EXPAND_MORE
    button = ft.TextButton(say(f"console.entry.content_{'hide' if shown else 'show'}"), icon=icon, height=TOUCH, on_click=on_turn)
    return ft.Row([named("entry-content-turn", button)])


def content_card(content: ContentView, say: Say, phone: bool) -> ft.Control:
    """The bytes as the tablet sent them."""
    lines: list[ft.Control] = [heading(say("console.entry.content"))]
    if content.text:
        lines.append(ft.Text(content.text, size=SMALL))
    else:
        lines.append(quiet(say("console.entry.no_json"), NOTE))
        lines += [_bytes_row(*row, _HEX_ON_PHONES if phone else _HEX) for row in content.rows]
    if content.shown < content.size:
        lines.append(quiet(say("console.entry.first_bytes", shown=content.shown, size=content.size), SMALL))
    return named("entry-content", ft.SelectionArea(card(ft.Column(lines, spacing=6))))


def _bytes_row(place: str, hexes: str, letters: str, width: int) -> ft.Control:
    cells: list[ft.Control] = [
        ft.Container(quiet(place, SMALL), width=44),
        ft.Container(ft.Text(hexes, size=SMALL, no_wrap=True), width=width),
        ft.Text(letters, size=SMALL, expand=True, no_wrap=True, color=ft.Colors.ON_SURFACE_VARIANT),
    ]
    return ft.Row(cells, spacing=8, vertical_alignment=ft.CrossAxisAlignment.START)


def _act(act: ActView) -> ft.Control:
    lines: list[ft.Control] = [ft.Text(act.title, size=NOTE, weight=ft.FontWeight.W_600), quiet(act.by)]
    lines += [ft.Text(words, size=NOTE) for words in (act.outcome, act.comment) if words]
    return ft.Column(lines, spacing=3)
