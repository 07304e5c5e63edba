"""The campaigns: what was planned, frozen, drawn."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.calls import ConsoleClient
from inspector_app.console.campaigns.changes import touches_counts
from inspector_app.console.campaigns.list_view import CampaignRow, CampaignsView, campaigns_view
from inspector_app.console.campaigns.rows import campaign_card, campaign_heading, campaign_line
from inspector_app.console.desk import Desk
from inspector_app.console.routes import CampaignLeaf, CampaignPlace
from inspector_app.console.screens.empty_view import EmptyView
from inspector_app.console.screens.paged_list import PagedList
from inspector_app.console.screens.search_field import SearchField
from inspector_app.look.pieces import named
from inspector_app.look.theme import TOUCH
from sync.domain.ids import IdMaker
from sync.protocol.campaigns import CampaignFilter, CampaignPage
from sync.protocol.console import CentreEvent


class CampaignsScreen(PagedList[CampaignFilter, CampaignPage, CampaignsView, CampaignRow]):
    """Search, rows, pages; the calendar of all; the recusals; for administrators a new campaign."""

    def __init__(self, desk: Desk, on_go: Callable[[CampaignPlace], Any]) -> None:
        self._on_go = on_go
        self._search = SearchField(desk, "campaign-search", lambda text: self._narrow(search=text.strip()))
        self._recusals = ft.OutlinedButton(height=TOUCH)
        self._recusals.on_click = desk.guard(lambda: on_go(CampaignPlace(CampaignLeaf.RECUSALS)))
        self._new = ft.FilledButton(icon=ft.Icons.ADD, height=TOUCH, on_click=desk.guard(self._begin))
        self._calendar = ft.OutlinedButton(height=TOUCH)
        self._calendar.on_click = desk.guard(lambda: on_go(CampaignPlace(CampaignLeaf.CALENDAR)))
        begin = [named("new-campaign", self._new)] if desk.administers else []
        ways = [named("calendar", self._calendar), named("recusals", self._recusals)]
        beside = ft.Row([*ways, *begin], spacing=12, tight=True)
        row = ft.Row([self._search.root])
        super().__init__(desk, CampaignFilter(), "console.campaigns.title", row, campaign_heading, beside_title=beside)

    def concerns(self, event: CentreEvent) -> bool:
        """Whether a visit went on, or a campaign did."""
        return touches_counts(event)

    def _ask(self, centre: ConsoleClient, wanted: CampaignFilter) -> CampaignPage:
        return centre.campaigns(wanted)

    def _view(self, page: CampaignPage) -> CampaignsView:
        return campaigns_view(self._desk.language, page, self._wanted, self._desk.administers)

    def _paint_filters(self, view: CampaignsView | None, anew: bool) -> None:
        desk = self._desk
        if anew:
            self._calendar.icon = None if desk.phone else ft.Icons.CALENDAR_MONTH_OUTLINED
            self._recusals.icon = None if desk.phone else ft.Icons.PERSON_OFF_OUTLINED
            self._calendar.content = desk.say("console.due.button")
            self._recusals.content = desk.say("console.recusals.title")
            self._new.content = desk.say("console.campaigns.new_short" if desk.phone else "console.campaigns.new")
            self._search.field.hint_text = desk.say("console.campaigns.search")
            self._search.field.width = 320 if not desk.phone else None
            self._search.root.expand = desk.phone

    def _row(self, row: CampaignRow) -> ft.Control:
        open_it = self._desk.guard(lambda: self._on_go(CampaignPlace(CampaignLeaf.DETAIL, row.id)))
        return campaign_line(row, open_it) if self._desk.wide else campaign_card(row, self._label, open_it)

    def _empty(self, view: EmptyView) -> ft.Control:
        if view.clearable or not self._desk.administers:
            return self._frame.empty(view)
        first = ft.FilledButton(self._desk.say("console.campaigns.new"), icon=ft.Icons.ADD, height=TOUCH)
        first.on_click = self._desk.guard(self._begin)
        return self._frame.empty(view, named("first-campaign", first))

    async def _clear(self) -> None:
        self._search.clear()
        await self._narrow(search="")

    async def _begin(self) -> None:
        made: UUID = IdMaker().new()
        await self._on_go(CampaignPlace(CampaignLeaf.PLAN, made))
