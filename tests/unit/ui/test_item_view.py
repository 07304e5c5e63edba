from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from inspector_app.ui.views.item_view import item_view, with_phrase
from sync.domain.checklists import Severity
from sync.domain.inspections import Outcome, ResultValue, State, default_failure
from sync.domain.people import Duty, TeamMember
from sync.protocol.messages import ContestedValue

TODAY = date(2026, 11, 24)


def view(sheet, code="A03", language="zh-CN"):
    return item_view(language, sheet, code, TODAY)


def failed(sheet, answered, **more):
    item = sheet.checklist.by_code["A03"]
    return answered(sheet, A03=replace(default_failure(item, TODAY), **more))


def test_a_fresh_failure_proposes_the_checklists_severity_and_deadline(sheet, answered):
    shown, item = view(failed(sheet, answered)), sheet.checklist.by_code["A03"]
    assert [severity for severity, _, chosen in shown.severities if chosen] == [item.severity]
    assert [days for days, _, chosen in shown.due_choices if chosen] == [item.due_days]
    assert not shown.asks_severity_reason


def test_another_severity_asks_for_a_reason(sheet, answered):
    other = next(severity for severity in Severity if severity is not sheet.checklist.by_code["A03"].severity)
    assert view(failed(sheet, answered, severity=other)).asks_severity_reason


def test_what_is_being_typed_is_shown_before_what_is_recorded(sheet, answered):
    changed = replace(failed(sheet, answered, note="旧"), drafts={"A03": {"note": "新的描述"}})
    assert view(changed).note == "新的描述"


def test_phrases_come_in_the_language_of_the_screen(sheet):
    item = sheet.checklist.by_code["A03"]
    assert view(sheet).phrases == tuple(phrase.zh for phrase in item.phrases)
    assert view(sheet, language="en").phrases == tuple(phrase.en for phrase in item.phrases)


def test_a_missing_photo_is_said_and_goes_with_the_first_photo(sheet, answered, photo):
    passed = answered(sheet, A01=ResultValue(Outcome.PASS))
    demanding = next(item.code for item in sheet.checklist.items if item.demands_photo(failed=False))
    passed = answered(sheet, **{demanding: ResultValue(Outcome.PASS)})
    assert view(passed, demanding).photo_missing
    assert not view(replace(passed, photos=passed.photos | {demanding: [photo]}), demanding).photo_missing


def test_a_submitted_inspection_cannot_be_edited(sheet):
    assert not view(replace(sheet, record=replace(sheet.record, state=State.SUBMITTED))).editable


def test_both_values_of_a_conflict_are_shown_with_names_and_times(sheet, answered):
    officer, colleague = TeamMember(UUID(int=31), "张喆", Duty.OFFICER), TeamMember(UUID(int=32), "李玥", Duty.OFFICER)
    ours = answered(sheet, A03=ResultValue(Outcome.PASS))
    at = datetime(2026, 11, 24, 1, 5, tzinfo=UTC)
    recorded = replace(ours.results["A03"], revision=UUID(int=34), author=colleague.person_id, at=at)
    other = ContestedValue(
        UUID(int=33),
        ResultValue(Outcome.FAIL, note="门锁损坏", severity=Severity.MAJOR),
        officer.person_id,
        datetime(2026, 11, 24, 1, 0, tzinfo=UTC),
    )
    disputed = replace(
        ours,
        assignment=replace(ours.assignment, team=(officer, colleague)),
        results=ours.results | {"A03": recorded},
        contested={"A03": (other,)},
    )
    conflict = view(disputed).conflict
    assert conflict is not None
    assert conflict.editable
    assert [(one.revision, one.outcome, one.text) for one in conflict.choices] == [
        (None, Outcome.PASS, ""),
        (other.revision, Outcome.FAIL, "门锁损坏"),
    ]
    standing, contesting = conflict.choices
    assert "李玥" in standing.who
    assert "09:05" in standing.who
    assert "张喆" in contesting.who
    assert "09:00" in contesting.who
    frozen = view(replace(disputed, record=replace(disputed.record, state=State.SUBMITTED))).conflict
    assert frozen is not None
    assert not frozen.editable


def test_an_answer_that_the_centre_has_no_more_is_offered_alone_with_its_author(sheet):
    officer = TeamMember(UUID(int=31), "张喆", Duty.OFFICER)
    lost = ContestedValue(UUID(int=33), ResultValue(Outcome.PASS), officer.person_id, datetime(2026, 11, 24, 1, 0, tzinfo=UTC))
    team = replace(sheet.assignment, team=(officer,))
    conflict = view(replace(sheet, assignment=team, contested={"A03": (lost,)})).conflict
    assert conflict is not None
    (choice,) = conflict.choices
    assert (choice.revision, choice.outcome) == (lost.revision, Outcome.PASS)
    assert "张喆" in choice.who
    assert "备份" in conflict.hint


@pytest.mark.parametrize(
    ("note", "after"),
    [("", "门锁损坏"), ("东侧", "东侧；门锁损坏"), ("东侧；", "东侧；门锁损坏"), ("门锁损坏", "门锁损坏")],
)
def test_a_phrase_is_set_or_appended_once(note, after):
    assert with_phrase(note, "门锁损坏") == after
