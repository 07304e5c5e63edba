"""The visits of a campaign by the days they are due, and what is due on one of them."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.campaigns.calendar_pieces import (
    MonthTurner,
    calendar_page,
    due_heading,
    legend,
    month_sheet,
    nothing_due,
)
from inspector_app.console.campaigns.calendar_view import MonthView, due_view, first_due, month_view, opening_day, period_of
from inspector_app.console.campaigns.changes import touches
from inspector_app.console.campaigns.missing import missing_campaign
from inspector_app.console.campaigns.months import Month, month_of
from inspector_app.console.campaigns.visit_list import VisitList
from inspector_app.console.campaigns.words import period, scope
from inspector_app.console.desk import Desk
from inspector_app.console.routes import CampaignLeaf, CampaignPlace
from inspector_app.console.screens.dialogs import OpenDialog
from inspector_app.console.screens.trouble import waiting_ring
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import TITLE, TOUCH
from sync.errors import NotFound, Unavailable
from sync.protocol.campaigns import CampaignDetail
from sync.protocol.console import CentreEvent
from sync.protocol.visits import VisitCalendar

_STRETCH = ft.CrossAxisAlignment.STRETCH


class CalendarScreen:
    """A month, and beside or below it the chosen day. What is chosen stays while the campaign goes on."""

    def __init__(self, desk: Desk, campaign_id: UUID, on_go: Callable[[CampaignPlace], Any], day: date | None = None) -> None:
        self._desk, self._id, self._on_go, self._asked = desk, campaign_id, on_go, day
        self._detail: CampaignDetail | None = None
        self._found = VisitCalendar()
        self._month: Month | None = None
        self._chosen: date | None = None
        self._painted: object = None
        self._dialog = OpenDialog(desk)
        self._visits = VisitList(desk, campaign_id, self._dialog, self.load)
        self._turner = MonthTurner(
            lambda months: desk.guard(lambda: self._turn(months)), desk.guard(lambda: self._go_to(month_of(desk.today)))
        )
        self._sheet = ft.Column(spacing=8, horizontal_alignment=_STRETCH)
        self._day = ft.Column(spacing=12, horizontal_alignment=_STRETCH)
        self.root = ft.Container(waiting_ring(), expand=True)

    async def load(self) -> None:
        """Ask the centre and show what it says; what is already shown stays when that fails."""
        campaign_id, desk = self._id, self._desk
        try:
            detail = await desk.ask(lambda centre: centre.campaign(campaign_id))
            found = await desk.ask(lambda centre: centre.visit_calendar(campaign_id))
        except (NotFound, Unavailable) as error:
            if self._detail is not None:
                raise
            self.root.content = missing_campaign(desk, error, self.load, self.root.content)
            self.root.update()
            return
        self._take(detail, found)
        if self._chosen:
            await self._visits.load()
        self._show()

    def concerns(self, event: CentreEvent) -> bool:
        """Whether a visit went on, or this campaign did."""
        return touches(event, self._id)

    def age(self) -> None:
        """A day may have passed."""
        self._show()

    def leave(self) -> None:
        self._dialog.close()

    def paint(self) -> bool:
        """Everything, for the language and the width of the page; whether anything had to be."""
        desk, detail, month = self._desk, self._detail, self._month
        if detail is None or month is None:
            return False
        seen = (self._found, month, self._chosen, self._visits.look(), desk.today)
        look = (detail, seen, desk.language, desk.shape)
        if look == self._painted:
            return False
        self._painted = look
        view = month_view(desk.language, detail, self._found, month, self._chosen, desk.today)
        sheet = month_sheet(view, desk.phone, lambda day: desk.guard(lambda: self._choose(day)))
        self._sheet.controls = [self._turner.told(view, desk.say), sheet, *([legend(desk.say)] if self._found.days else [])]
        self._day.controls = self._due(view)
        self.root.content = calendar_page(self._head(detail), desk.wide, desk.phone, self._sheet, self._day)
        return True

    # --- pieces ------------------------------------------------------------------------------------------------------
    def _head(self, detail: CampaignDetail) -> ft.Control:
        desk = self._desk
        back = ft.IconButton(ft.Icons.ARROW_BACK, width=TOUCH, height=TOUCH, tooltip=desk.say("console.back"))
        back.on_click = desk.guard(lambda: self._on_go(CampaignPlace(CampaignLeaf.DETAIL, self._id)))
        title = ft.Text(detail.summary.name, size=TITLE, weight=ft.FontWeight.W_600)
        title.max_lines, title.overflow = 2, ft.TextOverflow.ELLIPSIS
        about = filter(None, (period(desk.language, *period_of(detail)), scope(desk.language, detail.summary)))
        names = ft.Column([title, named("scope", quiet(" · ".join(about)))], spacing=0, expand=True)
        return ft.Row([named("back", back), names], spacing=8)

    def _due(self, view: MonthView) -> list[ft.Control]:
        """What is due on the chosen day, or why nothing is."""
        desk, page = self._desk, self._visits.view()
        if self._chosen is None:
            return [nothing_due(view.nothing)]
        heading = due_heading(due_view(desk.language, self._found, self._chosen, desk.today))
        if page is None or not self._visits.is_answered:
            return [heading, waiting_ring()]
        return [heading, self._visits.rows(page, lines=False), self._visits.pages(page)]

    def _take(self, detail: CampaignDetail, found: VisitCalendar) -> None:
        """The month that is shown stays, and so does the day while anything is due on it; the first visits open theirs."""
        first = found.days and not self._found.days
        self._detail, self._found = detail, found
        if self._month is None or first:
            day = opening_day(detail, found, self._desk.today, self._asked)
            self._month = month_of(day)
            self._pick(day if found.days else None)
        elif self._chosen not in {one.day for one in found.days}:
            self._open(self._month)

    # --- what is done ------------------------------------------------------------------------------------------------
    async def _turn(self, months: int) -> None:
        if self._month:
            await self._go_to(self._month.beside(months))

    async def _go_to(self, month: Month) -> None:
        self._open(month)
        if self._chosen:
            await self._visits.load()
        self._show()

    async def _choose(self, day: date) -> None:
        self._pick(day)
        await self._visits.load()
        self._show()

    def _open(self, month: Month) -> None:
        """A month, with its first day that has visits."""
        self._month = month
        self._pick(first_due(self._found, month))

    def _pick(self, day: date | None) -> None:
        self._chosen = day
        self._visits.narrow(due_on=day)

    def _show(self) -> None:
        if self.paint():
            self.root.update()
