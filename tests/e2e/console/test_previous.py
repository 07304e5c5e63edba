"""A supervisor compares what a team found with what the visit before had found at the same compound."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from sync.domain.inspections import Outcome

pytestmark = [pytest.mark.browser, pytest.mark.details]


@pytest.fixture(scope="module")
def two_visits(place: Any, team: Any) -> tuple[UUID, UUID]:
    """A compound where five items failed, with photos, and all of them were put right by the next visit."""
    first = team.visit(failures=5, photos=16)
    place.assign_again(team.assignment(first))
    team.sync()
    return first, team.visit(failures=0, at=team.assignment(first).compound)


def test_every_item_looks_back_and_those_that_turned_stand_out(console: Any, place: Any, two_visits: Any) -> None:
    first, second = two_visits
    console.open_inspection(second)
    console.see("previous-A01", "上次")
    console.see("show-turned", "5")
    console.click("show-turned")
    visit = place.centre.reviews.previous(place.account, second).visit
    then = next(item for item in visit.items if item.outcome is Outcome.FAIL and item.photo)
    console.find(f"turn-{then.item_code}")
    console.see(f"turn-{then.item_code}", "上次不合格，本次合格")
    console.see(f"previous-{then.item_code}", then.note)
    photo = console.find(f"photo-{then.photo.photo_id}")
    console.wait_for_picture(photo)
    console.press(photo)
    console.wait_for_picture(console.at("photo-large"))
    console.see("photo-place", "1 / ")
    console.click("close-photo")
    console.click("back")
    console.open_inspection(first)
    console.see("item-A01", "A01")
    assert not console.starting("previous-").count()
    assert not console.at("show-turned").count()


@pytest.mark.parametrize(
    ("name", "language", "mode", "width"), [("zh-light-1440", "zh-CN", "light", 1440), ("en-dark-390", "en", "dark", 390)]
)
def test_it_stands_in_every_look(
    signed_in: Callable[..., Any], place: Any, two_visits: Any, name: str, language: str, mode: str, width: int
) -> None:
    _, second = two_visits
    console = signed_in(place.supervisor, f"inspections/{second}", language, mode, width=width, height=900)
    console.at("state").wait_for()
    console.see_no_small_targets(48)
    console.find_first("turn-")
    console.page.wait_for_timeout(1_500)
    console.shot(f"7-previous-{name}")
