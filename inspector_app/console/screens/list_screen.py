"""The list of inspections: what waits for review first."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.list_filters import ListFilters
from inspector_app.console.screens.list_rows import card, heading_row, table_row
from inspector_app.console.screens.list_view import (
    WAITING_FIRST,
    EmptyView,
    ListView,
    RowView,
    last_page,
    list_view,
    narrowed,
)
from inspector_app.console.screens.trouble import trouble_panel, waiting_ring
from inspector_app.look.colours import CARD
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import HEADING, NOTE, RADIUS, TITLE, TOUCH
from sync.errors import AccessDenied, SuichaError, Unavailable
from sync.protocol.messages import CentreEvent, InspectionFilter, InspectionPage

_QUIET_KINDS = ("results", "evidence", "started")


class ListScreen:
    """Filters, rows, pages. It repaints only when what it shows has changed."""

    def __init__(self, desk: Desk, on_open: Callable[[UUID], Any]) -> None:
        self._desk = desk
        self._on_open = on_open
        self._wanted: InspectionFilter = WAITING_FIRST
        self._page: InspectionPage | None = None
        self._painted: tuple[object, ...] = ()
        self._title = ft.Text(size=TITLE, weight=ft.FontWeight.W_600)
        self._filters = ListFilters(
            desk,
            on_state=lambda state: self._want(narrowed(self._wanted, state=state)),
            on_district=lambda district: self._want(narrowed(self._wanted, district=district)),
            on_search=lambda text: self._want(narrowed(self._wanted, search=text.strip())),
        )
        self._rows = ft.Column(scroll=ft.ScrollMode.AUTO, expand=True)
        self._standing: dict[RowView, ft.Control] = {}
        self._range = quiet("", NOTE)
        self._previous = _pager(ft.Icons.CHEVRON_LEFT, desk.guard(lambda: self._turn(-1)))
        self._next = _pager(ft.Icons.CHEVRON_RIGHT, desk.guard(lambda: self._turn(1)))
        self._pages = ft.Row(
            [named("range", self._range), named("previous-page", self._previous), named("next-page", self._next)],
            alignment=ft.MainAxisAlignment.END,
            spacing=8,
        )
        self._arranged: ft.Control | None = None
        self._shape: object = None
        self.root = ft.Container(expand=True)

    async def load(self) -> None:
        """Ask the centre and show what it says."""
        wanted = self._wanted
        try:
            page = await self._desk.ask(lambda centre: centre.inspections(wanted))
        except (AccessDenied, Unavailable) as error:
            if self._page is not None:
                raise
            self._show_trouble(error)
            return
        if wanted != self._wanted:
            return
        if not page.rows and page.page > last_page(page):
            await self._want(replace(wanted, page=last_page(page)))
            return
        self._page = page
        self.paint()
        self.root.update()

    def _show_trouble(self, error: SuichaError) -> None:
        desk = self._desk
        self.root.content = trouble_panel(desk.explain(error), desk.say("console.retry"), desk.guard(self.load))
        self.root.update()

    def concerns(self, event: CentreEvent) -> bool:
        """Whether an event may change what is shown: work in progress only where its row is in sight."""
        shown = self._page is not None and any(row.inspection_id == event.inspection_id for row in self._page.rows)
        return shown or event.kind not in _QUIET_KINDS or self._wanted.state is None

    def paint(self) -> None:
        """Everything, for the language and the width of the page; nothing when nothing changed."""
        desk = self._desk
        view = list_view(desk.language, self._page, self._wanted, desk.today) if self._page else None
        look = (view, desk.language, desk.wide, desk.phone)
        if look == self._painted and view is not None:
            return
        self._painted = look
        self._title.value = desk.say("console.list.title")
        self._filters.paint(view)
        self._arrange()
        self._rows.controls = self._body(view)
        self._paint_pages(view)
        self.root.content = self._arranged

    def leave(self) -> None:
        """The screen is no longer shown; it keeps its filters for the way back."""

    def _arrange(self) -> None:
        """Where things stand: anew only for another width or language, so that news disturb nobody who types or chooses."""
        shape = (self._desk.language, self._desk.wide, self._desk.phone)
        if shape == self._shape:
            return
        self._shape = shape
        self._standing = {}
        edge = 12 if self._desk.phone else 24
        parts: list[ft.Control] = [self._filters.root, self._framed(), self._pages]
        if not self._desk.phone:
            parts.insert(0, self._title)
        padding = ft.Padding.only(left=edge, right=edge, top=16, bottom=8)
        self._arranged = ft.Container(ft.Column(parts, spacing=16, expand=True), padding=padding, expand=True)

    def _framed(self) -> ft.Control:
        self._rows.spacing = 0 if self._desk.wide else 12
        if not self._desk.wide:
            return self._rows
        table = ft.Column([heading_row(self._label), self._rows], spacing=0, expand=True)
        return ft.Container(
            table,
            expand=True,
            border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
            border_radius=RADIUS,
            bgcolor=CARD,
            clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        )

    def _body(self, view: ListView | None) -> list[ft.Control]:
        if view is None:
            return [waiting_ring()]
        if view.empty:
            return [self._empty(view.empty)]
        self._standing = {row: self._standing.get(row) or self._row(row) for row in view.rows}
        return list(self._standing.values())

    def _row(self, row: RowView) -> ft.Control:
        open_it = self._desk.guard(lambda: self._on_open(row.inspection_id))
        return table_row(row, open_it) if self._desk.wide else card(row, self._label, open_it)

    def _empty(self, empty: EmptyView) -> ft.Control:
        lines: list[ft.Control] = [
            ft.Icon(ft.Icons.INBOX_OUTLINED, size=56, color=ft.Colors.OUTLINE),
            ft.Text(empty.title, size=HEADING, weight=ft.FontWeight.W_600, text_align=ft.TextAlign.CENTER),
            quiet(empty.hint, NOTE, text_align=ft.TextAlign.CENTER),
        ]
        if empty.clearable:
            clear = ft.OutlinedButton(self._desk.say("console.list.clear"), on_click=self._desk.guard(self._clear))
            lines.append(named("clear-filters", clear))
        column = ft.Column(lines, horizontal_alignment=ft.CrossAxisAlignment.CENTER, spacing=10)
        return named("empty", ft.Container(column, padding=48, alignment=ft.Alignment.CENTER))

    def _paint_pages(self, view: ListView | None) -> None:
        self._pages.visible = bool(view and view.rows)
        if view:
            self._range.value = view.range
            self._previous.disabled, self._next.disabled = not view.has_previous, not view.has_next
        self._previous.tooltip, self._next.tooltip = self._desk.say("console.list.previous"), self._desk.say("console.list.next")

    async def _want(self, wanted: InspectionFilter) -> None:
        self._wanted = wanted
        await self.load()

    async def _turn(self, pages: int) -> None:
        await self._want(replace(self._wanted, page=self._wanted.page + pages))
        await self._rows.scroll_to(offset=0)

    async def _clear(self) -> None:
        self._filters.clear()
        await self._want(narrowed(self._wanted, search="", district=None))

    def _label(self, name: str) -> str:
        return self._desk.say(f"console.column.{name}")


def _pager(icon: ft.IconData, on_click: Any) -> ft.IconButton:
    return ft.IconButton(icon=icon, on_click=on_click, width=TOUCH, height=TOUCH)
