"""Cards that stand beside a record: widgets without any knowledge."""

from collections.abc import Iterable

import flet as ft

from inspector_app.look.pieces import framed, quiet
from inspector_app.look.theme import HEADING, NOTE

_NAME_WIDTH = 92


def card(content: ft.Control) -> ft.Container:
    """What belongs together."""
    return framed(content, padding=16)


def heading(words: str) -> ft.Control:
    """What a card is about."""
    return ft.Text(words, size=HEADING, weight=ft.FontWeight.W_600)


def facts_card(facts: Iterable[tuple[str, str]]) -> ft.Container:
    """Names and values, a row each."""
    rows: list[ft.Control] = [
        ft.Row(
            [ft.Container(quiet(name), width=_NAME_WIDTH), ft.Text(value, size=NOTE, expand=True)],
            vertical_alignment=ft.CrossAxisAlignment.START,
            spacing=8,
        )
        for name, value in facts
    ]
    return card(ft.Column(rows, spacing=8))
