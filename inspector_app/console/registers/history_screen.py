"""Who changed what in a register, and when."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspector_app.console.calls import ConsoleClient
from inspector_app.console.desk import Desk
from inspector_app.console.registers.dialogs import act_dialog
from inspector_app.console.registers.facts import names_in
from inspector_app.console.registers.history_rows import card, heading_row, table_row
from inspector_app.console.registers.history_view import ActView, HistoryView, history_view
from inspector_app.console.registers.list_view import parts_view
from inspector_app.console.routes import RegisterLeaf, RegisterPart, RegisterPlace
from inspector_app.console.screens.dialogs import OpenDialog
from inspector_app.console.screens.paged_list import PagedList
from inspector_app.console.screens.pills import Pills
from inspector_app.look.pieces import named
from inspector_app.look.theme import TITLE, TOUCH
from sync.domain.registers.columns import Register
from sync.protocol.console import CentreEvent, DistrictName
from sync.protocol.registers import RegisterFilter, RegisterHistory

_FROM_FILES = tuple(register.value for register in Register)


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which page of the history; it starts at 1."""

    page: int = 1
    page_size: int = 20


class HistoryScreen(PagedList[HistoryFilter, RegisterHistory, HistoryView, ActView]):
    """Latest first."""

    def __init__(self, desk: Desk, part: RegisterPart, on_go: Callable[[RegisterPlace], Any]) -> None:
        self._register = Register(part.value)
        self._districts: tuple[DistrictName, ...] = ()
        self._dialog = OpenDialog(desk)
        self._parts = Pills(desk, "part", lambda name: on_go(RegisterPlace(RegisterPart(name), RegisterLeaf.HISTORY)))
        self._back = ft.IconButton(ft.Icons.ARROW_BACK, width=TOUCH, height=TOUCH)
        self._back.on_click = desk.guard(lambda: on_go(RegisterPlace(part)))
        self._words = ft.Text(size=TITLE, weight=ft.FontWeight.W_600)
        title = ft.Row([named("back", self._back), self._words], spacing=4)
        beside = ft.Container()  # so that a phone has a title, too
        super().__init__(
            desk, HistoryFilter(), "console.register.history", self._parts.root, heading_row, beside_title=beside, in_title=title
        )

    def concerns(self, event: CentreEvent) -> bool:
        """Registers change by files, which their own screens bring in."""
        return False

    def leave(self) -> None:
        self._dialog.close()

    def _ask(self, centre: ConsoleClient, wanted: HistoryFilter) -> RegisterHistory:
        if not self._districts:
            self._districts = centre.register(self._register, RegisterFilter(page_size=1)).districts
        return centre.register_history(self._register, None, wanted.page, wanted.page_size)

    def _view(self, page: RegisterHistory) -> HistoryView:
        names = names_in(self._desk.language, self._districts)
        return history_view(self._desk.language, self._register, page, names, self._desk.today)

    def _paint_filters(self, view: HistoryView | None, anew: bool) -> None:
        desk = self._desk
        if anew:
            self._words.value = desk.say("console.register.history")
            self._back.tooltip = desk.say("console.back")
            self._parts.paint(parts_view(desk.language, _FROM_FILES, self._register.value))

    def _row(self, row: ActView) -> ft.Control:
        desk = self._desk
        open_it = desk.guard(lambda: self._open(row))
        more = lambda left: desk.say("console.act.others", count=left)  # noqa: E731
        return table_row(row, more, open_it) if desk.wide else card(row, more, open_it)

    async def _clear(self) -> None:
        """There are no conditions."""

    def _open(self, view: ActView) -> None:
        self._dialog.show(act_dialog(self._desk, view))
