"""The tablets: who was heard when, what waits on them, which want attention."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.enrolment_dialog import EnrolmentDialog
from inspector_app.console.screens.list_frame import ListFrame
from inspector_app.console.screens.pills import Pills
from inspector_app.console.screens.search_field import SearchField
from inspector_app.console.screens.tablet_dialogs import RevokeDialog, tablet_dialog
from inspector_app.console.screens.tablets_rows import card, heading_row, table_row
from inspector_app.console.screens.tablets_view import TabletsView, TabletView, narrowed, tablets_view
from inspector_app.console.screens.trouble import trouble_panel, waiting_ring
from inspector_app.look.pieces import named
from inspector_app.look.theme import TOUCH
from sync.errors import Unavailable
from sync.protocol.administration import DeviceFilter, DevicePage, RevokeRequest, Show
from sync.protocol.messages import CentreEvent

_KINDS = ("tablet", "quarantine")


class TabletsScreen:
    """Filters, rows, pages; a tablet's facts and its revocation in dialogs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._wanted = DeviceFilter()
        self._page: DevicePage | None = None
        self._painted: tuple[object, ...] = ()
        self._standing: dict[TabletView, ft.Control] = {}
        self._dialog: ft.AlertDialog | None = None
        self._tabs = Pills(desk, "tablets", lambda name: self._want(narrowed(self._wanted, show=Show(name))))
        self._search = SearchField(desk, "tablet-search", lambda text: self._want(narrowed(self._wanted, search=text.strip())))
        self._filters = ft.Container()
        self._add = ft.FilledButton(icon=ft.Icons.ADD, height=TOUCH, on_click=desk.guard(self._enrol))
        self._frame = ListFrame(
            desk,
            "console.tablets.title",
            self._filters,
            heading=lambda: heading_row(self._label),
            on_turn=lambda pages: self._want(replace(self._wanted, page=self._wanted.page + pages)),
            on_clear=self._clear,
            beside_title=named("add-tablet", self._add),
        )
        self.root = ft.Container(expand=True)

    async def load(self) -> None:
        """Ask the centre and show what it says."""
        wanted = self._wanted
        try:
            page = await self._desk.ask(lambda centre: centre.devices(wanted))
        except Unavailable as error:
            if self._page is not None:
                raise
            desk = self._desk
            self.root.content = trouble_panel(desk.explain(error), desk.say("console.retry"), desk.guard(self.load))
            self.root.update()
            return
        if wanted != self._wanted:
            return
        if not page.rows and page.page > 1:
            await self._want(narrowed(wanted))
            return
        self._page = page
        self.age()

    def concerns(self, event: CentreEvent) -> bool:
        """Whether the event is about tablets."""
        return event.kind in _KINDS

    def age(self) -> None:
        """What is shown says how long ago it was."""
        if self.paint():
            self.root.update()

    def paint(self) -> bool:
        """Everything, for the language and the width of the page; whether anything had to be."""
        desk = self._desk
        view = tablets_view(desk.language, self._page, self._wanted, desk.now) if self._page else None
        look = (view, desk.language, desk.wide, desk.phone)
        if look == self._painted and view is not None and self.root.content is self._frame.root:
            return False
        self._painted = look
        if self._frame.arrange():
            self._standing = {}
            self._lay_out_filters()
        if view:
            self._tabs.paint(view.tabs)
        self._frame.show(self._body(view), view.paging if view else None)
        self.root.content = self._frame.root
        return True

    def leave(self) -> None:
        """The screen is no longer shown; it keeps its filters for the way back."""
        self._close()

    def _lay_out_filters(self) -> None:
        desk = self._desk
        self._add.content = desk.say("console.tablets.add")
        self._search.field.hint_text = desk.say("console.tablets.search")
        self._search.field.width = 300 if desk.wide else None
        tabs = ft.Container(self._tabs.root, expand=desk.wide)
        self._search.root.expand = not desk.wide
        both: list[ft.Control] = [tabs, ft.Row([self._search.root])]
        self._filters.content = ft.Row(both, spacing=16) if desk.wide else ft.Column(both, spacing=12)

    def _body(self, view: TabletsView | None) -> list[ft.Control]:
        if view is None:
            return [waiting_ring()]
        if view.empty:
            return [self._frame.empty(view.empty)]
        self._standing = {row: self._standing.get(row) or self._row(row) for row in view.rows}
        return list(self._standing.values())

    def _row(self, row: TabletView) -> ft.Control:
        open_it = self._desk.guard(lambda: self._open(row))
        return table_row(row, open_it) if self._desk.wide else card(row, self._label, open_it)

    def _open(self, view: TabletView) -> None:
        self._show(tablet_dialog(self._desk, view, lambda: self._ask_to_revoke(view)))

    def _ask_to_revoke(self, view: TabletView) -> None:
        self._close()
        self._show(RevokeDialog(self._desk, view.name, lambda request: self._revoke(view.device_id, request)).root)

    async def _revoke(self, device_id: UUID, request: RevokeRequest) -> None:
        await self._desk.ask(lambda centre: centre.revoke(device_id, request))
        self._close()
        self._desk.guard.tell(self._desk.say("console.revoke.done"))
        await self.load()

    async def _enrol(self) -> None:
        made = EnrolmentDialog(self._desk)
        self._show(made.root)
        await made.search("")

    def _show(self, dialog: ft.AlertDialog) -> None:
        self._dialog = dialog
        self._desk.page.show_dialog(dialog)

    def _close(self) -> None:
        if self._dialog and self._dialog.open:
            self._dialog.open = False
            self._dialog.update()
        self._dialog = None

    async def _want(self, wanted: DeviceFilter) -> None:
        self._wanted = wanted
        await self.load()

    async def _clear(self) -> None:
        self._search.clear()
        await self._want(narrowed(self._wanted, search=""))

    def _label(self, name: str) -> Any:
        return self._desk.say(f"console.column.{name}")
