"""Files on their way from a browser into the console: to links that take one file, once.

A file does not go with the screen's own messages: those have a length that a spreadsheet exceeds.
"""

import asyncio
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any

PATH = "/upload/"
"""Below the console."""
_TICKET_BYTES = 32

ASGIApp = Any


class UploadFailed(Exception):
    """The file did not come whole, or it is larger than was said."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A file that a browser is about to send to ``path``. ``content`` is there once it came, or UploadFailed."""

    path: str
    most: int
    content: asyncio.Future[bytes]


class Uploads:
    """What is on its way."""

    def __init__(self) -> None:
        self._expected: dict[str, Expected] = {}

    def expect(self, most: int) -> Expected:
        """A file of at most so many bytes; from an event loop. Whoever waits no longer cancels its content."""
        ticket = token_urlsafe(_TICKET_BYTES)
        content: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        content.add_done_callback(lambda _: self._expected.pop(ticket, None))
        self._expected[ticket] = Expected(PATH + ticket, most, content)
        return self._expected[ticket]

    def take(self, path: str) -> Expected | None:
        """What is expected there; it is so no longer."""
        return self._expected.pop(path.removeprefix(PATH), None)


class UploadDoor:
    """In front of the mounted web app: files that are expected are taken here, everything else goes on."""

    def __init__(self, app: ASGIApp, uploads: Uploads) -> None:
        self._app = app
        self._uploads = uploads

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        path = scope["path"].removeprefix(scope.get("root_path", "")) if scope["type"] == "http" else ""
        if not path.startswith(PATH):
            await self._app(scope, receive, send)
        elif (expected := self._uploads.take(path) if scope["method"] == "PUT" else None) is None:
            await _answer(send, 404)
        else:
            await _answer(send, 204 if await _received(expected, receive) else 413)


async def _received(expected: Expected, receive: Any) -> bool:
    """Whether it came whole."""
    parts: list[bytes] = []
    size, more = 0, True
    while more and size <= expected.most:
        message = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if message["type"] == "http.disconnect":
            size = expected.most + 1
        more = bool(message.get("more_body"))
    whole = size <= expected.most
    if not expected.content.done():
        if whole:
            expected.content.set_result(b"".join(parts))
        else:
            expected.content.set_exception(UploadFailed())
    return whole


async def _answer(send: Any, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"cache-control", b"no-store")]})
    await send({"type": "http.response.body", "body": b""})
