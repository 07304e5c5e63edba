"""What the centre turned down: what waits for a decision first."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.routes import EntryKey
from inspector_app.console.screens.list_frame import ListFrame
from inspector_app.console.screens.pills import Pills
from inspector_app.console.screens.quarantine_rows import card, heading_row, table_row
from inspector_app.console.screens.quarantine_view import EntryView, QuarantineView, narrowed, quarantine_view
from inspector_app.console.screens.trouble import trouble_panel, waiting_ring
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, RADIUS
from sync.errors import Unavailable
from sync.protocol.administration import Entries, QuarantineFilter, QuarantinePage
from sync.protocol.messages import CentreEvent


class QuarantineScreen:
    """Filters, rows, pages."""

    def __init__(self, desk: Desk, on_open: Callable[[EntryKey], Any]) -> None:
        self._desk = desk
        self._on_open = on_open
        self._wanted = QuarantineFilter()
        self._page: QuarantinePage | None = None
        self._painted: tuple[object, ...] = ()
        self._offered: object = None
        self._standing: dict[EntryView, ft.Control] = {}
        self._tabs = Pills(desk, "entries", lambda name: self._want(narrowed(self._wanted, show=Entries(name))))
        self._device = _choice(desk, lambda key: self._want(narrowed(self._wanted, device=UUID(key) if key else None)))
        self._code = _choice(desk, lambda key: self._want(narrowed(self._wanted, code=key)))
        self._filters = ft.Container()
        self._frame = ListFrame(
            desk,
            "console.quarantine.title",
            self._filters,
            heading=lambda: heading_row(self._label),
            on_turn=lambda pages: self._want(replace(self._wanted, page=self._wanted.page + pages)),
            on_clear=self._clear,
        )
        self.root = ft.Container(expand=True)

    async def load(self) -> None:
        """Ask the centre and show what it says."""
        wanted = self._wanted
        try:
            page = await self._desk.ask(lambda centre: centre.quarantine(wanted))
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
        """Whether something was set apart or decided."""
        return event.kind == "quarantine"

    def age(self) -> None:
        """What is shown says how long ago it was."""
        if self.paint():
            self.root.update()

    def paint(self) -> bool:
        """Everything, for the language and the width of the page; whether anything had to be."""
        desk = self._desk
        view = quarantine_view(desk.language, self._page, self._wanted, desk.now) if self._page else None
        look = (view, desk.language, desk.wide, desk.phone)
        if look == self._painted and view is not None and self.root.content is self._frame.root:
            return False
        self._painted = look
        if self._frame.arrange():
            self._standing = {}
            self._lay_out_filters()
        if view:
            self._tabs.paint(view.tabs)
            self._offer(view)
        self._frame.show(self._body(view), view.paging if view else None)
        self.root.content = self._frame.root
        return True

    def leave(self) -> None:
        """The screen is no longer shown; it keeps its filters for the way back."""

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

    def _body(self, view: QuarantineView | None) -> list[ft.Control]:
        if view is None:
            return [waiting_ring()]
        if view.empty:
            return [self._frame.empty(view.empty)]
        self._standing = {row: self._standing.get(row) or self._row(row) for row in view.rows}
        return list(self._standing.values())

    def _row(self, row: EntryView) -> ft.Control:
        open_it = self._desk.guard(lambda: self._on_open(row.key))
        return table_row(row, open_it) if self._desk.wide else card(row, open_it)

    async def _want(self, wanted: QuarantineFilter) -> None:
        self._wanted = wanted
        await self.load()

    async def _clear(self) -> None:
        self._device.value = self._code.value = ""
        await self._want(narrowed(self._wanted, device=None, code=""))

    def _label(self, name: str) -> Any:
        return self._desk.say(f"console.column.{name}")


def _choice(desk: Desk, on_choose: Callable[[str], Any]) -> ft.Dropdown:
    field = ft.Dropdown(
        text_size=BODY,
        border=ft.OutlineInputBorder(border_radius=RADIUS),
        dense=True,
        content_padding=ft.Padding.symmetric(horizontal=12, vertical=10),
    )
    field.on_select = desk.guard(lambda: on_choose(field.value or ""))
    return field
