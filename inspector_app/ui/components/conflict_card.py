"""Two values for one item, side by side, and a button under each: which of them stands from now on."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.look.colours import CARD, DISPUTED, outcome_tone
from inspector_app.look.pieces import chip, named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS, SMALL
from inspector_app.ui.components.buttons import secondary
from inspector_app.ui.views.conflict_view import ConflictChoice, ConflictView


def conflict_card(view: ConflictView, wide: bool, on_decide: Callable[[UUID | None], Any]) -> ft.Control:
    """``on_decide`` makes the handler for a choice, by its revision."""
    head = ft.Row(
        [
            ft.Icon(ft.Icons.CALL_SPLIT, color=DISPUTED.ink, size=20),
            ft.Text(view.title, size=BODY, color=DISPUTED.ink, weight=ft.FontWeight.W_600, expand=True),
        ],
        spacing=10,
    )
    boxes = [_choice(place, choice, view.editable, on_decide, wide) for place, choice in enumerate(view.choices)]
    beside: ft.Control = (
        ft.Row(list(boxes), spacing=10, vertical_alignment=ft.CrossAxisAlignment.START)
        if wide and len(boxes) == 2
        else ft.Column(list(boxes), spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    )
    lines: list[ft.Control] = [head, ft.Text(view.hint, size=NOTE, color=DISPUTED.ink), beside]
    column = ft.Column(lines, spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return named("conflict", ft.Container(column, bgcolor=DISPUTED.fill, border_radius=RADIUS, padding=14))


def _choice(
    place: int, choice: ConflictChoice, editable: bool, on_decide: Callable[[UUID | None], Any], wide: bool
) -> ft.Control:
    lines: list[ft.Control] = [
        quiet(choice.standing, SMALL),
        ft.Row([chip(choice.outcome_text, outcome_tone(choice.outcome), size=SMALL)], tight=True),
        *([ft.Text(choice.text, size=BODY)] if choice.text else []),
        *([quiet(choice.facts, SMALL)] if choice.facts else []),
        ft.Text(choice.who, size=NOTE, weight=ft.FontWeight.W_600),
    ]
    if editable:
        lines.append(secondary(f"decide-{place}", choice.take, on_decide(choice.revision), ft.Icons.CHECK))
    box = ft.Container(
        ft.Column(lines, spacing=6, horizontal_alignment=ft.CrossAxisAlignment.START),
        bgcolor=CARD,
        border_radius=RADIUS - 2,
        padding=14,
    )
    return named(f"choice-{place}", box, expand=wide or None)
