"""A supervisor reviews what a team has sent, in a real browser against a real centre."""

from collections.abc import Callable
from typing import Any

import pytest

from sync.domain.inspections import ReturnedItem, State
from sync.protocol.console import CentreEvent

pytestmark = pytest.mark.browser
Browse = Callable[..., Any]


@pytest.fixture
def opened(console: Any, team: Any) -> Any:
    """The console on a fresh submission; ``console.inspection`` is its id."""
    console.inspection = team.visit()
    console.open_inspection(console.inspection)
    return console


def test_a_new_submission_appears_without_reload_and_within_five_seconds(console: Any, team: Any) -> None:
    console.see("line", "实时更新")
    inspection = team.record()
    assert not console.at(f"inspection-{inspection}").count()
    team.sync()
    console.at(f"inspection-{inspection}").wait_for(timeout=5_000)


@pytest.mark.details
def test_an_open_inspection_shows_its_figures_and_all_27_items(console: Any, team: Any) -> None:
    console.open_inspection(team.visit(failures=5, photos=14))
    console.see("state", "待审核")
    console.see("findings", "5 个问题")
    console.see("evidence", "14/14")
    console.see("show-all", "27")
    console.see("show-failed", "5")
    assert console.find("item-E06").count() == 1


@pytest.mark.details
def test_photos_are_seen_small_and_large(opened: Any) -> None:
    opened.click("show-failed")
    photo = opened.find_first("photo-")
    opened.wait_for_picture(photo)
    opened.press(photo)
    opened.see("photo-facts", "SHA-256")
    opened.see("photo-place", "1 / ")
    opened.at("back").wait_for(state="detached")
    opened.wait_for_picture(opened.at("photo-large"))
    opened.page.keyboard.press("ArrowRight")
    opened.see("photo-place", "2 / ")
    opened.click("previous-photo")
    opened.see("photo-place", "1 / ")
    opened.page.keyboard.press("Escape")
    opened.at("photo-place").wait_for(state="detached")
    opened.at("back").wait_for()


@pytest.mark.details
def test_an_item_is_returned_with_a_comment_and_the_tablet_gets_it(opened: Any, team: Any) -> None:
    opened.press(opened.find("return-A02"))
    opened.type("comment-A02", "请补充合同附件")
    opened.see("return", "退回 1 项")
    opened.click("return")
    opened.see_typed("return-comment-A02", "请补充合同附件")
    opened.click("return-confirm")
    opened.see("state", "已退回")
    opened.see("review", "请补充合同附件")
    opened.at("accept").wait_for(state="detached")
    word = team.word_on(opened.inspection)
    assert word.items == (ReturnedItem("A02", "请补充合同附件"),)


@pytest.mark.details
def test_a_return_without_a_reason_stays_on_the_screen_and_says_what_is_missing(opened: Any) -> None:
    opened.press(opened.find("return-A02"))
    opened.click("return")
    opened.click("return-confirm")
    opened.see("return-problem", "每个退回的事项都要写明原因")
    opened.type("return-comment", "请整体核对")
    opened.click("return-confirm")
    opened.see("state", "已退回")


@pytest.mark.soak
def test_what_changed_after_a_return_is_shown_when_it_comes_back(opened: Any, team: Any) -> None:
    opened.click("return")
    opened.type("return-comment", "请核对 A03")
    opened.click("return-confirm")
    opened.see("state", "已退回")
    team.sync()
    team.change_answer(opened.inspection, "A03")
    team.resubmit(opened.inspection)
    opened.see("state", "待审核")
    opened.see("show-changed", "1")
    opened.click("show-changed")
    opened.see("item-A03", "本项目没有这一项")
    opened.click("history-A03")
    opened.see("item-A03", "合格")


def test_an_inspection_is_accepted(opened: Any) -> None:
    opened.click("accept")
    opened.type("accept-comment", "记录完整")
    opened.click("accept-confirm")
    opened.see("state", "已通过")
    opened.see("review", "记录完整")
    opened.see("waiting", "已审核通过")
    opened.click("back")
    opened.at("state-submitted").wait_for()
    opened.at(f"inspection-{opened.inspection}").wait_for(state="detached")


@pytest.mark.details
def test_a_decision_on_an_old_state_is_not_applied_and_says_so(opened: Any, place: Any) -> None:
    opened.click("accept")
    opened.at("accept-confirm").wait_for()
    rev = place.summary(opened.inspection).state_rev
    place.centre.reviews.send_back(place.account, opened.inspection, rev, "别的审核人员先退回", ())
    opened.click("accept-confirm")
    opened.see("message", "刚才的操作没有生效")
    opened.see("state", "已退回")
    opened.see("review", "别的审核人员先退回")
    assert place.summary(opened.inspection).state is State.RETURNED


@pytest.mark.details
def test_a_refresh_keeps_what_is_being_typed_and_where_one_is(opened: Any, place: Any) -> None:
    opened.press(opened.find("return-D05"))
    opened.type("comment-D05", "管道没有")
    before = opened.resting(opened.at("item-D05"))
    path = f"/api/v1/inspections/{opened.inspection}"
    asked = place.asked.count(path)
    place.centre.announcements.publish(CentreEvent("evidence", opened.inspection, place.summary(opened.inspection).district))
    opened.eventually(lambda: place.asked.count(path) > asked)
    opened.page.keyboard.type("bao wen")
    opened.see("comment-D05", "管道没有bao wen")
    assert opened.resting(opened.at("item-D05")) == before
    opened.see("return", "退回 1 项")


@pytest.mark.soak
def test_another_console_sees_the_decision_by_itself(opened: Any, browse: Browse, place: Any) -> None:
    other = browse().open()
    other.sign_in(place.supervisor)
    other.at(f"inspection-{opened.inspection}").wait_for()
    opened.click("accept")
    opened.click("accept-confirm")
    other.at(f"inspection-{opened.inspection}").wait_for(state="detached", timeout=5_000)


@pytest.mark.details
def test_open_consoles_ask_nothing_while_nothing_changes(opened: Any, browse: Browse, place: Any) -> None:
    for _ in range(2):
        other = browse().open()
        other.sign_in(place.supervisor)
        other.see("line", "实时更新")
    opened.eventually(lambda: not asked_within(opened, place, 2_500), 60)
    assert asked_within(opened, place, 4_000) == []


def asked_within(console: Any, place: Any, milliseconds: int) -> list[str]:
    """What is asked for in the meantime."""
    asked = len(place.asked)
    console.page.wait_for_timeout(milliseconds)
    return place.asked[asked:]


@pytest.mark.details
def test_the_signatures_under_a_record_stand_beside_it(console: Any, team: Any) -> None:
    inspection = team.record(signed=True)
    team.sync()
    console.open_inspection(inspection)
    console.see("signatures", "赵经理")
    console.see("signatures", "拒签")
    console.see("signatures", "已签")
    console.shot("6-signatures")
