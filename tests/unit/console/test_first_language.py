"""The language of a browser in which nobody has chosen one."""

import asyncio
from typing import Any

import pytest

from inspector_app.console.first_language import LanguageDoor, language_of_browser


def language_in(kind: str, *headers: tuple[bytes, bytes]) -> str:
    """What a session finds that is opened by such a request."""
    found: list[str] = []

    async def session() -> None:
        found.append(language_of_browser())

    async def app(_scope: Any, _receive: Any, _send: Any) -> None:
        await asyncio.create_task(session())

    asyncio.run(LanguageDoor(app)({"type": kind, "headers": list(headers)}, None, None))
    return found[0]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        (b"en-GB,en;q=0.9", "en"),
        (b"zh-TW,zh;q=0.9,en;q=0.8", "zh-CN"),
        (b"fr-FR,fr;q=0.9,en;q=0.8", "en"),
        (b"de", "zh-CN"),
        (b"", "zh-CN"),
        (b"\xff\xfe", "zh-CN"),
    ],
)
def test_a_session_begins_in_the_language_that_its_browser_asks_for(accepted: bytes, language: str) -> None:
    assert language_in("websocket", (b"accept-language", accepted)) == language


def test_a_browser_that_asks_for_none_begins_in_chinese() -> None:
    assert language_in("websocket") == "zh-CN"
