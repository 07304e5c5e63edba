"""The plan of a campaign: made, or changed before its next draw is frozen."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.campaigns.check_card import Offered
from inspector_app.console.campaigns.missing import missing_campaign
from inspector_app.console.campaigns.plan_fields import PlanFields
from inspector_app.console.campaigns.plan_form import fresh, request_of, texts_of
from inspector_app.console.campaigns.publishing import Publishing
from inspector_app.console.campaigns.typed import PlanProblem
from inspector_app.console.desk import Desk
from inspector_app.console.routes import CampaignLeaf, CampaignPlace
from inspector_app.console.screens.dialogs import ProblemLine
from inspector_app.console.screens.trouble import waiting_ring
from inspector_app.look.pieces import named
from inspector_app.look.theme import TITLE, TOUCH
from sync.domain.registers.columns import Register
from sync.errors import NotFound, Unavailable
from sync.protocol.campaigns import ChecklistOnRecord, PlanRequest
from sync.protocol.console import CentreEvent
from sync.protocol.registers import RegisterFilter


class PlanScreen:
    """What was typed stays, whatever happens elsewhere, until it is saved."""

    def __init__(self, desk: Desk, campaign_id: UUID, on_go: Callable[[CampaignPlace], Any]) -> None:
        self._desk = desk
        self._id = campaign_id
        self._on_go = on_go
        self._before: PlanRequest | None = None
        self._saved = False
        self._fields: PlanFields | None = None
        self._problem = ProblemLine(desk, "plan-problem")
        self._publishing = Publishing(desk, self._problem, self._published)
        self._title = ft.Text(size=TITLE, weight=ft.FontWeight.W_600, expand=True)
        self._back = ft.IconButton(ft.Icons.ARROW_BACK, width=TOUCH, height=TOUCH, on_click=desk.guard(self._leave))
        self._save = ft.FilledButton(height=TOUCH, on_click=desk.guard(self._problem.around(self._keep)))
        self._body = ft.Container(waiting_ring(), expand=True)
        head = ft.Row([named("back", self._back), self._title, named("save-plan", self._save)], spacing=8)
        self.root = ft.Container(ft.Column([head, self._problem.root, self._body], spacing=12, expand=True), expand=True)

    async def load(self) -> None:
        """The plan as the centre has it, once; a new one where it has none."""
        self._publishing.begin()
        if self._fields is not None:
            return
        campaign_id, desk = self._id, self._desk
        try:
            offered = await self._offered()
            detail = await desk.ask(lambda centre: centre.campaign(campaign_id))
        except NotFound:
            texts = fresh(desk.today, _first(offered))
        except Unavailable as error:
            self._body.content = missing_campaign(desk, error, self.load, self._body.content)
            self._body.update()
            return
        else:
            self._before = detail.asked
            texts = texts_of(self._before)
        self._fields = PlanFields(desk, texts, offered, self._publishing.root)
        self._body.content = self._fields.root
        self.paint()
        self.root.update()

    def is_draft_of(self, campaign_id: UUID) -> bool:
        """Whether it is the form of a new campaign that nobody has saved; what the centre has may have changed meanwhile."""
        return self._id == campaign_id and self._before is None and not self._saved

    def concerns(self, event: CentreEvent) -> bool:
        """Nothing takes away what is being typed."""
        return False

    def age(self) -> None:
        """Nothing here says how long ago something was."""

    def leave(self) -> None:
        """Nothing was written."""
        self._publishing.end()

    def paint(self) -> None:
        """Words and widths."""
        desk = self._desk
        edge = 12 if desk.phone else 24
        self.root.padding = ft.Padding.only(left=edge, right=edge, top=12, bottom=8)
        self._title.value = desk.say("console.plan.change" if self._before else "console.plan.new")
        self._back.tooltip = desk.say("console.back")
        self._save.content = desk.say("console.plan.save")
        self._publishing.paint()
        if self._fields:
            self._fields.paint()

    async def _keep(self) -> None:
        if self._fields is None:
            return
        campaign_id = self._id
        try:
            request = request_of(self._fields.texts(), self._before)
        except PlanProblem as problem:
            self._problem.say(self._fields.say(problem))
            await self._fields.show(problem)
            return
        self._fields.say(None)
        await self._desk.ask(lambda centre: centre.plan_campaign(campaign_id, request))
        self._saved = True
        await self._on_go(CampaignPlace(CampaignLeaf.DETAIL, campaign_id))

    async def _published(self, checklist: ChecklistOnRecord) -> None:
        if self._fields is not None:
            self._fields.offer(checklist)
        desk = self._desk
        desk.guard.tell(desk.say("console.publish.done", title=checklist.title.in_language(desk.language)))

    async def _leave(self) -> None:
        await self._on_go(CampaignPlace(CampaignLeaf.DETAIL, self._id) if self._before else CampaignPlace())

    async def _offered(self) -> Offered:
        checklists = await self._desk.ask(lambda centre: centre.checklists())
        page = await self._desk.ask(lambda centre: centre.register(Register.COMPOUNDS, RegisterFilter(page_size=1)))
        words = await self._desk.ask(lambda centre: centre.plan_words())
        return Offered(checklists.rows, page.districts, words)


def _first(offered: Offered) -> tuple[str, str]:
    """The only checklist there is; of several, one has to be chosen."""
    return (offered.checklists[0].id, offered.checklists[0].version) if len(offered.checklists) == 1 else ("", "")
