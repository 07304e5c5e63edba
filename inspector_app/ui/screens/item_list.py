"""The items by category, with progress and filters above them."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.look.colours import ACTIVE, BAD, WARNING
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, RADIUS, SMALL
from inspector_app.ui.components.buttons import Choice
from inspector_app.ui.components.item_row import ItemRow, group_heading
from inspector_app.ui.hand import Hand
from inspector_app.ui.views.inspection_view import Banner, BannerKind, HeadView, ListView

_BANNERS = {
    BannerKind.RETURNED: ft.Icons.REPLY,
    BannerKind.SUBMITTED: ft.Icons.LOCK_OUTLINE,
    BannerKind.WITHDRAWN: ft.Icons.SWAP_HORIZ,
}
_REST = 112
"""Free space below the last row, so that it can be brought to where a thumb reaches."""


class ItemList:
    """``paint`` returns the controls that changed. Rows are built once and live as long as the screen."""

    def __init__(
        self,
        hand: Hand,
        on_open: Callable[[str], Any],
        on_pass: Callable[[str], Any],
        on_camera: Callable[[str], Any],
        on_show: Callable[[str], Any],
    ) -> None:
        self._hand = hand
        self._on_open, self._on_pass, self._on_camera, self._on_show = on_open, on_pass, on_camera, on_show
        self._rows: dict[str, ItemRow] = {}
        self._shape: object = None
        self._choices: dict[str, Choice] = {}
        self._head_look: HeadView | None = None
        self._bar = ft.ProgressBar(value=0, bar_height=8, border_radius=4, bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST)
        self._counts = ft.Text(size=NOTE, weight=ft.FontWeight.W_600)
        self._failed = ft.Text(size=NOTE, weight=ft.FontWeight.W_600, color=BAD.solid)
        self._state = quiet("", NOTE)
        self._campaign = quiet("", SMALL, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
        self._compound = ft.Text(size=HEADING, weight=ft.FontWeight.W_700, max_lines=3, overflow=ft.TextOverflow.ELLIPSIS)
        self._filters = ft.Row(spacing=8, scroll=ft.ScrollMode.HIDDEN)
        self._banner = ft.Container(visible=False)
        self._column = ft.Column(spacing=6, scroll=ft.ScrollMode.AUTO, expand=True)
        self._head = ft.Column(
            [
                ft.Column([self._compound, named("campaign", self._campaign)], spacing=2, tight=True),
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

    def paint(self, view: ListView, current: str | None, banner: Banner | None) -> tuple[list[ft.Control], list[ft.Control]]:
        """Show the list: the rows that changed, and everything else that did. A filter or another language changes the list's
        shape, an answer only a row."""
        changed: list[ft.Control] = []
        if self._head_look != view.head:
            self._paint_head(view.head)
            changed.append(self._head)
        changed += self._paint_filters(view)
        if self._banner.data != banner:
            self._paint_banner(banner)
            changed.append(self._banner)
        return self._paint_rows(view, current), changed

    def _paint_filters(self, view: ListView) -> list[ft.Control]:
        names = [name for name, _, _ in view.filters]
        reshaped = names != list(self._choices)
        if reshaped:
            self._choices = {name: Choice(f"show-{name}", ACTIVE, self._on_show(name), size=NOTE) for name in names}
            self._filters.controls = [choice.root for choice in self._choices.values()]
        changed: list[ft.Control] = [
            self._choices[name].root for name, label, chosen in view.filters if self._choices[name].paint(label, chosen)
        ]
        return [self._filters] if reshaped else changed

    def _paint_rows(self, view: ListView, current: str | None) -> list[ft.Control]:
        shape = (self._hand.language, tuple((group.title, tuple(row.code for row in group.rows)) for group in view.groups))
        changed: list[ft.Control] = []
        for group in view.groups:
            for row in group.rows:
                shown = self._row(row.code)
                if shown.paint(row, row.code == current):
                    changed.append(shown.root)
        if shape == self._shape:
            return changed
        self._shape = shape
        controls = [
            control
            for group in view.groups
            for control in (group_heading(group.title), *(self._rows[row.code].root for row in group.rows))
        ]
        nothing = quiet(self._hand.say("tablet.show.nothing"), BODY)
        self._column.controls = [*(controls or [nothing]), ft.Container(height=_REST)]
        return [self._column]

    def _row(self, code: str) -> ItemRow:
        if code not in self._rows:
            labels = (self._hand.say("tablet.item.pass", code=code), self._hand.say("tablet.item.photo", code=code))
            self._rows[code] = ItemRow(code, self._on_open(code), self._on_pass(code), self._on_camera(code), labels)
        return self._rows[code]

    def _paint_head(self, head: HeadView) -> None:
        self._head_look = head
        self._compound.value, self._campaign.value = head.compound, head.campaign
        self._bar.value = head.progress
        self._bar.color = ACTIVE.solid
        self._counts.value = head.counts
        self._failed.value, self._failed.visible = head.failed_text, bool(head.failed)
        self._state.value = head.state_text

    def _paint_banner(self, banner: Banner | None) -> None:
        self._banner.visible, self._banner.data = banner is not None, banner
        self._banner.content = None
        if banner is not None:
            words = ft.Text(banner.words, size=BODY, color=WARNING.ink, expand=True)
            line = ft.Row([ft.Icon(_BANNERS[banner.kind], color=WARNING.ink), words], spacing=10)
            self._banner.content = named("banner", line)
            self._banner.bgcolor, self._banner.border_radius, self._banner.padding = WARNING.fill, RADIUS, 12
