from dataclasses import replace
from datetime import date

import pytest

from inspector_app.services.records import AssignmentProgress
from inspector_app.ui.views.assignments_view import cards_view, summary_view
from sync.domain.checklists import Bilingual
from sync.domain.inspections import State

DUE = date(2026, 11, 26)


@pytest.fixture
def entry(assignment):
    return AssignmentProgress(assignment, None, 0, 0, 27, Bilingual("清单", "List"))


def card(entry, today=DUE, language="zh-CN"):
    return cards_view(language, [entry], today)[0]


def test_a_place_not_yet_visited_invites_to_start(entry):
    view = card(entry)
    assert (view.state, view.progress) == (None, 0.0)
    assert view.action == "开始检查"


def test_a_visit_under_way_invites_to_go_on(entry):
    view = card(replace(entry, state=State.IN_PROGRESS, done=9, failed=2))
    assert view.action == "继续检查"
    assert (view.progress, view.progress_text) == (9 / 27, "9 / 27")
    assert "2" in view.failed_text


def test_a_card_counts_the_items_in_conflict_and_says_nothing_without_any(entry):
    disputed = replace(entry, state=State.IN_PROGRESS, conflicts=2)
    assert (card(disputed).conflicts_text, card(disputed, language="en").conflicts_text) == ("2 处冲突", "2 conflicts")
    assert card(replace(disputed, conflicts=1), language="en").conflicts_text == "1 conflict"
    assert card(entry).conflicts_text == ""


def purposes(*entries):
    return [view.purpose for view in cards_view("zh-CN", entries, DUE)]


def of(entry, campaign, checklist="清单"):
    return replace(entry, assignment=replace(entry.assignment, campaign=campaign), checklist=Bilingual(checklist, "List"))


def test_assignments_of_several_campaigns_are_told_apart_by_their_names(entry):
    assert purposes(of(entry, "汛期检查"), of(entry, "双随机"), of(entry, "汛期检查")) == ["汛期检查", "双随机", "汛期检查"]


def test_assignments_that_are_all_alike_say_nothing_of_it(entry):
    assert purposes(of(entry, "双随机"), of(entry, "双随机")) == ["", ""]


def test_merged_checks_of_one_campaign_are_told_apart_by_their_checklists(entry):
    merged = of(entry, "双随机", "27项清单"), of(entry, "双随机", "汛期清单")
    assert purposes(*merged) == ["27项清单", "汛期清单"]
    assert purposes(*merged, of(entry, "消防检查")) == ["双随机 · 27项清单", "双随机 · 汛期清单", "消防检查"]


def test_what_came_back_invites_to_correct(entry):
    assert card(replace(entry, state=State.RETURNED)).action == "查看退回意见"


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
def test_what_was_submitted_asks_for_nothing_and_is_never_overdue(entry, state):
    view = card(replace(entry, state=state), today=date(2027, 1, 1))
    assert view.action is None
    assert (view.overdue, view.urgent, view.due) == (False, False, "")


def test_a_day_that_stands_alone_on_a_finished_card_says_what_day_it_is(entry):
    finished = replace(entry, state=State.SUBMITTED)
    assert card(finished).due_date == "检查期限：2026年11月26日"
    assert card(finished, language="en").due_date == "Due date: 2026-11-26"
    assert (card(entry, language="en").due, card(entry, language="en").due_date) == ("Due today", "2026-11-26")


def test_a_district_is_not_said_twice_where_the_address_begins_with_it(entry):
    def place(address, language):
        compound = replace(entry.assignment.compound, address=address)
        return card(replace(entry, assignment=replace(entry.assignment, compound=compound)), language=language).place

    assert place("金水区农业路38号", "zh-CN") == "金水区农业路38号"
    assert place("金水区农业路38号", "en") == "Jinshui · 金水区农业路38号"
    assert place("农业路38号", "zh-CN") == "金水区 · 农业路38号"


def test_a_deadline_that_passed_is_overdue(entry):
    view = card(entry, today=date(2026, 11, 28))
    assert view.overdue
    assert "2" in view.due


def test_a_deadline_far_off_is_not_urgent(entry):
    assert not card(entry, today=date(2026, 11, 20)).urgent
    assert card(entry, today=date(2026, 11, 23)).urgent


def test_the_place_is_named_in_the_language_of_the_screen(entry):
    assert card(entry, language="en").place.startswith("Jinshui")


def test_only_what_needs_work_is_counted_as_waiting(entry):
    entries = [entry, replace(entry, state=State.RETURNED), replace(entry, state=State.ACCEPTED)]
    assert "2" in summary_view("en", entries)


def test_two_inspections_of_one_compound_are_counted_as_two_inspections(entry):
    both = [entry, replace(entry, checklist=Bilingual("消防", "Fire safety"))]
    assert (summary_view("en", both), summary_view("zh-CN", both)) == ("2 inspections still to do", "还有 2 项检查待完成")
    assert summary_view("en", both[:1]) == "1 inspection still to do"


def test_that_nothing_waits_is_said_in_words_and_never_of_what_a_search_found(entry):
    done = [replace(entry, state=State.ACCEPTED)]
    assert (summary_view("en", done), summary_view("zh-CN", done)) == ("Nothing left to inspect", "没有待完成的检查")
    assert summary_view("en", done, searching=True) == ""
    assert summary_view("en", []) == ""
