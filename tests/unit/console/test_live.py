"""The stream of events, over a real line to a small server that does what a test tells it."""

import queue
import random
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID

import pytest

from inspector_app.console import live
from inspector_app.console.live import Line, LiveFeed
from sync.client.http_centre import HttpCentre
from sync.errors import SuichaError, TokenInvalid
from sync.protocol.console import CentreEvent

EVENT = b'data: {"kind": "submitted", "inspection_id": "00000000-0000-0000-0000-000000000001", "district": "ZD"}\n\n'
WELCOME = b": listening\n\n"
REFUSAL = b'{"type": "", "title": "", "status": 401, "detail": "", "code": "token-invalid"}'
Lines = list[bytes] | None


class EventServer:
    """Every connection gets the next plan: byte strings to send, then the line breaks; ``None``: it is refused."""

    def __init__(self) -> None:
        self.plans: queue.Queue[Lines] = queue.Queue()
        self.hold = threading.Event()
        self.connections = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self.hold.set()
        self._server.shutdown()
        self._server.server_close()

    def _handler(server) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.connections += 1
                plan = server.plans.get()
                self.send_response(200 if plan is not None else 401)
                self.end_headers()
                for part in [REFUSAL] if plan is None else plan:
                    self.wfile.write(part)
                    self.wfile.flush()
                if plan is not None and server.plans.empty():
                    server.hold.wait(20)

            def log_message(self, *_: Any) -> None:
                """Tests are quiet."""

        return Handler


class Notes:
    """Writes down what the feed tells."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.events: list[CentreEvent] = []
        self.refusals: list[SuichaError] = []
        self.on_line, self.on_event, self.on_refused = self.lines.append, self.events.append, self.refusals.append


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[EventServer]:
    monkeypatch.setattr(live, "LONGEST_PAUSE", 0.05)
    server = EventServer()
    yield server
    server.close()


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def feed(server: EventServer, notes: Notes) -> Iterator[LiveFeed]:
    feed = LiveFeed(lambda: HttpCentre(server.url, "token"), notes, random.Random(1))
    yield feed
    feed.stop()
    assert feed.join(5)


def until(holds: Callable[[], bool], seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.01)


def test_the_line_is_live_before_any_event_and_events_come_through(server: EventServer, notes: Notes, feed: LiveFeed) -> None:
    server.plans.put([WELCOME])
    feed.start()
    until(lambda: notes.lines == [Line.LIVE])
    assert notes.events == []


def test_events_come_through(server: EventServer, notes: Notes, feed: LiveFeed) -> None:
    server.plans.put([WELCOME, EVENT, b": alive\n\n", EVENT])
    feed.start()
    until(lambda: len(notes.events) == 2)
    assert notes.events[0] == CentreEvent("submitted", UUID(int=1), "ZD")


def test_a_broken_line_is_told_and_taken_up_again(server: EventServer, notes: Notes, feed: LiveFeed) -> None:
    server.plans.put([WELCOME, EVENT])
    server.plans.put([WELCOME, EVENT])
    feed.start()
    until(lambda: len(notes.events) == 2)
    assert notes.lines == [Line.LIVE, Line.LOST, Line.LIVE]


def test_a_centre_that_cannot_be_reached_is_tried_again(notes: Notes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LONGEST_PAUSE", 0.01)
    feed = LiveFeed(lambda: HttpCentre("http://127.0.0.1:9", "token"), notes, random.Random(1))
    feed.start()
    until(lambda: len(notes.lines) >= 3)
    feed.stop()
    assert feed.join(5)
    assert set(notes.lines) == {Line.LOST}


def test_a_refused_account_ends_the_stream(server: EventServer, notes: Notes, feed: LiveFeed) -> None:
    server.plans.put(None)
    feed.start()
    until(lambda: bool(notes.refusals))
    assert isinstance(notes.refusals[0], TokenInvalid)
    assert feed.join(5)
    assert server.connections == 1


def test_stopping_ends_a_stream_that_waits_for_an_event(server: EventServer, notes: Notes, feed: LiveFeed) -> None:
    server.plans.put([WELCOME])
    feed.start()
    until(lambda: notes.lines == [Line.LIVE])
    feed.stop()
    assert feed.join(2)
    assert notes.lines == [Line.LIVE]


def test_stopping_ends_the_pause_between_two_tries(notes: Notes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LONGEST_PAUSE", 60.0)
    monkeypatch.setattr(live, "wait_before_retry", lambda *_: 60.0)
    feed = LiveFeed(lambda: HttpCentre("http://127.0.0.1:9", "token"), notes, random.Random(1))
    feed.start()
    until(lambda: notes.lines == [Line.LOST])
    feed.stop()
    assert feed.join(2)
