"""A centre on demo data with its console, a team with a real tablet, and a supervisor's browser."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

import pytest
import uvicorn
from sqlalchemy import select

from inspector_app.bootstrap import open_tablet
from inspector_app.cli.composition import centre_with_console
from inspector_app.console.memory import Kept
from inspector_app.demo.registers import demo_registers
from inspector_app.demo.seed import DEMO_PASSWORD, DemoLogins, seed_centre
from sync.client.http_centre import HttpCentre
from sync.domain.clock import SystemClock, local_day
from sync.domain.compounds import Assignment
from sync.domain.ids import IdMaker
from sync.protocol.codec import to_plain
from sync.protocol.console import InspectionSummary
from sync.server.centre import Centre
from sync.server.repositories import schema
from sync.server.services.access import Account
from sync.server.services.registers import NewAssignment
from sync.server.settings import Settings
from tests.e2e.browsers import Browsers
from tests.e2e.console.field_team import Team
from tests.e2e.console_page import Console
from tests.e2e.tablet_process import wait_until

PASSWORD = DEMO_PASSWORD


@dataclass
class Place:
    """A running centre: its address, and its use cases in this process."""

    url: str
    centre: Centre
    logins: DemoLogins
    asked: list[str]
    """Paths that were asked for, oldest first."""
    unanswered: list[str]
    """Of these, what is still being answered."""

    @property
    def console(self) -> str:
        return f"{self.url}/console/"

    @property
    def supervisor(self) -> str:
        return self.logins.accounts[0].login

    @property
    def administrator(self) -> str:
        return self.logins.accounts[2].login

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

    def assign_again(self, before: Assignment) -> None:
        """The same team goes to the same compound once more."""
        ids, a = IdMaker(), schema.assignments.c
        with self.centre.database.reading() as connection:
            campaign = connection.scalars(select(a.campaign_id).where(a.id == before.id)).one()
        team = tuple(member.person_id for member in before.team)
        again = NewAssignment(ids.new(), ids.new(), campaign, before.compound.id, before.due_on, team)
        self.centre.registers.add_assignments([again])


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
    unanswered: list[str] = []

    async def listening_in(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        asked.append(scope["path"])
        unanswered.append(scope["path"])
        try:
            await app(scope, receive, send)
        finally:
            unanswered.remove(scope["path"])

    server = uvicorn.Server(uvicorn.Config(listening_in, log_level="warning", timeout_graceful_shutdown=2))
    thread = threading.Thread(target=lambda: server.run(sockets=[listening]))
    thread.start()
    wait_until(lambda: server.started)
    yield Place(f"http://127.0.0.1:{port}", centre, logins, asked, unanswered)
    farewell()
    server.should_exit = True
    thread.join(20)
    assert not thread.is_alive()


@pytest.fixture
def centre(place: Place) -> Iterator[HttpCentre]:
    """The administrator's own client, beside the browser."""
    client = HttpCentre(place.url)
    client.sign_in(place.administrator, PASSWORD)
    yield client
    client.close()


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


@pytest.fixture
def browse(browsers: Browsers, place: Place) -> Iterator[Callable[..., Console]]:
    """Opens consoles, each in a browser profile of its own: ``browse(width=390, height=844, color_scheme="dark")``."""
    with browsers.profiles(place.console) as lend:
        yield lambda **look: Console(lend(**look), place.console)


@pytest.fixture
def signed_in(browse: Callable[..., Console], place: Place) -> Callable[..., Console]:
    """Opens consoles where somebody has signed in before: ``signed_in(login, path, language="en", mode="dark", width=390)``."""

    def left_so(login: str, path: str = "", language: str = "zh-CN", mode: str = "light", **look: Any) -> Console:
        console = browse(**look)
        kept = Kept(language, mode, place.centre.access.sign_in(login, PASSWORD))
        console.profile.keep("flutter.suicha.console", json.dumps(json.dumps(to_plain(kept))))
        return console.open(path)

    return left_so


@pytest.fixture
def console(signed_in: Callable[..., Console], place: Place) -> Console:
    """Signed in as the supervisor of all districts, on the list: the browser was left so."""
    console = signed_in(place.supervisor, mode="system")
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
