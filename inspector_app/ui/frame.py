"""The frame around every screen: where we are, how the sync stands, who holds the tablet."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.look.colours import ACTIVE, CARD, GOOD, WARNING, Tone
from inspector_app.look.pieces import named
from inspector_app.look.theme import HEADING, NOTE, TOUCH
from inspector_app.services.sync import SyncState, SyncStatus
from inspector_app.ui.components.buttons import icon_button
from inspector_app.ui.hand import Hand
from inspector_app.ui.views.wording import sync_short

_SYNC = {
    SyncState.RUNNING: (ACTIVE, ft.Icons.SYNC),
    SyncState.WAITING: (WARNING, ft.Icons.CLOUD_OFF_OUTLINED),
    SyncState.STOPPED: (WARNING, ft.Icons.CLOUD_OFF_OUTLINED),
    SyncState.NOT_ENROLLED: (WARNING, ft.Icons.LINK_OFF),
}


class Frame:
    """Header and body; ``cover`` lays something over all of it."""

    def __init__(self, hand: Hand, on_back: Any, on_sync: Any, on_settings: Any, on_hand_over: Any) -> None:
        self._hand = hand
        guard = hand.guard
        self._handlers: dict[str, Callable[..., Any]] = {
            "back": guard(on_back),
            "sync": guard(on_sync),
            "settings": guard(on_settings),
            "hand-over": guard(on_hand_over),
        }
        self._sync_icon = ft.Icon(ft.Icons.CLOUD_DONE_OUTLINED, size=20)
        self._sync_text = ft.Text(size=NOTE, weight=ft.FontWeight.W_600, no_wrap=True)
        self._sync_box = ft.Container(
            ft.Row([self._sync_icon, self._sync_text], spacing=8, tight=True),
            height=TOUCH,
            border_radius=TOUCH / 2,
            padding=ft.Padding.symmetric(horizontal=14),
            on_click=self._handlers["sync"],
            ink=True,
        )
        self._header = ft.Container(bgcolor=CARD, border=ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)))
        self._body = ft.Container(expand=True)
        self._over = ft.Container(visible=False, expand=True)
        page = ft.Column([self._header, self._body], spacing=0, expand=True)
        self.root = ft.Stack([page, self._over], expand=True)

    def show(self, content: ft.Control) -> None:
        """Put a screen into the body; the caller updates the page."""
        self._body.content = content

    def cover(self, content: ft.Control | None) -> None:
        """Lay something over everything, or take it away."""
        self._over.content, self._over.visible = content, content is not None
        self._hand.page.update(self._over)

    def paint(self, can_go_back: bool, title: str) -> None:
        """The header, for the person and the width of the page; the caller updates the page."""
        hand = self._hand
        left: list[ft.Control] = []
        if can_go_back:
            left.append(icon_button("back", ft.Icons.ARROW_BACK, hand.say("tablet.back"), self._handlers["back"]))
        left.append(ft.Text(title, size=HEADING, weight=ft.FontWeight.W_700, no_wrap=True, overflow=ft.TextOverflow.ELLIPSIS))
        right: list[ft.Control] = [named("sync-chip", self._sync_box, button=True)]
        if hand.person:
            right.append(self._person(hand.person.name))
        right.append(
            icon_button("settings", ft.Icons.SETTINGS_OUTLINED, hand.say("tablet.settings.title"), self._handlers["settings"])
        )
        self._header.content = ft.Row(
            [ft.Row(left, spacing=4, expand=True), ft.Row(right, spacing=4, tight=True)],
            alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        )
        self._header.padding = ft.Padding.symmetric(horizontal=8 if hand.phone else 16, vertical=6)

    def paint_sync(self, status: SyncStatus) -> ft.Control:
        """The chip; returns what to update."""
        tone, icon = self._sync_look(status)
        self._sync_icon.icon, self._sync_icon.color = icon, tone.ink
        self._sync_text.value, self._sync_text.color = sync_short(self._hand.language, status), tone.ink
        self._sync_text.visible = not self._hand.phone
        self._sync_box.tooltip = self._sync_text.value
        self._sync_box.bgcolor = tone.fill
        return self._sync_box

    def _sync_look(self, status: SyncStatus) -> tuple[Tone, ft.IconData]:
        if status.state is SyncState.IDLE:
            waits = status.backlog.records + status.backlog.files
            return (ACTIVE, ft.Icons.CLOUD_UPLOAD_OUTLINED) if waits else (GOOD, ft.Icons.CLOUD_DONE_OUTLINED)
        return _SYNC[status.state]

    def _person(self, name: str) -> ft.Control:
        hand = self._hand
        label = ft.Text(name, size=NOTE, weight=ft.FontWeight.W_600, no_wrap=True)
        row = ft.Row([ft.Icon(ft.Icons.ACCOUNT_CIRCLE_OUTLINED, size=22), label], spacing=6, tight=True)
        box = ft.Container(
            row,
            height=TOUCH,
            border_radius=TOUCH / 2,
            padding=ft.Padding.symmetric(horizontal=10),
            on_click=self._handlers["hand-over"],
            ink=True,
            tooltip=hand.say("tablet.hand_over"),
        )
        return named("hand-over", box, button=True)
