"""What every list has around its rows: title, filters, a table or cards, pages, and a word when there is nothing."""

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.empty_view import EmptyView
from inspector_app.console.screens.paging_view import PagingView
from inspector_app.look.pieces import framed, named, quiet
from inspector_app.look.theme import HEADING, NOTE, TITLE, TOUCH


class ListFrame:
    """``heading`` makes the names of the columns, for wide pages. ``beside_title`` stands at the title's right end, ``in_title``
    in its place; ``aside`` at its right end too, but on a phone it is somewhere else: that gives no line to a title."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        filters: ft.Control,
        heading: Callable[[], ft.Control],
        on_turn: Callable[[int], Any],
        on_clear: Callable[[], Any],
        beside_title: ft.Control | None = None,
        in_title: ft.Control | None = None,
        aside: ft.Control | None = None,
    ) -> None:
        self._desk = desk
        self._title_key = title
        self._filters = filters
        self._heading = heading
        self._on_clear = on_clear
        self._beside_title = beside_title
        self._aside = aside
        self._title = ft.Text(size=TITLE, weight=ft.FontWeight.W_600)
        self._in_title = in_title or self._title
        self._rows = ft.Column(scroll=ft.ScrollMode.AUTO, expand=True)
        self._range = quiet("", NOTE)
        self._previous = _pager(ft.Icons.CHEVRON_LEFT, desk.guard(lambda: self._turn(on_turn, -1)))
        self._next = _pager(ft.Icons.CHEVRON_RIGHT, desk.guard(lambda: self._turn(on_turn, 1)))
        self._pages = ft.Row(
            [named("range", self._range), named("previous-page", self._previous), named("next-page", self._next)],
            alignment=ft.MainAxisAlignment.END,
            spacing=8,
        )
        self._shape: object = None
        self.root = ft.Container(expand=True)

    def arrange(self) -> bool:
        """Where things stand: anew only for another width or language, so that news disturb nobody who types or chooses.
        Whether it was anew, and rows have to be made again."""
        shape = (self._desk.language, self._desk.shape)
        if shape == self._shape:
            return False
        self._shape = shape
        self._title.value = self._desk.say(self._title_key)
        edge = 12 if self._desk.phone else 24
        parts: list[ft.Control] = [self._filters, self._framed(), self._pages]
        if self._beside_title or not self._desk.phone:
            parts.insert(0, self._top())
        padding = ft.Padding.only(left=edge, right=edge, top=16, bottom=8)
        self.root.content = ft.Column(parts, spacing=16, expand=True)
        self.root.padding = padding
        return True

    def _top(self) -> ft.Row:
        """On a phone, buttons that do not fit beside a title stand below it: no word of it is broken."""
        beside = [self._beside_title] if self._beside_title else []
        if self._desk.phone and self._in_title is self._title:
            lines = ft.Row([self._title, *beside], wrap=True, alignment=ft.MainAxisAlignment.SPACE_BETWEEN, run_spacing=8)
            return ft.Row([ft.Container(lines, expand=True)])
        aside = [self._aside] if self._aside and not self._desk.phone else []
        return ft.Row([ft.Container(self._in_title, expand=True), *aside, *beside], height=TOUCH if aside else None)

    def show(self, rows: Sequence[ft.Control], paging: PagingView | None) -> None:
        """These rows; no pages without a paging."""
        self._rows.controls = list(rows)
        self._pages.visible = bool(paging and paging.range)
        if paging:
            self._range.value = paging.range
            self._previous.disabled, self._next.disabled = not paging.has_previous, not paging.has_next
        self._previous.tooltip, self._next.tooltip = self._desk.say("console.list.previous"), self._desk.say("console.list.next")

    def empty(self, view: EmptyView, *ways_on: ft.Control) -> ft.Control:
        """Why there is nothing, in place of rows; and what to do about it."""
        lines: list[ft.Control] = [
            ft.Icon(ft.Icons.INBOX_OUTLINED, size=56, color=ft.Colors.OUTLINE),
            ft.Text(view.title, size=HEADING, weight=ft.FontWeight.W_600, text_align=ft.TextAlign.CENTER),
            quiet(view.hint, NOTE, text_align=ft.TextAlign.CENTER),
        ]
        if view.clearable:
            clear = ft.OutlinedButton(self._desk.say("console.list.clear"), on_click=self._desk.guard(self._on_clear))
            lines.append(named("clear-filters", clear))
        lines += ways_on
        column = ft.Column(lines, horizontal_alignment=ft.CrossAxisAlignment.CENTER, spacing=10)
        return named("empty", ft.Container(column, padding=48, alignment=ft.Alignment.CENTER))

    def _framed(self) -> ft.Control:
        self._rows.spacing = 0 if self._desk.wide else 12
        if not self._desk.wide:
            return self._rows
        table = ft.Column([self._heading(), self._rows], spacing=0, expand=True)
        return framed(table, expand=True, clip_behavior=ft.ClipBehavior.ANTI_ALIAS)

    async def _turn(self, on_turn: Callable[[int], Any], pages: int) -> None:
        await on_turn(pages)
        await self._rows.scroll_to(offset=0)


def _pager(icon: ft.IconData, on_click: Any) -> ft.IconButton:
    return ft.IconButton(icon=icon, on_click=on_click, width=TOUCH, height=TOUCH)
