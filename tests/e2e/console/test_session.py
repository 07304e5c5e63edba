"""Who is signed in, in which language, and what the browser keeps."""

import json
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from sync.domain.inspections import State
from sync.protocol import endpoints
from sync.server.services.access import token_hash

pytestmark = pytest.mark.browser
Browse = Callable[..., Any]
KEPT = "flutter.suicha.console"


def kept_in(console: Any) -> dict[str, Any]:
    """What the browser keeps."""
    return json.loads(json.loads(console.page.evaluate(f"localStorage.getItem('{KEPT}')") or '"{}"'))


def token_in(console: Any) -> str:
    """The session token that the browser keeps."""
    return kept_in(console)["session"]["token"]


def at_rest(console: Any, place: Any) -> None:
    """The list is on the screen, the stream stands, what was missed before it stood has been fetched: the page asks nothing more
    by itself."""

    def asks_nothing() -> bool:
        connected = len(place.asked) - place.asked[::-1].index(endpoints.EVENTS)
        return endpoints.INSPECTIONS in place.asked[connected:] and set(place.unanswered) == {endpoints.EVENTS}

    console.see("line", "实时更新")
    console.eventually(asks_nothing)


def let_run_out(console: Any, place: Any) -> None:
    """The session, without a word to the page."""
    place.centre.access._repository.close_session(token_hash(token_in(console)))


@pytest.mark.details
def test_a_wrong_password_is_said_under_the_fields(browse: Browse, place: Any) -> None:
    console = browse().open()
    console.sign_in(place.supervisor, "wrong")
    console.see("sign-in-problem", "账号或密码不对")
    console.type("password", "suicha-demo")
    console.click("sign-in")
    console.at("state-submitted").wait_for()


@pytest.mark.details
@pytest.mark.soak
def test_the_language_changes_at_once_on_the_sign_in_screen_with_what_was_typed_and_said(browse: Browse, place: Any) -> None:
    console = browse().open()
    console.type("login", "somebody")
    console.click("sign-in")
    console.see("sign-in-problem", "请输入密码")
    console.click("language")
    console.see("sign-in-problem", "Enter your password")
    console.see("sign-in", "Sign in")
    console.see_typed("login", "somebody")


@pytest.mark.details
def test_the_language_changes_at_once_inside_and_stays_after_a_reload(console: Any) -> None:
    console.see("state-submitted", "待审核")
    console.click("language")
    console.see("state-submitted", "Awaiting review")
    console.eventually(lambda: kept_in(console)["language"] == "en")
    console.reload()
    console.see("state-submitted", "Awaiting review")


@pytest.mark.details
def test_a_reload_needs_no_new_sign_in_and_stays_on_the_inspection(console: Any, team: Any) -> None:
    inspection = team.visit()
    console.open_inspection(inspection)
    console.reload()
    console.see("state", "待审核")
    assert console.page.url.endswith(f"/console/inspections/{inspection}")
    console.page.go_back()
    console.at(f"inspection-{inspection}").wait_for()


@pytest.mark.details
def test_signing_out_ends_the_session_in_browser_and_centre(console: Any, place: Any) -> None:
    token = token_in(console)
    console.sign_out()
    console.at("login").wait_for()
    console.eventually(lambda: not kept_in(console).get("session"))
    console.reload()
    console.at("login").wait_for()
    assert "token" not in (console.page.evaluate(f"localStorage.getItem('{KEPT}')") or "")
    with pytest.raises(Exception, match="token-invalid"):
        place.centre.access.account_of(token)


@pytest.mark.details
def test_a_session_that_has_run_out_leads_back_to_sign_in_with_a_word(console: Any, place: Any) -> None:
    at_rest(console, place)
    let_run_out(console, place)
    console.click("state-accepted")
    console.see("sign-in-problem", "登录已过期")
    console.sign_in(place.supervisor)
    console.at("state-submitted").wait_for()


@pytest.mark.details
def test_a_session_that_is_ended_elsewhere_leads_back_by_itself(console: Any, place: Any) -> None:
    place.centre.access.sign_out(token_in(console))
    console.see("sign-in-problem", "登录已过期")
    console.sign_in(place.supervisor)
    console.at("state-submitted").wait_for()


@pytest.mark.soak
def test_no_dialog_outlives_the_session(signed_in: Browse, place: Any, team: Any) -> None:
    inspection = team.visit()
    console = signed_in(place.supervisor)
    at_rest(console, place)
    console.open_inspection(inspection)
    console.click("accept")
    console.at("accept-confirm").wait_for()
    let_run_out(console, place)
    console.click("accept-confirm")
    console.see("sign-in-problem", "登录已过期")
    console.at("accept-confirm").wait_for(state="detached")
    assert place.summary(inspection).state is State.SUBMITTED


@pytest.mark.details
def test_an_inspection_of_another_district_is_not_shown(browse: Browse, place: Any, team: Any) -> None:
    inspection = team.visit_outside(place.overseen)
    console = browse().open()
    console.sign_in(place.overseer)
    console.at("state-submitted").wait_for()
    console.open(f"inspections/{inspection}")
    console.see("trouble", "不在您负责的区县")


@pytest.mark.details
def test_no_request_leaves_for_another_host(browse: Browse, place: Any, team: Any) -> None:
    console = browse(fresh=True)
    sent = console.requests_that_left()
    console.open()
    console.sign_in(place.supervisor)
    console.open_inspection(team.visit())
    console.see("state", "待审核")
    assert {urlsplit(url).netloc for url in sent() if url.startswith("http")} == {urlsplit(place.url).netloc}
    assert any(url.endswith("/console/assets/fonts/roboto.woff2") for url in sent())
    assert console.lays_out_and_draws_in_one_thread()


def test_a_page_of_another_origin_cannot_open_the_console_s_websocket(place: Any) -> None:
    address = f"{place.console.replace('http', 'ws')}ws"
    with pytest.raises(InvalidStatus):
        connect(address, origin="http://evil.example")
    with connect(address, origin=place.url) as own:
        assert own.protocol.state.name == "OPEN"


@pytest.mark.details
def test_closing_the_browser_ends_its_stream_of_events(console: Any, eventually: Any) -> None:
    def streams() -> int:
        return sum(thread.name == "console-live" for thread in threading.enumerate())

    console.see("line", "实时更新")
    before = streams()
    console.page.close()
    eventually(lambda: streams() < before)


@pytest.mark.details
def test_a_screen_reader_that_is_switched_on_late_keeps_nobody_from_signing_in(browse: Any, place: Any) -> None:
    console = browse()
    console.page.goto(console.url)
    console.page.locator(".flt-text-editing:focus").wait_for()
    console.wake()
    console.sign_in(place.supervisor)
    console.at("state-submitted").wait_for()
