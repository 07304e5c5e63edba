"""A colleague has submitted what is on the screen: who and when, what was typed and is kept, and the way back."""

from typing import Any

import flet as ft

from inspector_app.look.colours import WARNING
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, RADIUS
from inspector_app.ui.components.buttons import secondary
from inspector_app.ui.views.submitted_view import SubmittedView


def submitted_card(view: SubmittedView, on_leave: Any) -> ft.Control:
    """Above the answer that can no longer be changed."""
    texts: list[ft.Control] = [ft.Text(view.words, size=BODY, weight=ft.FontWeight.W_600, color=WARNING.ink)]
    if view.kept:
        texts.append(named("typed-kept", ft.Text(view.kept, size=BODY, color=WARNING.ink)))
    texts.append(secondary("leave-submitted", view.leave, on_leave, ft.Icons.ARROW_BACK))
    column = ft.Column(texts, spacing=10, expand=True, tight=True, horizontal_alignment=ft.CrossAxisAlignment.START)
    line = ft.Row(
        [ft.Icon(ft.Icons.LOCK_OUTLINE, color=WARNING.ink), column], spacing=10, vertical_alignment=ft.CrossAxisAlignment.START
    )
    return named("submitted-by", ft.Container(line, bgcolor=WARNING.fill, border_radius=RADIUS, padding=14))
