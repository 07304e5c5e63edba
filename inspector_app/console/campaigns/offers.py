"""A search field whose findings stand below it, to be chosen from."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.search_field import SearchField
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, NOTE, TOUCH

MOST = 3
"""Findings that are shown: more would push what stands below out of sight, and another letter narrows them."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to choose: its ``name`` for the program, and its words."""

    name: str
    words: str
    icon: ft.IconData
    on_choose: Callable[[], Any]


class Offers:
    """``find`` answers what a text finds. Only the newest text counts: an answer for an earlier one is dropped."""

    def __init__(self, desk: Desk, identifier: str, find: Callable[[str], Awaitable[Sequence[Offer]]]) -> None:
        self._desk, self._find = desk, find
        self._asked = 0
        self._search = SearchField(desk, identifier, self.search)
        self.field = self._search.field
        self._rows = ft.Column(spacing=0, tight=True, visible=False)
        self.root = ft.Column(
            [self._search.root, self._rows], spacing=4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
        )

    async def search(self, text: str) -> None:
        """Show what it finds, or that it finds nothing."""
        self._asked += 1
        mine = self._asked
        found = (await self._find(text.strip()))[:MOST]
        if mine == self._asked:
            self._show([self._row(one) for one in found] or [quiet(self._desk.say("console.recusal.none_found"), NOTE)])

    def fold(self) -> None:
        """Nothing is offered any more, nor by an answer under way."""
        self._asked += 1
        self._show([])

    def _show(self, rows: list[ft.Control]) -> None:
        self._rows.controls, self._rows.visible = rows, bool(rows)
        self.root.update()

    def _row(self, offer: Offer) -> ft.Control:
        words = ft.Text(offer.words, size=BODY, expand=True, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
        row = ft.Row([ft.Icon(offer.icon, color=ft.Colors.ON_SURFACE_VARIANT), words], spacing=12)
        body = ft.Container(row, height=TOUCH, border_radius=8, ink=True, on_click=self._desk.guard(offer.on_choose))
        return named(offer.name, body, button=True)
