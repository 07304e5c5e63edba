"""From one inspection on: by keys, to the next one, to the page that everybody reads, and with room for what has to be read."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from sync.protocol.campaigns import FreezeRequest
from tests.e2e.console.test_campaigns import planned

pytestmark = [pytest.mark.browser, pytest.mark.details]


@pytest.fixture
def opened(console: Any, team: Any) -> Any:
    """The console on a fresh submission; ``console.inspection`` is its id."""
    console.inspection = team.visit()
    console.open_inspection(console.inspection)
    return console


def test_escape_leaves_a_dialog_and_a_second_one_as_well(opened: Any) -> None:
    for button, field in (("accept", "accept-comment"), ("return", "return-comment")):
        opened.click(button)
        opened.at(field).wait_for()
        opened.page.keyboard.press("Escape")
        opened.at(field).wait_for(state="detached")
    opened.see("state", "待审核")


def test_escape_while_a_word_is_being_composed_leaves_the_word_and_not_the_dialog(opened: Any) -> None:
    opened.click("accept")
    opened.at("accept-comment").wait_for()
    opened.at("accept-comment").locator("textarea").first.click()
    opened.page.wait_for_timeout(500)
    keys = opened.page.context.new_cdp_session(opened.page)
    keys.send("Input.imeSetComposition", {"text": "zhong", "selectionStart": 5, "selectionEnd": 5})
    opened.page.wait_for_timeout(500)
    opened.page.keyboard.press("Escape")
    opened.page.wait_for_timeout(1000)
    assert opened.at("accept-comment").count() == 1


def test_after_a_decision_the_next_one_that_waits_is_one_click_away(console: Any, team: Any) -> None:
    older, newer = team.visit(), team.visit()
    console.open_inspection(newer)
    console.click("accept")
    console.see("accept-note-0", "尚缺有效签名")
    console.click("accept-confirm")
    console.see("state", "已通过")
    console.click("next-waiting")
    console.see("state", "待审核")
    assert console.page.url.endswith(f"/inspections/{older}")


def test_an_accepted_inspection_leads_to_its_public_page(opened: Any, team: Any) -> None:
    opened.click("accept")
    opened.click("accept-confirm")
    opened.at("public-page").wait_for()
    with opened.page.context.expect_page() as opening:
        opened.click("public-page")
    expect(opening.value.get_by_role("heading", level=1)).to_have_text(team.compound(opened.inspection))
    opening.value.close()


def test_the_browsers_tab_says_what_is_shown(opened: Any, team: Any) -> None:
    name = team.compound(opened.inspection)
    expect(opened.page).to_have_title(f"{name} · 随查·检查审核")
    opened.click("language")
    expect(opened.page).to_have_title(f"{name} · Suicha review")
    opened.page.go_back()
    expect(opened.page).to_have_title("Inspections · Suicha review")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_page_of_1024_pixels_has_room_for_all_choices_and_whole_titles(
    signed_in: Callable[..., Any], place: Any, team: Any, language: str
) -> None:
    inspection = team.visit()
    console = signed_in(place.supervisor, language=language, width=1024, height=768)
    console.at(f"inspection-{inspection}").wait_for()
    every, search = (console.box(console.at(name)) for name in ("state-all", "search"))
    assert every["x"] + every["width"] <= 1024
    assert every["y"] + every["height"] <= search["y"]
    console.open_inspection(inspection)
    item, back = (console.resting(console.find(name)) for name in ("item-A01", "return-A01"))
    assert back["y"] >= item["y"] + 30, "title and button share a line"


@pytest.mark.parametrize("width", [1024, 1250])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_first_line_of_a_page_holds_all_tabs_and_the_account(
    signed_in: Callable[..., Any], place: Any, language: str, width: int
) -> None:
    console = signed_in(place.administrator, language=language, width=width, height=768)
    account, last, line = (console.resting(console.at(name)) for name in ("account", "section-quarantine", "line"))
    assert account["x"] + account["width"] <= width
    assert last["x"] + last["width"] <= line["x"]


def test_a_new_plan_is_still_there_after_the_browsers_back_and_forward(signed_in: Callable[..., Any], place: Any) -> None:
    console = signed_in(place.administrator, "campaigns")
    console.click("new-campaign")
    console.at("plan-name").wait_for()
    console.type("plan-name", "写到一半的计划")
    console.page.go_back()
    console.at("new-campaign").wait_for()
    console.page.go_forward()
    console.see_typed("plan-name", "写到一半的计划")
    console.page.go_back()
    console.click("new-campaign")
    console.at("plan-name").wait_for()
    console.see_typed("plan-name", "")


@pytest.mark.parametrize(("section", "there"), [("inspections", "state-submitted"), ("campaigns", "campaign-search")])
def test_an_address_of_nothing_leads_to_the_list(signed_in: Callable[..., Any], place: Any, section: str, there: str) -> None:
    console = signed_in(place.supervisor, f"{section}/0197a3c4-0000-7000-8000-000000000000")
    console.at("trouble").wait_for()
    console.press(console.page.get_by_role("button", name="返回列表"))
    console.at(there).wait_for()


def test_a_campaign_leads_to_its_public_page(signed_in: Callable[..., Any], place: Any, centre: Any) -> None:
    campaign = planned(centre, "公示的抽查")
    centre.freeze(campaign, FreezeRequest())
    console = signed_in(place.supervisor, f"campaigns/{campaign}")
    with console.page.context.expect_page() as opening:
        console.click("public-page")
    expect(opening.value.get_by_role("heading", level=1)).to_have_text("公示的抽查")
    opening.value.close()
