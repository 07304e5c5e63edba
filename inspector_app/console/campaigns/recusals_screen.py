"""Who stays away from what: what waits for a decision first."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.calls import ConsoleClient
from inspector_app.console.campaigns.recusal_dialogs import DecisionDialog, RecusalDialog, enter_recusal
from inspector_app.console.campaigns.recusals_view import RecusalRow, RecusalsView, recusals_view
from inspector_app.console.campaigns.rows import recusal_card, recusal_heading, recusal_line
from inspector_app.console.desk import Desk
from inspector_app.console.routes import CampaignPlace
from inspector_app.console.screens.dialogs import OpenDialog
from inspector_app.console.screens.paged_list import PagedList
from inspector_app.console.screens.pills import Pills
from inspector_app.console.screens.search_field import SearchField
from inspector_app.look.pieces import named
from inspector_app.look.theme import TITLE, TOUCH
from sync.protocol.console import CentreEvent
from sync.protocol.recusals import RecusalDecision, RecusalFilter, RecusalPage, RecusalRequest, RecusalShow


class RecusalsScreen(PagedList[RecusalFilter, RecusalPage, RecusalsView, RecusalRow]):
    """Filters, rows, pages; entering one, before a draw too; for administrators deciding one."""

    def __init__(self, desk: Desk, on_go: Callable[[CampaignPlace], Any]) -> None:
        self._dialog = OpenDialog(desk)
        self._tabs = Pills(desk, "recusals", lambda name: self._narrow(show=RecusalShow(name)))
        self._search = SearchField(desk, "recusal-search", lambda text: self._narrow(search=text.strip()))
        self._filters = ft.Container()
        self._back = ft.IconButton(ft.Icons.ARROW_BACK, width=TOUCH, height=TOUCH)
        self._back.on_click = desk.guard(lambda: on_go(CampaignPlace()))
        self._words = ft.Text(size=TITLE, weight=ft.FontWeight.W_600)
        self._new = ft.FilledButton(icon=ft.Icons.ADD, height=TOUCH, on_click=desk.guard(self._begin))
        super().__init__(
            desk,
            RecusalFilter(),
            "console.recusals.title",
            self._filters,
            recusal_heading,
            beside_title=named("new-recusal", self._new),
            in_title=ft.Row([named("back", self._back), self._words], spacing=4),
        )

    def concerns(self, event: CentreEvent) -> bool:
        """Nothing that the centre tells of."""
        return False

    def leave(self) -> None:
        self._dialog.close()

    def _ask(self, centre: ConsoleClient, wanted: RecusalFilter) -> RecusalPage:
        return centre.recusals(wanted)

    def _view(self, page: RecusalPage) -> RecusalsView:
        return recusals_view(self._desk.language, page, self._wanted, self._desk.today)

    def _paint_filters(self, view: RecusalsView | None, anew: bool) -> None:
        desk = self._desk
        if anew:
            self._words.value = desk.say("console.recusals.title")
            self._back.tooltip = desk.say("console.back")
            self._new.content = desk.say("console.recusal.add")
            self._search.field.hint_text = desk.say("console.enrol.search")
            self._search.field.width = 260 if desk.wide else None
            tabs = ft.Container(self._tabs.root, expand=desk.wide)
            self._search.root.expand = not desk.wide
            both: list[ft.Control] = [tabs, ft.Row([self._search.root])]
            self._filters.content = ft.Row(both, spacing=16) if desk.wide else ft.Column(both, spacing=12)
        if view:
            self._tabs.paint(view.tabs)

    def _row(self, row: RecusalRow) -> ft.Control:
        open_it = self._desk.guard(lambda: self._open(row))
        return recusal_line(row, open_it) if self._desk.wide else recusal_card(row, open_it)

    async def _clear(self) -> None:
        self._search.clear()
        await self._narrow(search="")

    async def _begin(self) -> None:
        made = RecusalDialog(self._desk, self._request)
        self._dialog.show(made.root)
        await made.begin()

    async def _request(self, request: RecusalRequest) -> None:
        await enter_recusal(self._desk, self._dialog, request)
        await self.load()

    def _open(self, row: RecusalRow) -> None:
        decide = (lambda decision: self._decide(row.id, decision)) if self._desk.administers else None
        self._dialog.show(DecisionDialog(self._desk, row, decide).root)

    async def _decide(self, recusal_id: UUID, decision: RecusalDecision) -> None:
        await self._desk.ask(lambda centre: centre.decide_recusal(recusal_id, decision))
        self._dialog.close()
        self._desk.guard.tell(self._desk.say("console.recusal.decided_now"))
        await self.load()
