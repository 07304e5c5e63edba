"""The places to sign, beside each other: who, and whether it is done."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.look.colours import ACTIVE, BAD, CARD, GOOD, WARNING, Tone
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, HEADING, RADIUS, SMALL
from inspector_app.ui.views.signing_view import PlaceView, SigningView
from sync.domain.signatures import Standing

_LOOK: dict[Standing, tuple[Tone, ft.IconData]] = {
    Standing.OPEN: (ACTIVE, ft.Icons.DRAW_OUTLINED),
    Standing.SIGNED: (GOOD, ft.Icons.CHECK),
    Standing.REFUSED: (BAD, ft.Icons.BLOCK),
    Standing.OUTDATED: (WARNING, ft.Icons.HISTORY_EDU),
}


def signing_places(view: SigningView, on_open: Callable[[int], Any]) -> list[ft.Control]:
    """``on_open`` gives the handler of a place."""
    title = ft.Text(view.title, size=HEADING, weight=ft.FontWeight.W_600)
    tiles: list[ft.Control] = [_tile(number, place, on_open(number)) for number, place in enumerate(view.places)]
    return [named("signing-title", title), ft.Row(tiles, spacing=10, run_spacing=10, wrap=True)]


def _tile(number: int, view: PlaceView, on_click: Any) -> ft.Control:
    tone, icon = _LOOK[view.standing]
    mark = ft.Container(
        ft.Icon(icon, size=20, color=tone.ink),
        width=40,
        height=40,
        border_radius=20,
        bgcolor=tone.fill,
        alignment=ft.Alignment.CENTER,
    )
    name = ft.Text(view.name or view.part, size=BODY, weight=ft.FontWeight.W_600, no_wrap=True, overflow=ft.TextOverflow.ELLIPSIS)
    what = f"{view.part} · {view.standing_text}" if view.name else view.standing_text
    texts = ft.Column([name, quiet(what, SMALL)], spacing=2, tight=True, expand=True)
    body = ft.Container(
        ft.Row([mark, texts], spacing=12),
        width=238,
        padding=ft.Padding.symmetric(horizontal=14, vertical=12),
        bgcolor=CARD,
        border_radius=RADIUS,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT if view.done else ft.Colors.PRIMARY),
        on_click=on_click,
        ink=True,
    )
    return named(f"sign-{number}", body, button=True)
