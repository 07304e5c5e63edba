"""The frame around every screen: where we are, how the sync stands, who holds the tablet."""

from typing import Any

import flet as ft

from inspector_app.look.colours import ACTIVE, CARD, DISPUTED, GOOD, WARNING
from inspector_app.look.cover import Cover
from inspector_app.look.pieces import named
from inspector_app.look.settling import Settling
from inspector_app.look.theme import HEADING, NOTE, TOUCH, WIDE
from inspector_app.services.sync_status import SyncStatus
from inspector_app.ui.components.buttons import icon_button
from inspector_app.ui.hand import Hand
from inspector_app.ui.views.chip_view import ChipKind, chip_view
from inspector_app.ui.views.wording import shortened

_SYNC = {
    ChipKind.RUNNING: (ACTIVE, ft.Icons.SYNC),
    ChipKind.NOT_ENROLLED: (WARNING, ft.Icons.LINK_OFF),
    ChipKind.TURNED_AWAY: (WARNING, ft.Icons.BLOCK),
    ChipKind.PAUSED: (WARNING, ft.Icons.PAUSE_CIRCLE_OUTLINE),
    ChipKind.NOT_SENT: (WARNING, ft.Icons.CLOUD_OFF_OUTLINED),
    ChipKind.WAITING: (ACTIVE, ft.Icons.CLOUD_UPLOAD_OUTLINED),
    ChipKind.UNDECIDED: (DISPUTED, ft.Icons.CALL_SPLIT),
    ChipKind.AMISS: (WARNING, ft.Icons.ERROR_OUTLINE),
    ChipKind.LATER: (ACTIVE, ft.Icons.WIFI),
    ChipKind.DONE: (GOOD, ft.Icons.CLOUD_DONE_OUTLINED),
}


class Frame:
    """Header and body; ``cover`` lays something over all of it. ``settle``: what is seen has changed, and takes no taps for a
    moment."""

    def __init__(self, hand: Hand, on_back: Any, on_sync: Any, on_settings: Any, on_hand_over: Any) -> None:
        self._hand = hand
        guard = hand.guard
        self._sync_icon = ft.Icon(ft.Icons.CLOUD_DONE_OUTLINED, size=20)
        self._sync_text = ft.Text(size=NOTE, weight=ft.FontWeight.W_600, no_wrap=True)
        self._sync_inside = ft.Row([self._sync_icon, self._sync_text], tight=True)
        self._sync_box = ft.Container(
            self._sync_inside,
            height=TOUCH,
            border_radius=TOUCH / 2,
            on_click=guard(on_sync),
            ink=True,
        )
        self._header = self._header_row(guard(on_back), guard(on_settings), guard(on_hand_over))
        self._body = ft.Container(expand=True)
        self._cover = Cover(ft.Column([self._header, self._body], spacing=0, expand=True))
        self._settling = Settling(hand, self._cover.root)
        self.root = self._settling.root
        self.settle = self._settling.changed

    def show(self, content: ft.Control) -> None:
        """Put a screen into the body; the caller updates the page."""
        self.settle()
        self._body.content = content

    def cover(self, control: ft.Control | None) -> None:
        """Lay something over everything, or take it away with None. Updates what it touches."""
        self.settle()
        self._cover.lay(control)

    def paint(self, can_go_back: bool, title: str) -> None:
        """Words, and what there is, for the person and the width of the page; the caller updates the page."""
        hand = self._hand
        self._back.visible, self._person.visible = can_go_back, hand.person is not None
        self._title.value, self._name.value = title, shortened(hand.person.name, self._room_for_name) if hand.person else ""
        for button, words in ((self._back, "back"), (self._settings, "settings.title"), (self._person, "hand_over")):
            button.content.tooltip = hand.say(f"tablet.{words}")  # type: ignore[union-attr]
        self._header.padding = ft.Padding.symmetric(horizontal=8 if hand.phone else 16, vertical=6)

    @property
    def _room_for_name(self) -> int:
        """In columns: a long name pushes neither the way back nor the settings off the page."""
        return 8 if self._hand.phone else 24 if self._hand.width < WIDE else 48

    def paint_sync(self, status: SyncStatus, undecided: int) -> ft.Control:
        """The chip, on a phone in short, which screen readers hear as words; returns what to update. Where it keeps its words on
        a phone, the person's name makes room for where we are."""
        view = chip_view(self._hand.language, status, undecided)
        tone, icon = _SYNC[view.kind]
        self._sync_icon.icon, self._sync_icon.color = icon, tone.ink
        words, phone = view.words, self._hand.phone
        self._sync_text.value, self._sync_text.color = view.short if phone else words, tone.ink
        self._sync_text.visible, self._sync_text.semantics_label = bool(self._sync_text.value), words
        self._sync_box.tooltip = None if self._sync_text.visible else words
        self._sync_box.padding = ft.Padding.symmetric(horizontal=10 if phone and self._sync_text.visible else 14)
        self._sync_inside.spacing = 4 if phone else 8
        self._sync_box.bgcolor = tone.fill
        self._name.visible = not (phone and view.kind is ChipKind.TURNED_AWAY)
        self._holder.width = None if self._name.visible else TOUCH
        return self._right

    def _header_row(self, on_back: Any, on_settings: Any, on_hand_over: Any) -> ft.Container:
        """Made once and only relabelled: a tap that comes while the screen changes still hits its button."""
        self._back = icon_button("back", ft.Icons.ARROW_BACK, "", on_back)
        self._title = ft.Text(
            size=HEADING, weight=ft.FontWeight.W_700, no_wrap=True, overflow=ft.TextOverflow.ELLIPSIS, expand=True
        )
        self._name = ft.Text(size=NOTE, weight=ft.FontWeight.W_600, no_wrap=True)
        self._holder = self._person_box(on_hand_over)
        self._person = named("hand-over", self._holder, button=True)
        self._settings = icon_button("settings", ft.Icons.SETTINGS_OUTLINED, "", on_settings)
        left = ft.Row([self._back, self._title], spacing=4, expand=True)
        chip = named("sync-chip", self._sync_box, button=True)
        self._right = ft.Row([chip, self._person, self._settings], spacing=4, tight=True)
        return ft.Container(
            ft.Row([left, self._right], alignment=ft.MainAxisAlignment.SPACE_BETWEEN),
            bgcolor=CARD,
            border=ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
        )

    def _person_box(self, on_hand_over: Any) -> ft.Container:
        return ft.Container(
            ft.Row(
                [ft.Icon(ft.Icons.ACCOUNT_CIRCLE_OUTLINED, size=22), self._name],
                spacing=6,
                tight=True,
                alignment=ft.MainAxisAlignment.CENTER,
            ),
            height=TOUCH,
            border_radius=TOUCH / 2,
            padding=ft.Padding.symmetric(horizontal=10),
            on_click=on_hand_over,
            ink=True,
        )
