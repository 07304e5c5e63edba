"""Small widgets without any knowledge: names for tests and screen readers, chips, quiet texts."""

from collections.abc import Iterable
from typing import Any

import flet as ft

from inspector_app.look.colours import CARD, Tone
from inspector_app.look.theme import NOTE, RADIUS, SMALL


def named(identifier: str, content: ft.Control, **more: Any) -> ft.Semantics:
    """A control that tests find as ``[flt-semantics-identifier="..."]`` and screen readers as one thing."""
    return ft.Semantics(content=content, identifier=identifier, container=True, **more)


def chip(text: str, tone: Tone, icon: ft.IconData | None = None, size: int = NOTE) -> ft.Container:
    """A short fact in colour; not to be tapped."""
    label = ft.Text(text, size=size, color=tone.ink, weight=ft.FontWeight.W_600, no_wrap=True)
    mark = [ft.Icon(icon, size=size + 2, color=tone.ink)] if icon else []
    return ft.Container(
        content=ft.Row([*mark, label], spacing=6, tight=True),
        bgcolor=tone.fill,
        border_radius=8,
        padding=ft.Padding.symmetric(horizontal=10, vertical=4),
    )


def framed(content: ft.Control, **more: Any) -> ft.Container:
    """A card: what belongs together, in a fine frame."""
    looks: dict[str, Any] = {"bgcolor": CARD, "border_radius": RADIUS, "border": ft.Border.all(1, ft.Colors.OUTLINE_VARIANT)}
    return ft.Container(content, **looks | more)


def facts_list(facts: Iterable[tuple[str, str]], name_width: int, spacing: int = 8) -> ft.Column:
    """Names and values, a line each."""
    rows: list[ft.Control] = [
        ft.Row(
            [ft.Container(quiet(name), width=name_width), ft.Text(value, size=NOTE, expand=True)],
            vertical_alignment=ft.CrossAxisAlignment.START,
            spacing=8,
        )
        for name, value in facts
    ]
    return ft.Column(rows, spacing=spacing)


def quiet(text: str, size: int = SMALL, **more: Any) -> ft.Text:
    """Secondary text."""
    return ft.Text(text, size=size, color=ft.Colors.ON_SURFACE_VARIANT, **more)
