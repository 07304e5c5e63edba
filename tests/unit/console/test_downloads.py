"""Links to files that the centre sends: each works once, for a while, and for whole files only."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from inspector_app.console import downloads
from inspector_app.console.downloads import Download, DownloadDoor, Downloads
from sync.errors import CentreUnreachable


class File:
    """A file that comes in blocks, and remembers whether somebody let go of it."""

    def __init__(self, *blocks: bytes, breaks: bool = False) -> None:
        self._blocks = blocks
        self._breaks = breaks
        self.closed = 0

    def download(self) -> Download:
        return Download("检查记录 1.zip", "application/zip", self._read(), self._close)

    def _read(self) -> Iterator[bytes]:
        yield from self._blocks
        if self._breaks:
            raise CentreUnreachable(centre="http://centre")

    def _close(self) -> None:
        self.closed += 1


async def behind(scope: Any, receive: Any, send: Any) -> None:
    """What stands behind the door."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"x-behind", b"1")]})
    await send({"type": "http.response.body", "body": b"page"})


class Browser:
    """Asks the door, mounted at /console, and goes away after so many messages."""

    def __init__(self, executor: ThreadPoolExecutor) -> None:
        self.downloads = Downloads(executor)
        self._door = DownloadDoor(behind, self.downloads)

    async def get(self, path: str, method: str = "GET", leaves_after: int | None = None) -> list[Any]:
        sent: list[Any] = []
        left = asyncio.Event()
        messages = [{"type": "http.request"}]

        async def receive() -> Any:
            if messages:
                return messages.pop()
            await left.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)
            if len(sent) == leaves_after:
                left.set()
                await asyncio.sleep(0.01)

        scope = {"type": "http", "method": method, "path": f"/console{path}", "root_path": "/console", "headers": []}
        await self._door(scope, receive, send)
        return sent


def content_of(sent: list[Any]) -> bytes:
    return b"".join(message.get("body", b"") for message in sent[1:])


@pytest.fixture
def browser() -> Iterator[Browser]:
    with ThreadPoolExecutor(1) as executor:
        yield Browser(executor)


def test_a_link_gives_the_whole_file_once_under_its_name(browser: Browser) -> None:
    async def go() -> None:
        file = File(b"one", b"two")
        path = browser.downloads.offer(file.download())
        start, *_, last = sent = await browser.get(path)
        assert (start["status"], content_of(sent), last["more_body"], file.closed) == (200, b"onetwo", False, 1)
        headers = dict(start["headers"])
        assert headers[b"content-disposition"] == b"attachment; filename*=UTF-8''%E6%A3%80%E6%9F%A5%E8%AE%B0%E5%BD%95%201.zip"
        again = await browser.get(path)
        assert again[0]["status"] == 404
        assert "重新下载" in content_of(again).decode()
        assert "download again" in content_of(again).decode()

    asyncio.run(go())


def test_two_links_are_never_the_same_and_cannot_be_guessed(browser: Browser) -> None:
    async def go() -> None:
        paths = {browser.downloads.offer(File().download()) for _ in range(20)}
        assert len(paths) == 20
        assert all(len(path) > 50 for path in paths)

    asyncio.run(go())


def test_a_file_that_breaks_off_is_not_ended_as_if_it_were_whole(browser: Browser) -> None:
    async def go() -> None:
        file, sent = File(b"one", breaks=True), list[Any]()
        with pytest.raises(CentreUnreachable):
            sent += await browser.get(browser.downloads.offer(file.download()))
        assert file.closed == 1
        assert not [message for message in sent if message.get("more_body") is False]

    asyncio.run(go())


def test_when_the_browser_goes_away_the_centre_is_let_go_of(browser: Browser) -> None:
    async def go() -> None:
        file = File(*[b"block"] * 100)
        sent = await browser.get(browser.downloads.offer(file.download()), leaves_after=3)
        assert len(sent) < 10
        assert file.closed == 1

    asyncio.run(go())


def test_a_link_that_nobody_uses_runs_out(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "KEPT_SECONDS", 0.01)

    async def go() -> None:
        file = File(b"one")
        path = browser.downloads.offer(file.download())
        await asyncio.sleep(0.05)
        assert file.closed == 1
        assert (await browser.get(path))[0]["status"] == 404

    asyncio.run(go())


def test_looking_at_a_link_does_not_use_it_up(browser: Browser) -> None:
    async def go() -> None:
        path = browser.downloads.offer(File(b"one").download())
        assert (await browser.get(path, method="HEAD"))[0]["status"] == 404
        assert content_of(await browser.get(path)) == b"one"

    asyncio.run(go())


def test_everything_else_goes_through_the_door(browser: Browser) -> None:
    assert content_of(asyncio.run(browser.get("/inspections/1"))) == b"page"
