"""The tablets: who was heard when, what waits on them, which want attention."""

from uuid import UUID

import flet as ft

from inspector_app.console.calls import ConsoleClient
from inspector_app.console.desk import Desk
from inspector_app.console.screens.dialogs import OpenDialog
from inspector_app.console.screens.enrolment_dialog import EnrolmentDialog
from inspector_app.console.screens.paged_list import PagedList
from inspector_app.console.screens.pills import Pills
from inspector_app.console.screens.search_field import SearchField
from inspector_app.console.screens.tablet_dialogs import RevokeDialog, tablet_dialog
from inspector_app.console.screens.tablets_rows import card, heading_row, table_row
from inspector_app.console.screens.tablets_view import TabletsView, TabletView, tablets_view
from inspector_app.look.pieces import named
from inspector_app.look.theme import TOUCH
from sync.protocol.administration import DeviceFilter, DevicePage, RevokeRequest, Show
from sync.protocol.console import CentreEvent

_KINDS = ("tablet", "quarantine")


class TabletsScreen(PagedList[DeviceFilter, DevicePage, TabletsView, TabletView]):
    """Filters, rows, pages; a tablet's facts and its revocation in dialogs."""

    def __init__(self, desk: Desk) -> None:
        self._dialog = OpenDialog(desk)
        self._tabs = Pills(desk, "tablets", lambda name: self._narrow(show=Show(name)))
        self._search = SearchField(desk, "tablet-search", lambda text: self._narrow(search=text.strip()))
        self._filters = ft.Container()
        self._add = ft.FilledButton(icon=ft.Icons.ADD, height=TOUCH, on_click=desk.guard(self._enrol))
        beside = named("add-tablet", self._add)
        super().__init__(desk, DeviceFilter(), "console.tablets.title", self._filters, heading_row, beside_title=beside)

    def concerns(self, event: CentreEvent) -> bool:
        """Whether the event is about tablets."""
        return event.kind in _KINDS

    def leave(self) -> None:
        self._dialog.leave()

    def _ask(self, centre: ConsoleClient, wanted: DeviceFilter) -> DevicePage:
        return centre.devices(wanted)

    def _view(self, page: DevicePage) -> TabletsView:
        return tablets_view(self._desk.language, page, self._wanted, self._desk.now)

    def _paint_filters(self, view: TabletsView | None, anew: bool) -> None:
        if anew:
            self._lay_out_filters()
        if view:
            self._tabs.paint(view.tabs)

    async def _clear(self) -> None:
        self._search.clear()
        await self._narrow(search="")

    def _lay_out_filters(self) -> None:
        desk = self._desk
        self._add.content = desk.say("console.tablets.add")
        self._search.field.hint_text = desk.say("console.tablets.search")
        self._search.field.width = 300 if desk.wide else None
        tabs = ft.Container(self._tabs.root, expand=desk.wide)
        self._search.root.expand = not desk.wide
        both: list[ft.Control] = [tabs, ft.Row([self._search.root])]
        self._filters.content = ft.Row(both, spacing=16) if desk.wide else ft.Column(both, spacing=12)

    def _row(self, row: TabletView) -> ft.Control:
        open_it = self._desk.guard(lambda: self._open(row))
        return table_row(row, open_it) if self._desk.wide else card(row, self._label, open_it)

    def _open(self, view: TabletView) -> None:
        self._dialog.show(tablet_dialog(self._desk, view, lambda: self._ask_to_revoke(view)))

    async def _ask_to_revoke(self, view: TabletView) -> None:
        self._dialog.close()
        made = RevokeDialog(self._desk, view, lambda request: self._revoke(view.device_id, request)).root
        await self._dialog.show_keeping_words(made, f"revoke.{view.device_id}")

    async def _revoke(self, device_id: UUID, request: RevokeRequest) -> None:
        await self._desk.ask(lambda centre: centre.revoke(device_id, request))
        self._dialog.close()
        self._desk.guard.tell(self._desk.say("console.revoke.done"))
        await self.load()

    async def _enrol(self) -> None:
        made = EnrolmentDialog(self._desk)
        self._dialog.show(made.root)
        await made.search("")
