"""The enterprises that the register of compounds names."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.calls import ConsoleClient
from inspector_app.console.desk import Desk
from inspector_app.console.registers.head import RegisterHead
from inspector_app.console.registers.list_view import RegisterView, RowView, enterprises_view
from inspector_app.console.registers.rows import card, heading_row, table_row
from inspector_app.console.routes import RegisterPart, RegisterPlace
from inspector_app.console.screens.list_filters import ListFilters
from inspector_app.console.screens.paged_list import PagedList
from sync.protocol.console import CentreEvent
from sync.protocol.registers import EnterpriseFilter, EnterprisePage


class EnterprisesScreen(PagedList[EnterpriseFilter, EnterprisePage, RegisterView, RowView]):
    """Filters, rows, pages; a row leads to its compounds (``on_open`` gets the credit code)."""

    def __init__(self, desk: Desk, on_go: Callable[[RegisterPlace], Any], on_open: Callable[[str], Any]) -> None:
        part = RegisterPart.ENTERPRISES
        self._on_open = on_open
        self._head = RegisterHead(desk, part, on_go)
        self._filters = ListFilters(
            desk,
            "rows",
            "console.register.search.enterprises",
            on_tab=lambda _: None,
            on_district=lambda district: self._narrow(district=district or ""),
            on_search=lambda text: self._narrow(search=text.strip()),
        )
        super().__init__(
            desk,
            EnterpriseFilter(),
            "console.register.title",
            ft.Column([self._head.below, self._filters.root], spacing=12),
            lambda label: heading_row(part, label),
            beside_title=self._head.actions,
            in_title=self._head.title,
        )

    def concerns(self, event: CentreEvent) -> bool:
        """They change with files of compounds."""
        return False

    def _ask(self, centre: ConsoleClient, wanted: EnterpriseFilter) -> EnterprisePage:
        return centre.enterprises(wanted)

    def _view(self, page: EnterprisePage) -> RegisterView:
        return enterprises_view(self._desk.language, page, self._wanted)

    def _paint_filters(self, view: RegisterView | None, anew: bool) -> None:
        if anew:
            self._head.arrange()
        self._filters.paint(view)

    def _row(self, row: RowView) -> ft.Control:
        open_it = self._desk.guard(lambda: self._on_open(row.key))
        part = RegisterPart.ENTERPRISES
        return table_row(part, row, open_it) if self._desk.wide else card(row, self._label, open_it)

    async def _clear(self) -> None:
        self._filters.clear()
        await self._narrow(search="", district="")
