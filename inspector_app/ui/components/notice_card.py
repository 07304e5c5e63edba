"""A sentence that has to be read before anything else, and a button that leads on."""

import flet as ft

from inspector_app.look.colours import WARNING
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, RADIUS


def notice_card(name: str, icon: ft.IconData, words: str, way_on: ft.Control | None) -> ft.Control:
    """``way_on`` stands under the words; None: there is none."""
    texts: list[ft.Control] = [ft.Text(words, size=BODY, color=WARNING.ink), *([way_on] if way_on else [])]
    column = ft.Column(texts, spacing=10, expand=True, tight=True, horizontal_alignment=ft.CrossAxisAlignment.START)
    mark = ft.Icon(icon, color=WARNING.ink)
    line = ft.Row([mark, column], spacing=10, vertical_alignment=ft.CrossAxisAlignment.START)
    return named(name, ft.Container(line, bgcolor=WARNING.fill, border_radius=RADIUS, padding=14))
