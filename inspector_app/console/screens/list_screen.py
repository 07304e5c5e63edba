"""The list of inspections: what waits for review first."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.calls import ConsoleClient
from inspector_app.console.desk import Desk
from inspector_app.console.list_place import EVERY_STATE, ListPlace, in_state
from inspector_app.console.screens.list_filters import ListFilters
from inspector_app.console.screens.list_rows import card, heading_row, table_row
from inspector_app.console.screens.list_view import WAITING_FIRST, ListView, RowView, list_view
from inspector_app.console.screens.order_menu import OrderMenu
from inspector_app.console.screens.paged_list import PagedList, narrowed
from sync.domain.inspections import State
from sync.protocol.console import CentreEvent, InspectionFilter, InspectionOrder, InspectionPage

_QUIET_KINDS = ("results", "evidence", "started")


class ListScreen(PagedList[InspectionFilter, InspectionPage, ListView, RowView]):
    """Filters, rows, pages. Days left are counted anew after midnight. State and order stand in the address: ``on_place`` goes
    there, and ``stand_at`` is told."""

    def __init__(self, desk: Desk, on_open: Callable[[UUID], Any], on_place: Callable[[ListPlace], Any]) -> None:
        self._on_open = on_open
        self._order = OrderMenu(desk, lambda name: on_place(replace(self.place, order=InspectionOrder(name))))
        self._filters = ListFilters(
            desk,
            "state",
            "console.list.search",
            on_tab=lambda name: on_place(in_state(self.place, None if name == EVERY_STATE else State(name))),
            on_district=lambda district: self._narrow(district=district),
            on_search=lambda text: self._narrow(search=text.strip()),
            aside=self._order.root,
        )
        super().__init__(
            desk,
            WAITING_FIRST,
            "console.list.title",
            self._filters.root,
            lambda label: heading_row(label, desk.roomy),
            aside=self._order.root,
        )

    @property
    def place(self) -> ListPlace:
        """How the list is looked at."""
        return ListPlace(self._wanted.state, self._wanted.order)

    def stand_at(self, place: ListPlace) -> "ListScreen":
        """Look at it so; where that is how it was left, on the page where it was left."""
        if place != self.place:
            self._wanted = narrowed(self._wanted, state=place.state, order=place.order)
        return self

    def concerns(self, event: CentreEvent) -> bool:
        """Whether an event may change what is shown: work in progress only where its row is in sight."""
        if event.inspection_id is None:
            return False
        shown = self._page is not None and any(row.inspection_id == event.inspection_id for row in self._page.rows)
        return shown or event.kind not in _QUIET_KINDS or self._wanted.state is None

    async def next_waiting(self) -> InspectionPage:
        """The first that waits for review under the search and the district that the list is left with, and how many do."""
        wanted = replace(self._wanted, state=State.SUBMITTED, page=1, page_size=1)
        return await self._desk.ask(lambda centre: centre.inspections(wanted))

    def _ask(self, centre: ConsoleClient, wanted: InspectionFilter) -> InspectionPage:
        return centre.inspections(wanted)

    def _view(self, page: InspectionPage) -> ListView:
        return list_view(self._desk.language, page, self._wanted, self._desk.today)

    def _paint_filters(self, view: ListView | None, anew: bool) -> None:
        self._filters.paint(view)
        if view:
            self._order.paint(view.orders)

    def _row(self, row: RowView) -> ft.Control:
        open_it = self._desk.guard(lambda: self._on_open(row.inspection_id))
        return table_row(row, open_it, self._desk.roomy) if self._desk.wide else card(row, self._label, open_it)

    async def _clear(self) -> None:
        self._filters.clear()
        await self._narrow(search="", district=None)
