"""The rescue file in plain words: what it is for, what it holds, making it, handing it out."""

import asyncio
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import flet as ft

from inspector_app.look.colours import CARD, GOOD, WARNING, Tone
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, RADIUS
from inspector_app.services.rescue import Packed
from inspector_app.ui.components.buttons import primary, secondary
from inspector_app.ui.hand import Hand
from inspector_app.ui.views.handing import Outcome, of_saving, of_sheet
from inspector_app.ui.views.rescue_view import RescueView, handed_line, lost_line, packed_line, rescue_view

RESCUE_PATH = "/rescue/"
"""Where a browser fetches the latest rescue file."""
REPAINT_SECONDS = 0.2
_WIDTH = 680
_PROMISES = ("sealed", "kept", "later")


class RescueScreen:
    """Packs off the screen's thread, and shows how far it is. Whoever leaves meanwhile and comes back sees it go on.
    ``is_shown``: whether this screen is the one on the page."""

    def __init__(self, hand: Hand, picker: ft.FilePicker, is_shown: Callable[[], bool]) -> None:
        self._hand = hand
        self._is_shown = is_shown
        self._picker = picker
        self._share: ft.Share | None = None
        self._handed: tuple[Outcome, str] | None = None
        self._bar = ft.ProgressBar(value=0, bar_height=8, border_radius=4)
        self._percent = quiet("", NOTE)
        self._painted_at = 0.0
        self._running = False
        self.root = ft.Container(expand=True)

    async def load(self) -> None:
        """Show everything afresh; a running packing goes on, and is watched from here on."""
        rescue = self._hand.tablet.rescue
        if rescue.is_packing and not self._running:
            self._running = True
            self._hand.spawn(self._pack)
            return
        unsent, packed = await self._hand.work(rescue.unsent), await self._hand.work(rescue.packed)
        status = await self._hand.work(self._hand.tablet.sync.status)
        view = rescue_view(self._hand.language, unsent, bool(status.backlog.amiss), packed is not None and not self._running)
        self._paint(view, packed)
        if self._is_shown():
            self._hand.page.update(self.root)

    def _paint(self, view: RescueView, packed: Packed | None) -> None:
        hand = self._hand
        lines: list[ft.Control] = [
            ft.Text(hand.say("tablet.rescue.when"), size=BODY),
            _card(
                ft.Column(
                    [
                        *([quiet(view.label, NOTE)] if view.label else []),
                        named("rescue-holds", ft.Text(view.holds, size=HEADING, weight=ft.FontWeight.W_700)),
                        *([named("rescue-along", ft.Text(view.along, size=BODY))] if view.along else []),
                    ],
                    spacing=4,
                    tight=True,
                )
            ),
            *[_promise(hand.say(f"tablet.rescue.promise.{name}")) for name in _PROMISES],
            *([_notice("rescue-warning", view.warning, WARNING)] if view.warning else []),
            *self._action(view, packed),
        ]
        column = ft.Column(
            lines,
            spacing=18,
            width=min(_WIDTH, hand.width - 32),
            scroll=ft.ScrollMode.AUTO,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        self.root.content = ft.Container(column, padding=24, alignment=ft.Alignment.TOP_CENTER)

    def _action(self, view: RescueView, packed: Packed | None) -> list[ft.Control]:
        hand = self._hand
        if self._running:
            return [named("rescue-progress", ft.Column([self._bar, self._percent], spacing=8, tight=True))]
        if packed is None:
            return [self._pack_button("tablet.rescue.pack", primary if view.label else secondary, view.possible)]
        lost = lost_line(hand.language, packed)
        return [
            _notice("rescue-packed", packed_line(hand.language, packed), GOOD, ft.Icons.CHECK_CIRCLE),
            *([_notice("rescue-lost", lost, WARNING)] if lost else []),
            self._hand_out_button(packed.path),
            *self._whereabouts(packed.path.name),
            quiet(hand.say("tablet.rescue.next"), NOTE),
            self._pack_button("tablet.rescue.again", secondary, view.possible),
        ]

    def _pack_button(self, words: str, kind: Callable[..., ft.Control], possible: bool) -> ft.Control:
        hand = self._hand
        pack = hand.guard(self._pack)
        return kind("rescue-pack", hand.say(words), pack, ft.Icons.INVENTORY_2, height=56, disabled=not possible)

    async def _pack(self) -> None:
        """A new file, or the one that is being made. Who has gone elsewhere hears that it is there."""
        hand, loop = self._hand, asyncio.get_running_loop()
        self._running, self._bar.value, self._percent.value = True, 0, hand.say("tablet.rescue.packing", percent=0)
        self._handed = None
        await self.load()
        try:
            packed = await hand.work(lambda: hand.tablet.rescue.pack(lambda *seen: self._watch(loop, *seen)))
        finally:
            self._running = False
            await self.load()
        if not self._is_shown():
            hand.guard.tell(packed_line(hand.language, packed))

    def _watch(self, loop: asyncio.AbstractEventLoop, done: int, whole: int) -> None:
        """From the packing's thread: a few repaints a second."""
        now = time.monotonic()
        if now - self._painted_at >= REPAINT_SECONDS:
            self._painted_at = now
            loop.call_soon_threadsafe(lambda: self._hand.spawn(self._show_progress, done / whole))

    def _show_progress(self, part: float) -> None:
        self._bar.value = part
        self._percent.value = self._hand.say("tablet.rescue.packing", percent=round(part * 100))
        if self._running and self._is_shown():
            self._hand.page.update(self._bar, self._percent)

    # --- handing out ---------------------------------------------------------------------------------------------
    def _hand_out_button(self, path: Path) -> ft.Control:
        """A browser fetches the file itself, block by block; elsewhere a handler gives it out."""
        label, icon = self._hand.say("tablet.rescue.hand_out"), ft.Icons.IOS_SHARE
        if self._hand.page.web:
            seen = self._hand.guard(lambda: self._tell(Outcome.DOWNLOADED))
            return primary("rescue-hand-out", label, seen, icon, url=RESCUE_PATH + quote(path.name))
        return primary("rescue-hand-out", label, self._hand.guard(lambda: self._hand_out(path)), icon)

    async def _hand_out(self, path: Path) -> None:
        page = self._hand.page
        if page.platform and page.platform.is_mobile():
            result = await self._sheet().share_files([ft.ShareFile.from_path(str(path), name=path.name)], title=path.name)
            await self._tell(of_sheet(result))
            return
        chosen = await self._picker.save_file(file_name=path.name)
        if chosen:
            await self._hand.work(lambda: shutil.copyfile(path, chosen))
        await self._tell(of_saving(web=False, path=chosen), chosen or "")

    async def _tell(self, outcome: Outcome, where: str = "") -> None:
        self._handed = (outcome, where)
        await self.load()

    def _whereabouts(self, name: str) -> list[ft.Control]:
        """Where the file went, right under the button that gave it out."""
        if self._handed is None:
            return []
        outcome, where = self._handed
        return [named("rescue-handed-out", ft.Text(handed_line(self._hand.language, outcome, name, where), size=BODY))]

    def _sheet(self) -> ft.Share:
        if self._share is None:
            self._share = ft.Share()
            self._hand.page.services.append(self._share)
        return self._share


def _card(content: ft.Control) -> ft.Control:
    return ft.Container(content, bgcolor=CARD, border_radius=RADIUS, padding=20)


def _promise(text: str) -> ft.Control:
    icon = ft.Icon(ft.Icons.CHECK, color=GOOD.solid, size=22)
    return ft.Row([icon, ft.Text(text, size=BODY, expand=True)], spacing=12, vertical_alignment=ft.CrossAxisAlignment.START)


def _notice(name: str, text: str, tone: Tone, icon: Any = ft.Icons.WARNING_AMBER) -> ft.Control:
    words = named(name, ft.Text(text, size=BODY, color=tone.ink), expand=True)
    return ft.Container(
        ft.Row([ft.Icon(icon, color=tone.ink), words], spacing=12), bgcolor=tone.fill, border_radius=RADIUS, padding=16
    )
