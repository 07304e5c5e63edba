"""Bodies of which nothing more comes, and bodies that come slowly; what waits is counted, whoever sends it."""

import json
import socket
from hashlib import sha256
from random import Random
from time import monotonic, sleep
from urllib.parse import urlsplit

import pytest
import requests

from sync.domain.people import Role
from sync.errors import CentreBusy
from sync.protocol.administration import Entries, QuarantineFilter
from sync.protocol.endpoints import API, EVENTS, OPERATIONS, SIGN_IN
from sync.protocol.messages import EvidenceState
from tests.integration.tablet.waiting import wait_for

SILENCE = 0.6


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr("sync.server.bodies.SILENCE", SILENCE)


class Line:
    """A connection on which a request is sent by hand."""

    def __init__(self, world, token: str, method: str, path: str, size: int, **headers: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", urlsplit(world.url).port), timeout=20)
        named = {"Host": "centre", "Authorization": f"Bearer {token}", "Content-Length": str(size)} | headers
        head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
        self._socket.sendall(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode())

    def send(self, content: bytes) -> None:
        self._socket.sendall(content)

    def hangs_up(self) -> None:
        self._socket.close()

    def answer(self) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body, to the end of the connection."""
        with self._socket, self._socket.makefile("rb") as told:
            status = int(told.readline().split()[1])
            headers = dict(line.decode().strip().lower().split(": ", 1) for line in iter(told.readline, b"\r\n"))
            return status, headers, told.read(int(headers["content-length"]))


def token_of(tablet) -> str:
    return tablet.centre._transport.token


def assert_said_to_be_silent(line: Line) -> None:
    before = monotonic()
    status, headers, body = line.answer()
    assert monotonic() - before < SILENCE + 10
    assert (status, headers["suicha-problem"], headers["connection"]) == (408, "body-silent", "close")
    problem = json.loads(body)
    assert (problem["code"], problem["status"]) == ("body-silent", 408)
    assert headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("came", [0, 20_000])
def test_a_push_of_which_nothing_more_comes_ends_and_leaves_nothing_behind(world, tablet, came):
    waiting = world.centre.waiting_batches
    room = waiting.room
    line = Line(world, token_of(tablet), "POST", OPERATIONS, 100_000)
    line.send(b"x" * came)
    wait_for(lambda: waiting.room == room - came)
    assert_said_to_be_silent(line)
    wait_for(lambda: waiting.room == room)
    assert tablet.said(world.started()) == [("applied", None)]


def test_of_evidence_that_falls_silent_what_came_is_kept(world, tablet):
    content = Random(world.inspection.int).randbytes(300_000)
    assert {status for status, _ in tablet.said(world.started(), world.photo("A01", content))} == {"applied"}
    digest = sha256(content).hexdigest()
    headers = {"Upload-Offset": "0", "Upload-Length": str(len(content))}
    line = Line(world, token_of(tablet), "PATCH", f"{API}/evidence/{digest}", len(content), **headers)
    line.send(content[:70_000])
    assert_said_to_be_silent(line)
    assert tablet.centre.evidence_state(digest) == EvidenceState(digest, 70_000, complete=False)
    assert tablet.centre.send_evidence(digest, 70_000, len(content), content[70_000:]).complete


@pytest.mark.parametrize("path", [SIGN_IN, f"{API}/nothing-here"])
def test_whoever_announces_json_and_sends_none_hears_the_same_or_is_answered_at_once(world, path):
    line = Line(world, "nobody", "POST", path, 50, **{"Content-Type": "application/json"})
    if path == SIGN_IN:
        assert_said_to_be_silent(line)
    else:
        assert line.answer()[0] == 404


def test_a_line_that_is_slow_and_never_silent_is_not_cut(world, tablet):
    body = tablet.line(world.started())
    line = Line(world, token_of(tablet), "POST", OPERATIONS, len(body))
    step = len(body) // 6 + 1
    before = monotonic()
    for start in range(0, len(body), step):
        line.send(body[start : start + step])
        sleep(SILENCE / 2)
    assert monotonic() - before > 2 * SILENCE
    assert json.loads(line.answer()[2])["outcomes"][0]["status"] == "applied"


def test_an_answer_that_takes_long_is_not_cut_by_the_silence_of_whoever_reads_it(world):
    centre = world.supervisor()
    headers = {"Authorization": f"Bearer {centre._transport.token}"}
    with requests.get(world.url + EVENTS, headers=headers, stream=True, timeout=20) as stream:
        sleep(2 * SILENCE)
        world.tablet().push(world.started())
        told = iter(stream.iter_lines())
        assert any(b"started" in line for line in told)


def test_a_push_that_was_cut_is_not_taken_for_a_spoilt_record_where_its_head_vouches_for_nothing(world, tablet):
    waiting = world.centre.waiting_batches
    room = waiting.room
    line = Line(world, token_of(tablet), "POST", OPERATIONS, 1000)
    line.send(b'{"kind":"cut')
    wait_for(lambda: waiting.room < room)
    line.hangs_up()
    wait_for(lambda: waiting.room == room)
    assert tablet.said(world.started()) == [("applied", None)]
    assert world.supervisor(Role.ADMINISTRATOR).quarantine(QuarantineFilter(Entries.OPEN, tablet.device_id)).rows == ()


def test_pushes_beyond_the_room_wait_on_disk_and_beyond_that_are_told_when_to_come_back(world, tablet, monkeypatch):
    waiting = world.centre.waiting_batches
    monkeypatch.setattr(waiting, "room", 100)
    lines = [tablet.line(body) for body in (world.started(), *world.answers())]
    disk = waiting.disk
    monkeypatch.setattr(waiting, "disk", 200)
    with pytest.raises(CentreBusy) as refused:
        tablet.centre.push(lines)
    assert refused.value.fields == {"seconds": 30}
    wait_for(lambda: (waiting.room, waiting.disk) == (100, 200))
    monkeypatch.setattr(waiting, "disk", disk)
    assert {outcome.status.value for outcome in tablet.centre.push(lines).outcomes} == {"applied"}
    wait_for(lambda: (waiting.room, waiting.disk) == (100, disk))
