"""One campaign, from its plan to the teams: looked at, frozen, drawn, and who goes instead of whom."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.campaigns.cards import card, draw_card, next_step, pairs, way_button
from inspector_app.console.campaigns.changes import touches
from inspector_app.console.campaigns.detail_view import DetailView, detail_view
from inspector_app.console.campaigns.dialogs import WithdrawDialog, ask_for_seed
from inspector_app.console.campaigns.extras_panel import ExtrasPanel
from inspector_app.console.campaigns.freezing import FreezePanel
from inspector_app.console.campaigns.missing import missing_campaign
from inspector_app.console.campaigns.result import ResultPanel
from inspector_app.console.campaigns.rows import STATE_TONES
from inspector_app.console.desk import Desk
from inspector_app.console.routes import CampaignLeaf, CampaignPlace, public_draws
from inspector_app.console.screens.dialogs import OpenDialog
from inspector_app.console.screens.trouble import waiting_ring
from inspector_app.look.pieces import chip, named, quiet
from inspector_app.look.theme import NOTE, SMALL, TITLE, TOUCH
from sync.errors import NotFound, Unavailable
from sync.protocol.campaigns import CampaignDetail
from sync.protocol.console import CentreEvent

_STRETCH = ft.CrossAxisAlignment.STRETCH


class CampaignScreen:
    """Cards from top to bottom, in the order in which things are done."""

    def __init__(self, desk: Desk, campaign_id: UUID, on_go: Callable[[CampaignPlace], Any]) -> None:
        self._desk = desk
        self._id = campaign_id
        self._on_go = on_go
        self._detail: CampaignDetail | None = None
        self._painted: object = None
        self._dialog = OpenDialog(desk)
        self._freezing = FreezePanel(desk, campaign_id, self._dialog, self._show, self.load)
        self._extras = ExtrasPanel(desk, campaign_id, self._dialog, on_go, self.load)
        self._result = ResultPanel(desk, campaign_id, self._dialog, self.load)
        self.root = ft.Container(waiting_ring(), expand=True)

    async def load(self) -> None:
        """Ask the centre and show what it says; what is already shown stays when that fails."""
        campaign_id, desk = self._id, self._desk
        try:
            detail = await desk.ask(lambda centre: centre.campaign(campaign_id))
        except (NotFound, Unavailable) as error:
            if self._detail is not None:
                raise
            self.root.content = missing_campaign(desk, error, self.load, self.root.content)
            self.root.update()
            return
        if detail != self._detail:
            self._freezing.forget()
        self._detail = detail
        if self._view(detail).told:
            await self._result.load()
        self._show()

    def concerns(self, event: CentreEvent) -> bool:
        """Whether a visit went on, or this campaign did."""
        return touches(event, self._id)

    def age(self) -> None:
        """Nothing here says how long ago something was."""

    def leave(self) -> None:
        self._dialog.close()

    def paint(self) -> bool:
        """Everything, for the language and the width of the page; whether anything had to be."""
        desk, detail = self._desk, self._detail
        if detail is None:
            return False
        desk.entitle(detail.summary.name)
        look = (detail, self._freezing.look(), self._result.look(), desk.language, desk.shape)
        if look == self._painted:
            return False
        self._painted = look
        view = self._view(detail)
        edge = 12 if desk.phone else 24
        parts = [next_step(view.next_step, desk.administers), *self._newest(view), self._plan(view), *self._older(view)]
        body = ft.Column(parts, spacing=12, scroll=ft.ScrollMode.AUTO, expand=True, horizontal_alignment=_STRETCH)
        self.root.content = ft.Column([self._head(view), body], spacing=12, expand=True, horizontal_alignment=_STRETCH)
        self.root.padding = ft.Padding.only(left=edge, right=edge, top=8, bottom=8)
        return True

    def _view(self, detail: CampaignDetail) -> DetailView:
        return detail_view(self._desk.language, detail, self._desk.today, self._desk.administers)

    # --- cards -------------------------------------------------------------------------------------------------------
    def _head(self, view: DetailView) -> ft.Control:
        desk = self._desk
        back = ft.IconButton(
            ft.Icons.ARROW_BACK, width=TOUCH, height=TOUCH, on_click=desk.guard(lambda: self._on_go(CampaignPlace()))
        )
        back.tooltip = desk.say("console.back")
        title = ft.Text(view.name, size=TITLE, weight=ft.FontWeight.W_600, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
        state = named("campaign-state", chip(view.state_text, STATE_TONES[view.state], size=SMALL if desk.phone else NOTE))
        about: list[ft.Control] = [title, quiet(view.period)]
        ways = self._ways(view)
        if desk.phone:
            below = ft.Row([ft.Container(state, expand=True, alignment=ft.Alignment.CENTER_LEFT), *ways], spacing=0)
            return ft.Row([named("back", back), ft.Column([*about, below], spacing=0, expand=True)], spacing=8)
        return ft.Row([named("back", back), ft.Column(about, spacing=0, expand=True), state, *ways], spacing=8)

    def _ways(self, view: DetailView) -> list[ft.Control]:
        """To what else there is of the campaign."""
        ways = []
        if view.told:
            month = ft.Icons.CALENDAR_MONTH_OUTLINED
            ways.append(self._way("calendar", month, "console.calendar.button", CampaignLeaf.CALENDAR))
        if view.newest is not None:
            ways.append(self._way("wall", ft.Icons.TV_OUTLINED, "console.wall.button", CampaignLeaf.WALL))
            public = way_button(self._desk, ft.Icons.OPEN_IN_NEW, "console.public_page")
            public.url = ft.Url(public_draws(self._id, self._desk.language), ft.UrlTarget.BLANK)
            ways.append(named("public-page", public))
        return ways

    def _way(self, name: str, icon: ft.IconData, words: str, leaf: CampaignLeaf) -> ft.Control:
        """To another view of the same campaign."""
        button = way_button(self._desk, icon, words)
        button.on_click = self._desk.guard(lambda: self._on_go(CampaignPlace(leaf, self._id)))
        return named(name, button)

    def _newest(self, view: DetailView) -> list[ft.Control]:
        """The draw with what came of it, and the way to the next one."""
        if view.newest is None:
            return self._freeze(again=False)
        draw = draw_card(view.newest, self._desk.say, self._seed_button(view))
        if view.waits_for_seed:
            return [draw]
        if view.drawn:
            return [*(self._result.cards(view.scope) if view.told else []), draw, *self._freeze(again=True)]
        return [*self._freeze(again=True), draw]

    def _freeze(self, again: bool) -> list[ft.Control]:
        detail = self._detail
        if detail is None or not self._desk.administers:
            return []
        return [self._freezing.card(again, [check.id for check in detail.plan.checks], detail.districts)]

    def _seed_button(self, view: DetailView) -> list[ft.Control]:
        if not view.waits_for_seed or not self._desk.administers:
            return []
        desk = self._desk
        seed = ft.FilledButton(desk.say("console.seed.button"), icon=ft.Icons.CASINO_OUTLINED, height=TOUCH)
        seed.on_click = desk.guard(self._ask_for_seed)
        return [named("seed", seed)]

    def _plan(self, view: DetailView) -> ft.Control:
        desk = self._desk
        parts: list[ft.Control] = [pairs(view.plan), *self._extras.parts(view.extras)]
        if not desk.administers:
            return card("plan", desk.say("console.plan.title"), parts)
        change = ft.TextButton(desk.say("console.plan.edit"), height=TOUCH)
        change.on_click = desk.guard(lambda: self._on_go(CampaignPlace(CampaignLeaf.PLAN, self._id)))
        ways: list[ft.Control] = [named("edit-plan", change)]
        if view.newest is None:
            withdraw = ft.IconButton(ft.Icons.DELETE_OUTLINE, width=TOUCH, height=TOUCH, icon_color=ft.Colors.ERROR)
            withdraw.tooltip, withdraw.on_click = desk.say("console.plan.withdraw"), desk.guard(self._ask_to_withdraw)
            ways.insert(0, named("withdraw-plan", withdraw))
        return card("plan", desk.say("console.plan.title"), parts, ft.Row(ways, spacing=8, tight=True))

    def _older(self, view: DetailView) -> list[ft.Control]:
        return [draw_card(one, self._desk.say, old=True) for one in view.older]

    # --- what is done ------------------------------------------------------------------------------------------------
    def _show(self) -> None:
        if self.paint():
            self._desk.page.update()

    def _ask_for_seed(self) -> None:
        if self._detail and self._detail.draws:
            ask_for_seed(self._desk, self._dialog, self._detail, self._to_the_wall)

    def _ask_to_withdraw(self) -> None:
        if self._detail:
            self._dialog.show(WithdrawDialog(self._desk, self._detail.summary.name, self._withdraw).root)

    async def _withdraw(self) -> None:
        campaign_id = self._id
        await self._desk.ask(lambda centre: centre.withdraw_campaign(campaign_id))
        self._dialog.close()
        await self._on_go(CampaignPlace())

    async def _to_the_wall(self) -> None:
        await self._on_go(CampaignPlace(CampaignLeaf.WALL, self._id))
