"""The list of inspections: what waits for review first."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.list_filters import ListFilters
from inspector_app.console.screens.list_frame import ListFrame
from inspector_app.console.screens.list_rows import card, heading_row, table_row
from inspector_app.console.screens.list_view import (
    WAITING_FIRST,
    ListView,
    RowView,
    last_page,
    list_view,
    narrowed,
)
from inspector_app.console.screens.trouble import trouble_panel, waiting_ring
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
        self._filters = ListFilters(
            desk,
            on_state=lambda state: self._want(narrowed(self._wanted, state=state)),
            on_district=lambda district: self._want(narrowed(self._wanted, district=district)),
            on_search=lambda text: self._want(narrowed(self._wanted, search=text.strip())),
        )
        self._frame = ListFrame(
            desk,
            "console.list.title",
            self._filters.root,
            heading=lambda: heading_row(self._label),
            on_turn=lambda pages: self._want(replace(self._wanted, page=self._wanted.page + pages)),
            on_clear=self._clear,
        )
        self._standing: dict[RowView, ft.Control] = {}
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
        if event.inspection_id is None:
            return False
        shown = self._page is not None and any(row.inspection_id == event.inspection_id for row in self._page.rows)
        return shown or event.kind not in _QUIET_KINDS or self._wanted.state is None

    def age(self) -> None:
        """Days left are counted anew after midnight."""
        self.paint()
        self.root.update()

    def paint(self) -> None:
        """Everything, for the language and the width of the page; nothing when nothing changed."""
        desk = self._desk
        view = list_view(desk.language, self._page, self._wanted, desk.today) if self._page else None
        look = (view, desk.language, desk.wide, desk.phone)
        if look == self._painted and view is not None:
            return
        self._painted = look
        self._filters.paint(view)
        if self._frame.arrange():
            self._standing = {}
        self._frame.show(self._body(view), view.paging if view else None)
        self.root.content = self._frame.root

    def leave(self) -> None:
        """The screen is no longer shown; it keeps its filters for the way back."""

    def _body(self, view: ListView | None) -> list[ft.Control]:
        if view is None:
            return [waiting_ring()]
        if view.empty:
            return [self._frame.empty(view.empty)]
        self._standing = {row: self._standing.get(row) or self._row(row) for row in view.rows}
        return list(self._standing.values())

    def _row(self, row: RowView) -> ft.Control:
        open_it = self._desk.guard(lambda: self._on_open(row.inspection_id))
        return table_row(row, open_it) if self._desk.wide else card(row, self._label, open_it)

    async def _want(self, wanted: InspectionFilter) -> None:
        self._wanted = wanted
        await self.load()

    async def _clear(self) -> None:
        self._filters.clear()
        await self._want(narrowed(self._wanted, search="", district=None))

    def _label(self, name: str) -> str:
        return self._desk.say(f"console.column.{name}")
