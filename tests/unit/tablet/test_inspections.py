"""Recording on a real store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.domain.checklists import Severity
from sync.domain.inspections import UNANSWERED, Lack, Outcome, ResultValue, State, default_failure
from sync.errors import InspectionFrozen, InspectionIncomplete, NotInTeam, OperationInvalid
from sync.i18n import LANGUAGES, explain
from sync.protocol.operations import SetResult, StartInspection, SubmitInspection, decode

PASS = ResultValue(Outcome.PASS)
NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="无电梯")


def answer_all(bench, inspection, value=NOT_HERE):
    for item in bench.inspections.sheet(inspection).checklist.items:
        bench.inspections.answer(inspection, item.code, value, bench.officer)


def outbox(bench):
    return [decode(line) for (line,) in bench.sql("SELECT line FROM outbox ORDER BY seq")]


def test_an_answer_is_row_history_and_outbox_line_at_once(bench):
    inspection = bench.started()

    result = bench.inspections.answer(inspection, "A01", PASS, bench.officer)

    assert bench.sql("SELECT value FROM results") == [('{"outcome":"pass"}',)]
    assert bench.sql("SELECT id, author FROM result_revisions") == [(result.revision.bytes, bench.officer.bytes)]
    operation = outbox(bench)[-1]
    assert (operation.id, operation.by, operation.body) == (result.revision, bench.officer, SetResult(inspection, "A01", PASS))


def test_an_act_that_fails_midway_leaves_nothing(bench):
    inspection = bench.started()
    before = bench.sql("SELECT count(*) FROM outbox")

    def queue_and_fail():
        with bench.records.act() as act:
            act.queue(SetResult(inspection, "A01", PASS), bench.officer)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        queue_and_fail()

    assert bench.sql("SELECT count(*) FROM outbox") == before


def test_answers_survive_a_restart(bench, reopened: Callable):
    inspection = bench.started()
    bench.inspections.answer(inspection, "A01", PASS, bench.officer)
    bench.inspections.keep_draft(inspection, "A02", "note", "合同未")

    sheet = reopened().inspections.sheet(inspection)

    assert sheet.value("A01") == PASS
    assert sheet.drafts == {"A02": {"note": "合同未"}}
    assert sheet.record.state is State.IN_PROGRESS


def test_starting_twice_goes_on_with_the_same_inspection(bench):
    assert bench.started() == bench.started()
    assert [type(operation.body) for operation in outbox(bench)] == [StartInspection]


def test_the_same_answer_again_queues_nothing(bench):
    inspection = bench.started()
    bench.inspections.answer(inspection, "A01", PASS, bench.officer)
    bench.inspections.answer(inspection, "A01", PASS, bench.officer)

    assert len(outbox(bench)) == 2


def test_each_answer_builds_on_the_one_before(bench):
    inspection = bench.started()
    first = bench.inspections.answer(inspection, "A01", PASS, bench.officer)
    bench.inspections.answer(inspection, "A01", NOT_HERE, bench.second_officer)

    last = outbox(bench)[-1]
    assert last.body.base == first.revision
    assert last.by == bench.second_officer


def test_sequence_numbers_have_no_gaps(bench):
    inspection = bench.started()
    answer_all(bench, inspection)

    assert [operation.seq for operation in outbox(bench)] == list(range(1, 29))


def test_undo_walks_back_change_by_change(bench):
    inspection = bench.started()
    bench.inspections.answer(inspection, "A01", PASS, bench.officer)
    bench.inspections.answer(inspection, "A01", NOT_HERE, bench.officer)
    bench.inspections.answer(inspection, "B01", PASS, bench.officer)

    taken_back = [bench.inspections.undo(inspection, bench.officer) for _ in range(4)]

    assert [change.item_code if change else None for change in taken_back] == ["B01", "A01", "A01", None]
    sheet = bench.inspections.sheet(inspection)
    assert sheet.value("A01") == sheet.value("B01") == UNANSWERED
    assert len(outbox(bench)) == 1 + 3 + 3


def test_undo_leaves_the_other_officers_work_alone(bench):
    inspection = bench.started()
    bench.inspections.answer(inspection, "A01", PASS, bench.officer)
    bench.inspections.answer(inspection, "A01", NOT_HERE, bench.second_officer)

    assert bench.inspections.undo(inspection, bench.officer) is None
    assert bench.inspections.sheet(inspection).value("A01") == NOT_HERE


def test_undoing_again_does_not_reach_behind_the_other_officers_value_that_came_in_between(bench):
    inspection = bench.started()
    bench.inspections.answer(inspection, "A02", PASS, bench.officer)
    bench.inspections.answer(inspection, "A01", PASS, bench.officer)
    bench.inspections.answer(inspection, "A01", NOT_HERE, bench.second_officer)
    bench.inspections.answer(inspection, "A01", ResultValue(Outcome.FAIL, note="门锁损坏"), bench.officer)

    taken_back = [bench.inspections.undo(inspection, bench.officer) for _ in range(3)]

    assert [change.item_code if change else None for change in taken_back] == ["A01", "A02", None]
    assert bench.inspections.sheet(inspection).value("A01") == NOT_HERE


def test_submission_names_what_is_missing(bench):
    inspection = bench.started()
    answer_all(bench, inspection)
    bench.inspections.answer(inspection, "A01", ResultValue(Outcome.FAIL), bench.officer)

    assert bench.inspections.lacks(inspection) == {"A01": (Lack.NOTE, Lack.SEVERITY, Lack.DUE_DATE, Lack.PHOTO)}
    with pytest.raises(InspectionIncomplete) as refused:
        bench.inspections.submit(inspection, bench.officer)
    assert refused.value.fields == {"count": 1}


def test_submission_freezes_the_inspection(bench):
    inspection = bench.started()
    answer_all(bench, inspection)

    bench.inspections.submit(inspection, bench.officer)

    record = bench.inspections.sheet(inspection).record
    assert (record.state, record.state_rev, record.submitted_at) == (State.SUBMITTED, 2, bench.clock.now())
    assert outbox(bench)[-1].body == SubmitInspection(inspection, base_state_rev=1)
    for forbidden in (
        lambda: bench.inspections.answer(inspection, "A01", PASS, bench.officer),
        lambda: bench.inspections.undo(inspection, bench.officer),
        lambda: bench.inspections.submit(inspection, bench.officer),
    ):
        with pytest.raises(InspectionFrozen):
            forbidden()


def test_a_text_that_is_too_long_is_refused_before_it_is_kept(bench):
    inspection = bench.started()
    with pytest.raises(OperationInvalid):
        bench.inspections.answer(inspection, "A01", replace(PASS, note="长" * 2001), bench.officer)
    assert bench.inspections.sheet(inspection).value("A01") == UNANSWERED


def test_an_answer_ends_the_draft(bench):
    inspection = bench.started()
    bench.inspections.keep_draft(inspection, "A01", "note", "未见")
    bench.inspections.answer(inspection, "A01", ResultValue(Outcome.FAIL, note="未见备案"), bench.officer)

    assert bench.inspections.sheet(inspection).drafts == {}


def test_assignments_stand_nearest_due_first_with_work_before_finished(bench):
    assert [entry.assignment.compound.name for entry in bench.listing.waiting()] == ["东风小区", "翠竹苑", "阳光花园"]

    inspection = bench.started()
    answer_all(bench, inspection)
    assert [(entry.done, entry.item_count) for entry in bench.listing.waiting("翠竹")] == [(27, 27)]

    bench.inspections.submit(inspection, bench.officer)
    assert [entry.assignment.compound.name for entry in bench.listing.waiting()] == ["东风小区", "阳光花园", "翠竹苑"]


@pytest.mark.parametrize(
    ("search", "found"), [("东风", 1), ("1号", 3), ("jinshui 阳光", 1), ("安居", 3), ("不存在", 0), ("  ", 3)]
)
def test_search_finds_names_addresses_and_enterprises(bench, search, found):
    assert len(bench.listing.waiting(search)) == found


values = st.builds(
    ResultValue,
    outcome=st.none() | st.sampled_from(Outcome),
    note=st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=40),
    severity=st.none() | st.sampled_from(Severity),
    due_on=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    fixed_on_spot=st.booleans(),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["A01", "B01", "D02"]), values), min_size=1, max_size=12))
def test_undoing_everything_leads_back_to_the_start(bench, changes):
    inspection = bench.started()
    start = {code: bench.inspections.sheet(inspection).value(code) for code in ("A01", "B01", "D02")}
    for code, value in changes:
        bench.inspections.answer(inspection, code, value, bench.officer)
    while bench.inspections.undo(inspection, bench.officer):
        pass
    sheet = bench.inspections.sheet(inspection)
    assert {code: sheet.value(code) for code in start} == start == dict.fromkeys(start, UNANSWERED)


def test_the_defaults_of_a_failure_come_from_the_checklist(bench):
    item = bench.inspections.sheet(bench.started()).checklist.by_code["D02"]
    assert default_failure(item, date(2026, 11, 24)) == ResultValue(
        Outcome.FAIL, severity=Severity.CRITICAL, due_on=date(2026, 11, 25)
    )


def test_who_is_not_in_the_team_does_not_begin_its_inspection_and_reads_whose_it_is(bench):
    assignment = bench.assignments[0]
    with pytest.raises(NotInTeam) as refused:
        bench.inspections.start(assignment.id, bench.ids.new())
    for language in LANGUAGES:
        assert "张喆、李玥" in explain(language, refused.value)
    assert bench.records.inspection(assignment.inspection_id) is None
    assert bench.inspections.start(assignment.id, bench.second_officer) == assignment.inspection_id


def test_who_is_not_in_the_team_does_not_go_on_with_what_it_began_either(bench):
    inspection, stranger = bench.started(), bench.ids.new()
    with pytest.raises(NotInTeam):
        bench.inspections.start(bench.assignments[0].id, stranger)
    with pytest.raises(NotInTeam):
        bench.inspections.sheet_for(inspection, stranger)
    assert bench.inspections.sheet_for(inspection, bench.second_officer) == bench.inspections.sheet(inspection)
