"""What is due in all campaigns, by days, and the campaigns of one of them."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.campaigns.calendar_pieces import (
    MonthTurner,
    calendar_page,
    due_card,
    due_heading,
    legend,
    month_sheet,
    nothing_due,
)
from inspector_app.console.campaigns.calendar_view import MonthView, due_view, first_due, month_of_all
from inspector_app.console.campaigns.changes import touches_counts
from inspector_app.console.campaigns.due_view import campaigns_due, together
from inspector_app.console.campaigns.months import Month, month_of
from inspector_app.console.desk import Desk
from inspector_app.console.routes import CampaignLeaf, CampaignPlace
from inspector_app.console.screens.trouble import trouble_panel, waiting_ring
from inspector_app.look.pieces import named
from inspector_app.look.theme import TITLE, TOUCH
from sync.errors import SuichaError, Unavailable
from sync.protocol.console import CentreEvent
from sync.protocol.visits import DueCalendar

_STRETCH = ft.CrossAxisAlignment.STRETCH


class DueScreen:
    """A month at a time, asked of the centre as it is turned to; beside or below it the chosen day. Who turns on while an answer
    is on its way turns from where it leads, and sees the last month only."""

    def __init__(self, desk: Desk, on_go: Callable[[CampaignPlace], Any]) -> None:
        self._desk, self._on_go = desk, on_go
        self._month = self._wanted = month_of(desk.today)
        self._found: DueCalendar | None = None
        self._chosen: date | None = None
        self._painted: object = None
        self._turner = MonthTurner(
            lambda months: desk.guard(lambda: self._go_to(self._wanted.beside(months))),
            desk.guard(lambda: self._go_to(month_of(desk.today))),
        )
        self._sheet = ft.Column(spacing=8, horizontal_alignment=_STRETCH)
        self._day = ft.Column(spacing=12, horizontal_alignment=_STRETCH)
        self.root = ft.Container(waiting_ring(), expand=True)

    async def load(self) -> None:
        """Ask the centre and show what it says; what is already shown stays when that fails."""
        try:
            await self._ask(self._wanted)
        except Unavailable as error:
            if self._found is not None:
                raise
            desk = self._desk
            self.root.content = trouble_panel(
                desk.explain(error), desk.say("console.retry"), desk.guard(self.load), self.root.content
            )
            self.root.update()
            return
        self._show()

    def concerns(self, event: CentreEvent) -> bool:
        """Whether a visit went on, or a campaign did."""
        return touches_counts(event)

    def age(self) -> None:
        """A day may have passed."""
        self._show()

    def leave(self) -> None:
        """Nothing is left open."""

    def paint(self) -> bool:
        """Everything, for the language and the width of the page; whether anything had to be."""
        desk, found = self._desk, self._found
        if found is None:
            return False
        look = (found, self._month, self._chosen, desk.today, desk.language, desk.shape)
        if look == self._painted:
            return False
        self._painted = look
        view = month_of_all(desk.language, together(found), self._month, self._chosen, desk.today)
        sheet = month_sheet(view, desk.phone, lambda day: desk.guard(lambda: self._choose(day)))
        self._sheet.controls = [self._turner.told(view, desk.say), sheet, *([legend(desk.say)] if found.campaigns else [])]
        self._day.controls = self._due(found, view)
        self.root.content = calendar_page(self._head(), desk.wide, desk.phone, self._sheet, self._day)
        return True

    # --- pieces ------------------------------------------------------------------------------------------------------
    def _head(self) -> ft.Control:
        desk = self._desk
        back = ft.IconButton(ft.Icons.ARROW_BACK, width=TOUCH, height=TOUCH, tooltip=desk.say("console.back"))
        back.on_click = desk.guard(lambda: self._on_go(CampaignPlace()))
        title = ft.Text(desk.say("console.due.title"), size=TITLE, weight=ft.FontWeight.W_600, expand=True)
        return ft.Row([named("back", back), title], spacing=8)

    def _due(self, found: DueCalendar, view: MonthView) -> list[ft.Control]:
        desk, day = self._desk, self._chosen
        if day is None:
            return [nothing_due(view.nothing)]
        cards = [
            due_card(f"due-{one.id}", one.view, desk.guard(partial(self._open, one.id, day)))
            for one in campaigns_due(desk.language, found, day)
        ]
        return [due_heading(due_view(desk.language, together(found), day, desk.today)), *cards]

    # --- what is done ------------------------------------------------------------------------------------------------
    async def _open(self, campaign_id: UUID, day: date) -> None:
        await self._on_go(CampaignPlace(CampaignLeaf.CALENDAR, campaign_id, day))

    async def _go_to(self, month: Month) -> None:
        self._wanted = month
        try:
            await self._ask(month)
        except SuichaError:
            if self._wanted == month:
                self._wanted = self._month
            raise
        self._show()

    async def _choose(self, day: date) -> None:
        self._chosen = day
        self._show()

    async def _ask(self, month: Month) -> None:
        """Another month opens the day of today, or its first one with visits; the same keeps the chosen one while it has any."""
        first, last = month.days
        found = await self._desk.ask(lambda centre: centre.due_calendar(first, last))
        if month != self._wanted:
            return
        days = together(found)
        if month != self._month or self._chosen not in {one.day for one in days.days}:
            today = self._desk.today
            self._chosen = today if today in {one.day for one in days.days} else first_due(days, month)
        self._month, self._found = month, found

    def _show(self) -> None:
        if self.paint():
            self.root.update()
