"""What every screen of the tablet works with: the page, the use cases, who holds the tablet, and the guard."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any, Protocol, TypeVar

import flet as ft

from inspector_app.look.guard import Guard, Handler
from inspector_app.look.theme import PHONE, WIDE
from inspector_app.services.assignments import AssignmentService
from inspector_app.services.display import DisplayService
from inspector_app.services.enrolment import EnrolmentService
from inspector_app.services.inspections import InspectionService
from inspector_app.services.photos import PhotoService
from inspector_app.services.place import PlaceService
from inspector_app.services.sign_in import SignInService
from inspector_app.services.sync import SyncService
from sync.domain.clock import Clock, SystemClock, local_day
from sync.domain.people import TabletPerson
from sync.errors import FieldValue, SuichaError
from sync.i18n import explain, say

Answer = TypeVar("Answer")
DEFAULT_WIDTH = 1280


class TabletServices(Protocol):
    """The use cases of one tablet, as bootstrap wires them."""

    @property
    def assignments(self) -> AssignmentService: ...
    @property
    def inspections(self) -> InspectionService: ...
    @property
    def photos(self) -> PhotoService: ...
    @property
    def sign_in(self) -> SignInService: ...
    @property
    def place(self) -> PlaceService: ...
    @property
    def display(self) -> DisplayService: ...
    @property
    def enrolment(self) -> EnrolmentService: ...
    @property
    def sync(self) -> SyncService: ...


class Hand:
    """One page of the tablet app. ``person`` is who is signed in; acts are theirs."""

    def __init__(self, page: ft.Page, tablet: TabletServices, clock: Clock | None = None) -> None:
        self.page = page
        self.tablet = tablet
        self.language = tablet.display.language
        self.person: TabletPerson | None = None
        self.guard = Guard(page, lambda: self.language)
        self._clock = clock or SystemClock()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def by(self) -> TabletPerson:
        """The author of what is done now."""
        if self.person is None:
            raise RuntimeError("nobody is signed in")
        return self.person

    def say(self, key: str, **fields: FieldValue) -> str:
        """The sentence in the tablet's language."""
        return say(self.language, key, **fields)

    def explain(self, error: SuichaError) -> str:
        """What went wrong and what to do."""
        return explain(self.language, error)

    async def work(self, call: Callable[[], Answer]) -> Answer:
        """Run a use case off the screen's thread."""
        return await asyncio.to_thread(call)

    async def act(self, call: Callable[[], Answer]) -> Answer:
        """Run a use case that records something; the sync hears of it once it is on disk."""
        answer = await self.work(call)
        self.tablet.sync.nudge()
        self.tablet.sign_in.touch(self.by.person_id)
        return answer

    def spawn(self, handler: Handler, *args: Any) -> None:
        """Run a handler beside the present one, under the same guard."""
        task = asyncio.ensure_future(self.guard(handler)(*args))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @property
    def today(self) -> date:
        """The day in Zhengzhou."""
        return local_day(self._clock.now())

    @property
    def width(self) -> float:
        """Logical pixels of the page."""
        return self.page.width or DEFAULT_WIDTH

    @property
    def wide(self) -> bool:
        return self.width >= WIDE

    @property
    def phone(self) -> bool:
        return self.width < PHONE
