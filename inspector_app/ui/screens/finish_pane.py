"""Finishing: figures, what is missing by item, signatures and documents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.look.colours import CARD, WARNING
from inspector_app.look.pieces import framed, named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, RADIUS, SMALL, TITLE
from inspector_app.ui.components.buttons import secondary
from inspector_app.ui.components.signing_places import signing_places
from inspector_app.ui.views.finish_view import FinishView
from inspector_app.ui.views.wording import columns

_LEAST_SHARE, _MOST_SHARE = 5, 10
_PAPER = ft.Icons.DESCRIPTION_OUTLINED


@dataclass(frozen=True, slots=True)
class FinishHandlers:
    """What the summary leads to: an item by its code, a place to sign by its number, a document by its name."""

    open: Callable[[str], Any]
    sign: Callable[[int], Any]
    document: Callable[[str], Any]


def finish_pane(view: FinishView, handlers: FinishHandlers, shown: Mapping[UUID, ft.Control], phone: bool) -> ft.Control:
    """Figures, then what is missing; once nothing is, the signatures with what is ``shown`` of refusals, and the documents."""
    icon, colour = _mark(view)
    lines: list[ft.Control] = [
        ft.Row(
            [
                ft.Icon(icon, size=32, color=colour),
                named("finish-title", ft.Text(view.title, size=TITLE, weight=ft.FontWeight.W_700), expand=True),
            ],
            spacing=12,
        ),
        *([named("finish-hint", quiet(view.hint, NOTE))] if view.hint else []),
        *([_warning("withdrawn", view.withdrawn, ft.Icons.SWAP_HORIZ)] if view.withdrawn else []),
        *([_warning("finish-warning", view.warning, ft.Icons.REPLY)] if view.warning else []),
        _figures(view, phone),
        *(_missing(code, title, what, handlers.open(code)) for code, title, what in view.missing),
    ]
    if view.signing:
        lines += signing_places(view.signing, handlers.sign if view.editable else None, shown, phone)
    if view.documents:
        papers = [
            secondary(f"document-{name}", label, handlers.document(name), _PAPER, height=56) for name, label in view.documents
        ]
        lines.append(ft.Row(papers, spacing=10, run_spacing=10, wrap=True))
    return ft.Column(
        lines, spacing=14, scroll=ft.ScrollMode.AUTO, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )


def _mark(view: FinishView) -> tuple[ft.IconData, ft.ColorValue]:
    if view.withdrawn:
        return ft.Icons.SWAP_HORIZ, WARNING.solid
    if not view.ready:
        return ft.Icons.PLAYLIST_ADD_CHECK, WARNING.solid
    if view.editable and view.signing is not None and view.signing.open:
        return ft.Icons.DRAW_OUTLINED, ft.Colors.PRIMARY
    return ft.Icons.TASK_ALT, ft.Colors.TERTIARY


def _figures(view: FinishView, phone: bool) -> ft.Control:
    """Side by side; on a phone they share its width, longer words having more of it."""
    figures = [_figure(label, number, phone) for label, number in view.figures]
    return ft.Row([*figures], spacing=6) if phone else ft.Row([*figures], spacing=10, run_spacing=10, wrap=True)


def _figure(label: str, number: str, phone: bool) -> ft.Control:
    size, beside = (HEADING, 8) if phone else (TITLE, 18)
    words = ft.Text(number, size=size, weight=ft.FontWeight.W_700, no_wrap=True)
    column = ft.Column([words, quiet(label, SMALL, no_wrap=True)], spacing=2, tight=True)
    edge = ft.Padding.symmetric(horizontal=beside, vertical=12)
    share = min(_MOST_SHARE, max(_LEAST_SHARE, columns(label))) if phone else None
    return ft.Container(column, bgcolor=CARD, border_radius=RADIUS, padding=edge, expand=share)


def _warning(name: str, text: str, icon: ft.IconData) -> ft.Control:
    words = ft.Text(text, size=BODY, color=WARNING.ink, expand=True)
    line = ft.Row([ft.Icon(icon, color=WARNING.ink), words], spacing=10)
    return named(name, ft.Container(line, bgcolor=WARNING.fill, border_radius=RADIUS, padding=12))


def _missing(code: str, title: str, what: str, on_click: Any) -> ft.Control:
    texts = ft.Column(
        [ft.Text(f"{code}  {title}", size=BODY, weight=ft.FontWeight.W_600), ft.Text(what, size=NOTE, color=WARNING.solid)],
        spacing=4,
        expand=True,
        tight=True,
    )
    inside = ft.Row([texts, ft.Icon(ft.Icons.CHEVRON_RIGHT, color=ft.Colors.OUTLINE)])
    row = framed(inside, padding=14, on_click=on_click, ink=True)
    return named(f"missing-{code}", row, button=True)
