"""What the centre turned down: what waits for a decision first."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.calls import ConsoleClient
from inspector_app.console.desk import Desk
from inspector_app.console.routes import EntryKey
from inspector_app.console.screens.paged_list import PagedList
from inspector_app.console.screens.pills import Pills
from inspector_app.console.screens.quarantine_rows import card, heading_row, table_row
from inspector_app.console.screens.quarantine_view import EntryView, QuarantineView, quarantine_view
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, RADIUS
from sync.protocol.administration import Entries, QuarantineFilter, QuarantinePage
from sync.protocol.console import CentreEvent


class QuarantineScreen(PagedList[QuarantineFilter, QuarantinePage, QuarantineView, EntryView]):
    """Filters, rows, pages."""

    def __init__(self, desk: Desk, on_open: Callable[[EntryKey], Any]) -> None:
        self._on_open = on_open
        self._offered: object = None
        self._tabs = Pills(desk, "entries", lambda name: self._narrow(show=Entries(name)))
        self._device = _choice(desk, lambda key: self._narrow(device=UUID(key) if key else None))
        self._code = _choice(desk, lambda key: self._narrow(code=key))
        self._filters = ft.Container()
        super().__init__(desk, QuarantineFilter(), "console.quarantine.title", self._filters, heading_row)

    def concerns(self, event: CentreEvent) -> bool:
        """Whether something was set apart or decided."""
        return event.kind == "quarantine"

    def _ask(self, centre: ConsoleClient, wanted: QuarantineFilter) -> QuarantinePage:
        return centre.quarantine(wanted)

    def _view(self, page: QuarantinePage) -> QuarantineView:
        return quarantine_view(self._desk.language, page, self._wanted, self._desk.now)

    def _paint_filters(self, view: QuarantineView | None, anew: bool) -> None:
        if anew:
            self._lay_out_filters()
        if view:
            self._tabs.paint(view.tabs)
            self._offer(view)

    def _row(self, row: EntryView) -> ft.Control:
        open_it = self._desk.guard(lambda: self._on_open(row.key))
        return table_row(row, open_it) if self._desk.wide else card(row, open_it)

    async def _clear(self) -> None:
        self._device.value = self._code.value = ""
        await self._narrow(device=None, code="")

    def _lay_out_filters(self) -> None:
        desk = self._desk
        self._device.width = self._code.width = (desk.width - 36) / 2 if desk.phone else 220
        tabs = ft.Container(self._tabs.root, expand=desk.wide)
        fields = ft.Row([named("tablet-choice", self._device), named("reason-choice", self._code)], spacing=12)
        self._filters.content = ft.Row([tabs, fields], spacing=16) if desk.wide else ft.Column([tabs, fields], spacing=12)

    def _offer(self, view: QuarantineView) -> None:
        """Other options close an open menu: they are put in only when they are others."""
        if self._offered != (view.devices, view.codes):
            self._offered = (view.devices, view.codes)
            for field, offered in ((self._device, view.devices), (self._code, view.codes)):
                field.options = [ft.DropdownOption(key=key, text=words) for key, words in offered]
                field.value = field.value or ""


def _choice(desk: Desk, on_choose: Callable[[str], Any]) -> ft.Dropdown:
    field = ft.Dropdown(
        text_size=BODY,
        border=ft.OutlineInputBorder(border_radius=RADIUS),
        dense=True,
        content_padding=ft.Padding.symmetric(horizontal=12, vertical=10),
    )
    field.on_select = desk.guard(lambda: on_choose(field.value or ""))
    return field
