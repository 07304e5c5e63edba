"""What the client makes of a line that is down, a centre that is busy, and answers that are none."""

import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import monotonic, sleep
from uuid import UUID

import pytest

from sync.client.http_centre import HttpCentre
from sync.client.transport import Transport
from sync.domain.registers.columns import Register
from sync.errors import (
    AccessDenied,
    CentreBusy,
    CentreFailed,
    CentreFull,
    CentreUnreachable,
    NotFound,
    ProtocolMismatch,
    TokenInvalid,
    Unavailable,
)
from sync.protocol.console import InspectionFilter
from sync.protocol.messages import PhotoSize
from sync.protocol.registers import FileFormat

PROBLEM = "application/problem+json"


@dataclass
class Stand:
    """An HTTP server that answers everything alike, and keeps what it was asked."""

    url: str = ""
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[bytes] = field(default_factory=list)
    pause: float = 0

    def says(self, status: int, code: str, **headers: str) -> HttpCentre:
        """A client of a centre that answers with this problem."""
        self.status, self.headers = status, {"Content-Type": PROBLEM} | headers
        self.body = json.dumps({"code": code, "fields": {"what": "x", "name": "y"}}).encode()
        return HttpCentre(self.url, "token")


@pytest.fixture
def stand() -> Iterator[Stand]:
    made = Stand()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            sleep(made.pause)
            made.asked.append(f"{self.requestline}\r\n".encode() + bytes(self.headers).replace(b"\n", b"\r\n") + body)
            self.send_response_only(made.status)
            for name, value in {**made.headers, "Content-Length": str(len(made.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(made.body)

        do_GET = do_POST = do_PATCH = do_DELETE = do_HEAD = answer

        def log_message(self, *_arguments: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}"
    serving = Thread(target=server.serve_forever, args=[0.01], daemon=True)
    serving.start()
    yield made
    server.shutdown()
    server.server_close()
    serving.join()


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        (401, "token-invalid", TokenInvalid),
        (403, "access-denied", AccessDenied),
        (404, "not-found", NotFound),
        (426, "protocol-mismatch", ProtocolMismatch),
        (507, "storage-full", CentreFull),
        (500, "internal", CentreFailed),
        (418, "a-code-of-tomorrow", CentreFailed),
        (503, "centre-busy", CentreBusy),
        (502, "centre-unreachable", CentreFailed),
    ],
)
def test_a_problem_becomes_the_error_it_stands_for(stand, status, code, expected):
    with pytest.raises(expected) as raised:
        stand.says(status, code).pull(None)
    assert type(raised.value) is expected


def test_a_busy_centre_says_how_long_to_wait(stand):
    for status in (429, 503):
        with pytest.raises(CentreBusy) as busy:
            stand.says(status, "centre-busy", **{"Retry-After": "17"}).pull(None)
        assert busy.value.fields == {"seconds": 17}


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b'{"cursor": 1}', b"\xff\xfe"])
def test_an_answer_that_is_none_is_the_centres_failure_and_worth_another_try(stand, body):
    stand.body = body
    with pytest.raises(CentreFailed) as failed:
        HttpCentre(stand.url).pull(None)
    assert failed.value.retryable


@pytest.mark.parametrize("status", [400, 404, 500, 502])
def test_an_error_page_of_something_in_between_is_no_answer_of_the_centre(stand, status):
    stand.status, stand.body = status, b"<html>Bad gateway</html>"
    with pytest.raises(CentreFailed) as failed:
        HttpCentre(stand.url).pull(None)
    assert failed.value.fields == {"status": status}


def test_a_file_of_a_register_may_take_longer_than_other_answers(stand):
    stand.pause, stand.body = 0.8, b"a,b"
    centre = HttpCentre(stand.url, transport=Transport(stand.url, timeouts=(5.0, 0.3)))
    with pytest.raises(CentreUnreachable):
        centre.pull(None)
    assert centre.register_file(Register.OFFICERS, FileFormat.CSV, "en") == b"a,b"


def test_nobody_listens(stand):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(CentreUnreachable) as unreachable:
        HttpCentre(f"http://127.0.0.1:{port}").pull(None)
    assert unreachable.value.fields == {"centre": f"http://127.0.0.1:{port}"}


@pytest.mark.parametrize("address", ["", "nonsense", "ftp://127.0.0.1", "http://", "http://[::1", "http://127.0.0.1:99999"])
def test_an_address_that_is_none_is_unreachable(address):
    with pytest.raises(CentreUnreachable):
        HttpCentre(address).pull(None)


def _accept_and(react: Callable[[socket.socket], None]) -> tuple[str, Callable[[], None]]:
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listening.accept()
        react(connection)

    serving = Thread(target=serve, daemon=True)
    serving.start()
    return f"http://127.0.0.1:{listening.getsockname()[1]}", listening.close


