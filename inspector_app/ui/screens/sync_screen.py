"""The sync in plain words: what waits, what happened last, what happens next, and ways to hurry it, hold it, or see its log."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import flet as ft

from inspector_app.look.colours import ACTIVE, CARD, DISPUTED, GOOD, WARNING, Tone
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, RADIUS
from inspector_app.services.records import AssignmentProgress
from inspector_app.services.sync_status import PhotosWait, SyncState, SyncStatus
from inspector_app.ui.components.buttons import primary, secondary, small_choice
from inspector_app.ui.hand import Hand
from inspector_app.ui.screens.handing_out import HandingOut
from inspector_app.ui.screens.queue_pane import QueuePane
from inspector_app.ui.screens.sync_actions import SyncActions
from inspector_app.ui.screens.sync_log_pane import SyncLogPane
from inspector_app.ui.views.sync_view import SyncHead, last_words, sync_head
from inspector_app.ui.views.wording import progress_line, progress_share
from sync.sizes import size

WIDTH = 720
HEAD_WIDTH = 440
_TABS = ("queue", "log")
_WHY = {PhotosWait.METERED: ft.Icons.SIGNAL_CELLULAR_ALT, PhotosWait.LOW_BATTERY: ft.Icons.BATTERY_ALERT}


class SyncScreen:
    """``paint`` shows a status; ``load`` also reads queue and log. ``on_enrol`` leads to a new enrolment code, ``on_rescue`` to
    the rescue file."""

    def __init__(self, hand: Hand, picker: ft.FilePicker, on_enrol: Callable[[], Any], on_rescue: Callable[[], Any]) -> None:
        self._hand = hand
        self._on_enrol = on_enrol
        self._on_rescue = on_rescue
        self._tab = _TABS[0]
        self._queue = QueuePane(hand)
        self._log = SyncLogPane(hand, HandingOut(hand, picker))
        self._actions = SyncActions(hand, self._repaint)
        self._head = ft.Column(spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
        self._body = ft.Container()
        self._tabs = ft.Row(spacing=10)
        self._layout_look: object = None
        self._view: SyncHead | None = None
        self._conflicts: list[AssignmentProgress] = []
        self.root = ft.Container(expand=True)

    async def load(self) -> None:
        """Everything as it is on disk now."""
        status = await self._hand.work(self._hand.tablet.sync.status)
        self._conflicts = await self._hand.work(self._hand.tablet.assignments.disputed)
        self.paint(status)
        self._show_pane()
        if self._tab == "queue":
            await self._queue.load(status)
        else:
            await self._log.load()
        self._hand.page.update(self.root)

    def _show_pane(self) -> None:
        """Before it is loaded: lines that change while their pane is off the page come back blank."""
        pane = self._queue.root if self._tab == "queue" else self._log.root
        if self._body.content is not pane:
            self._body.content = pane
            self._hand.page.update(self.root)

    def paint(self, status: SyncStatus) -> ft.Control:
        """Show a status; returns what to update. What can be done stands above what grows and shrinks."""
        view = self._view = self._head_view(status)
        self._lay_out()
        self._actions.paint(status, view.enrol_again is not None)
        self._head.controls = [
            self._figures(status),
            self._actions.root,
            self._state(view, last_words(self._hand.language, status, self._hand.today)),
            *self._progress(status),
            *self._photos_wait(status, view),
            *self._new_keys(view),
        ]
        return self._head

    def _head_view(self, status: SyncStatus) -> SyncHead:
        """Where somebody has just asked for a sync, what stood there before goes on, so that nothing jumps for a moment."""
        if self._actions.trying and self._view is not None:
            return replace(self._view, state=SyncState.RUNNING, headline=self._hand.say("tablet.sync.reaching"))
        return sync_head(self._hand.language, status, self._hand.today, self._conflicts)

    async def _repaint(self) -> None:
        """The head as it is now, while it is on the page."""
        status = await self._hand.work(self._hand.tablet.sync.status)
        if self.root.parent is not None:
            self._hand.page.update(self.paint(status))

    def _lay_out(self) -> None:
        """On a wide page the queue stands beside the state, otherwise below it."""
        hand = self._hand
        if (hand.wide, hand.phone, hand.width, hand.language) == self._layout_look:
            return
        self._layout_look = (hand.wide, hand.phone, hand.width, hand.language)
        self._tabs.controls = [self._choice(name) for name in _TABS]
        below = ft.Column([self._tabs, self._body, ft.Container(height=64)], spacing=16, tight=True)
        if hand.wide:
            left = ft.Container(_scrolled(self._head), width=HEAD_WIDTH, padding=ft.Padding.only(left=24, top=20))
            right = ft.Container(
                _scrolled(ft.Container(below, width=WIDTH)), padding=ft.Padding.only(right=24, top=20), expand=True
            )
            self.root.content = ft.Row([left, right], spacing=32, vertical_alignment=ft.CrossAxisAlignment.STRETCH)
        else:
            edge = 16 if hand.phone else 24
            column = ft.Column([self._head, below], spacing=16, tight=True, width=min(WIDTH, hand.width - 2 * edge))
            self.root.content = ft.Container(
                _scrolled(ft.Row([column], alignment=ft.MainAxisAlignment.CENTER)),
                padding=ft.Padding.only(left=edge, right=edge, top=16),
            )

    # --- pieces --------------------------------------------------------------------------------------------------
    def _state(self, view: SyncHead, last: str) -> ft.Control:
        tone, icon = _look(view)
        sentence = ft.Text(view.sentence, size=BODY, color=tone.ink)
        headline = ft.Text(view.headline, size=BODY, color=tone.ink, weight=ft.FontWeight.W_700)
        words: list[ft.Control] = [
            *([named("sync-headline", headline, live_region=True)] if view.headline else []),
            named("sync-result", sentence, live_region=True),
            *([ft.Text(view.rescue, size=NOTE, color=tone.ink)] if view.rescue else []),
            *self._ways_on(view),
            *([named("sync-last", ft.Text(last, size=NOTE, color=tone.ink))] if last else []),
        ]
        text = ft.Column(words, spacing=10, expand=True, tight=True, horizontal_alignment=ft.CrossAxisAlignment.START)
        mark: ft.Control = ft.Icon(icon, color=tone.ink)
        if view.state is SyncState.RUNNING:
            ring = ft.ProgressRing(width=20, height=20, stroke_width=3, color=tone.ink)
            mark = ft.Container(ring, width=24, height=24, alignment=ft.Alignment.CENTER)
        return _card(mark, text, tone)

    def _ways_on(self, view: SyncHead) -> list[ft.Control]:
        """For a tablet that was turned away."""
        hand = self._hand
        ways: list[ft.Control] = []
        if view.enrol_again is not None:
            ways.append(primary("enrol-again", view.enrol_again, hand.guard(self._on_enrol), ft.Icons.KEY_OUTLINED))
        if view.rescue:
            ways.append(
                secondary(
                    "to-rescue", hand.say("tablet.rescue.title"), hand.guard(self._on_rescue), ft.Icons.INVENTORY_2_OUTLINED
                )
            )
        return ways

    def _progress(self, status: SyncStatus) -> list[ft.Control]:
        """Once there is any: before, the card says that the centre is being reached."""
        seen = status.progress
        if status.state is not SyncState.RUNNING or not (seen.records_total or seen.files_total):
            return []
        line = named("sync-progress", quiet(progress_line(self._hand.language, status), NOTE))
        return [ft.ProgressBar(value=progress_share(status), bar_height=6, border_radius=3), line]

    def _photos_wait(self, status: SyncStatus, view: SyncHead) -> list[ft.Control]:
        if status.photos_wait is None or not view.photos_wait:
            return []
        hand = self._hand
        anyway = secondary(
            "photos-anyway",
            hand.say("tablet.sync.photos_anyway"),
            hand.guard(self._photos_anyway),
            ft.Icons.CLOUD_UPLOAD_OUTLINED,
        )
        return [named("photos-wait", _advice(_WHY[status.photos_wait], view.photos_wait, anyway, ACTIVE))]

    def _new_keys(self, view: SyncHead) -> list[ft.Control]:
        if not view.new_keys:
            return []
        again = secondary(
            "enrol-again", self._hand.say("tablet.sync.enrol_again"), self._hand.guard(self._on_enrol), ft.Icons.KEY_OUTLINED
        )
        return [named("new-keys", _advice(ft.Icons.KEY_OFF_OUTLINED, view.new_keys, again, WARNING))]

    def _figures(self, status: SyncStatus) -> ft.Control:
        hand, backlog = self._hand, status.backlog
        figures = (
            (hand.say("tablet.sync.records"), str(backlog.records)),
            (hand.say("tablet.sync.photos"), str(backlog.files)),
            (hand.say("tablet.sync.size"), size(backlog.file_bytes)),
        )
        return ft.Row([_figure(label, number) for label, number in figures], spacing=10)

    def _choice(self, name: str) -> ft.Control:
        label = self._hand.say(f"tablet.sync.tab.{name}")
        return small_choice(f"tab-{name}", label, name == self._tab, self._hand.guard(lambda: self._turn_to(name)))

    # --- acts ----------------------------------------------------------------------------------------------------
    def _photos_anyway(self) -> None:
        self._hand.tablet.sync.send_photos_anyway()

    async def _turn_to(self, name: str) -> None:
        self._tab = name
        self._tabs.controls = [self._choice(other) for other in _TABS]
        await self.load()


def _scrolled(content: ft.Control) -> ft.Column:
    return ft.Column([content], scroll=ft.ScrollMode.AUTO, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _look(view: SyncHead) -> tuple[Tone, ft.IconData]:
    if view.state is SyncState.PAUSED:
        return WARNING, ft.Icons.PAUSE_CIRCLE_OUTLINE
    if view.state is SyncState.RUNNING:
        return ACTIVE, ft.Icons.SYNC
    if view.troubled:
        return WARNING, ft.Icons.CLOUD_OFF
    if view.disputed:
        return DISPUTED, ft.Icons.CALL_SPLIT
    if view.amiss:
        return WARNING, ft.Icons.ERROR_OUTLINE
    if view.waits:
        return ACTIVE, ft.Icons.CLOUD_UPLOAD_OUTLINED
    return (ACTIVE, ft.Icons.WIFI) if view.later else (GOOD, ft.Icons.CLOUD_DONE)


def _card(icon: ft.Control, text: ft.Control, tone: Tone) -> ft.Container:
    row = ft.Row([icon, text], spacing=12, vertical_alignment=ft.CrossAxisAlignment.START)
    return ft.Container(row, bgcolor=tone.fill, border_radius=RADIUS, padding=16)


def _advice(icon: ft.IconData, words: str, way_on: ft.Control, tone: Tone) -> ft.Container:
    told = ft.Text(words, size=BODY, color=tone.ink)
    text = ft.Column([told, way_on], spacing=10, expand=True, tight=True, horizontal_alignment=ft.CrossAxisAlignment.START)
    return _card(ft.Icon(icon, color=tone.ink), text, tone)


def _figure(label: str, number: str) -> ft.Control:
    column = ft.Column([ft.Text(number, size=HEADING, weight=ft.FontWeight.W_700), quiet(label, NOTE)], spacing=2, tight=True)
    return ft.Container(
        column, bgcolor=CARD, border_radius=RADIUS, padding=ft.Padding.symmetric(horizontal=16, vertical=12), expand=True
    )
