"""Cards that stand beside a record: widgets without any knowledge."""

from collections.abc import Iterable

import flet as ft

from inspector_app.look.pieces import facts_list, framed
from inspector_app.look.theme import HEADING

_NAME_WIDTH = 92


def card(content: ft.Control) -> ft.Container:
    """What belongs together."""
    return framed(content, padding=16)


def heading(words: str) -> ft.Control:
    """What a card is about."""
    return ft.Text(words, size=HEADING, weight=ft.FontWeight.W_600)


def facts_card(facts: Iterable[tuple[str, str]]) -> ft.Container:
    """Names and values, a row each."""
    return card(facts_list(facts, _NAME_WIDTH))
