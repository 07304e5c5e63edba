"""What a reviewer reads of the visit before, beside the answers of now."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from inspector_app.console.screens.detail_view import DetailView, Show, detail_view
from inspector_app.console.screens.previous_view import PreviousView
from sync.domain.checklists import Severity
from sync.domain.inspections import UNANSWERED, Outcome
from sync.domain.previous import NO_HISTORY, CompoundHistory, PreviousItem, PreviousPhoto, PreviousVisit, Turn

PASSED_THEN = PreviousItem("A01", Outcome.PASS)
FAILED_THEN = PreviousItem("A02", Outcome.FAIL, "门禁损坏", Severity.MAJOR, date(2026, 5, 20))
PHOTO = PreviousPhoto(UUID(int=77), "ef" * 32, datetime(2026, 5, 6, 2, 30, tzinfo=UTC))


def after(*items: PreviousItem, on: date = date(2026, 5, 6)) -> CompoundHistory:
    return CompoundHistory(PreviousVisit(UUID(int=5), on, items), findings=1)


def view_of(records: Any, history: CompoundHistory, *results: Any, language: str = "zh-CN", show: Show = Show.ALL) -> DetailView:
    return detail_view(language, records.detail(*results), show, records.today, history)


def previous(view: DetailView, code: str) -> PreviousView | None:
    return next(item.previous for item in view.items if item.code == code)


def test_an_item_says_when_it_was_looked_at_before_with_what_result_and_note(records: Any) -> None:
    history = after(PASSED_THEN, FAILED_THEN)
    view = view_of(records, history)
    assert previous(view, "A01").line == "上次 5月6日：合格"
    assert previous(view, "A02").line == "上次 5月6日：不合格 · 门禁损坏"
    assert previous(view_of(records, history, language="en"), "A02").line == "Last time, 6 May: Fail · 门禁损坏"


def test_a_visit_of_another_year_says_which(records: Any) -> None:
    assert previous(view_of(records, after(PASSED_THEN, on=date(2025, 5, 6))), "A01").line == "上次 2025年5月6日：合格"


def test_what_was_put_right_on_the_spot_says_so(records: Any) -> None:
    fixed = replace(FAILED_THEN, due_on=None, fixed_on_spot=True)
    assert previous(view_of(records, after(fixed)), "A02").line == "上次 5月6日：不合格 · 当场改正 · 门禁损坏"


def test_nothing_is_said_at_a_first_visit_or_of_an_item_nobody_looked_at(records: Any) -> None:
    assert [item.previous for item in view_of(records, NO_HISTORY).items] == [None] * 4
    assert previous(view_of(records, after(PASSED_THEN)), "A02") is None


def test_an_item_that_the_checklist_has_no_more_is_left_out(records: Any) -> None:
    view = view_of(records, after(replace(PASSED_THEN, item_code="Z99"), PASSED_THEN))
    assert [item.code for item in view.items if item.previous] == ["A01"]


@pytest.mark.parametrize(("language", "words"), [("zh-CN", "上次不合格，本次合格"), ("en", "Failed last time, passes now")])
def test_a_failure_of_then_that_passes_now_says_so(records: Any, language: str, words: str) -> None:
    then = previous(view_of(records, after(FAILED_THEN), language=language), "A02")
    assert (then.turn, then.turn_text) == (Turn.PUT_RIGHT, words)


def test_what_passed_then_and_fails_now_says_so_and_so_does_what_fails_again(records: Any) -> None:
    now = (records.result("A01", records.failed), records.result("A02", records.failed))
    view = view_of(records, after(PASSED_THEN, FAILED_THEN), *now)
    assert [previous(view, code).turn_text for code in ("A01", "A02")] == ["上次合格，本次不合格", "上次也不合格"]


def test_nothing_is_compared_before_there_is_an_answer(records: Any) -> None:
    then = previous(view_of(records, after(FAILED_THEN), records.result("A02", UNANSWERED)), "A02")
    assert (then.turn, then.turn_text) == (None, "")


def test_the_items_that_turned_can_be_chosen_where_there_was_a_visit_before(records: Any) -> None:
    third = replace(FAILED_THEN, item_code="A03")
    now = (
        records.result("A01", records.failed),
        records.result("A02", records.passed),
        records.result("A03", records.failed),
        records.result("B01", records.passed),
    )
    view = view_of(records, after(PASSED_THEN, FAILED_THEN, third), *now, show=Show.TURNED)
    assert [item.code for item in view.items] == ["A01", "A02"]
    assert (view.shows[-1].label, view.shows[-1].count) == ("与上次不同", 2)
    assert Show.TURNED.value not in [pill.name for pill in view_of(records, NO_HISTORY).shows]


def test_the_photo_of_then_is_told_from_those_of_now(records: Any) -> None:
    photo = previous(view_of(records, after(replace(PASSED_THEN, photo=PHOTO))), "A01").photo
    assert (photo.photo_id, photo.item_code, photo.stored, photo.label) == (PHOTO.photo_id, "A01", True, "上次")
    assert photo.title.endswith("（上次检查）")
    assert (photo.taken, photo.can_ask) == ("5月6日 10:30", False)
