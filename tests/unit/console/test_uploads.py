"""Links that take a file from a browser: each once, and no more bytes than were said."""

import asyncio
from typing import Any

import pytest

from inspector_app.console.uploads import UploadDoor, UploadFailed, Uploads

LEFT = {"type": "http.disconnect"}


async def behind(scope: Any, receive: Any, send: Any) -> None:
    """What stands behind the door."""
    await send({"type": "http.response.start", "status": 200, "headers": []})


class Browser:
    """Sends to the door, mounted at /console, block by block."""

    def __init__(self) -> None:
        self.uploads = Uploads()
        self._door = UploadDoor(behind, self.uploads)

    async def put(self, path: str, *blocks: bytes, method: str = "PUT", leaves: bool = False) -> int:
        """The status."""
        messages: list[Any] = [{"type": "http.request", "body": block, "more_body": True} for block in blocks]
        messages.append(LEFT if leaves else {"type": "http.request", "body": b"", "more_body": False})
        sent: list[Any] = []

        async def receive() -> Any:
            return messages.pop(0)

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "http", "method": method, "path": f"/console{path}", "root_path": "/console"}
        await self._door(scope, receive, send)
        return int(sent[0]["status"])


def test_a_file_is_taken_whole_once() -> None:
    async def story() -> None:
        browser = Browser()
        expected = browser.uploads.expect(6)
        assert await browser.put(expected.path, b"abc", b"def") == 204
        assert await expected.content == b"abcdef"
        assert await browser.put(expected.path, b"xyz") == 404

    asyncio.run(story())


def test_a_file_that_is_larger_than_said_is_given_up_on_the_way() -> None:
    async def story() -> None:
        browser = Browser()
        expected = browser.uploads.expect(5)
        assert await browser.put(expected.path, b"abc", b"def", b"never read") == 413
        with pytest.raises(UploadFailed):
            await expected.content

    asyncio.run(story())


def test_a_browser_that_leaves_has_sent_nothing() -> None:
    async def story() -> None:
        browser = Browser()
        expected = browser.uploads.expect(100)
        await browser.put(expected.path, b"abc", leaves=True)
        with pytest.raises(UploadFailed):
            await expected.content

    asyncio.run(story())


def test_nothing_is_taken_that_nobody_waits_for() -> None:
    async def story() -> None:
        browser = Browser()
        expected = browser.uploads.expect(100)
        assert await browser.put(expected.path, b"abc", method="POST") == 404
        expected.content.cancel()
        await asyncio.sleep(0)
        assert await browser.put(expected.path, b"abc") == 404
        assert await browser.put("/elsewhere", b"abc") == 200

    asyncio.run(story())
