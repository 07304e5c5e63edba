"""The items by category, with progress and filters above them."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.look.colours import ACTIVE, BAD, WARNING
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, RADIUS
from inspector_app.ui.components.buttons import small_choice
from inspector_app.ui.components.item_row import ItemRow, group_heading
from inspector_app.ui.hand import Hand
from inspector_app.ui.views.inspection_view import HeadView, ListView

_REST = 112
"""Free space below the last row, so that it can be brought to where a thumb reaches."""


class ItemList:
    """``paint`` returns the controls that changed. Rows are built once and live as long as the screen."""

    def __init__(
        self, hand: Hand, on_open: Callable[[str], Any], on_pass: Callable[[str], Any], on_show: Callable[[str], Any]
    ) -> None:
        self._hand = hand
        self._on_open, self._on_pass, self._on_show = on_open, on_pass, on_show
        self._rows: dict[str, ItemRow] = {}
        self._shape: object = None
        self._filter_look: object = None
        self._head_look: HeadView | None = None
        self._bar = ft.ProgressBar(value=0, bar_height=8, border_radius=4, bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST)
        self._counts = ft.Text(size=NOTE, weight=ft.FontWeight.W_600)
        self._failed = ft.Text(size=NOTE, weight=ft.FontWeight.W_600, color=BAD.solid)
        self._state = quiet("", NOTE)
        self._compound = ft.Text(size=HEADING, weight=ft.FontWeight.W_700, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
        self._filters = ft.Row(spacing=8, scroll=ft.ScrollMode.HIDDEN)
        self._banner = ft.Container(visible=False)
        self._column = ft.Column(spacing=6, scroll=ft.ScrollMode.AUTO, expand=True)
        self._head = ft.Column(
            [
                self._compound,
                named("progress", self._bar),
                ft.Row(
                    [ft.Row([named("counts", self._counts), self._failed], spacing=12, tight=True), self._state],
                    alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
                ),
            ],
            spacing=8,
            tight=True,
        )
        self.root = ft.Column([self._head, self._banner, self._filters, self._column], spacing=12, expand=True)

    def paint(self, view: ListView, current: str | None, banner: str | None) -> list[ft.Control]:
        """Show the list; a filter or another language changes its shape, an answer only a row."""
        changed: list[ft.Control] = []
        if self._head_look != view.head:
            self._paint_head(view.head)
            changed.append(self._head)
        if self._filter_look != view.filters:
            self._filter_look = view.filters
            self._filters.controls = [
                small_choice(f"show-{name}", label, chosen, self._on_show(name)) for name, label, chosen in view.filters
            ]
            changed.append(self._filters)
        if (self._banner.content is None) != (banner is None) or (banner is not None and self._banner.data != banner):
            self._paint_banner(banner)
            changed.append(self._banner)
        return changed + self._paint_rows(view, current)

    def _paint_rows(self, view: ListView, current: str | None) -> list[ft.Control]:
        shape = (self._hand.language, tuple((group.title, tuple(row.code for row in group.rows)) for group in view.groups))
        changed: list[ft.Control] = []
        reshaped = shape != self._shape
        controls: list[ft.Control] = []
        for group in view.groups:
            controls.append(group_heading(group.title))
            for row in group.rows:
                if row.code not in self._rows:
                    label = self._hand.say("tablet.item.pass", code=row.code)
                    self._rows[row.code] = ItemRow(row.code, self._on_open(row.code), self._on_pass(row.code), label)
                shown = self._rows[row.code]
                if shown.paint(row, row.code == current):
                    changed.append(shown.root)
                controls.append(shown.root)
        if reshaped:
            self._shape = shape
            self._column.controls = [
                *(controls or [quiet(self._hand.say("tablet.show.nothing"), BODY)]),
                ft.Container(height=_REST),
            ]
            return [self._column]
        return changed

    def _paint_head(self, head: HeadView) -> None:
        self._head_look = head
        self._compound.value = head.compound
        self._bar.value = head.progress
        self._bar.color = ACTIVE.solid
        self._counts.value = head.counts
        self._failed.value, self._failed.visible = head.failed_text, bool(head.failed)
        self._state.value = head.state_text

    def _paint_banner(self, text: str | None) -> None:
        self._banner.visible, self._banner.data = text is not None, text
        self._banner.content = None
        if text is not None:
            line = ft.Row(
                [ft.Icon(ft.Icons.REPLY, color=WARNING.ink), ft.Text(text, size=BODY, color=WARNING.ink, expand=True)], spacing=10
            )
            self._banner.content = named("banner", line)
            self._banner.bgcolor, self._banner.border_radius, self._banner.padding = WARNING.fill, RADIUS, 12
