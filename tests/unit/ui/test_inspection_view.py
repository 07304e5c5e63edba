from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from inspector_app.ui.views.inspection_view import (
    Banner,
    BannerKind,
    ReturnedView,
    banner,
    list_view,
    newly_returned,
    returned_view,
)
from sync.domain.inspections import Outcome, ResultValue, Return, ReturnedItem, State

PASS = ResultValue(Outcome.PASS)
READER = UUID(int=3)


def codes(view):
    return [row.code for group in view.groups for row in group.rows]


def row(view, code):
    return next(row for group in view.groups for row in group.rows if row.code == code)


def returned(sheet):
    back = Return("请补充照片", (ReturnedItem("A02", "看不清铭牌"),), "沈知远", datetime(2026, 11, 25, tzinfo=UTC))
    return replace(sheet, record=replace(sheet.record, state=State.RETURNED, returned=back))


def test_all_items_stand_in_checklist_order_by_category(sheet):
    view = list_view("zh-CN", sheet, "all", None)
    assert codes(view) == [item.code for item in sheet.checklist.items]
    assert [group.title for group in view.groups] == [category.zh for category, _ in sheet.checklist.categories()]


def test_only_complete_items_count_as_done(sheet, answered):
    changed = answered(sheet, A02=PASS, A03=ResultValue(Outcome.FAIL))
    head = list_view("zh-CN", changed, "all", None).head
    assert (head.done, head.failed, head.total) == (1, 1, 27)


def test_the_open_filter_keeps_unanswered_and_incomplete_items(sheet, answered):
    changed = answered(sheet, A02=PASS, A03=ResultValue(Outcome.FAIL))
    shown = codes(list_view("zh-CN", changed, "open", None))
    assert "A02" not in shown
    assert "A03" in shown
    assert len(shown) == 26


def test_the_failed_filter_keeps_failures_only(sheet, answered):
    changed = answered(sheet, A02=PASS, A03=ResultValue(Outcome.FAIL))
    assert codes(list_view("zh-CN", changed, "failed", None)) == ["A03"]


def test_an_incomplete_answer_says_what_it_lacks(sheet, answered):
    view = row(list_view("zh-CN", answered(sheet, A03=ResultValue(Outcome.FAIL)), "all", None), "A03")
    assert view.incomplete
    assert view.note == "未写问题描述"


def test_returned_items_are_marked_and_have_a_filter_of_their_own(sheet):
    view = list_view("zh-CN", returned(sheet), "returned", None)
    assert codes(view) == ["A02"]
    assert row(view, "A02").returned
    assert [name for name, _, _ in view.filters] == ["all", "open", "failed", "returned"]


def test_an_inspection_that_was_not_returned_has_no_such_filter(sheet):
    assert [name for name, _, _ in list_view("zh-CN", sheet, "all", None).filters] == ["all", "open", "failed"]


def test_the_next_open_item_comes_after_the_present_one_and_round_to_the_start(sheet, answered, complete):
    assert list_view("zh-CN", answered(sheet, A02=PASS), "all", "A01").next_open == "A03"
    last = sheet.checklist.items[-1].code
    assert list_view("zh-CN", sheet, "all", last).next_open == "A01"
    assert list_view("zh-CN", complete, "all", last).next_open is None


def test_the_only_open_item_is_not_called_the_next_one_while_it_is_on_the_screen(complete, answered):
    sheet = answered(complete, A02=ResultValue(Outcome.FAIL))

    def words(language, seen):
        return list_view(language, sheet, "all", "A02", item_seen=seen).next_words

    assert (words("en", True), words("zh-CN", True)) == ("Complete A02", "请先完成本项：A02")
    assert (words("en", False), words("zh-CN", False)) == ("Next open: A02", "下一个未完成：A02")


SUBMITTED = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def came_back(sheet, comment="", *codes):
    """As it was submitted, with the supervisor's word on these items."""
    back = Return(comment, tuple(ReturnedItem(code, "看不清铭牌") for code in codes), "沈知远", SUBMITTED)
    return replace(sheet, record=replace(sheet.record, state=State.RETURNED, returned=back, submitted_at=SUBMITTED))


