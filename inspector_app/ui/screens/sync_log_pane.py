"""The log of syncs on the screen, and the way to hand it out."""

import flet as ft

from inspector_app.services.sync_log import SyncRun
from inspector_app.ui.components.buttons import secondary
from inspector_app.ui.components.queue_rows import more_button, nothing, run_row
from inspector_app.ui.hand import Hand
from inspector_app.ui.screens.handing_out import HandingOut
from inspector_app.ui.views.sync_view import run_view

PAGE = 50


class SyncLogPane:
    """``load`` reads afresh."""

    def __init__(self, hand: Hand, papers: HandingOut) -> None:
        self._hand = hand
        self._papers = papers
        self._shown = PAGE
        self._look: object = None
        self.root = ft.Column(spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    async def load(self) -> bool:
        """Whether anything else is to be seen now."""
        hand = self._hand
        runs = await hand.work(lambda: hand.tablet.sync_log.recent(self._shown + 1))
        if (runs, hand.language, hand.today) == self._look:
            return False
        self._look = (runs, hand.language, hand.today)
        self.root.controls = self._lines(runs)
        return True

    def _lines(self, runs: list[SyncRun]) -> list[ft.Control]:
        hand = self._hand
        if not runs:
            return [nothing(hand.say("tablet.log.empty"), hand.say("tablet.log.empty.hint"), "log-empty")]
        export = secondary("export-log", hand.say("tablet.log.export"), hand.guard(self._export), ft.Icons.IOS_SHARE)
        views = [run_view(hand.language, run, hand.today) for run in runs[: self._shown]]
        lines: list[ft.Control] = [ft.Row([export]), *(run_row(view, place) for place, view in enumerate(views))]
        if len(runs) > self._shown:
            lines.append(more_button("more-runs", hand.say("tablet.queue.more"), hand.guard(self._more)))
        return lines

    async def _more(self) -> None:
        self._shown += PAGE
        await self.load()
        self._hand.page.update(self.root)

    async def _export(self) -> None:
        hand = self._hand
        await self._papers.hand_out(lambda: hand.tablet.sync_log.export(hand.language), "tablet.log.exporting")
