"""The sync in plain words: what waits, what happened last, what happens next, and a button to do it now."""

from typing import Any

import flet as ft

from inspector_app.look.colours import CARD, GOOD, WARNING
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, RADIUS, TITLE
from inspector_app.services.sync import SyncState, SyncStatus
from inspector_app.ui.components.buttons import primary
from inspector_app.ui.hand import Hand
from inspector_app.ui.views.wording import clock_time, progress_line, size, sync_result


class SyncScreen:
    """Repaints with every status."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self.root = ft.Container(expand=True)

    async def load(self) -> None:
        """Show the present status."""
        self.paint(await self._hand.work(self._hand.tablet.sync.status))
        self._hand.page.update(self.root)

    def paint(self, status: SyncStatus) -> None:
        """Show a status; the caller updates the page."""
        hand, running = self._hand, status.state is SyncState.RUNNING
        bar = ft.ProgressBar(value=None if running else 1.0, bar_height=6, border_radius=3, visible=running)
        lines: list[ft.Control] = [
            ft.Text(hand.say("tablet.sync.title"), size=TITLE, weight=ft.FontWeight.W_700),
            self._state(status),
            bar,
            named("sync-progress", quiet(progress_line(hand.language, status), NOTE)),
            ft.Row(
                [
                    _figure(hand.say("tablet.sync.records"), str(status.backlog.records)),
                    _figure(hand.say("tablet.sync.photos"), str(status.backlog.files)),
                    _figure(hand.say("tablet.sync.size"), size(status.backlog.file_bytes)),
                ],
                spacing=12,
                wrap=True,
            ),
            primary("sync-now", hand.say("tablet.sync.now"), hand.guard(self._now), ft.Icons.SYNC, disabled=running),
            quiet(self._last(status), NOTE),
        ]
        column = ft.Column(
            lines,
            spacing=16,
            width=min(640, hand.width - 32),
            scroll=ft.ScrollMode.AUTO,
            horizontal_alignment=ft.CrossAxisAlignment.START,
        )
        self.root.content = ft.Container(column, padding=24, alignment=ft.Alignment.TOP_CENTER)

    def _state(self, status: SyncStatus) -> ft.Control:
        troubled = status.error is not None
        tone = WARNING if troubled else GOOD
        icon = ft.Icons.CLOUD_OFF if troubled else ft.Icons.CLOUD_DONE
        text = named("sync-result", ft.Text(sync_result(self._hand.language, status), size=BODY, color=tone.ink), expand=True)
        return ft.Container(
            ft.Row([ft.Icon(icon, color=tone.ink), text], spacing=12), bgcolor=tone.fill, border_radius=RADIUS, padding=16
        )

    def _last(self, status: SyncStatus) -> str:
        if status.last_success is None:
            return ""
        return self._hand.say("tablet.sync.last", time=clock_time(status.last_success))

    def _now(self) -> Any:
        self._hand.tablet.sync.sync_now()


def _figure(label: str, number: str) -> ft.Control:
    column = ft.Column([ft.Text(number, size=HEADING, weight=ft.FontWeight.W_700), quiet(label, NOTE)], spacing=2, tight=True)
    return ft.Container(column, bgcolor=CARD, border_radius=RADIUS, padding=ft.Padding.symmetric(horizontal=20, vertical=14))
