"""What a draw found, below the draw itself: by district, by person, visit by visit."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from uuid import UUID

import flet as ft

from inspector_app.console.campaigns.cards import card, chart_card
from inspector_app.console.campaigns.dialogs import VisitDialog
from inspector_app.console.campaigns.rows import visit_card, visit_heading, visit_line
from inspector_app.console.campaigns.visits_view import Member, VisitRow, VisitsView, replaced, visits_view
from inspector_app.console.desk import Desk
from inspector_app.console.screens.dialogs import OpenDialog
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS, TOUCH
from sync.protocol.campaigns import ReplaceRequest, VisitFilter, VisitPage


class ResultPanel:
    """``on_changed``: a team is another now."""

    def __init__(self, desk: Desk, campaign_id: UUID, dialog: OpenDialog, on_changed: Callable[[], Awaitable[None]]) -> None:
        self._desk, self._id, self._dialog, self._on_changed = desk, campaign_id, dialog, on_changed
        self._wanted = VisitFilter()
        self._page: VisitPage | None = None

    async def load(self) -> None:
        """The page of visits that is wanted."""
        campaign_id, wanted = self._id, self._wanted
        self._page = await self._desk.ask(lambda centre: centre.drawn_visits(campaign_id, wanted))

    def look(self) -> object:
        """What is shown, for comparison."""
        return self._page, self._wanted

    def cards(self) -> list[ft.Control]:
        """Charts and visits."""
        if self._page is None:
            return []
        desk = self._desk
        view = visits_view(desk.language, self._page)
        charts = [chart_card("by-district", view.districts)]
        charts += [chart_card(f"workload-{number}", chart) for number, chart in enumerate(view.workloads) if chart.bars]
        if desk.wide:
            first, *others = charts
            column = ft.Column(others, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
            top = ft.CrossAxisAlignment.START
            charts = [
                ft.Row([ft.Container(first, expand=True), ft.Container(column, expand=True)], spacing=12, vertical_alignment=top)
            ]
        return [self._visits(view), *charts]

    def _visits(self, view: VisitsView) -> ft.Control:
        desk = self._desk
        district = ft.Dropdown(
            value=self._wanted.district, text_size=BODY, border=ft.OutlineInputBorder(border_radius=RADIUS), width=200
        )
        district.options = [ft.DropdownOption(key=code, text=name) for code, name in view.choices]
        district.on_select = desk.guard(lambda: self._want(replace(self._wanted, district=district.value or "", page=1)))
        rows: list[ft.Control] = [self._row(row) for row in view.rows]
        if desk.wide:
            rows.insert(0, visit_heading(self._label))
        column = ft.Column(rows, spacing=0 if desk.wide else 10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
        title = desk.say("console.result.title", count=self._page.total if self._page else 0)
        return card("visits", title, [column, self._pages(view)], named("visit-district", district))

    def _row(self, row: VisitRow) -> ft.Control:
        open_it = self._desk.guard(lambda: self._open(row))
        return visit_line(row, open_it) if self._desk.wide else visit_card(row, self._label, open_it)

    def _pages(self, view: VisitsView) -> ft.Control:
        desk, page = self._desk, self._wanted.page
        back = ft.IconButton(ft.Icons.CHEVRON_LEFT, width=TOUCH, height=TOUCH, disabled=not view.paging.has_previous)
        on = ft.IconButton(ft.Icons.CHEVRON_RIGHT, width=TOUCH, height=TOUCH, disabled=not view.paging.has_next)
        back.tooltip, on.tooltip = desk.say("console.list.previous"), desk.say("console.list.next")
        back.on_click = desk.guard(lambda: self._want(replace(self._wanted, page=page - 1)))
        on.on_click = desk.guard(lambda: self._want(replace(self._wanted, page=page + 1)))
        words = quiet(view.paging.range, NOTE)
        return ft.Row([words, named("previous-visits", back), named("next-visits", on)], alignment=ft.MainAxisAlignment.END)

    async def _want(self, wanted: VisitFilter) -> None:
        self._wanted = wanted
        await self._on_changed()

    def _open(self, row: VisitRow) -> None:
        on_replace = (lambda member, reason: self._replace(row, member, reason)) if self._desk.administers else None
        self._dialog.show(VisitDialog(self._desk, row, on_replace).root)

    async def _replace(self, row: VisitRow, member: Member, reason: str) -> None:
        campaign_id, desk = self._id, self._desk
        detail = await desk.ask(lambda centre: centre.campaign(campaign_id))
        request = ReplaceRequest(detail.draws[0].number, member.person_id, reason, (row.number,))
        answer = await desk.ask(lambda centre: centre.replace_drawn(campaign_id, request))
        self._dialog.close()
        desk.guard.tell(" ".join(replaced(desk.language, answer)))
        await self._on_changed()

    def _label(self, name: str) -> str:
        return self._desk.say(f"console.column.{name}")
