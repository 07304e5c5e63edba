"""One page of the tablet app: enrolment, sign-in, and then the place where the officer was."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol
from uuid import UUID

import flet as ft

from inspector_app.look.theme import apply_language, apply_theme
from inspector_app.services.place import Place
from inspector_app.services.sync_status import SyncState, SyncStatus
from inspector_app.ui.device_watch import DeviceWatch
from inspector_app.ui.frame import Frame
from inspector_app.ui.hand import Hand, TabletServices
from inspector_app.ui.screens.assignments_screen import AssignmentsScreen
from inspector_app.ui.screens.enrolment_screen import EnrolmentScreen
from inspector_app.ui.screens.inspection_screen import InspectionScreen
from inspector_app.ui.screens.recording import Recording
from inspector_app.ui.screens.rescue_screen import RescueScreen
from inspector_app.ui.screens.settings_screen import SettingsScreen
from inspector_app.ui.screens.sign_in_screen import SignInScreen
from inspector_app.ui.screens.sync_screen import SyncScreen
from inspector_app.ui.turns import Turns
from inspector_app.ui.views.chip_view import undecided
from sync.domain.people import TabletPerson
from sync.errors import NotFound, NotInTeam

REPAINT_SECONDS = 0.2
"""Least time between two repaints of a running sync."""


class Screen(Protocol):
    """What the body can show."""

    root: ft.Container

    async def load(self) -> None: ...


class Visit:
    """Wires page, frame and screens, and listens to the sync from its thread."""

    def __init__(self, page: ft.Page, tablet: TabletServices) -> None:
        self._page = page
        self._loop = asyncio.get_running_loop()
        self._hand = Hand(page, tablet)
        self._tablet = tablet
        turns = self._turns = Turns()
        self._frame = Frame(
            self._hand,
            on_back=lambda: turns(self._back),
            on_sync=lambda: turns(self._open_sync),
            on_settings=lambda: turns(self._open_settings),
            on_hand_over=lambda: turns(self._hand_over),
        )
        self._picker = ft.FilePicker()
        self._watch = DeviceWatch(self._hand)
        self._screen: Screen | None = None
        self._behind: Screen | None = None
        self._asides: list[tuple[Screen, str]] = []
        self._enrolment: EnrolmentScreen | None = None
        self._title = "tablet.title"
        self._unsubscribe: Callable[[], None] = lambda: None
        self._painted_at = 0.0
        self._status: SyncStatus | None = None
        self._news = 0

    async def open(self) -> None:
        """Show the page as this tablet left it."""
        page, guard = self._page, self._hand.guard
        page.padding = page.spacing = 0
        page.services.append(self._picker)
        page.on_resize = guard(self._resized)
        page.on_close = page.on_disconnect = guard(self._closed)
        page.on_connect = guard(self._listen)
        apply_theme(page, self._tablet.display.mode)
        page.add(ft.SafeArea(content=self._frame.root, expand=True, maintain_bottom_view_padding=True))
        self._listen()
        self._hand.person = await self._hand.work(self._tablet.sign_in.current)
        await self._hand.work(self._tablet.photos.left_behind.recover)
        await self._begin()
        await self._tell_what_was_recovered()
        await self._watch.begin()

    async def _tell_what_was_recovered(self) -> None:
        if recovered := await self._hand.work(self._tablet.photos.left_behind.newly_recovered):
            self._hand.guard.tell(self._hand.say("tablet.photos.recovered", count=recovered))

    async def _begin(self) -> None:
        """The first screen that makes sense."""
        if await self._hand.work(self._tablet.enrolment.device) is None:
            await self._show(self._enrolment_form(), "tablet.title")
        elif self._hand.person is None:
            await self._show(SignInScreen(self._hand, lambda person: self._turns(self._signed_in, person)), "tablet.title")
        else:
            person = self._hand.person.person_id
            await self._go(await self._hand.work(lambda: self._tablet.place.recall(person)))

    async def _signed_in(self, person: TabletPerson) -> None:
        self._hand.person = person
        await self._begin()

    async def _hand_over(self) -> None:
        """The next officer takes the tablet; this one's place is kept."""
        await self._leave_inspection()
        await self._hand.work(self._tablet.sign_in.sign_out)
        self._hand.person = None
        await self._begin()

    # --- where we are -------------------------------------------------------------------------------------------
    async def _go(self, place: Place) -> None:
        if place.inspection_id is not None:
            with suppress(NotFound, NotInTeam):
                await self._open_inspection(place)
                return
        await self._home()

    async def _home(self) -> None:
        person = self._hand.by.person_id
        await self._hand.work(lambda: self._tablet.place.remember(person, Place()))
        turns = self._turns
        screen = AssignmentsScreen(self._hand, lambda found: turns(self._open_assignment, found), lambda: turns(self._open_sync))
        await self._show(screen, "tablet.title")

    async def _open_assignment(self, assignment_id: UUID) -> None:
        by = self._hand.by.person_id
        inspection_id = await self._hand.act(lambda: self._tablet.inspections.start(assignment_id, by))
        place = Place(inspection_id)
        await self._hand.work(lambda: self._tablet.place.remember(by, place))
        await self._open_inspection(place)

    async def _open_inspection(self, place: Place) -> None:
        inspection_id = place.inspection_id
        if inspection_id is None:
            return
        by = self._hand.by.person_id
        sheet = await self._hand.work(lambda: self._tablet.inspections.sheet_for(inspection_id, by))
        recording = Recording(self._hand, inspection_id, sheet)
        screen = InspectionScreen(self._hand, recording, place, self._picker, self._frame, lambda: self._turns(self._home))
        await self._show(screen, "tablet.inspection.title")

    async def _open_sync(self) -> None:
        turns = self._turns
        screen = SyncScreen(self._hand, self._picker, lambda: turns(self._open_enrolment), lambda: turns(self._open_rescue))
        await self._aside(screen, "tablet.sync.title")

    async def _open_enrolment(self) -> None:
        """Once more with a new code: what is on the tablet stays."""
        await self._aside(self._enrolment_form(), "tablet.enrol.do")

    def _enrolment_form(self) -> EnrolmentScreen:
        """One until the tablet is enrolled: whoever looks elsewhere meanwhile types no code twice."""
        if self._enrolment is None:
            self._enrolment = EnrolmentScreen(self._hand, lambda: self._turns(self._enrolled))
        return self._enrolment

    async def _enrolled(self) -> None:
        self._enrolment = None
        await self._begin()

    async def _open_settings(self) -> None:
        screen = SettingsScreen(self._hand, self._use_language, self._use_mode, lambda: self._turns(self._open_rescue))
        await self._aside(screen, "tablet.settings.title")

    async def _open_rescue(self) -> None:
        screen = RescueScreen(self._hand, self._picker, is_shown=lambda: self._screen is screen)
        await self._aside(screen, "tablet.rescue.title")

    async def _aside(self, screen: Screen, title: str) -> None:
        """A look aside; back leads to where we were, step by step. One kind of screen stands on the way once."""
        await self._leave_inspection()
        if self._behind is None:
            self._behind = self._screen
        same = next((place for place, (other, _) in enumerate(self._asides) if type(other) is type(screen)), len(self._asides))
        self._asides[same:] = [(screen, title)]
        await self._show(screen, title, keep_behind=True)

    async def _back(self) -> None:
        if len(self._asides) > 1:
            self._asides.pop()
            await self._show(*self._asides[-1], keep_behind=True)
        elif self._behind is not None:
            await self._begin() if self._hand.person or isinstance(self._behind, EnrolmentScreen | SignInScreen) else None
        elif isinstance(self._screen, InspectionScreen):
            await self._screen.back()

    async def _leave_inspection(self) -> None:
        if isinstance(self._screen, InspectionScreen):
            await self._screen.leave()

    async def _show(self, screen: Screen, title: str, keep_behind: bool = False) -> None:
        self._screen, self._title = screen, title
        if not keep_behind:
            self._behind, self._asides = None, []
        self._frame.show(screen.root)
        await self._paint_status(await self._hand.work(self._tablet.sync.status))
        self._paint_frame()
        self._page.update()
        try:
            await screen.load()
        finally:
            self._frame.settle()

    def _paint_frame(self) -> None:
        apply_language(self._page, self._hand.language)
        self._page.title = self._hand.say("tablet.title")
        can_go_back = self._behind is not None or isinstance(self._screen, InspectionScreen)
        self._frame.paint(can_go_back, self._hand.say(self._title))

    # --- how it looks -------------------------------------------------------------------------------------------
    async def _use_language(self, language: str) -> None:
        await self._hand.work(lambda: self._tablet.display.set_language(language))
        self._hand.language = language
        await self._relabel()

    async def _use_mode(self, mode: str) -> None:
        await self._hand.work(lambda: self._tablet.display.set_mode(mode))
        apply_theme(self._page, mode)
        await self._relabel()

    async def _resized(self) -> None:
        await self._relabel()

    async def _relabel(self) -> None:
        await self._paint_status(await self._hand.work(self._tablet.sync.status))
        self._paint_frame()
        self._page.update()
        if self._screen is not None:
            await self._screen.load()

    # --- sync ---------------------------------------------------------------------------------------------------
    def _listen(self) -> None:
        self._unsubscribe()
        self._unsubscribe = self._tablet.sync.subscribe(self._told)

    def _closed(self) -> None:
        self._unsubscribe()

    def _told(self, status: SyncStatus) -> None:
        """From the sync's thread: at most a few repaints a second while it runs, every other status at once."""
        now = time.monotonic()
        if status.state is SyncState.RUNNING and now - self._painted_at < REPAINT_SECONDS:
            return
        self._painted_at = now
        self._loop.call_soon_threadsafe(lambda: self._hand.spawn(self._sync_changed, status))

    async def _sync_changed(self, status: SyncStatus) -> None:
        if isinstance(self._screen, SyncScreen):
            self._page.update(self._screen.paint(status))
        if chip := await self._paint_status(status):
            self._page.update(*chip)
        if self._screen and status.state is not SyncState.RUNNING and self._shows(status):
            await self._screen.load()
        if status.state is SyncState.IDLE:
            await self._tell_what_was_recovered()

    async def _paint_status(self, status: SyncStatus) -> list[ft.Control]:
        """The header's chip; nothing where a newer status came while it was counted what there is to decide."""
        self._status = status
        count = undecided(await self._hand.work(self._tablet.assignments.disputed)) if status.state is SyncState.IDLE else 0
        return [self._frame.paint_sync(status, count)] if status is self._status else []

    def _shows(self, status: SyncStatus) -> bool:
        """Whether the screen shows what a sync that ended may have changed; one that failed changes no more than the queue,
        and one that was turned away the list."""
        if isinstance(self._screen, SyncScreen):
            return True
        if isinstance(self._screen, AssignmentsScreen) and status.state is SyncState.STOPPED:
            return True
        if status.state is not SyncState.IDLE:
            return False
        if isinstance(self._screen, SignInScreen):
            return bool(status.progress.news)
        return isinstance(self._screen, AssignmentsScreen | InspectionScreen)
