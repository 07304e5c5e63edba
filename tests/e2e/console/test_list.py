"""Finding an inspection in the list, on pages of any width."""

import os
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Browse = Callable[..., Any]
SIZES = [(1280, 800), (800, 1280), (390, 844)]
ALL_LOOKS = [(*size, language, mode) for size in SIZES for language in ("zh-CN", "en") for mode in ("light", "dark")]
SOME_LOOKS = [pytest.param(1280, 800, "zh-CN", "light", marks=pytest.mark.soak), (390, 844, "en", "dark")]
LOOKS = ALL_LOOKS if os.environ.get("SUICHA_SCREENSHOTS") else SOME_LOOKS
"""All of them when screenshots are taken."""
SMALLEST = 47
"""Touch targets have 48 logical pixels; browsers round."""


@pytest.mark.details
def test_a_search_shows_what_it_finds_and_nothing_else(console: Any, team: Any) -> None:
    first, second = team.visit(), team.visit()
    console.at(f"inspection-{second}").wait_for()
    console.type("search", team.compound(first))
    console.at(f"inspection-{second}").wait_for(state="detached")
    console.at(f"inspection-{first}").wait_for()
    console.see("state-submitted", "1")


@pytest.mark.details
def test_a_search_without_a_find_says_so_and_clears_on_request(console: Any, team: Any) -> None:
    inspection = team.visit()
    console.type("search", "没有这个小区")
    console.see("empty", "没有符合条件的检查")
    console.click("clear-filters")
    console.at(f"inspection-{inspection}").wait_for()
    console.see_typed("search", "")


@pytest.mark.details
def test_a_district_is_chosen_from_the_list(console: Any, team: Any, place: Any) -> None:
    inspection = team.visit()
    summary = place.summary(inspection)
    other = next(zh for zh in ("上街区", "登封市") if zh != summary.district_name.zh)
    console.choose_district(other)
    console.at(f"inspection-{inspection}").wait_for(state="detached")
    console.choose_district(summary.district_name.zh)
    console.at(f"inspection-{inspection}").wait_for()


@pytest.mark.details
def test_an_open_menu_stays_open_while_news_arrive(console: Any, team: Any) -> None:
    console.open_districts("登封市")
    inspection = team.visit()
    console.at(f"inspection-{inspection}").wait_for()
    console.page.wait_for_timeout(500)
    console.take_district("登封市")
    console.at(f"inspection-{inspection}").wait_for(state="detached")


@pytest.mark.details
def test_a_search_is_typed_on_while_news_arrive(console: Any, team: Any) -> None:
    here, there = team.two_neighbours()
    district = here.district_name.zh
    first, other = team.visit(at=here), team.visit_outside(here.district)
    second = team.record(at=there)
    console.at(f"inspection-{other}").wait_for()
    console.type("search", district)
    console.at(f"inspection-{other}").wait_for(state="detached")
    console.at(f"inspection-{first}").wait_for()
    team.sync()
    console.at(f"inspection-{second}").wait_for()
    assert there.address.startswith(district)
    console.page.keyboard.type(there.address.removeprefix(district))
    console.at(f"inspection-{first}").wait_for(state="detached")
    console.at(f"inspection-{second}").wait_for()
    console.see_typed("search", there.address)


def test_a_state_shows_its_inspections_and_counts(console: Any, team: Any) -> None:
    inspection = team.visit()
    console.at(f"inspection-{inspection}").wait_for()
    console.click("state-returned")
    console.at(f"inspection-{inspection}").wait_for(state="detached")
    console.click("state-all")
    console.at(f"inspection-{inspection}").wait_for()


@pytest.mark.details
@pytest.mark.parametrize(("width", "height", "language", "mode"), LOOKS)
def test_every_screen_stands_on_every_page_with_targets_for_fingers(
    browse: Browse, place: Any, shown_inspection: Any, width: int, height: int, language: str, mode: str
) -> None:
    name = f"{language}-{mode}-{width}"
    console = browse(width=width, height=height, color_scheme=mode).open()
    console.at("login").wait_for()
    if language == "en":
        console.click("language")
        console.see("sign-in", "Sign in")
    console.shot(f"1-sign-in-{name}")
    console.see_no_small_targets(SMALLEST)
    console.sign_in(place.supervisor)
    console.at("state-submitted").wait_for()
    console.shot(f"2-list-{name}")
    console.see_no_small_targets(SMALLEST)
    console.open(f"inspections/{shown_inspection}")
    console.at("state").wait_for()
    console.shot(f"3-inspection-{name}")
    console.see_no_small_targets(SMALLEST)
    console.click("return")
    console.at("return-confirm").wait_for()
    console.shot(f"4-return-{name}")
    console.click("dialog-cancel")
    console.at("return-confirm").wait_for(state="detached")
    console.press(console.find_first("photo-"))
    console.see("photo-facts", "SHA-256")
    console.wait_for_picture(console.at("photo-large"))
    console.shot(f"5-photo-{name}")
    console.see_no_small_targets(SMALLEST)
