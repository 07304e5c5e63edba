"""Where a browser arrives: in its own language, and with a word where an address leads to nothing."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.e2e.browsers import Browsers
from tests.e2e.console_page import Console

pytestmark = [pytest.mark.browser, pytest.mark.details]
KEPT = "flutter.suicha.console"
NOTHING = "这个地址没有可供您查看的内容"


@pytest.fixture
def english(browsers: Browsers, place: Any) -> Iterator[Console]:
    """A browser that asks for English, and in which nobody has chosen a language."""
    with browsers.profiles(place.console, locale="en-GB") as lend:
        yield Console(lend(), place.console)


def language_kept_in(console: Console) -> str | None:
    kept = console.page.evaluate(f"localStorage.getItem('{KEPT}')")
    return json.loads(json.loads(kept)).get("language") if kept else None


def test_the_first_language_is_the_browsers_until_somebody_chooses_one(english: Console, place: Any) -> None:
    english.open()
    english.see("sign-in", "Sign in")
    english.sign_in(place.supervisor)
    english.see("state-submitted", "Awaiting review")
    assert language_kept_in(english) is None
    english.reload()
    english.see("state-submitted", "Awaiting review")
    english.click("language")
    english.see("state-submitted", "待审核")
    english.eventually(lambda: language_kept_in(english) == "zh-CN")
    english.reload()
    english.see("state-submitted", "待审核")


def test_while_the_centre_is_away_that_is_said_in_the_browsers_language_too(english: Console) -> None:
    english.open()
    english.see("sign-in", "Sign in")
    english.page.evaluate("() => { new WebSocket(location.origin.replace('http', 'ws') + '/nothing') }")
    english.page.locator("#outage", has_text="The connection to the centre is lost").wait_for()


def test_a_browser_that_asks_for_chinese_begins_in_chinese(browse: Callable[..., Console]) -> None:
    browse().open().see("sign-in", "登录")


@pytest.mark.parametrize("path", ["nonsense", "inspections/nonsense", "campaigns/nonsense", "tablets"])
def test_an_address_of_nothing_is_said_above_the_list_until_one_goes_on(
    signed_in: Callable[..., Console], place: Any, path: str
) -> None:
    console = signed_in(place.supervisor, path)
    console.see("lost", NOTHING)
    console.shot(f"lost-{path.partition('/')[0]}")
    console.click("language")
    console.see("lost", "There is nothing for you at this address")
    console.click("section-inspections" if path.startswith("campaigns") else "state-accepted")
    console.at("lost").wait_for(state="detached")


def test_an_inspection_that_does_not_exist_is_said(signed_in: Callable[..., Console], place: Any) -> None:
    console = signed_in(place.administrator, "inspections/01a20d10-9505-7350-b7f7-bfead1b2c474")
    console.see("trouble", "找不到这条检查记录")
    assert console.at("lost").count() == 0


def test_nothing_is_said_at_an_address_of_something(signed_in: Callable[..., Console], place: Any) -> None:
    console = signed_in(place.supervisor, "?state=accepted")
    console.at("state-accepted").wait_for()
    assert console.at("lost").count() == 0
