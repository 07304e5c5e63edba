"""The guard between a handler that fails and the session that must go on."""

import asyncio
from typing import Any

import pytest

from inspector_app.look.guard import Guard
from sync.errors import CentreUnreachable, StateOutdated, SuichaError, TokenInvalid
from sync.i18n import explain


class SilentPage:
    """Remembers what a page would show."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.bars: list[Any] = []

    def show_dialog(self, dialog: Any) -> None:
        self.bars.append(dialog)
        self.shown.append(dialog.content.content.value)


@pytest.fixture
def page() -> SilentPage:
    return SilentPage()


def test_a_plain_handler_runs_with_its_event(page: SilentPage) -> None:
    seen: list[object] = []
    asyncio.run(Guard(page, lambda: "en")(seen.append)("event"))
    assert seen == ["event"]


def test_a_handler_without_arguments_runs_too(page: SilentPage) -> None:
    seen: list[str] = []
    asyncio.run(Guard(page, lambda: "en")(lambda: seen.append("ran"))("event"))
    assert seen == ["ran"]


def test_an_async_handler_is_awaited(page: SilentPage) -> None:
    seen: list[object] = []

    async def handler(event: object) -> None:
        await asyncio.sleep(0)
        seen.append(event)

    asyncio.run(Guard(page, lambda: "en")(handler)("event"))
    assert seen == ["event"]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_coded_error_is_said_in_the_language_of_the_page(page: SilentPage, language: str) -> None:
    error = CentreUnreachable(centre="http://centre")

    def handler() -> None:
        raise error

    asyncio.run(Guard(page, lambda: language)(handler)())
    assert page.shown == [explain(language, error)]


def test_an_unexpected_error_is_logged_and_said_in_general_words(page: SilentPage, caplog: pytest.LogCaptureFixture) -> None:
    async def handler() -> None:
        raise ZeroDivisionError

    asyncio.run(Guard(page, lambda: "en")(handler)())
    assert page.shown == [explain("en", SuichaError())]
    assert "ZeroDivisionError" in caplog.text


def test_an_error_with_its_own_way_out_is_not_said(page: SilentPage) -> None:
    met: list[SuichaError] = []
    guard = Guard(page, lambda: "en", instead={TokenInvalid: met.append})

    def handler() -> None:
        raise TokenInvalid

    asyncio.run(guard(handler)())
    assert [type(error) for error in met] == [TokenInvalid]
    assert page.shown == []


def test_a_failure_on_the_way_out_of_an_error_does_not_escape(page: SilentPage) -> None:
    def fail(_: SuichaError) -> None:
        raise ZeroDivisionError

    def handler() -> None:
        raise StateOutdated

    asyncio.run(Guard(page, lambda: "en", instead={StateOutdated: fail})(handler)())
    assert page.shown == [explain("en", SuichaError())]


def test_a_sentence_stays_clear_of_the_buttons_until_told_otherwise(page: SilentPage) -> None:
    guard = Guard(page, lambda: "en")
    guard.tell("above the bar")
    guard.keep_clear(right=132)
    guard.tell("beside the shutter")
    guard.keep_clear()
    guard.tell("above the bar again")
    usual, beside, again = (bar.margin for bar in page.bars)
    assert (beside.right - usual.right, beside.left, beside.bottom) == (132, usual.left, usual.bottom)
    assert again == usual


def test_a_long_sentence_stays_longer(page: SilentPage) -> None:
    guard = Guard(page, lambda: "en")
    for sentence in ("Saved.", "The storage is full. " * 8, "存储空间已满，这一步没有保存。" * 4, "word " * 200):
        guard.tell(sentence)
    shown = [bar.duration.in_milliseconds for bar in page.bars]
    assert shown[0] < shown[1] < shown[3]
    assert shown[0] < shown[2] < shown[3]


def test_a_default_is_the_handlers_own_and_never_the_event(page: SilentPage) -> None:
    seen: list[object] = []
    handlers = [Guard(page, lambda: "en")(lambda code=code: seen.append(code)) for code in ("A01", "A02")]
    for handler in handlers:
        asyncio.run(handler("event"))
    assert seen == ["A01", "A02"]
