"""A centre on demo data with its console, a team with a real tablet, and a supervisor's browser."""

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
import uvicorn
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from inspector_app.bootstrap import Tablet, open_tablet
from inspector_app.cli.composition import centre_with_console
from inspector_app.demo.registers import demo_registers
from inspector_app.demo.seed import DEMO_PASSWORD, DemoLogins, seed_centre
from inspector_app.fleet.plan import PlannedVisit, plan_visits
from inspector_app.services.records import AssignmentProgress
from sync.bundled import bundled_checklist
from sync.domain.checklists import Checklist, read_checklist
from sync.domain.clock import SystemClock, local_day
from sync.domain.inspections import Outcome, ResultValue, Return
from sync.imaging.scenes import draw_scene
from sync.protocol.messages import InspectionSummary
from sync.server.centre import Centre
from sync.server.services.access import Account
from sync.server.settings import Settings

PASSWORD = DEMO_PASSWORD

_PICTURE_COLOURS = 300
_SAID = """element => [element, ...element.querySelectorAll("*")].flatMap(
    one => [one.getAttribute("aria-label"), one.value, one.childElementCount ? null : one.textContent]).filter(Boolean)"""


@dataclass
class Place:
    """A running centre: its address, and its use cases in this process."""

    url: str
    centre: Centre
    logins: DemoLogins
    asked: list[str]
    """Paths that were asked for, oldest first."""

    @property
    def console(self) -> str:
        return f"{self.url}/console/"

    @property
    def supervisor(self) -> str:
        return self.logins.accounts[0].login

    @property
    def overseer(self) -> str:
        """The supervisor of one district only, and that district."""
        return self.logins.accounts[1].login

    @cached_property
    def overseen(self) -> str:
        session = self.centre.access.sign_in(self.overseer, PASSWORD)
        assert session.districts is not None
        return session.districts[0]

    @cached_property
    def account(self) -> Account:
        """The supervisor, for acts beside the browser."""
        session = self.centre.access.sign_in(self.supervisor, PASSWORD)
        return self.centre.access.account_of(session.token)

    def summary(self, inspection_id: UUID) -> InspectionSummary:
        """How the inspection stands at the centre."""
        return self.centre.reviews.detail(self.account, inspection_id).summary


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """One centre for all tests of this room; each test brings inspections of its own."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app, farewell = centre_with_console(Settings(tmp_path_factory.mktemp("centre")), port)
    centre: Centre = app.state.centre
    logins = seed_centre(centre.registers, local_day(SystemClock().now()))
    asked: list[str] = []

    async def listening_in(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            asked.append(scope["path"])
        await app(scope, receive, send)

    server = uvicorn.Server(uvicorn.Config(listening_in, log_level="warning", timeout_graceful_shutdown=2))
    thread = threading.Thread(target=lambda: server.run(sockets=[listening]))
    thread.start()
    wait_until(lambda: server.started)
    yield Place(f"http://127.0.0.1:{port}", centre, logins, asked)
    farewell()
    server.should_exit = True
    thread.join(20)
    assert not thread.is_alive()


class Team:
    """A team in the field: records whole visits on a tablet and sends them."""

    def __init__(self, tablet: Tablet) -> None:
        self._tablet = tablet
        self._random = Random(27)

    def visit(self, failures: int = 4, photos: int | None = 12) -> UUID:
        """A complete inspection of the next compound, submitted and sent with its photos."""
        inspection_id = self.record(failures, photos)
        self.sync()
        return inspection_id

    def visit_outside(self, district: str) -> UUID:
        """A visit somewhere else than in the district with this code."""
        entries = [
            e for e in self._tablet.assignments.waiting() if e.state is None and e.assignment.compound.district != district
        ]
        inspection_id = self._record(entries[0], failures=3, photos=10)
        self.sync()
        return inspection_id

    def record(self, failures: int = 4, photos: int | None = 12) -> UUID:
        """The same, still only on the tablet."""
        return self._record(next(e for e in self._tablet.assignments.waiting() if e.state is None), failures, photos)

    def _record(self, entry: AssignmentProgress, failures: int, photos: int | None) -> UUID:
        self.author = entry.assignment.team[0].person_id
        inspection_id = self._tablet.inspections.start(entry.assignment.id, self.author)
        for planned in self._plan(failures, photos):
            self._tablet.inspections.answer(inspection_id, planned.item_code, planned.value, self.author)
            for _ in range(planned.photos):
                scene = draw_scene(self._random, 1600, 1200)
                self._tablet.photos.attach(inspection_id, planned.item_code, scene, self.author)
        self._tablet.inspections.submit(inspection_id, self.author)
        return inspection_id

    def word_on(self, inspection_id: UUID) -> Return | None:
        """Why the inspection came back, as the tablet has it after a sync."""
        self.sync()
        return self._tablet.inspections.sheet(inspection_id).record.returned

    def resubmit(self, inspection_id: UUID) -> None:
        """Send a returned inspection again, as it is."""
        self.sync()
        self._tablet.inspections.submit(inspection_id, self.author)
        self.sync()

    def compound(self, inspection_id: UUID) -> str:
        """The name of the place."""
        entries = self._tablet.assignments.waiting()
        return next(e.assignment.compound.name for e in entries if e.assignment.inspection_id == inspection_id)

    def change_answer(self, inspection_id: UUID, item_code: str) -> None:
        """Answer an item of a returned inspection anew."""
        value = ResultValue(Outcome.NOT_APPLICABLE, reason="本项目没有这一项")
        self._tablet.inspections.answer(inspection_id, item_code, value, self.author)

    def sync(self) -> None:
        """Until nothing waits any more."""
        for _ in range(10):
            status = self._tablet.sync.run_once()
            if status.error is None and not status.backlog.records and not status.backlog.files:
                return
        raise AssertionError(status)

    def _plan(self, failures: int, photos: int | None) -> PlannedVisit:
        checklist = _checklist()
        rate = failures / len(checklist.items)
        return plan_visits(checklist, 1, rate, photos, local_day(SystemClock().now()), self._random)[0]


def _checklist() -> Checklist:
    return read_checklist(bundled_checklist().document)


@pytest.fixture(scope="session")
def team(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """A tablet for every officer of the demo, so that no test runs out of compounds."""
    tablet = open_tablet(tmp_path_factory.mktemp("tablet"))
    officers = [officer.id for officer in demo_registers().officers]
    tablet.enrolment.enrol(place.url, place.centre.registers.create_enrolment_code(officers), "test")
    team = Team(tablet)
    team.sync()
    yield team
    tablet.close()


class Console:
    """A supervisor's browser. Controls are found by their semantics identifier."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.url = url
        self.page: Page = context.new_page()

    def open(self, path: str = "") -> "Console":
        """Load the page and switch semantics on."""
        self.page.goto(self.url + path)
        self.wake()
        return self

    def reload(self) -> None:
        """As the browser's reload button does."""
        self.page.reload()
        self.wake()

    def wake(self) -> None:
        placeholder = self.page.locator("flt-semantics-placeholder")
        placeholder.wait_for(state="attached", timeout=30_000)
        placeholder.dispatch_event("click")

    def at(self, identifier: str) -> Locator:
        """The control with this identifier."""
        return self.page.locator(f'[flt-semantics-identifier="{identifier}"]')

    def starting(self, prefix: str) -> Locator:
        """Controls whose identifiers begin so."""
        return self.page.locator(f'[flt-semantics-identifier^="{prefix}"]')

    def sign_out(self) -> None:
        """Through the menu of the account."""
        self.click("account")
        self.page.get_by_role("menuitem").last.click()

    def choose_district(self, name: str) -> None:
        """Through the drop-down."""
        self.click("district")
        self.page.wait_for_timeout(400)
        self.page.get_by_role("button", name=name, exact=True).or_(self.page.get_by_role("menuitem", name=name)).last.click()

    def requests_that_left(self) -> Callable[[], list[str]]:
        """From here on: what the browser sent, without what its own security policy held back."""
        sent: list[Any] = []
        self.page.on("request", lambda request: sent.append(request))
        return lambda: [request.url for request in sent if request.failure != "csp"]

    def small_targets(self, least: float) -> list[str]:
        """What can be tapped but has fewer pixels in either direction, unless it is cut off where it scrolls under an edge."""
        found = self.page.locator('flt-semantics[role="button"], flt-semantics[flt-tappable]').all()
        size = self.page.viewport_size
        assert size is not None
        return [text for one in found if (text := _too_small(one, least, size["width"], size["height"]))]

    def open_inspection(self, inspection_id: UUID) -> None:
        """From the list."""
        self.click(f"inspection-{inspection_id}")
        self.at("state").wait_for()

    def click(self, identifier: str) -> None:
        """A tap on a control that is in sight."""
        found = self.at(identifier)
        found.wait_for()
        self.tap(found)

    def tap(self, found: Locator) -> None:
        """In its middle, whatever part of it reacts."""
        box = found.bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def find_first(self, prefix: str) -> Locator:
        """The first control in sight, or further down, whose identifier begins so."""
        return self._scroll_to(self.starting(prefix).first, prefix)

    def _scroll_to(self, found: Locator, name: str) -> Locator:
        self.scroll(-100_000)
        for _ in range(40):
            if found.count() and _inside(found, self.page):
                return found
            self.scroll(300)
        raise AssertionError(f"{name} is nowhere on the screen")

    def wait_for_picture(self, found: Locator, seconds: float = 10) -> None:
        """Where the control is, the screen shows many colours: a picture, no placeholder."""
        end = time.monotonic() + seconds
        while self._colours(found) < _PICTURE_COLOURS:
            assert time.monotonic() < end, "no picture came"
            self.page.wait_for_timeout(100)

    def _colours(self, found: Locator) -> int:
        box = found.bounding_box()
        assert box is not None
        shot = Image.open(BytesIO(self.page.screenshot(clip=box)))
        return len(shot.convert("RGB").getcolors(1 << 24) or ())

    def eventually(self, holds: Callable[[], bool], seconds: float = 10) -> None:
        """Wait until it holds, while the browser goes on."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, "it never came true"
            self.page.wait_for_timeout(50)

    def type(self, identifier: str, text: str) -> None:
        """Put text into a field, as often as it takes the browser to notice."""
        field = self.at(identifier).locator("input, textarea").first
        for _ in range(10):
            field.click()
            self.page.wait_for_timeout(150)
            field.fill(text)
            self.page.wait_for_timeout(250)
            if field.input_value() == text:
                return
        raise AssertionError(f"{identifier} does not take text")

    def typed(self, identifier: str) -> str:
        """What stands in a field; the browser tells it of the field that has the focus."""
        field = self.at(identifier).locator("input, textarea").first
        field.click()
        self.page.wait_for_timeout(300)
        return field.input_value()

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        self.type("login", login)
        self.type("password", password)
        self.click("sign-in")

    def find(self, identifier: str) -> Locator:
        """Scroll down from the top until the control stands in the page; off-screen items are not in the DOM."""
        return self._scroll_to(self.at(identifier), identifier)

    def scroll(self, pixels: int) -> None:
        """The wheel, over the left half of the page."""
        size = self.page.viewport_size
        assert size is not None
        self.page.mouse.move(size["width"] / 3, size["height"] * 0.6)
        self.page.mouse.wheel(0, pixels)
        self.page.wait_for_timeout(250)

    def see(self, identifier: str, text: str, seconds: float = 10) -> None:
        """The control says this, now or soon: as text, label or content of a field."""
        end = time.monotonic() + seconds
        while text not in (said := self.said(identifier)):
            assert time.monotonic() < end, f"{identifier} says {said!r}, not {text!r}"
            self.page.wait_for_timeout(50)

    def said(self, identifier: str) -> str:
        """Everything the control says to a screen reader; empty while it is not there."""
        found = self.at(identifier)
        return " ".join(found.first.evaluate(_SAID)) if found.count() else ""

    def shot(self, name: str) -> None:
        """A screenshot, where SUICHA_SCREENSHOTS names a folder."""
        if folder := os.environ.get("SUICHA_SCREENSHOTS"):
            self.page.mouse.move(2, 2)
            self.page.wait_for_timeout(600)
            self.page.screenshot(path=Path(folder) / f"console-{name}.png")


def _too_small(one: Locator, least: float, width: int, height: int) -> str:
    box = one.bounding_box()
    if (
        box is None
        or box["x"] < 0
        or box["y"] < 70
        or box["x"] + box["width"] > width - 14
        or box["y"] + box["height"] > height - 100
    ):
        return ""
    return f"{one.get_attribute('aria-label') or one.inner_text()} {box}" if min(box["width"], box["height"]) < least else ""


def _inside(found: Locator, page: Page) -> bool:
    box, size = found.first.bounding_box(), page.viewport_size
    return bool(box and size and box["y"] >= 110 and box["y"] + min(box["height"], 60) <= size["height"] - 90)


@pytest.fixture
def browse(chromium: Browser, place: Place) -> Iterator[Callable[..., Console]]:
    """Opens consoles, each in a browser profile of its own: ``browse(width=390, height=844, color_scheme="dark")``."""
    contexts: list[BrowserContext] = []

    def open_console(width: int = 1280, height: int = 800, **more: Any) -> Console:
        contexts.append(chromium.new_context(viewport={"width": width, "height": height}, **more))
        return Console(contexts[-1], place.console)

    yield open_console
    for context in contexts:
        context.close()


@pytest.fixture
def console(browse: Callable[..., Console], place: Place) -> Console:
    """Signed in as the supervisor of all districts, on the list."""
    console = browse().open()
    console.sign_in(place.supervisor)
    console.at("state-submitted").wait_for()
    return console


@pytest.fixture
def eventually() -> Callable[..., None]:
    """``wait_until``, for tests."""
    return wait_until


@pytest.fixture(scope="session")
def shown_inspection(team: Team) -> UUID:
    """One with many findings and photos, for looking at."""
    return team.visit(failures=7, photos=18)


def wait_until(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Returns when it holds; fails when it still does not."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)
