"""Visits of a draw, page by page, each with its team: below the result, and below a day of the calendar."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.campaigns.dialogs import VisitDialog
from inspector_app.console.campaigns.recusal_dialogs import Concerned, RecusalDialog, enter_recusal
from inspector_app.console.campaigns.rows import visit_card, visit_heading, visit_line
from inspector_app.console.campaigns.visits_view import Member, VisitRow, VisitsView, replaced, visits_view
from inspector_app.console.desk import Desk
from inspector_app.console.screens.dialogs import OpenDialog
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import NOTE, TOUCH
from sync.protocol.campaigns import ReplaceRequest
from sync.protocol.recusals import RecusalRequest
from sync.protocol.visits import VisitFilter, VisitPage


class VisitList:
    """``on_changed``: another page is wanted, or a team is another now."""

    def __init__(self, desk: Desk, campaign_id: UUID, dialog: OpenDialog, on_changed: Callable[[], Awaitable[None]]) -> None:
        self._desk, self._id, self._dialog, self._on_changed = desk, campaign_id, dialog, on_changed
        self.wanted = VisitFilter()
        self._answered: VisitFilter | None = None
        self._page: VisitPage | None = None

    async def load(self) -> None:
        """The page of visits that is wanted; an answer that is no longer wanted is dropped."""
        campaign_id, wanted = self._id, self.wanted
        page = await self._desk.ask(lambda centre: centre.drawn_visits(campaign_id, wanted))
        if wanted == self.wanted:
            self._page, self._answered = page, wanted

    def narrow(self, **changes: Any) -> None:
        """Other visits from here on, from their first page; ``load`` asks for them."""
        self.wanted = replace(self.wanted, page=1, **changes)

    async def narrow_now(self, **changes: Any) -> None:
        """The same, and they are shown."""
        self.narrow(**changes)
        await self._on_changed()

    def look(self) -> object:
        """What is shown, for comparison."""
        return self._page, self.wanted, self._answered

    @property
    def is_answered(self) -> bool:
        """Whether what is held is what is wanted."""
        return self._answered == self.wanted

    def view(self) -> VisitsView | None:
        """None before anything was asked."""
        return visits_view(self._desk.language, self._page) if self._page else None

    def rows(self, view: VisitsView, lines: bool) -> ft.Control:
        """As lines of a table, or as cards."""
        rows: list[ft.Control] = [self._row(row, lines) for row in view.rows]
        if lines:
            rows.insert(0, visit_heading(self._label))
        return ft.Column(rows, spacing=0 if lines else 10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    def pages(self, view: VisitsView) -> ft.Control:
        """Which they are, and the way to the others."""
        desk = self._desk
        back = ft.IconButton(ft.Icons.CHEVRON_LEFT, width=TOUCH, height=TOUCH, disabled=not view.paging.has_previous)
        on = ft.IconButton(ft.Icons.CHEVRON_RIGHT, width=TOUCH, height=TOUCH, disabled=not view.paging.has_next)
        back.tooltip, on.tooltip = desk.say("console.list.previous"), desk.say("console.list.next")
        back.on_click = desk.guard(lambda: self._turn(-1))
        on.on_click = desk.guard(lambda: self._turn(1))
        words = quiet(view.paging.range, NOTE)
        return ft.Row([words, named("previous-visits", back), named("next-visits", on)], alignment=ft.MainAxisAlignment.END)

    def _row(self, row: VisitRow, lines: bool) -> ft.Control:
        open_it = self._desk.guard(lambda: self._open(row))
        return visit_line(row, open_it) if lines else visit_card(row, self._label, open_it)

    async def _turn(self, pages: int) -> None:
        self.wanted = replace(self.wanted, page=self.wanted.page + pages)
        await self._on_changed()

    def _open(self, row: VisitRow) -> None:
        if self._desk.administers:
            made = VisitDialog(self._desk, row, on_replace=lambda member, reason: self._replace(row, member, reason))
        else:
            made = VisitDialog(self._desk, row, on_recuse=lambda member: self._ask_recusal(row, member))
        self._dialog.show(made.root)

    def _ask_recusal(self, row: VisitRow, member: Member) -> None:
        concerned = Concerned(member.person_id, f"{member.name} · {member.duty}", row.code)
        self._dialog.close()
        self._dialog.show(RecusalDialog(self._desk, self._recuse, concerned).root)

    async def _recuse(self, request: RecusalRequest) -> None:
        await enter_recusal(self._desk, self._dialog, request)

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
