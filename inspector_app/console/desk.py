"""A supervisor's desk: what every screen of one browser session works with."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

import flet as ft

from inspector_app.console import wording
from inspector_app.console.calls import CentreCalls, ConsoleClient
from inspector_app.console.downloads import Downloads
from inspector_app.console.memory import BrowserMemory
from inspector_app.console.uploads import Uploads
from inspector_app.look.guard import Handler
from inspector_app.look.surface import Surface
from sync.domain.clock import Clock
from sync.domain.people import Role
from sync.errors import SuichaError, TokenInvalid
from sync.i18n import DEFAULT_LANGUAGE
from sync.protocol.console import Session

Answer = TypeVar("Answer")
ROOMY: Final = 1240
"""Logical pixels."""


class Desk(Surface):
    """A page with the way to the centre and the account that is signed in."""

    def __init__(
        self,
        page: ft.Page,
        calls: CentreCalls,
        downloads: Downloads,
        uploads: Uploads,
        memory: BrowserMemory,
        on_expired: Callable[[SuichaError], Any],
        clock: Clock | None = None,
    ) -> None:
        super().__init__(page, DEFAULT_LANGUAGE, clock, instead={TokenInvalid: on_expired}, sentence=wording.trouble)
        self.calls = calls
        self.downloads = downloads
        self.uploads = uploads
        self.memory = memory
        self.mode = "system"
        self.account: Session | None = None

    async def ask(self, call: Callable[[ConsoleClient], Answer]) -> Answer:
        """Ask the centre without holding up anybody else."""
        return await self.calls.ask(call)

    @property
    def roomy(self) -> bool:
        """Whether everything that belongs on one line has room on it; a wide page that is not has two lines for it."""
        return self.width >= ROOMY

    @property
    def shape(self) -> tuple[bool, bool, bool]:
        """What decides where things stand: while it is the same, they stay there."""
        return self.phone, self.wide, self.roomy

    @property
    def administers(self) -> bool:
        """Whether the account that is signed in may plan, draw and decide; everybody else reads."""
        return self.account is not None and self.account.role is Role.ADMINISTRATOR

    def entitle(self, *subject: str) -> None:
        """What the browser's tab, bookmarks and history call the page. The caller updates the page."""
        self.page.title = " · ".join((*subject, self.say("console.title")))

    def listen_to_keys(self, handler: Handler | None) -> None:
        """Keys go to the handler until None; no key leaves the browser unless somebody listens."""
        self.page.on_keyboard_event = self.guard(handler) if handler else None
        self.page.update()
