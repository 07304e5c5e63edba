"""What the browser tells of what it keeps."""

import asyncio
from typing import Any

import pytest

from inspector_app.console.memory import BrowserMemory


class Browser:
    """Answers with these in turn; an error is raised."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)

    async def get(self, _key: str) -> Any:
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def read_from(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> str | None:
    monkeypatch.setattr("inspector_app.console.memory.ft.SharedPreferences", lambda: browser)
    return asyncio.run(BrowserMemory().read("key"))


def test_a_page_that_is_too_busy_at_first_is_asked_again(monkeypatch):
    assert read_from(Browser(TimeoutError(), TimeoutError(), "kept"), monkeypatch) == "kept"


@pytest.mark.parametrize("answers", [(None,), (7,), (RuntimeError("no"),), (TimeoutError(),) * 3])
def test_what_a_browser_does_not_tell_is_nothing_and_it_is_not_asked_for_ever(monkeypatch, answers):
    browser = Browser(*answers)
    assert read_from(browser, monkeypatch) is None
    assert browser.answers == []
