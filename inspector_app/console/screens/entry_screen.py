"""One operation that the centre turned down, and what an administrator does with it."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.routes import EntryKey
from inspector_app.console.screens.dialogs import OpenDialog
from inspector_app.console.screens.entry_content import PER_ROW
from inspector_app.console.screens.entry_detail_view import EntryDetailView, entry_detail_view
from inspector_app.console.screens.entry_dialogs import RejectDialog, release_dialog
from inspector_app.console.screens.entry_layout import (
    PER_ROW_ON_PHONES,
    acts_card,
    content_card,
    disclosure,
    entry_facts,
    reason_card,
    said_card,
)
from inspector_app.console.screens.quarantine_rows import standing_tone
from inspector_app.console.screens.trouble import trouble_panel, waiting_ring
from inspector_app.look.colours import CARD
from inspector_app.look.pieces import chip, named, quiet
from inspector_app.look.theme import HEADING, TOUCH
from sync.errors import NotFound, QuarantineClosed, Unavailable
from sync.protocol.administration import QuarantineDecision, QuarantineDetail, ReleaseAnswer
from sync.protocol.console import CentreEvent
from sync.protocol.messages import OperationStatus

_SIDE = 380
_STRETCH = ft.CrossAxisAlignment.STRETCH
_UNSETTLED = (OperationStatus.REJECTED, OperationStatus.HOLD)


class EntryScreen:
    """Why, what, whose; release or reject."""

    def __init__(self, desk: Desk, key: EntryKey, on_back: Callable[[], Any]) -> None:
        self._desk = desk
        self._key = key
        self._on_back = on_back
        self._detail: QuarantineDetail | None = None
        self._painted: object = None
        self._content_shown = False
        self._dialog = OpenDialog(desk)
        self.root = ft.Container(waiting_ring(), expand=True)

    async def load(self) -> None:
        """Ask the centre and show what it says; what is already shown stays when that fails."""
        key = self._key
        try:
            self._detail = await self._desk.ask(lambda centre: centre.quarantined(key.device_id, key.line_sha256))
        except (NotFound, Unavailable) as error:
            if self._detail is not None:
                raise
            desk = self._desk
            words = desk.say("console.entry.gone") if isinstance(error, NotFound) else desk.explain(error)
            self.root.content = trouble_panel(words, desk.say("console.retry"), desk.guard(self.load), self.root.content)
            self.root.update()
            return
        self.age()

    def concerns(self, event: CentreEvent) -> bool:
        """Whether something of this tablet was set apart or decided."""
        return event.kind == "quarantine" and event.device_id == self._key.device_id

    def age(self) -> None:
        """What is shown says how long ago it was."""
        if self.paint():
            self.root.update()

    def paint(self) -> bool:
        """Everything, for the language and the width of the page; whether anything had to be."""
        if self._detail is None:
            return False
        desk = self._desk
        view = entry_detail_view(desk.language, self._detail, desk.now, PER_ROW_ON_PHONES if desk.phone else PER_ROW)
        look = (view, desk.language, desk.shape, self._content_shown)
        if look == self._painted:
            return False
        self._painted = look
        parts = [self._head(view), ft.Container(self._body(view), expand=True)]
        if view.entry.open:
            parts.append(self._actions(view))
        self.root.content = ft.Column(parts, spacing=0, expand=True, horizontal_alignment=_STRETCH)
        return True

    def leave(self) -> None:
        """The screen is no longer shown."""
        self._dialog.leave()

    def _head(self, view: EntryDetailView) -> ft.Control:
        desk = self._desk
        back = ft.IconButton(ft.Icons.ARROW_BACK, width=TOUCH, height=TOUCH, on_click=desk.guard(self._on_back))
        back.tooltip = desk.say("console.back")
        title = ft.Text(view.entry.what, size=HEADING, weight=ft.FontWeight.W_600, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
        where = quiet(view.entry.where, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
        names = ft.Column([title, where], spacing=0, expand=True)
        standing = named("entry-standing", chip(view.entry.standing, standing_tone(view.entry)))
        return ft.Container(
            ft.Row([named("back", back), names, standing], spacing=8),
            padding=ft.Padding.only(left=8, right=12 if desk.phone else 24, top=8, bottom=4),
        )

    def _body(self, view: EntryDetailView) -> ft.Control:
        desk = self._desk
        main = self._main(view)
        side = [reason_card(view, desk.say), entry_facts(view), acts_card(view.acts, desk.say)]
        edge = 12 if desk.phone else 24
        padding = ft.Padding.only(left=edge, right=edge, top=8, bottom=16)
        if not desk.wide:
            column = ft.Column([side[0], *main, *side[1:]], spacing=12, scroll=ft.ScrollMode.AUTO, horizontal_alignment=_STRETCH)
            return ft.Container(column, padding=padding)
        row = ft.Row(
            [
                ft.Column(main, expand=True, spacing=12, scroll=ft.ScrollMode.AUTO, horizontal_alignment=_STRETCH),
                ft.Column(side, width=_SIDE, spacing=12, scroll=ft.ScrollMode.AUTO, horizontal_alignment=_STRETCH),
            ],
            spacing=16,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
        return ft.Container(row, padding=padding)

    def _main(self, view: EntryDetailView) -> list[ft.Control]:
        """What it says; its bytes for whoever asks, and where nothing else can be said."""
        desk = self._desk
        parts = [said_card(view, desk.say)]
        if view.said:
            parts.append(disclosure(self._content_shown, desk.say, desk.guard(self._turn_content)))
        if self._content_shown or not view.said:
            parts.append(content_card(view.content, desk.say, desk.phone))
        return parts

    def _turn_content(self) -> None:
        self._content_shown = not self._content_shown
        self.age()

    def _actions(self, view: EntryDetailView) -> ft.Control:
        desk, key = self._desk, self._key
        reject = ft.OutlinedButton(desk.say("console.reject.button"), height=TOUCH, on_click=desk.guard(self._ask_to_reject))
        kind = ft.FilledButton if view.readable else ft.OutlinedButton
        release = kind(desk.say("console.release.button"), height=TOUCH)
        release.on_click = desk.guard(lambda: self._ask_to_release((key.line_sha256,)))
        buttons: list[ft.Control] = [named("reject", reject), named("release", release)]
        if view.alike > 1:
            every = ft.OutlinedButton(desk.say("console.release.all_button", count=view.alike), height=TOUCH)
            every.on_click = desk.guard(lambda: self._ask_to_release(self._detail.alike if self._detail else ()))
            buttons.insert(1, named("release-all", every))
        row = ft.Row(buttons, alignment=ft.MainAxisAlignment.END, spacing=12, run_spacing=8, wrap=True)
        top = ft.Border.only(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT))
        return ft.Container(row, padding=ft.Padding.symmetric(horizontal=16, vertical=10), bgcolor=CARD, border=top)

    async def _ask_to_release(self, lines: tuple[str, ...]) -> None:
        made = release_dialog(self._desk, len(lines), lambda comment: self._release(lines, comment))
        await self._dialog.show_keeping_words(made, f"release.{self._key.line_sha256}")

    async def _ask_to_reject(self) -> None:
        made = RejectDialog(self._desk, self._reject).root
        await self._dialog.show_keeping_words(made, f"reject.{self._key.line_sha256}")

    async def _release(self, lines: tuple[str, ...], comment: str) -> None:
        decision = QuarantineDecision(self._key.device_id, lines, comment)
        answer: ReleaseAnswer | None = await self._decide(lambda centre: centre.release(decision))
        if answer is not None:
            left = sum(outcome.status in _UNSETTLED for outcome in answer.outcomes)
            done = len(answer.outcomes) - left
            kind = "done" if not left else "some" if done else "none"
            self._desk.guard.tell(self._desk.say(f"console.released.{kind}", done=done, left=left, count=done))

    async def _reject(self, comment: str) -> None:
        decision = QuarantineDecision(self._key.device_id, (self._key.line_sha256,), comment)
        if await self._decide(lambda centre: centre.reject(decision) or True):
            self._desk.guard.tell(self._desk.say("console.reject.done"))

    async def _decide(self, call: Callable[[Any], Any]) -> Any:
        """The answer; None when somebody else was faster, which is said."""
        answer = None
        try:
            answer = await self._desk.ask(call)
        except QuarantineClosed as error:
            self._desk.guard.tell(self._desk.explain(error))
        self._dialog.close()
        await self.load()
        return answer
