"""Files on their way from the centre through the console into a browser: by links that work once, for a minute.

A browser saves large files only from an address of its own, and the address must not say who is signed in. So the console opens
the file at the centre with its own session, and gives the browser a link that nobody can guess.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any
from urllib.parse import quote

from sync.i18n import LANGUAGES, say

PATH = "/download/"
"""Below the console."""
KEPT_SECONDS = 60
_TICKET_BYTES = 32

ASGIApp = Any


@dataclass(frozen=True)
class Download:
    """A file that the centre has begun to send. ``blocks`` wait for the network; ``close`` lets go of it, also in between."""

    name: str
    media_type: str
    blocks: Iterator[bytes]
    close: Callable[[], None]


class Downloads:
    """What waits to be fetched."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._waiting: dict[str, Download] = {}

    def offer(self, download: Download) -> str:
        """The path, below the console, at which it can be fetched once; from an event loop."""
        ticket = token_urlsafe(_TICKET_BYTES)
        self._waiting[ticket] = download
        asyncio.get_running_loop().call_later(KEPT_SECONDS, self._drop, ticket)
        return PATH + ticket

    def take(self, path: str) -> Download | None:
        """What waits there; it does so no longer."""
        return self._waiting.pop(path.removeprefix(PATH), None)

    async def send(self, download: Download, receive: Any, send: Any) -> None:
        """As an answer; one that breaks off ends without its last block, so that no browser takes it for whole."""
        left = asyncio.ensure_future(_left(receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _headers(download)})
            while not left.done() and (block := await self._next(download)) is not None:
                await send({"type": "http.response.body", "body": block, "more_body": True})
            if not left.done():
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            left.cancel()
            download.close()

    async def _next(self, download: Download) -> bytes | None:
        return await asyncio.get_running_loop().run_in_executor(self._executor, next, download.blocks, None)

    def _drop(self, ticket: str) -> None:
        if (download := self._waiting.pop(ticket, None)) is not None:
            download.close()


class DownloadDoor:
    """In front of the mounted web app: links that were offered are answered here, everything else goes on."""

    def __init__(self, app: ASGIApp, downloads: Downloads) -> None:
        self._app = app
        self._downloads = downloads

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        path = scope["path"].removeprefix(scope.get("root_path", "")) if scope["type"] == "http" else ""
        if not path.startswith(PATH):
            await self._app(scope, receive, send)
        elif (download := self._downloads.take(path) if scope["method"] == "GET" else None) is not None:
            await self._downloads.send(download, receive, send)
        else:
            await _say_it_is_over(send)


async def _left(receive: Any) -> None:
    """Until the browser has gone."""
    while (await receive())["type"] != "http.disconnect":
        continue


async def _say_it_is_over(send: Any) -> None:
    """Nobody knows whose link it was, so in every language."""
    words = "\n".join(say(language, "console.download.over") for language in LANGUAGES).encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 404, "headers": headers})
    await send({"type": "http.response.body", "body": words})


def _headers(download: Download) -> list[tuple[bytes, bytes]]:
    return [
        (b"content-type", download.media_type.encode()),
        (b"content-disposition", f"attachment; filename*=UTF-8''{quote(download.name)}".encode()),
        (b"cache-control", b"no-store"),
    ]
