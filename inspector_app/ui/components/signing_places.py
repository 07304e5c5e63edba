"""The places to sign, beside each other: who, and whether it is done."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.look.colours import ACTIVE, BAD, CALM, CARD, GOOD, WARNING, Tone
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, RADIUS, SMALL
from inspector_app.ui.views.signing_view import PlaceView, SigningView
from sync.domain.signatures import Standing

_LOOK: dict[Standing, tuple[Tone, ft.IconData]] = {
    Standing.OPEN: (ACTIVE, ft.Icons.DRAW_OUTLINED),
    Standing.SIGNED: (GOOD, ft.Icons.CHECK),
    Standing.REFUSED: (BAD, ft.Icons.BLOCK),
    Standing.OUTDATED: (WARNING, ft.Icons.HISTORY_EDU),
}

_WIDTH, _BETWEEN = 238, 10


def signing_places(
    view: SigningView, on_open: Callable[[int], Any] | None, shown: Mapping[UUID, ft.Control], phone: bool
) -> list[ft.Control]:
    """``on_open`` gives the handler of a place; None: nobody signs any more. ``shown`` are photos and sounds of refusals. One
    below the other on a phone."""
    title = ft.Text(view.title, size=HEADING, weight=ft.FontWeight.W_600)
    tiles: list[ft.Control] = [
        _tile(number, place, on_open(number) if on_open else None, _shown(place, shown), phone)
        for number, place in enumerate(view.places)
    ]
    if phone:
        places: ft.Control = ft.Column(tiles, spacing=_BETWEEN, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    else:
        places = ft.Row(tiles, spacing=_BETWEEN, run_spacing=_BETWEEN, wrap=True)
    return [named("signing-title", title), places]


def _shown(view: PlaceView, shown: Mapping[UUID, ft.Control]) -> ft.Control | None:
    return shown.get(view.shown.facts.photo_id) if view.shown else None


def _tile(number: int, view: PlaceView, on_click: Any, shown: ft.Control | None, phone: bool) -> ft.Control:
    tone, icon = _LOOK[view.standing]
    if view.standing is Standing.OPEN and on_click is None:
        tone = CALM
    mark = ft.Container(
        ft.Icon(icon, size=20, color=tone.ink),
        width=40,
        height=40,
        border_radius=20,
        bgcolor=tone.fill,
        alignment=ft.Alignment.CENTER,
    )
    name = ft.Text(view.name or view.part, size=BODY, weight=ft.FontWeight.W_600, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
    what = f"{view.part} · {view.standing_text}" if view.name else view.standing_text
    lines: list[ft.Control] = [name, quiet(what, SMALL)]
    if view.reason:
        lines.append(ft.Text(view.reason, size=NOTE, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS))
    texts = ft.Column(lines, spacing=2, tight=True, expand=True)
    body = ft.Container(
        ft.Row([mark, texts, *([shown] if shown else [])], spacing=12),
        width=None if phone else 2 * _WIDTH + _BETWEEN if shown else _WIDTH,
        padding=ft.Padding.symmetric(horizontal=14, vertical=12),
        bgcolor=CARD,
        border_radius=RADIUS,
        border=ft.Border.all(1, ft.Colors.PRIMARY if on_click and not view.done else ft.Colors.OUTLINE_VARIANT),
        on_click=on_click,
        ink=on_click is not None,
    )
    return named(f"sign-{number}", body, button=on_click is not None)
