from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from inspector_app.ui.views.item_view import item_view
from inspector_app.ui.views.previous_view import earlier_view, previous_view, proposed_note
from sync.domain.checklists import Severity
from sync.domain.findings import FindingState
from sync.domain.inspections import LONGEST_TEXT, Outcome, ResultValue, State, default_failure
from sync.domain.previous import CompoundHistory, OpenFinding, PreviousItem, PreviousPhoto, PreviousVisit

DAY, TODAY = date(2026, 5, 6), date(2026, 11, 24)
PHOTO = PreviousPhoto(UUID(int=5), "a" * 64, datetime(2026, 5, 6, 2, tzinfo=UTC))
FAILED = PreviousItem(
    "D02", Outcome.FAIL, "消防车道被占", Severity.CRITICAL, date(2026, 5, 7), finding_state=FindingState.OPEN, photo=PHOTO
)
ABSENT = PreviousItem("A03", Outcome.NOT_APPLICABLE, "小区无此设施")
PASSED = PreviousItem("A01", Outcome.PASS)


def finding(code="D02", text="消防车道被占", due_on=date(2026, 5, 7), checklist="zz-property-27"):
    return OpenFinding(DAY, checklist, code, text, Severity.CRITICAL, due_on)


def with_history(sheet, *open_findings, items=(FAILED, ABSENT, PASSED), findings=None):
    found = len(open_findings) if findings is None else findings
    return replace(sheet, history=CompoundHistory(PreviousVisit(UUID(int=4), DAY, items), open_findings, found))


# --- the last result -------------------------------------------------------------------------------------------------
def test_at_a_first_visit_no_item_looks_back(sheet):
    for item in sheet.checklist.items:
        shown = item_view("zh-CN", sheet, item.code, TODAY)
        assert (shown.previous, shown.earlier) == (None, None), item.code


def test_a_failure_of_last_time_is_one_line_with_severity_and_what_became_of_it(sheet):
    shown = previous_view("zh-CN", with_history(sheet), "D02")
    assert shown.line == "上次 2026年5月6日：不合格 · 消防车道被占"
    assert shown.severity == (Severity.CRITICAL, "严重")
    assert shown.finding == (FindingState.OPEN, "待整改")
    assert shown.due == "整改期限：2026年5月7日"
    assert (shown.photo, shown.unfolds) == (PHOTO, True)


def test_a_pass_is_one_line_without_marks(sheet):
    shown = previous_view("en", with_history(sheet), "A01")
    assert (shown.line, shown.severity, shown.finding, shown.due) == ("Last time, 2026-05-06: Pass", None, None, None)
    assert not shown.unfolds


def test_what_did_not_apply_says_why(sheet):
    assert previous_view("zh-CN", with_history(sheet), "A03").line == "上次 2026年5月6日：不适用 · 小区无此设施"


def test_an_item_that_was_not_answered_then_says_nothing(sheet):
    assert previous_view("zh-CN", with_history(sheet), "A02") is None


@pytest.mark.parametrize("state", [FindingState.CLOSED, FindingState.FIXED_ON_SPOT])
def test_a_finding_that_was_put_right_says_so(sheet, state):
    items = (replace(FAILED, finding_state=state),)
    assert previous_view("zh-CN", with_history(sheet, items=items), "D02").finding[0] is state


# --- earlier findings ------------------------------------------------------------------------------------------------
def test_only_the_item_that_looks_at_earlier_findings_lists_them(sheet):
    past = with_history(sheet, finding())
    listing = [item.code for item in sheet.checklist.items if earlier_view("zh-CN", past, item.code, TODAY)]
    assert listing == ["E06"]


def test_open_findings_are_listed_with_item_text_and_how_late_they_are(sheet):
    shown = earlier_view("zh-CN", with_history(sheet, finding(), finding("C01", "公示栏空白", date(2026, 12, 1))), "E06", TODAY)
    late, early = shown.lines
    assert shown.title == "以往检查还有 2 个问题未整改"
    assert late.item.startswith("D02  消防车通道")
    assert (late.text, late.overdue) == ("消防车道被占", "已逾期 201 天")
    assert late.due == "2026年5月6日 发现，限 2026年5月7日 前整改"
    assert (early.due, early.overdue) == ("2026年5月6日 发现，限 2026年12月1日 前整改", None)


def test_a_finding_by_another_checklist_keeps_its_code_and_borrows_no_title(sheet):
    shown = earlier_view("zh-CN", with_history(sheet, finding(checklist="flood-12")), "E06", TODAY)
    assert shown.lines[0].item == "D02"


def test_when_all_are_closed_it_says_so_and_proposes_nothing(sheet):
    shown = earlier_view("zh-CN", with_history(sheet, findings=5), "E06", TODAY)
    assert (shown.title, shown.lines, shown.propose) == ("以往检查发现的 5 个问题均已整改", (), None)


def test_when_nothing_was_ever_found_it_says_so(sheet):
    assert earlier_view("en", with_history(sheet, findings=0), "E06", TODAY).title == "Earlier visits found nothing wrong"


def test_the_tap_says_what_it_will_do_and_goes_once_it_is_done(sheet, answered):
    past = with_history(sheet, finding())
    failure = default_failure(sheet.checklist.by_code["E06"], TODAY)
    failed = answered(past, E06=failure)
    done = answered(past, E06=replace(failure, note="D02 消防车道被占"))
    proposals = [earlier_view("zh-CN", one, "E06", TODAY).propose for one in (past, failed, done)]
    assert proposals == ["记为不合格，并填入以上问题", "把以上问题填入问题描述", None]


def test_a_submitted_inspection_proposes_nothing(sheet):
    past = with_history(sheet, finding())
    frozen = replace(past, record=replace(past.record, state=State.SUBMITTED))
    assert earlier_view("zh-CN", frozen, "E06", TODAY).propose is None


def test_a_plain_failure_is_not_filled_by_itself(sheet, answered):
    past = with_history(sheet, finding())
    failed = answered(past, E06=default_failure(sheet.checklist.by_code["E06"], TODAY))
    assert item_view("zh-CN", failed, "E06", TODAY).note == ""


@pytest.mark.parametrize(
    ("note", "after"),
    [
        ("", "D02 消防车道被占"),
        ("  ", "D02 消防车道被占"),
        ("现场复看", "现场复看；D02 消防车道被占"),
        ("现场复看；", "现场复看；D02 消防车道被占"),
        ("已有：D02 消防车道被占", "已有：D02 消防车道被占"),
        ("长" * LONGEST_TEXT, "D02 消防车道被占"),
    ],
)
def test_findings_are_set_or_appended_once_and_never_beyond_what_a_note_holds(note, after):
    assert proposed_note(note, (finding(),)) == after


def test_an_answer_under_way_leaves_the_last_result_in_sight(sheet, answered):
    past = answered(with_history(sheet), D02=ResultValue(Outcome.PASS))
    assert item_view("zh-CN", past, "D02", TODAY).previous.outcome is Outcome.FAIL
