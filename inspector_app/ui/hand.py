"""What every screen of the tablet works with: the page, the use cases, who holds the tablet, and the guard."""

import asyncio
from collections.abc import Callable
from typing import Protocol, TypeVar

import flet as ft

from inspector_app.look.surface import Surface
from inspector_app.services.annotating import AnnotatingService
from inspector_app.services.assignments import AssignmentService
from inspector_app.services.backlog import BacklogService
from inspector_app.services.display import DisplayService
from inspector_app.services.documents import DocumentService
from inspector_app.services.enrolment import EnrolmentService
from inspector_app.services.inspections import InspectionService
from inspector_app.services.photos import PhotoService
from inspector_app.services.place import PlaceService
from inspector_app.services.previous import PreviousService
from inspector_app.services.rescue import RescueService
from inspector_app.services.sign_in import SignInService
from inspector_app.services.signing import SigningService
from inspector_app.services.sync import SyncService
from inspector_app.services.sync_log import SyncLog
from sync.domain.clock import Clock
from sync.domain.people import TabletPerson

Answer = TypeVar("Answer")


class TabletServices(Protocol):
    """The use cases of one tablet, as bootstrap wires them."""

    @property
    def assignments(self) -> AssignmentService: ...
    @property
    def inspections(self) -> InspectionService: ...
    @property
    def photos(self) -> PhotoService: ...
    @property
    def annotating(self) -> AnnotatingService: ...
    @property
    def documents(self) -> DocumentService: ...
    @property
    def previous(self) -> PreviousService: ...
    @property
    def signing(self) -> SigningService: ...
    @property
    def sign_in(self) -> SignInService: ...
    @property
    def place(self) -> PlaceService: ...
    @property
    def display(self) -> DisplayService: ...
    @property
    def enrolment(self) -> EnrolmentService: ...
    @property
    def rescue(self) -> RescueService: ...
    @property
    def sync(self) -> SyncService: ...
    @property
    def sync_log(self) -> SyncLog: ...
    @property
    def backlog(self) -> BacklogService: ...


class Hand(Surface):
    """A page with the tablet's use cases. ``person`` is who is signed in; acts are theirs."""

    def __init__(self, page: ft.Page, tablet: TabletServices, clock: Clock | None = None) -> None:
        super().__init__(page, tablet.display.language, clock)
        self.tablet = tablet
        self.person: TabletPerson | None = None

    @property
    def by(self) -> TabletPerson:
        """The author of what is done now."""
        if self.person is None:
            raise RuntimeError("nobody is signed in")
        return self.person

    async def work(self, call: Callable[[], Answer]) -> Answer:
        """Run a use case off the screen's thread."""
        return await asyncio.to_thread(call)

    async def act(self, call: Callable[[], Answer]) -> Answer:
        """Run a use case that records something; the sync hears of it once it is on disk."""
        author = self.by.person_id

        def recorded() -> Answer:
            answer = call()
            self.tablet.sign_in.touch(author)
            self.tablet.sync.nudge()
            return answer

        return await self.work(recorded)
