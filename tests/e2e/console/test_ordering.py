"""A supervisor has the list in another order, and finds it so again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.details]


@pytest.fixture
def three(team: Any) -> list[UUID]:
    """Submitted one after the other; the second has by far the lowest score."""
    return [team.visit(failures=failures, photos=None) for failures in (2, 14, 1)]


def upwards(console: Any, three: list[UUID]) -> list[UUID]:
    """Those of the three that are in sight, by where they stand."""
    found = {one: console.box(console.at(f"inspection-{one}")) for one in three}
    return sorted((one for one in three if found[one]), key=lambda one: found[one]["y"])


def test_the_order_stays_through_reload_inspection_and_back(console: Any, three: list[UUID]) -> None:
    first, second, third = three
    console.eventually(lambda: upwards(console, three) == [third, second, first])
    console.choose_order("得分最低在前")
    console.eventually(lambda: upwards(console, three)[:1] == [second])
    assert console.page.url.endswith("?order=lowest_score")
    console.reload()
    console.eventually(lambda: upwards(console, three)[:1] == [second])
    console.open_inspection(second)
    console.click("back")
    console.eventually(lambda: upwards(console, three)[:1] == [second])
    console.click("state-accepted")
    console.eventually(lambda: console.page.url.endswith("?state=accepted&order=lowest_score"))
    console.page.go_back()
    console.eventually(lambda: upwards(console, three)[:1] == [second])
    console.click("state-all")
    console.at("order").wait_for(state="detached")


@pytest.mark.parametrize(
    ("name", "language", "mode", "width"),
    [("zh-light-1440", "zh-CN", "light", 1440), ("en-light-1240", "en", "light", 1240), ("en-dark-390", "en", "dark", 390)],
)
def test_the_orders_stand_in_every_look(
    signed_in: Callable[..., Any], place: Any, shown_inspection: UUID, name: str, language: str, mode: str, width: int
) -> None:
    console = signed_in(place.supervisor, "?order=longest_waiting", language, mode, width=width, height=900)
    console.at(f"inspection-{shown_inspection}").wait_for()
    console.see_no_small_targets(48)
    console.shot(f"8-order-{name}")
    console.click("order")
    console.shot(f"8-order-menu-{name}")
