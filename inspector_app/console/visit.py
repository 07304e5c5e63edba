"""One browser session of the console: signed out or signed in, one screen at a time, the live feed beside it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from contextvars import copy_context
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.calls import CentreCalls, Connect
from inspector_app.console.campaigns.section import CampaignSection
from inspector_app.console.desk import Desk
from inspector_app.console.downloads import Downloads
from inspector_app.console.first_language import language_of_browser
from inspector_app.console.frame import DisplayButtons, Frame
from inspector_app.console.list_place import ListPlace, list_in, route_to_list
from inspector_app.console.live import Line, LiveFeed
from inspector_app.console.memory import BrowserMemory, Kept
from inspector_app.console.refreshing import Refresher
from inspector_app.console.registers.section import RegisterSection
from inspector_app.console.routes import (
    CampaignPlace,
    EntryKey,
    RegisterPlace,
    Section,
    campaign_in,
    entry_in,
    inspection_in,
    register_in,
    route_to,
    route_to_campaign,
    route_to_entry,
    route_to_register,
    route_to_section,
    section_in,
    sections_of,
    strays,
)
from inspector_app.console.screen import Screen
from inspector_app.console.screens.detail_screen import DetailScreen, Going
from inspector_app.console.screens.entry_screen import EntryScreen
from inspector_app.console.screens.kept_drafts import KeptDrafts
from inspector_app.console.screens.list_screen import ListScreen
from inspector_app.console.screens.quarantine_screen import QuarantineScreen
from inspector_app.console.screens.sign_in_screen import SignInScreen
from inspector_app.console.screens.tablets_screen import TabletsScreen
from inspector_app.console.screens.thumbnails import Thumbnails
from inspector_app.console.uploads import Uploads
from inspector_app.look.theme import apply_language, apply_theme
from sync.errors import SuichaError
from sync.i18n import LANGUAGES
from sync.protocol.console import CentreEvent, Session

AGE_EVERY = 30.0
"""Seconds between two times that a screen says anew how long ago something was."""


class Visit:
    """Wires page, frame, screens and feed. Listens to the feed from its thread and hands over to the event loop."""

    def __init__(self, page: ft.Page, connect: Connect, executor: Executor, downloads: Downloads, uploads: Uploads) -> None:
        self._page = page
        self._loop = asyncio.get_running_loop()
        self._context = copy_context()
        self._memory = BrowserMemory()
        self._chosen_language: str | None = None
        self._desk = Desk(page, CentreCalls(connect, executor), downloads, uploads, self._memory, on_expired=self._expired)
        self._feed: LiveFeed | None = None
        self._refresher = Refresher(self._desk.guard(self._refresh))
        self._aging: asyncio.Task[None] | None = None
        self._body = ft.Container(expand=True)
        self._screen: Screen | None = None
        self._shape = (False, False, False)
        self._sign_in_buttons = DisplayButtons(self._desk, self._use_language, self._use_mode)
        self._sign_in = SignInScreen(self._desk, self._sign_in_buttons.root, self._signed_in)
        self._begin()

    def _begin(self) -> None:
        """Everything that belongs to one account; nothing of it outlives the sign-out."""
        self._thumbnails = Thumbnails(self._desk)
        self._drafts = KeptDrafts(self._memory, account.person_id) if (account := self._desk.account) else None
        self._list = ListScreen(self._desk, self._open, self._go_to_list)
        self._registers = RegisterSection(self._desk, self._go_to_register)
        self._tablets = TabletsScreen(self._desk)
        self._quarantine = QuarantineScreen(self._desk, self._open_entry)
        self._frame = Frame(self._desk, self._home, self._go_to, self._use_language, self._use_mode, self._sign_out)
        self._campaigns = CampaignSection(self._desk, self._go_to_campaign, self._frame.cover)

    async def open(self) -> None:
        """Show the page as this browser left it. No error ends the session: Flet would go back to a dead one at every reload."""
        await self._desk.guard(self._arrive)()

    async def _arrive(self) -> None:
        page, guard = self._page, self._desk.guard
        page.padding = page.spacing = 0
        page.on_resize, page.on_route_change = guard(self._resized), guard(self._routed)
        page.on_disconnect, page.on_connect, page.on_close = guard(self.pause), guard(self._resume), guard(self.pause)
        await self._memory.arrive()
        kept = await self._memory.load()
        self._chosen_language = kept.language if kept.language in LANGUAGES else None
        self._desk.language, self._desk.mode = self._chosen_language or language_of_browser(), kept.mode
        apply_theme(page, kept.mode)
        page.add(ft.SafeArea(content=self._body, expand=True, maintain_bottom_view_padding=True))
        self._enter(kept.session) if kept.session else self._leave()
        await self._routed()

    def pause(self) -> None:
        """Nobody is looking: no stream, no refresh."""
        self._refresher.stop()
        if self._aging:
            self._aging.cancel()
        if self._feed:
            self._feed.stop()
            self._feed = None
        self._desk.calls.close()

    # --- signed in and out ------------------------------------------------------------------------------------------
    async def _signed_in(self, session: Session) -> None:
        self._enter(session)
        await self._remember()
        await self._route()

    def _enter(self, session: Session) -> None:
        self._desk.account = session
        self._desk.calls.use(session.token)
        self._begin()
        self._body.content = self._frame.root
        self._relabel()
        self._listen()

    def _leave(self) -> None:
        self.pause()
        if self._screen:
            self._screen.leave()
        self._screen, self._desk.account = None, None
        self._desk.calls.use(None)
        self._body.content = self._sign_in.root
        self._relabel()

    async def _sign_out(self) -> None:
        try:
            await self._desk.ask(lambda centre: centre.sign_out())
        finally:
            self._leave()
            await self._remember()

    async def _expired(self, error: SuichaError) -> None:
        if self._desk.account is not None:
            self._sign_in.explain(error)
            self._leave()
            await self._remember()

    async def _remember(self) -> None:
        await self._memory.save(Kept(self._chosen_language, self._desk.mode, self._desk.account))

    # --- where we are -----------------------------------------------------------------------------------------------
    async def _home(self) -> None:
        await self._go_to_list(self._list.place)

    async def _go_to_list(self, place: ListPlace) -> None:
        await self._page.push_route(route_to_list(place))

    async def _open(self, inspection_id: UUID) -> None:
        await self._page.push_route(route_to(inspection_id))

    async def _go_to(self, section: Section) -> None:
        """The list of inspections is found as it was left."""
        await (self._home() if section is Section.INSPECTIONS else self._page.push_route(route_to_section(section)))

    async def _go_to_campaign(self, place: CampaignPlace) -> None:
        await self._page.push_route(route_to_campaign(place))

    async def _go_to_register(self, place: RegisterPlace) -> None:
        await self._page.push_route(route_to_register(place))

    async def _open_entry(self, entry: EntryKey) -> None:
        await self._page.push_route(route_to_entry(entry))

    async def _routed(self) -> None:
        if self._desk.account:
            await self._route()

    async def _route(self) -> None:
        if self._screen:
            self._screen.leave()
        section, self._screen = self._found(self._page.route)
        lost = self._desk.account is not None and strays(self._page.route, self._desk.account.role)
        self._frame.show(self._screen.root, section, lost)
        self._relabel()
        await self._frame.reveal()
        await self._screen.load()

    def _found(self, route: str | None) -> tuple[Section, Screen]:
        """The screen at an address; the list for whoever may not go there."""
        wanted, section, account = inspection_in(route), section_in(route), self._desk.account
        if account is None or section is Section.INSPECTIONS or section not in sections_of(account.role):
            return Section.INSPECTIONS, self._detail(wanted) if wanted else self._list.stand_at(list_in(route))
        if section is Section.TABLETS:
            return section, self._tablets
        if section is Section.CAMPAIGNS:
            return section, self._campaigns.screen(campaign_in(route))
        if section is Section.REGISTERS:
            return section, self._registers.screen(register_in(route))
        entry = entry_in(route)
        return section, EntryScreen(self._desk, entry, lambda: self._go_to(section)) if entry else self._quarantine

    def _detail(self, inspection_id: UUID) -> DetailScreen:
        assert self._drafts is not None
        going = Going(self._home, self._open, self._list.next_waiting)
        return DetailScreen(self._desk, inspection_id, self._drafts.of(inspection_id), self._thumbnails, self._frame.cover, going)

    # --- how it looks -----------------------------------------------------------------------------------------------
    async def _use_language(self, language: str) -> None:
        self._desk.language = self._chosen_language = language
        self._relabel()
        await self._remember()

    async def _use_mode(self, mode: str) -> None:
        self._desk.mode = mode
        apply_theme(self._page, mode)
        self._relabel()
        await self._remember()

    def _resized(self) -> None:
        if self._shape != self._desk.shape:
            self._relabel()

    def _relabel(self) -> None:
        """Language, brightness or width is another: paint everything."""
        self._shape = self._desk.shape
        self._desk.entitle()
        apply_language(self._page, self._desk.language)
        if self._desk.account:
            self._frame.paint()
            if self._screen:
                self._screen.paint()
        else:
            self._sign_in_buttons.paint()
            self._sign_in.paint()
        self._page.update()

    # --- live -------------------------------------------------------------------------------------------------------
    def _listen(self) -> None:
        if self._feed:
            self._feed.stop()
        self._feed = LiveFeed(self._desk.calls.new_client, self)
        self._feed.start()
        if self._aging:
            self._aging.cancel()
        self._aging = asyncio.ensure_future(self._grow_older())

    async def _grow_older(self) -> None:
        """As long as somebody is looking; asks nobody."""
        while True:
            await asyncio.sleep(AGE_EVERY)
            if self._screen:
                self._desk.spawn(self._screen.age)

    async def _resume(self) -> None:
        if self._desk.account and self._feed is None:
            self._listen()

    async def _refresh(self) -> None:
        if self._screen and self._desk.account:
            await self._screen.load()

    def on_line(self, line: Line) -> None:
        """From the feed's thread. Once the line stands (again), what was missed is fetched."""
        self._hand_over(lambda: self._line_changed(line))

    def on_event(self, event: CentreEvent) -> None:
        """From the feed's thread."""
        self._hand_over(lambda: self._happened(event))

    def on_refused(self, error: SuichaError) -> None:
        """From the feed's thread: the account is gone or the session has run out."""
        self._hand_over(lambda: self._desk.spawn(self._expired, error))

    def _line_changed(self, line: Line) -> None:
        if self._desk.account:
            self._frame.update_line(line)
        if line is Line.LIVE:
            self._refresher.note()

    def _happened(self, event: CentreEvent) -> None:
        if self._screen and self._screen.concerns(event):
            self._refresher.note()

    def _hand_over(self, act: Callable[[], Any]) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(lambda: self._desk.spawn(act), context=self._context)
