"""What tablets send is answered by the short way as by FastAPI's own, also when it is not as tablets send it."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from sync.protocol import endpoints
from sync.server.app import create_app
from sync.server.routes import quick, sending
from sync.server.routes.quick import QuickRoute
from sync.server.settings import Settings
from tests.integration.centre.conftest import Office

CONTENT = b"a small photo"
DIGEST = sha256(CONTENT).hexdigest()
FILE = endpoints.EVIDENCE.replace("{sha256}", DIGEST)
CHUNK = {"Upload-Offset": "0", "Upload-Length": str(len(CONTENT))}
NAMED = {"Suicha-Files": f"{DIGEST}={len(CONTENT)}"}
FIRST = {endpoints.RECEIPT_HEADER: "-"}

Request = tuple[str, str, dict[str, str], bytes]
USUAL: dict[str, Request] = {
    "state": ("HEAD", FILE, {}, b""),
    "chunk": ("PATCH", FILE, CHUNK, CONTENT),
    "small files": ("POST", endpoints.SMALL_EVIDENCE, NAMED, CONTENT),
    "no lines": ("POST", endpoints.OPERATIONS, FIRST, b""),
}
UNUSUAL: dict[str, Request] = {
    "offset missing": ("PATCH", FILE, {"Upload-Length": "13"}, CONTENT),
    "offset no number": ("PATCH", FILE, CHUNK | {"Upload-Offset": "one"}, CONTENT),
    "offset empty": ("PATCH", FILE, CHUNK | {"Upload-Offset": ""}, CONTENT),
    "offset below zero": ("PATCH", FILE, CHUNK | {"Upload-Offset": "-1"}, CONTENT),
    "offset with a sign": ("PATCH", FILE, CHUNK | {"Upload-Offset": "+0"}, CONTENT),
    "offset with zeros": ("PATCH", FILE, CHUNK | {"Upload-Offset": "000"}, CONTENT),
    "offset with a fraction": ("PATCH", FILE, CHUNK | {"Upload-Offset": "0.0"}, CONTENT),
    "offset of forty digits": ("PATCH", FILE, CHUNK | {"Upload-Offset": "9" * 40}, CONTENT),
    "length nothing": ("PATCH", FILE, CHUNK | {"Upload-Length": "0"}, CONTENT),
    "length missing": ("PATCH", FILE, {"Upload-Offset": "0"}, CONTENT),
    "files missing": ("POST", endpoints.SMALL_EVIDENCE, {}, CONTENT),
    "files empty": ("POST", endpoints.SMALL_EVIDENCE, {"Suicha-Files": ""}, CONTENT),
    "files unreadable": ("POST", endpoints.SMALL_EVIDENCE, {"Suicha-Files": "a=1"}, CONTENT),
    "hash unreadable": ("HEAD", endpoints.EVIDENCE.replace("{sha256}", "AB"), {}, b""),
    "chunk too large": ("PATCH", FILE, CHUNK, bytes((1 << 20) + 1)),
    "lines unreadable": ("POST", endpoints.OPERATIONS, FIRST, b"x\ny"),
    "lines too many": ("POST", endpoints.OPERATIONS, FIRST, b"\n" * 200),
    "receipt missing": ("POST", endpoints.OPERATIONS, {}, b""),
    "receipt empty": ("POST", endpoints.OPERATIONS, {endpoints.RECEIPT_HEADER: ""}, b""),
    "receipt unreadable": ("POST", endpoints.OPERATIONS, {endpoints.RECEIPT_HEADER: "a.1"}, b""),
    "receipt unknown": ("POST", endpoints.OPERATIONS, {endpoints.RECEIPT_HEADER: f"{UUID(int=1)}.1.{DIGEST}"}, b""),
}
TAKEN_ALL_THE_SAME = ("receipt missing", "offset with a sign", "offset with zeros", "offset with a fraction", "lines unreadable")
GOOD = "Bearer {token}"
LET_IN = ("bearer {token}", "BEARER {token}")
TURNED_AWAY = (None, "", "Bearer", "Bearer ", "Basic {token}", "Bearer invented", "Bearer {token} {token}", "{token}")


class Way:
    """A centre over HTTP that knows a photo and a tablet."""

    def __init__(self, data: Path) -> None:
        self.client = TestClient(create_app(Settings(data)), raise_server_exceptions=False)
        office = Office(self.client.app.state.centre)
        self._token = office.device_token()
        lines = b"\n".join(office.line(body) for body in (office.start(), office.photo(CONTENT)))
        _, _, said = self.answer(("POST", endpoints.OPERATIONS, FIRST, lines))
        assert said.count(b'"applied"') == 2, said

    def answer(self, asked: Request, authorization: str | None = GOOD) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body."""
        method, path, headers, content = asked
        if authorization is not None:
            headers = headers | {"Authorization": authorization.format(token=self._token)}
        got = self.client.request(method, path, headers=headers, content=content)
        return got.status_code, dict(got.headers), got.content


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Way, Way]]:
    """Two centres alike: the first answers tablets the short way, the second FastAPI's."""
    short = Way(tmp_path_factory.mktemp("short"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sending, "QuickRoute", APIRoute)
        usual = Way(tmp_path_factory.mktemp("usual"))
    yield short, usual
    for way in (short, usual):
        way.client.app.state.centre.close()


@pytest.mark.parametrize("asked", [*USUAL, *UNUSUAL])
def test_both_ways_give_the_same_answer(ways, asked):
    short, usual = (way.answer((USUAL | UNUSUAL)[asked]) for way in ways)
    assert short == usual
    assert (short[0] < 300) == (asked in (*USUAL, *TAKEN_ALL_THE_SAME)), short


@pytest.mark.parametrize("asked", USUAL)
@pytest.mark.parametrize("authorization", [GOOD, *LET_IN, *TURNED_AWAY])
def test_both_ways_let_in_the_same_senders(ways, asked, authorization):
    short, usual = (way.answer(USUAL[asked], authorization) for way in ways)
    assert short == usual
    assert (short[0] == 401) == (authorization in TURNED_AWAY), short


def test_only_what_is_not_as_tablets_send_it_goes_the_usual_way(tmp_path, monkeypatch):
    async def closed(_request):
        raise RuntimeError

    monkeypatch.setattr(quick.APIRoute, "get_route_handler", lambda _self: closed)
    way = Way(tmp_path)
    assert {asked: way.answer(request)[0] for asked, request in USUAL.items()} == dict.fromkeys(USUAL, 200)
    assert way.answer(USUAL["chunk"], None)[0] == 500
    way.client.app.state.centre.close()


def test_both_ways_are_described_alike(ways):
    short, usual = (way.client.get("/openapi.json").json() for way in ways)
    assert short == usual


def test_a_route_with_another_kind_of_parameter_cannot_be_made_quick():
    router = APIRouter(route_class=QuickRoute)
    with pytest.raises(TypeError, match="cursor"):
        router.get("/changes")(lambda cursor: cursor)
