"""The draw on a wall: pools, digests, seed, and whoever was drawn, one after the other."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.campaigns.detail_view import DrawView, detail_view
from inspector_app.console.campaigns.dialogs import ask_for_seed
from inspector_app.console.campaigns.missing import missing_campaign
from inspector_app.console.campaigns.wall_pieces import (
    digests,
    figures,
    heading,
    nothing_yet,
    seed_lines,
    shortfalls,
    tiles,
    title,
)
from inspector_app.console.campaigns.wall_view import STEPS, Step, beside, first_step, grid, page_of, tile
from inspector_app.console.desk import Desk
from inspector_app.console.routes import CampaignLeaf, CampaignPlace
from inspector_app.console.screens.dialogs import OpenDialog
from inspector_app.console.screens.trouble import waiting_ring
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import NOTE, TOUCH
from sync.domain.campaigns.states import DrawState
from sync.errors import NotFound, Unavailable
from sync.protocol.campaigns import CampaignDetail
from sync.protocol.console import CentreEvent
from sync.protocol.visits import VisitOnWall

APPEAR = 0.7
"""Seconds from one that was drawn to the next."""
LOOK = 3.0
"""Seconds that a full page stays."""
_AT_ONCE = 100


class WallScreen:
    """Lies over everything else. Arrows turn, space pauses, escape closes."""

    def __init__(
        self, desk: Desk, campaign_id: UUID, cover: Callable[[ft.Control | None], Any], on_go: Callable[[CampaignPlace], Any]
    ) -> None:
        self._desk, self._id, self._cover, self._on_go = desk, campaign_id, cover, on_go
        self._detail: CampaignDetail | None = None
        self._step: Step | None = None
        self._visits: list[VisitOnWall] = []
        self._number = self._total = self._shown = 0
        self._playing: asyncio.Task[None] | None = None
        self._paused = False
        self._dialog = OpenDialog(desk)
        self._stage = ft.Container(waiting_ring(), expand=True)
        self._where = quiet("", NOTE, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
        self._buttons = {
            "close": (ft.Icons.CLOSE, self._close),
            "back": (ft.Icons.CHEVRON_LEFT, lambda: self._turn(-1)),
            "pause": (ft.Icons.PAUSE, self._pause),
            "on": (ft.Icons.CHEVRON_RIGHT, lambda: self._turn(1)),
        }
        self._icons = {
            name: ft.IconButton(icon, width=TOUCH, height=TOUCH, on_click=desk.guard(act))
            for name, (icon, act) in self._buttons.items()
        }
        self._pause_box = named("wall-pause", self._icons["pause"], visible=False)
        self._seed = ft.FilledButton(icon=ft.Icons.CASINO_OUTLINED, height=TOUCH, on_click=desk.guard(self._ask_for_seed))
        self._seed_box = named("wall-seed", self._seed, visible=False)
        bar = ft.Row(
            [
                named("wall-close", self._icons["close"]),
                ft.Container(self._where, expand=True),
                self._seed_box,
                named("wall-back", self._icons["back"]),
                self._pause_box,
                named("wall-on", self._icons["on"]),
            ],
            spacing=8,
        )
        column = ft.Column([self._stage, bar], spacing=8, expand=True)
        self._sheet = ft.Container(column, bgcolor=ft.Colors.SURFACE, padding=ft.Padding.all(16), expand=True)
        self.root = ft.Container(expand=True)

    async def load(self) -> None:
        """Ask the centre; the step that is shown stays, unless the seed or another draw has just come."""
        campaign_id, desk = self._id, self._desk
        try:
            self._detail = await desk.ask(lambda centre: centre.campaign(campaign_id))
        except (NotFound, Unavailable) as error:
            if self._detail is not None:
                raise
            self._stage.content = missing_campaign(desk, error, self.load, self._stage.content)
            self._cover(self._sheet)
            return
        draw = self._draw()
        if draw is None:
            await self._close()
            return
        if draw.number != self._number:
            self._begin(draw.number)
        if draw.state is DrawState.DRAWN and not self._visits:
            await self._fetch()
            if self._step is Step.SELECTED and self._visits:
                self._play()
        if self._step is None or (self._step is Step.TITLE and draw.seed_lines):
            self._step = first_step(draw)
        desk.listen_to_keys(self._key)
        self.paint()
        self._cover(self._sheet)

    def concerns(self, event: CentreEvent) -> bool:
        """Whether this campaign went on."""
        return event.campaign_id == self._id

    def age(self) -> None:
        """Nothing here says how long ago something was."""

    def leave(self) -> None:
        """The wall is dark."""
        self._stop()
        self._dialog.close()
        self._desk.listen_to_keys(None)
        self._cover(None)

    def paint(self) -> None:
        """The present step, in the page's language."""
        desk, draw = self._desk, self._draw()
        if draw is None or self._step is None or self._detail is None:
            return
        self._stage.content = named(f"wall-step-{self._step.value}", self._step_shown(draw))
        place = STEPS.index(self._step)
        self._where.value = desk.say("console.wall.where", step=place + 1, steps=len(STEPS), name=self._detail.summary.name)
        self._icons["back"].disabled, self._icons["on"].disabled = place == 0, place == len(STEPS) - 1
        running = self._step is Step.SELECTED and self._shown < self._total
        self._pause_box.visible = running
        self._icons["pause"].icon = ft.Icons.PLAY_ARROW if self._paused else ft.Icons.PAUSE
        waits = draw.state is DrawState.FROZEN and self._step is Step.SEED
        self._seed_box.visible = waits and desk.administers
        self._seed.content = desk.say("console.seed.button")
        for name, icon in self._icons.items():
            icon.tooltip = desk.say(f"console.wall.{name}")

    def _draw(self) -> DrawView | None:
        if self._detail is None or not self._detail.draws:
            return None
        return detail_view(self._desk.language, self._detail, self._desk.today, self._desk.administers).newest

    def _step_shown(self, draw: DrawView) -> ft.Control:
        desk, detail = self._desk, self._detail
        assert detail is not None
        if self._step is Step.TITLE:
            view = detail_view(desk.language, detail, desk.today, desk.administers)
            return title(view.name, view.period, draw.title)
        if self._step is Step.POOLS:
            return figures(desk.say("console.wall.pools"), draw.pools)
        if self._step is Step.DIGESTS:
            return digests(desk.say("console.wall.digests"), desk.say("console.draw.frozen"), draw.frozen, draw.digests)
        if self._step is Step.SEED:
            if draw.seed_lines:
                return seed_lines(desk.say("console.wall.seed"), draw.seed_lines)
            return nothing_yet(desk.say("console.wall.waiting"), draw.sealed or detail.draws[0].plan.seed.announced)
        if draw.shortfalls:
            return shortfalls(draw.state_text, draw.shortfalls)
        if not self._total:
            return nothing_yet(desk.say("console.wall.nobody"), draw.sealed or desk.say("console.wall.seed_first"))
        return self._selected()

    def _selected(self) -> ft.Control:
        desk = self._desk
        places = grid(desk.width, desk.page.height or 800)
        start, end = page_of(self._shown, places.places)
        shown = [tile(desk.language, visit) for visit in self._visits[start:end]]
        words = heading(desk.say("console.wall.selected", shown=self._shown, total=self._total))
        return ft.Column([words, tiles(shown, places.columns, newest=self._shown < self._total)], spacing=16, expand=True)

    # --- what happens ------------------------------------------------------------------------------------------------
    def _turn(self, steps: int) -> None:
        if self._step is None:
            return
        self._stop()
        self._step = beside(self._step, steps)
        if self._step is Step.SELECTED:
            self._shown = 0
            self._play()
        self._repaint()

    def _begin(self, number: int) -> None:
        """Another draw than the one that was shown, if one was."""
        self._stop()
        self._number, self._step, self._visits, self._total, self._shown = number, None, [], 0, 0

    def _pause(self) -> None:
        self._paused = not self._paused
        self._repaint()

    def _play(self) -> None:
        """Whoever waits for the first of them sees it appear as soon as it is drawn."""
        self._stop()
        self._paused = False
        self._playing = asyncio.ensure_future(self._desk.guard(self._appear)())

    def _stop(self) -> None:
        if self._playing:
            self._playing.cancel()
            self._playing = None

    async def _appear(self) -> None:
        """One after the other; a full page stays a little."""
        while self._shown < self._total:
            full = self._shown and not self._shown % grid(self._desk.width, self._desk.page.height or 800).places
            await asyncio.sleep(LOOK if full else APPEAR)
            if self._paused:
                continue
            if self._shown >= len(self._visits):
                await self._fetch()
            self._shown += 1
            self._repaint()

    async def _fetch(self) -> None:
        """The next visits of the newest draw, in whatever district."""
        campaign_id, page = self._id, len(self._visits) // _AT_ONCE + 1
        found = await self._desk.ask(lambda centre: centre.wall(campaign_id, page, _AT_ONCE))
        self._visits += found.rows
        self._total = found.total if found.rows else len(self._visits)

    def _repaint(self) -> None:
        self.paint()
        self._sheet.update()

    async def _key(self, event: ft.KeyboardEvent) -> None:
        if self._dialog.is_open:
            return
        if event.key == "Escape":
            await self._close()
        elif event.key in ("Arrow Right", "Arrow Left", "Page Down", "Page Up"):
            self._turn(1 if event.key in ("Arrow Right", "Page Down") else -1)
        elif event.key == " ":
            self._pause()

    async def _close(self) -> None:
        await self._on_go(CampaignPlace(CampaignLeaf.DETAIL, self._id))

    def _ask_for_seed(self) -> None:
        if self._detail and self._detail.draws:
            ask_for_seed(self._desk, self._dialog, self._detail, self.load)