def test_a_line_that_breaks_in_the_middle_of_an_answer_is_unreachable():
    def half(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"cursor"')
        connection.close()

    url, close = _accept_and(half)
    with pytest.raises(CentreUnreachable):
        HttpCentre(url).pull(None)
    close()


def test_a_centre_that_never_answers_is_given_up():
    open_connections = []
    url, close = _accept_and(open_connections.append)
    begun = monotonic()
    with pytest.raises(CentreUnreachable):
        HttpCentre(url, transport=Transport(url, timeouts=(1.0, 0.3))).pull(None)
    assert monotonic() - begun < 20  # far from what a transport waits by default
    close()


def test_proxies_of_the_environment_are_not_asked_about_this_machine(stand, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with pytest.raises(NotFound):
        stand.says(404, "not-found").pull(None)


def test_the_bytes_of_a_request_are_counted_as_they_went_over_the_line(stand):
    centre = stand.says(404, "not-found")
    with pytest.raises(NotFound):
        centre.push([b"one line", b"another"])
    assert centre.bytes_sent == len(stand.asked[0])
    assert stand.asked[0].endswith(b"one line\nanother")
    assert centre.bytes_received > len(stand.body)
    assert centre.requests_sent == 1


def test_every_error_of_the_line_is_worth_another_try():
    assert all(kind.retryable for kind in Unavailable.__subclasses__())


def test_a_filter_reaches_the_centre_as_it_was_made(stand):
    with pytest.raises(NotFound):
        stand.says(404, "not-found").inspections(InspectionFilter(search="桐荫 & 100%", page=3))
    assert b"page=3" in stand.asked[0]
    assert b"search=%E6%A1%90%E8%8D%AB+%26+100%25" in stand.asked[0]


@pytest.mark.parametrize("location", ["/api/v1/health", "http://", "https://[login"])
def test_a_redirect_of_somebody_in_between_is_no_answer_and_is_not_followed(stand, location):
    stand.status, stand.headers = 302, {"Location": location}
    with pytest.raises(CentreFailed):
        HttpCentre(stand.url, "token").push([b"line"])
    assert len(stand.asked) == 1


def test_an_answer_that_cannot_be_unpacked_is_the_line_s_fault_and_no_file_s(stand):
    stand.body, stand.headers = b"no gzip", {"Content-Encoding": "gzip"}
    with pytest.raises(CentreUnreachable):
        HttpCentre(stand.url, "token").send_evidence("ab" * 32, 0, 3, b"abc")


def test_a_time_to_wait_in_letters_of_no_number_is_no_time(stand):
    stand.status, stand.headers = 503, {"Retry-After": "\u00b2"}
    with pytest.raises(CentreBusy) as busy:
        HttpCentre(stand.url, "token").pull(None)
    assert busy.value.fields["seconds"] == 0


@pytest.mark.parametrize(
    "state",
    [
        {"sha256": "cd" * 32, "offset": 3, "complete": True},
        {"sha256": "ab" * 32, "offset": 2, "complete": True},
        {"sha256": "ab" * 32, "offset": 3, "complete": False},
        {"sha256": "ab" * 32, "offset": 4, "complete": False},
    ],
)
def test_a_receipt_for_another_file_or_another_length_is_no_receipt(stand, state):
    stand.body = json.dumps(state).encode()
    with pytest.raises(CentreFailed):
        HttpCentre(stand.url, "token").send_evidence("ab" * 32, 0, 3, b"abc")


def test_a_word_about_another_file_says_nothing_about_this_one(stand):
    stand.headers = {"Upload-Offset": "3", "Upload-Complete": "true", "ETag": f'"{"cd" * 32}"'}
    with pytest.raises(CentreFailed):
        HttpCentre(stand.url, "token").evidence_state("ab" * 32)


@pytest.mark.parametrize("body", [b"<html>Welcome, please sign in</html>", b"\xff\xd8half a picture"])
def test_somebody_else_s_page_and_half_a_picture_are_no_picture(stand, body):
    stand.body = body
    with pytest.raises(CentreFailed):
        HttpCentre(stand.url, "token").previous_photo(UUID(int=1), PhotoSize.THUMBNAIL)


@pytest.mark.parametrize("status", [200, 401, 409])
def test_the_answer_to_another_request_is_none(stand, status):
    stand.status, stand.headers = status, {"Suicha-Exchange": "other", "Suicha-Problem": "token-invalid"}
    stand.body = b'{"cursor": "ZD.1", "more": false, "centre_time": "2026-05-06T09:30:00+00:00"}'
    with pytest.raises(CentreFailed):
        HttpCentre(stand.url, "token").pull(None)
