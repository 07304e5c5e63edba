"""A line so slow that a chunk takes longer than a tablet bears silence, or that breaks every few seconds, gets photos across."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from PIL import Image

from inspector_app.services.centre_link import CentreLink
from sync.client.http_centre import HttpCentre
from sync.client.loads import FIRST_BYTES, LEAST_BYTES
from sync.client.transport import Transport
from sync.protocol.messages import CHUNK_BYTES

PATIENCE = 4.0
"""Seconds of silence that these tablets bear, instead of thirty."""
_READ_BYTES = 4 * 1024


@dataclass
class SlowLine:
    """``pace``: bytes in a second towards the centre. ``breaks_after``: seconds that a connection holds. ``came``: bytes that got
    to the centre."""

    url: str
    pace: int
    breaks_after: float
    came: int = 0


@contextmanager
def slow_line(centre_url: str, pace: int, breaks_after: float = 3600.0) -> Iterator[SlowLine]:
    """A proxy on a port of its own."""
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _READ_BYTES)
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        line = SlowLine(f"http://127.0.0.1:{listening.getsockname()[1]}", pace, breaks_after)
        threading.Thread(target=_accept, args=(listening, urlsplit(centre_url).port, line), daemon=True).start()
        yield line


def _accept(listening: socket.socket, port: int, line: SlowLine) -> None:
    with suppress(OSError):
        while True:
            tablet, _ = listening.accept()
            centre = socket.create_connection(("127.0.0.1", port))
            threading.Thread(target=_up, args=(tablet, centre, line), daemon=True).start()
            threading.Thread(target=_down, args=(centre, tablet), daemon=True).start()


def _up(tablet: socket.socket, centre: socket.socket, line: SlowLine) -> None:
    end = time.monotonic() + line.breaks_after
    with suppress(OSError):
        while (data := tablet.recv(_READ_BYTES)) and time.monotonic() < end:
            time.sleep(len(data) / line.pace)
            centre.sendall(data)
            line.came += len(data)
    for one in (tablet, centre):
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


def _down(centre: socket.socket, tablet: socket.socket) -> None:
    with suppress(OSError), tablet:
        while data := centre.recv(_READ_BYTES):
            tablet.sendall(data)


def noise(width: int, height: int) -> bytes:
    """A picture with nothing in it that packs."""
    content = BytesIO()
    Image.effect_noise((width, height), 120).convert("RGB").save(content, "JPEG", quality=93)
    return content.getvalue()


@pytest.fixture
def large_photo() -> bytes:
    """More than a chunk."""
    content = noise(1400, 1000)
    assert len(content) > CHUNK_BYTES
    return content


@pytest.fixture
def impatient(alone):
    """A tablet that bears little silence, with its inspection begun."""
    member = alone.members[0]
    timeouts = (PATIENCE, PATIENCE)
    member.tablet.sync._link = CentreLink(lambda url, token: HttpCentre(url, transport=Transport(url, token, timeouts)))
    member.tablet.inspections.start(alone.assignment, member.person)
    return member


def sent_after_each_change(tablet) -> list[int]:
    """Bytes of photos that a sync has sent, whenever its status changes."""
    seen: list[int] = []
    tablet.sync.subscribe(lambda status: seen.append(status.progress.file_bytes if status.progress else 0))
    return seen


def largest_step(seen: list[int]) -> int:
    return max(after - before for before, after in pairwise(seen))


@pytest.mark.details
def test_where_a_whole_chunk_would_take_longer_than_patience_lasts_nothing_fails(alone, impatient, large_photo):
    tablet = impatient.tablet
    tablet.photos.attach(alone.inspection, "A01", large_photo, impatient.person)
    needed = tablet.sync.status().backlog.file_bytes
    with slow_line(alone.url, pace=200_000) as line:
        assert PATIENCE * line.pace < CHUNK_BYTES < needed
        tablet.enrolment.move(line.url)
        seen = sent_after_each_change(tablet)
        status = tablet.sync.run_once()
    assert (status.error, status.backlog.files) == (None, 0)
    assert line.came - needed < LEAST_BYTES, "something went twice"
    assert largest_step(seen) < 0.8 * CHUNK_BYTES


@pytest.mark.details
def test_where_even_the_first_request_takes_too_long_the_rest_goes_in_pieces_that_the_line_carries(alone, impatient):
    tablet = impatient.tablet
    tablet.photos.attach(alone.inspection, "A01", noise(1000, 600), impatient.person)
    needed = tablet.sync.status().backlog.file_bytes
    with slow_line(alone.url, pace=50_000) as line:
        assert PATIENCE * line.pace < FIRST_BYTES < needed
        tablet.enrolment.move(line.url)
        assert tablet.sync.run_once().error.code == "centre-unreachable"
        seen = sent_after_each_change(tablet)
        status = tablet.sync.run_once()
    assert (status.error, status.backlog.files) == (None, 0)
    assert line.came - needed < FIRST_BYTES, "more than what was on its way when patience ended went twice"
    came_before_patience_ended = next(filter(None, seen))
    assert came_before_patience_ended <= FIRST_BYTES
    assert largest_step([sent for sent in seen if sent]) <= 2.5 * line.pace


@pytest.mark.details
def test_a_line_of_twenty_kilobytes_a_second_that_breaks_every_five_seconds_gets_a_photo_across(alone):
    member = alone.members[0]
    tablet, tries = member.tablet, 0
    tablet.inspections.start(alone.assignment, member.person)
    tablet.photos.attach(alone.inspection, "A01", noise(400, 320), member.person)
    needed = tablet.sync.status().backlog.file_bytes
    with slow_line(alone.url, pace=20_000, breaks_after=5.0) as line:
        tablet.enrolment.move(line.url)
        while tablet.sync.run_once().backlog.files and tries < 20:
            tries += 1
    assert needed > 2 * 5.0 * line.pace
    assert tablet.sync.status().backlog.files == 0
    assert 1 < tries < 10
    assert line.came - needed < 100_000
