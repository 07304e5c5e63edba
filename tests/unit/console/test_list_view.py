"""What the list of inspections shows."""

from datetime import timedelta
from typing import Any

import pytest

from inspector_app.console.screens.list_view import WAITING_FIRST, ListView, RowView, list_view
from inspector_app.console.screens.paged_list import last_page, narrowed
from sync.domain.checklists import Bilingual
from sync.domain.inspections import State
from sync.protocol.console import DistrictName, InspectionFilter, InspectionOrder, InspectionPage

COUNTS = {"submitted": 2, "accepted": 40, "in_progress": 5}


def view_of(
    records: Any, *summaries: Any, wanted: InspectionFilter = WAITING_FIRST, language: str = "zh-CN", **more: Any
) -> ListView:
    page = InspectionPage(rows=summaries, **({"total": len(summaries), "page": 1, "page_size": 20, "by_state": COUNTS} | more))
    return list_view(language, page, wanted, records.today)


def row_of(records: Any, language: str = "zh-CN", **changes: Any) -> RowView:
    return view_of(records, records.summary(**changes), language=language).rows[0]


def test_the_list_opens_on_what_waits_for_review(records: Any) -> None:
    first = view_of(records).tabs[0]
    assert (first.name, first.label, first.count, first.selected) == ("submitted", "待审核", 2, True)


def test_every_state_has_its_count_and_all_is_their_sum(records: Any) -> None:
    tabs = {tab.name: tab.count for tab in view_of(records).tabs}
    assert tabs == {"submitted": 2, "returned": 0, "in_progress": 5, "accepted": 40, "all": 47}


def test_the_orders_of_a_list_say_which_it_has(records: Any) -> None:
    wanted = InspectionFilter(state=State.ACCEPTED, order=InspectionOrder.LOWEST_SCORE)
    orders = view_of(records, wanted=wanted, language="en").orders
    assert [(order.name, order.label, order.selected) for order in orders] == [
        ("latest", "Newest first", False),
        ("lowest_score", "Lowest score first", True),
    ]


def test_a_submitted_row_says_when_it_was_submitted_and_no_due_date(records: Any) -> None:
    row = row_of(records)
    assert row.when == "11月24日 11:30 提交"
    assert row.due == ""
    assert not row.overdue


def test_a_running_inspection_past_its_day_is_overdue(records: Any) -> None:
    row = row_of(records, "en", state=State.IN_PROGRESS, submitted_at=None, due_on=records.today - timedelta(days=3))
    assert row.when == "Started 24 Nov 09:30"
    assert (row.due, row.overdue) == ("3 days overdue", True)


def test_missing_photos_are_visible(records: Any) -> None:
    assert (row_of(records).evidence, row_of(records).evidence_complete) == ("5/7", False)
    assert row_of(records, evidence_stored=7).evidence_complete


def test_conflicts_are_named_only_where_there_are_any(records: Any) -> None:
    assert row_of(records).conflicts == ""
    assert row_of(records, "en", conflicts=1).conflicts == "1 conflict"


def test_district_and_findings_are_said_in_the_language_of_the_page(records: Any) -> None:
    row = row_of(records, "en")
    assert (row.district, row.findings_text) == ("Zhengdong New Area", "2 findings")


def test_what_failed_is_no_finding_before_it_was_submitted(records: Any) -> None:
    assert row_of(records, state=State.IN_PROGRESS, findings=3).findings_text == "3 项不合格"
    assert row_of(records, "en", state=State.RETURNED, findings=3).findings_text == "3 failed"


def test_the_districts_to_choose_from_begin_with_all_of_them(records: Any) -> None:
    view = view_of(records, districts=(DistrictName("JS", Bilingual("金水区", "Jinshui")),))
    assert view.districts == (("", "全部区县"), ("JS", "金水区"))


def test_pages_say_where_they_stand_and_what_lies_around_them(records: Any) -> None:
    rows = [records.summary()] * 20
    view = view_of(records, *rows, total=47, page=2)
    paging = view.paging
    assert (paging.range, paging.has_previous, paging.has_next) == ("第 21–40 条，共 47 条", True, True)
    assert not view_of(records, *rows[:7], total=47, page=3).paging.has_next


def test_nothing_waiting_is_said_with_what_will_happen(records: Any) -> None:
    empty = view_of(records).empty
    assert empty is not None
    assert empty.title == "没有待审核的检查"
    assert not empty.clearable


def test_every_state_has_its_own_word_for_nothing(records: Any) -> None:
    empties = [view_of(records, wanted=InspectionFilter(state=state)).empty for state in (*State, None)]
    assert len({empty.title for empty in empties if empty}) == len(State) + 1


@pytest.mark.parametrize("wanted", [InspectionFilter(search="玥湖"), InspectionFilter(district="JS")])
def test_nothing_found_by_filters_offers_to_clear_them(records: Any, wanted: InspectionFilter) -> None:
    empty = view_of(records, wanted=wanted).empty
    assert empty is not None
    assert empty.clearable


def test_another_condition_starts_on_the_first_page() -> None:
    assert narrowed(InspectionFilter(page=4, search="园"), state=State.ACCEPTED) == InspectionFilter(State.ACCEPTED, search="园")


@pytest.mark.parametrize(("total", "last"), [(0, 1), (20, 1), (21, 2)])
def test_the_last_page_is_the_last_with_rows(total: int, last: int) -> None:
    assert last_page(InspectionPage((), total, 9, 20)) == last
