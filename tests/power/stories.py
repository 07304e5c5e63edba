"""What the children of the host do: everything by the shipped code, in real processes, on real disks, over real HTTP."""

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import requests
import uvicorn

from inspector_app.bootstrap import open_tablet
from inspector_app.cli.serving import serve
from sync.client.http_centre import HttpCentre
from sync.client.transport import Transport
from sync.domain.ids import IdMaker
from sync.protocol.calls import TabletCalls
from sync.server.app import create_app
from sync.server.centre import open_centre
from sync.server.settings import Settings
from tests.power.day import Day
from tests.power.journal import Journal
from tests.power.place import NOW, Place

_TRIES = 8


class StepClock:
    """Moves by a moment each time it is asked, so that two runs see the same times."""

    def __init__(self) -> None:
        self._asked = 0

    def now(self) -> datetime:
        self._asked += 1
        return NOW + timedelta(milliseconds=20 * self._asked)


def make_place(centre: Path, tablet: Path, journal: Path) -> None:
    """A centre with its registers, and an enrolled tablet on which a visit has begun; two operations wait in its outbox."""
    with centre_in_thread(centre) as (url, place):
        opened = open_tablet(tablet)
        opened.enrolment.enrol(url, place.code(), "平板")
        opened.sync.run_once()
        Day(opened, Journal(journal), journal.with_name("told")).begin()
        opened.close()


def tablet_day(tablet: Path, centre: Path, journal: Path, told: Path) -> None:
    """Open the tablet, go on with the visit, submit it, and sync once: what a person does, who tries again once."""
    IdMaker.__init__.__defaults__ = (None, Random(7).getrandbits)  # the same names of files in every run
    day = Day(lambda: open_tablet(tablet, connection(centre, told), StepClock()), Journal(journal), told)
    day.go_on()
    day.sync()
    day.close()


def tablet_evening(tablet: Path, centre: Path, journal: Path, told: Path) -> None:
    """The next start without faults: what was left behind becomes photos, and everything waiting is sent."""
    opened = open_tablet(tablet, connect=connection(centre, told))
    opened.photos.left_behind.recover()
    day = Day(opened, Journal(journal), told)
    day.finish()
    for _ in range(_TRIES):
        status = opened.sync.run_once()
        if status.error is None and not status.backlog.records and not status.backlog.files:
            break
        time.sleep(0.05)
    else:
        day.tell("evening", "unfinished", str(status))
    opened.close()


def reopen_tablet(tablet: Path) -> None:
    """The next start of the app, with what it does to heal itself."""
    opened = open_tablet(tablet)
    opened.photos.left_behind.recover()
    opened.close()


def reopen_centre(centre: Path) -> None:
    """The next start of the centre, with what it does to heal itself."""
    opened = open_centre(Settings(centre))
    opened.evidence.recover()
    opened.close()


def serve_centre(centre: Path, address: Path) -> None:
    """The centre as ``suicha centre serve`` runs it; its address is written to a file once it listens."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", 0))
    listening.listen(64)
    app = create_app(Settings(centre))
    _write_address(address, listening)
    serve(app, listening, lambda: None)


def whole_day(centre: Path, tablet: Path, journal: Path, told: Path) -> None:
    """Centre and tablet in one process, so that one trace holds in true order what either wrote and what was acknowledged.

    The day begins with nothing: enrolment, two visits, syncs in between.
    """
    with centre_in_thread(centre) as (url, place):
        opened = open_tablet(tablet, connect=_noting(Journal(journal), told))
        opened.enrolment.enrol(url, place.code(), "平板")
        opened.sync.run_once()
        Journal(journal).note(kind="enrolled")
        for number, next_visit in enumerate(("翠竹苑", "阳光花园")):
            day = Day(opened, Journal(journal), told, colour=number)
            day.begin()
            day.go_on()
            day.sync()
            place.assign(next_visit)
            day.sync()
        opened.close()


@contextmanager
def centre_in_thread(centre: Path) -> Iterator[tuple[str, Place]]:
    """A served centre with registers; its address."""
    app = create_app(Settings(centre))
    place = Place(app.state.centre)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", access_log=False, loop="asyncio"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", place
    server.should_exit = True
    thread.join(timeout=10)


def connection(address: Path, told: Path) -> Callable[[str, str | None], TabletCalls]:
    """Connects to the address in a file, whatever address the tablet was enrolled at; notes what the centre refuses."""

    def connect(_url: str, token: str | None) -> TabletCalls:
        url = address.read_text()
        return HttpCentre(url, token, _heard(url, token, told))

    return connect


def _noting(journal: Journal, told: Path) -> Callable[[str, str | None], TabletCalls]:
    def connect(url: str, token: str | None) -> TabletCalls:
        return NotedCentre(url, token, _heard(url, token, told), journal)

    return connect


def _heard(url: str, token: str | None, told: Path) -> Transport:
    transport = Transport(url, token, timeouts=(5.0, 20.0))
    transport._session = HeardSession(told)
    transport._session.trust_env = False
    transport._session.headers.clear()
    return transport


class NotedCentre(HttpCentre):
    """Notes what leaves the tablet before it leaves, and what the centre has promised once its answer is there."""

    def __init__(self, url: str, token: str | None, transport: Transport, journal: Journal) -> None:
        super().__init__(url, token, transport)
        self._journal = journal

    def push(self, lines, *more, **options):  # type: ignore[no-untyped-def]
        texts = [line.decode() for line in lines]
        self._journal.note(kind="sent", lines=texts)
        answer = super().push(lines, *more, **options)
        self._journal.note(kind="taken", lines=texts)
        return answer

    def send_evidence(self, sha256, offset, length, chunk, *more, **options):  # type: ignore[no-untyped-def]
        state = super().send_evidence(sha256, offset, length, chunk, *more, **options)
        if state.complete:
            self._journal.note(kind="stored", sha256=sha256, size=length)
        return state

    def send_small_evidence(self, files, *more, **options):  # type: ignore[no-untyped-def]
        told = super().send_small_evidence(files, *more, **options)
        for state in told.files:
            if state.complete:
                self._journal.note(kind="stored", sha256=state.sha256, size=state.offset)
        return told


class HeardSession(requests.Session):
    """Notes what the centre refuses."""

    def __init__(self, told: Path) -> None:
        super().__init__()
        self._told = Journal(told)

    def send(self, request, **options):  # type: ignore[no-untyped-def]
        response = super().send(request, **options)
        if not response.ok:
            said = {"retry_after": response.headers.get("Retry-After"), "code": response.headers.get("Suicha-Problem")}
            self._told.note(step="http", path=request.path_url, status=response.status_code, **said)
        return response


def _write_address(address: Path, listening: socket.socket) -> None:
    part = address.with_suffix(".part")
    part.write_text(f"http://127.0.0.1:{listening.getsockname()[1]}")
    part.replace(address)


_TOLD = (make_place, tablet_day, tablet_evening, reopen_tablet, reopen_centre, serve_centre, whole_day)
STORIES: dict[str, Callable[..., None]] = {story.__name__: story for story in _TOLD}
logging.basicConfig(level=logging.WARNING)
