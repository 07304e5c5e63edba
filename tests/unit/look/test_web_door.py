"""The door in front of a Flet web app."""

import asyncio
from typing import Any

import pytest

from inspector_app.look.web_door import WebDoor

Headers = list[tuple[bytes, bytes]]


async def inner(scope: Any, receive: Any, send: Any) -> None:
    """What stands behind the door: accepts every websocket, answers with the headers that Flet sends."""
    await receive()
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
    else:
        isolated = [(b"cross-origin-opener-policy", b"same-origin"), (b"cross-origin-embedder-policy", b"require-corp")]
        headers = [(b"Access-Control-Allow-Origin", b"*"), *isolated, (b"etag", b"1")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"page"})


def messages(kind: str, headers: Headers) -> list[Any]:
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": f"{kind}.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(WebDoor(inner)({"type": kind, "headers": headers}, receive, send))
    return sent


@pytest.mark.parametrize("origin", [b"http://centre.example:8000", b"https://centre.example:8000"])
def test_a_page_of_this_host_opens_a_websocket(origin: bytes) -> None:
    sent = messages("websocket", [(b"host", b"centre.example:8000"), (b"origin", origin)])
    assert sent == [{"type": "websocket.accept"}]


@pytest.mark.parametrize(
    "headers",
    [
        [(b"host", b"centre.example"), (b"origin", b"https://evil.example")],
        [(b"host", b"centre.example"), (b"origin", b"https://centre.example.evil.example")],
        [(b"host", b"centre.example:8000"), (b"origin", b"http://centre.example:9000")],
        [(b"host", b"centre.example"), (b"origin", b"null")],
        [(b"host", b"centre.example")],
        [(b"origin", b"")],
        [],
    ],
)
def test_any_other_page_does_not(headers: Headers) -> None:
    assert messages("websocket", headers) == [{"type": "websocket.close", "code": 1008}]


def test_answers_carry_no_wildcard_and_may_not_be_framed() -> None:
    start = messages("http", [(b"host", b"centre.example")])[0]
    headers = dict(start["headers"])
    assert b"Access-Control-Allow-Origin" not in headers
    assert headers[b"etag"] == b"1"
    assert headers[b"x-frame-options"] == b"DENY"


def test_pages_are_not_isolated_so_that_layout_and_drawing_share_a_thread() -> None:
    start = messages("http", [(b"host", b"centre.example")])[0]
    assert b"cross-origin-embedder-policy" not in dict(start["headers"])
