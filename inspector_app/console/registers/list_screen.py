"""A register's list: search, district, who left; a row with its history; files in and out."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.calls import ConsoleClient
from inspector_app.console.desk import Desk
from inspector_app.console.registers.dialogs import RowDialog
from inspector_app.console.registers.facts import names_in
from inspector_app.console.registers.files import RegisterFiles
from inspector_app.console.registers.head import RegisterHead
from inspector_app.console.registers.list_view import RegisterView, RowView, register_view
from inspector_app.console.registers.rows import card, heading_row, table_row
from inspector_app.console.routes import RegisterLeaf, RegisterPart, RegisterPlace
from inspector_app.console.screens.dialogs import OpenDialog
from inspector_app.console.screens.empty_view import EmptyView
from inspector_app.console.screens.list_filters import ListFilters
from inspector_app.console.screens.paged_list import PagedList
from inspector_app.look.pieces import named
from inspector_app.look.theme import TOUCH
from sync.domain.registers.columns import Register
from sync.protocol.console import CentreEvent
from sync.protocol.registers import RegisterFilter, RegisterPage, Shown


class RegisterScreen(PagedList[RegisterFilter, RegisterPage, RegisterView, RowView]):
    """One of the registers that come and go as files."""

    def __init__(self, desk: Desk, part: RegisterPart, on_go: Callable[[RegisterPlace], Any]) -> None:
        self._part = part
        self._register = Register(part.value)
        self._on_go = on_go
        self._dialog = OpenDialog(desk)
        self._files = RegisterFiles(desk)
        self._head = RegisterHead(desk, part, on_go, self._files)
        self._filters = ListFilters(
            desk,
            "rows",
            f"console.register.search.{part.value}",
            on_tab=lambda name: self._narrow(show=Shown(name)),
            on_district=lambda district: self._narrow(district=district or ""),
            on_search=lambda text: self._narrow(search=text.strip()),
        )
        column = ft.Column([self._head.below, self._filters.root], spacing=12)
        super().__init__(
            desk,
            RegisterFilter(),
            "console.register.title",
            column,
            lambda label: heading_row(part, label),
            beside_title=self._head.actions,
            in_title=self._head.title,
        )

    def concerns(self, event: CentreEvent) -> bool:
        """Registers change by files, which their own screens bring in."""
        return False

    def leave(self) -> None:
        self._dialog.close()

    def wanting(self, search: str) -> None:
        """From the next load on: this search, in all districts, in the register."""
        self._filters.clear()
        self._filters.search(search)
        self._wanted = RegisterFilter(search=search)

    def _ask(self, centre: ConsoleClient, wanted: RegisterFilter) -> RegisterPage:
        return centre.register(self._register, wanted)

    def _view(self, page: RegisterPage) -> RegisterView:
        return register_view(self._desk.language, self._register, page, self._wanted, self._desk.today)

    def _paint_filters(self, view: RegisterView | None, anew: bool) -> None:
        if anew:
            self._head.arrange()
        self._filters.paint(view)

    def _row(self, row: RowView) -> ft.Control:
        open_it = self._desk.guard(lambda: self._open(row))
        return table_row(self._part, row, open_it) if self._desk.wide else card(row, self._label, open_it)

    def _empty(self, view: EmptyView) -> ft.Control:
        shown = self._page and self._view(self._page)
        return self._frame.empty(view, *(self._first_steps() if shown and shown.bare else ()))

    def _first_steps(self) -> list[ft.Control]:
        """Of whoever has nothing yet."""
        desk = self._desk
        template = ft.OutlinedButton(desk.say("console.register.template"), icon=ft.Icons.DOWNLOAD, height=TOUCH)
        template.on_click = desk.guard(lambda: self._files.template(self._register))
        bring_in = ft.FilledButton(desk.say("console.register.import"), icon=ft.Icons.UPLOAD_FILE, height=TOUCH)
        bring_in.on_click = desk.guard(lambda: self._on_go(RegisterPlace(self._part, RegisterLeaf.IMPORT)))
        buttons: list[ft.Control] = [named("first-template", template), named("first-import", bring_in)]
        return [ft.Row(buttons, spacing=12, run_spacing=12, wrap=True, alignment=ft.MainAxisAlignment.CENTER)]

    async def _clear(self) -> None:
        self._filters.clear()
        await self._narrow(search="", district="")

    async def _open(self, view: RowView) -> None:
        page = self._page
        row = next((row for row in page.rows if row.id == view.id), None) if page else None
        if page is None or row is None:
            return
        names = names_in(self._desk.language, page.districts)
        made = RowDialog(self._desk, self._register, row.id, row.facts, names)
        self._dialog.show(made.root)
        await made.read()
