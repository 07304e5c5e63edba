"""The two buttons of the sync, always in the same place: at once, and hold it or go on."""

import asyncio
from collections.abc import Awaitable, Callable

import flet as ft

from inspector_app.look.pieces import named
from inspector_app.services.sync_status import SyncState, SyncStatus
from inspector_app.ui.hand import Hand

_SEEN = 1.0
"""Seconds that a press is seen to be heard, however quickly the line fails."""
_HEIGHT = 56


class SyncActions:
    """``trying``: somebody has just asked for a sync. ``show`` paints what is so now. Built once and only relabelled: no repaint
    takes a tap away."""

    def __init__(self, hand: Hand, show: Callable[[], Awaitable[None]]) -> None:
        self._hand = hand
        self._show = show
        self.trying = False
        sync, work = hand.tablet.sync, hand.work
        self._now = ft.FilledButton(content="", icon=ft.Icons.SYNC, height=_HEIGHT, on_click=hand.guard(self._ask))
        self._anyway = ft.OutlinedButton(content="", icon=ft.Icons.SYNC, height=_HEIGHT, on_click=hand.guard(self._ask))
        self._pause = ft.OutlinedButton(
            content="", icon=ft.Icons.PAUSE, height=_HEIGHT, on_click=hand.guard(lambda: work(sync.pause))
        )
        resume = hand.guard(lambda: work(sync.resume))
        self._resume = ft.FilledButton(content="", icon=ft.Icons.PLAY_ARROW, height=_HEIGHT, on_click=resume)
        self._resume_anyway = ft.OutlinedButton(content="", icon=ft.Icons.PLAY_ARROW, height=_HEIGHT, on_click=resume)
        self._named_now = named("sync-now", self._now, expand=1)
        self._named_anyway = named("sync-now", self._anyway, expand=1)
        self._named_pause = named("pause", self._pause, expand=1)
        self._named_resume = named("resume", self._resume, expand=1)
        self._named_resume_anyway = named("resume", self._resume_anyway, expand=1)
        self.root = ft.Row(spacing=10)

    def paint(self, status: SyncStatus, in_vain: bool = False) -> None:
        """The caller updates. During a pause going on stands out. ``in_vain``: something else comes first, and stands out instead
        of both."""
        say = self._hand.say
        busy = self.trying or status.state is SyncState.RUNNING
        self._now.content, self._now.disabled = say("tablet.sync.now"), busy
        self._anyway.content, self._anyway.disabled = say("tablet.sync.now"), busy
        self._pause.content = say("tablet.sync.pause")
        self._resume.content = self._resume_anyway.content = say("tablet.sync.resume")
        now = self._named_anyway if in_vain or status.paused else self._named_now
        resume = self._named_resume_anyway if in_vain else self._named_resume
        self.root.controls = [now, resume if status.paused else self._named_pause]

    async def _ask(self) -> None:
        self.trying = True
        await self._show()
        self._hand.tablet.sync.sync_now()
        await asyncio.sleep(_SEEN)
        self.trying = False
        await self._show()