def test_the_banner_of_a_returned_inspection_is_the_supervisors_word(sheet):
    assert banner("zh-CN", came_back(sheet, "请补充照片", "A02"), READER) == Banner(BannerKind.RETURNED, "审核意见：请补充照片")
    assert banner("en", came_back(sheet, "请补充照片"), READER).words == "Supervisor: 请补充照片"


def test_without_a_general_word_the_banner_counts_the_returned_items(sheet):
    back = came_back(sheet, " ", "A02", "B01")
    assert banner("zh-CN", back, READER).words.startswith("审核退回了 2 个事项")
    assert banner("en", back, READER).words.startswith("The supervisor returned 2 items")
    assert banner("en", sheet, READER) is None


def test_the_filter_that_the_banner_names_is_called_so(sheet):
    for language in ("zh-CN", "en"):
        back = came_back(sheet, "", "A02")
        labels = {name: label for name, label, _ in list_view(language, back, "all", None).filters}
        assert labels["returned"].removesuffix(" 1") in banner(language, back, READER).words


def test_returned_items_that_are_still_as_submitted_come_next_once_nothing_is_missing(complete):
    back = came_back(complete, "", "A02", "B01")
    view = list_view("zh-CN", back, "all", None)
    assert (view.next_open, view.next_words) == ("A02", "下一个退回事项：A02")
    assert list_view("zh-CN", back, "all", "A02").next_open == "B01"

    again = replace(back.results["A02"], at=SUBMITTED + timedelta(minutes=1))
    mended = replace(back, results=back.results | {"A02": again})
    assert list_view("zh-CN", mended, "all", None).next_open == "B01"
    assert list_view("zh-CN", mended, "all", "B01").next_open is None


def test_what_is_missing_comes_before_what_was_returned(sheet):
    assert list_view("en", came_back(sheet, "", "B01"), "all", None).next_words == "Next open: A01"


@pytest.mark.parametrize(
    ("language", "words", "way_on"),
    [
        ("zh-CN", "检查已被退回。审核意见：请补充照片", "查看退回的 2 个事项"),
        ("en", "The inspection was returned. Supervisor: 请补充照片", "See the 2 returned items"),
    ],
)
def test_an_item_that_was_not_returned_says_that_others_were_and_leads_to_them(sheet, language, words, way_on):
    back = came_back(sheet, "请补充照片", "A02", "B01")
    assert returned_view(language, back, "A03") == ReturnedView(words, way_on)
    assert returned_view(language, back, "A02") is None
    assert returned_view(language, sheet, "A03") is None


def test_a_return_that_names_no_item_leads_nowhere_and_one_without_a_word_says_no_more_than_that_it_is_one(sheet):
    assert returned_view("en", came_back(sheet, "Photos, please"), "A03").way_on == ""
    assert returned_view("en", came_back(sheet, " ", "A02"), "A03") == ReturnedView(
        "The inspection was returned.", "See the returned item"
    )


def test_a_return_is_news_once(sheet):
    back = came_back(sheet, "请补充照片", "A02")
    assert newly_returned(sheet, back) == back.record.returned
    assert newly_returned(back, back) is None
    again = came_back(sheet, "", "B01")
    assert newly_returned(back, again) == again.record.returned
    submitted = replace(back, record=replace(back.record, state=State.SUBMITTED))
    assert newly_returned(submitted, back) == back.record.returned
    assert newly_returned(back, submitted) is None


def test_once_nothing_is_left_of_what_a_filter_was_about_all_items_are_shown(sheet):
    for rare in ("returned", "contested", "forgotten"):
        view = list_view("en", sheet, rare, None)
        assert view.shown == "all"
        assert [name for name, _, chosen in view.filters if chosen] == ["all"]
        assert len(codes(view)) == len(sheet.checklist.items)
    assert list_view("en", returned(sheet), "returned", None).shown == "returned"
