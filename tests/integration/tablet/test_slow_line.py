"""A line so slow that a chunk takes longer than a tablet bears silence still gets photos across."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from PIL import Image

from sync.client.http_centre import HttpCentre
from sync.client.transport import Transport
from sync.protocol.messages import CHUNK_BYTES

PACE = 200_000
"""Bytes in a second towards the centre."""
PATIENCE = 4.0
"""Seconds; a chunk takes five of them."""
_READ_BYTES = 16 * 1024


@dataclass
class SlowLine:
    """``came``: bytes that got to the centre."""

    url: str
    came: int = 0


@contextmanager
def slow_line(centre_url: str) -> Iterator[SlowLine]:
    """A proxy on a port of its own."""
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _READ_BYTES)
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        line = SlowLine(f"http://127.0.0.1:{listening.getsockname()[1]}")
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
    with suppress(OSError), centre:
        while data := tablet.recv(_READ_BYTES):
            time.sleep(len(data) / PACE)
            centre.sendall(data)
            line.came += len(data)


def _down(centre: socket.socket, tablet: socket.socket) -> None:
    with suppress(OSError), tablet:
        while data := centre.recv(_READ_BYTES):
            tablet.sendall(data)


@pytest.fixture
def large_photo() -> bytes:
    """More than a chunk, and nothing in it that packs."""
    content = BytesIO()
    Image.effect_noise((1400, 1000), 120).convert("RGB").save(content, "JPEG", quality=93)
    assert content.tell() > CHUNK_BYTES
    return content.getvalue()


@pytest.mark.details
def test_after_one_failure_the_rest_goes_in_pieces_that_the_line_carries(alone, large_photo):
    member = alone.members[0]
    tablet, seen = member.tablet, []
    tablet.inspections.start(alone.assignment, member.person)
    tablet.photos.attach(alone.inspection, "A01", large_photo, member.person)
    with slow_line(alone.url) as line:
        timeouts = (PATIENCE, PATIENCE)
        tablet.sync._connect = lambda url, token: HttpCentre(url, transport=Transport(url, token, timeouts))
        tablet.enrolment.move(line.url)
        tablet.sync.subscribe(lambda status: seen.append(status.progress.file_bytes if status.progress else 0))
        needed = tablet.sync.status().backlog.file_bytes
        assert tablet.sync.run_once().error.code == "centre-unreachable"
        status = tablet.sync.run_once()
    assert (status.error, status.backlog.files) == (None, 0)
    assert needed > CHUNK_BYTES
    assert line.came - needed < 1.1 * CHUNK_BYTES, "more than what was on its way when patience ended went twice"
    steps = [after - before for before, after in zip(seen, seen[1:], strict=False) if after > before]
    assert max(steps) < 0.8 * CHUNK_BYTES
