"""The inspection was returned, and what is on the screen is not what the supervisor names: the word on the whole, and the way
to what was returned."""

from typing import Any

import flet as ft

from inspector_app.look.colours import WARNING
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, RADIUS
from inspector_app.ui.components.buttons import secondary
from inspector_app.ui.views.inspection_view import ReturnedView


def returned_card(view: ReturnedView, on_see: Any) -> ft.Control:
    """Where no list stands beside the item that would say it."""
    texts: list[ft.Control] = [ft.Text(view.words, size=BODY, color=WARNING.ink)]
    if view.way_on:
        texts.append(secondary("see-returned", view.way_on, on_see, ft.Icons.FILTER_LIST))
    column = ft.Column(texts, spacing=10, expand=True, tight=True, horizontal_alignment=ft.CrossAxisAlignment.START)
    line = ft.Row(
        [ft.Icon(ft.Icons.REPLY, color=WARNING.ink), column], spacing=10, vertical_alignment=ft.CrossAxisAlignment.START
    )
    return named("returned", ft.Container(line, bgcolor=WARNING.fill, border_radius=RADIUS, padding=14))
