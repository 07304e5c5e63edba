from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.domain.checklists import PhotoRule, Severity
from sync.domain.inspections import (
    LONGEST_TEXT,
    UNANSWERED,
    Lack,
    Outcome,
    PhotoFacts,
    ResultValue,
    State,
    change_outcome,
    default_failure,
    lacks_by_item,
    lacks_of,
    next_open_item,
    problem_with,
    problem_with_photo,
)
from sync.domain.marks import MOST_MARKS, Arrow

VISIT = date(2026, 11, 24)
PASS, NOT_APPLICABLE = ResultValue(Outcome.PASS), ResultValue(Outcome.NOT_APPLICABLE, reason="由供水企业管理")
FAILURE = ResultValue(Outcome.FAIL, note="门锁损坏", severity=Severity.MAJOR, due_on=date(2026, 12, 1))
PHOTO = PhotoFacts(UUID(int=1), "D01", "a" * 64, 10, "image/jpeg", "b" * 64, 5, 4, 3, datetime(2026, 11, 24, tzinfo=UTC))
values = st.builds(
    ResultValue,
    outcome=st.sampled_from([None, *Outcome]),
    note=st.text(max_size=5),
    severity=st.sampled_from([None, *Severity]),
    severity_reason=st.text(max_size=5),
    due_on=st.none() | st.dates(),
    fixed_on_spot=st.booleans(),
    reason=st.text(max_size=5),
)


def test_a_failure_starts_with_the_severity_and_deadline_of_the_checklist(item):
    failure = default_failure(item(due_days=15), VISIT)
    assert failure == ResultValue(Outcome.FAIL, severity=Severity.MAJOR, due_on=date(2026, 12, 9))


def test_choosing_the_same_outcome_again_changes_nothing(item):
    assert change_outcome(item(), FAILURE, Outcome.FAIL, VISIT) is FAILURE


def test_changing_from_fail_to_pass_drops_what_only_a_failure_has(item):
    assert change_outcome(item(), FAILURE, Outcome.PASS, VISIT) == PASS


def test_a_note_written_before_the_item_failed_stays(item):
    assert change_outcome(item(), ResultValue(note="门锁损坏"), Outcome.FAIL, VISIT).note == "门锁损坏"


def test_an_answer_can_be_taken_back(item):
    assert change_outcome(item(), FAILURE, None, VISIT) == UNANSWERED


@given(before=values, outcome=st.sampled_from([None, *Outcome]))
def test_a_changed_outcome_is_the_one_chosen(item, before, outcome):
    assert change_outcome(item(), before, outcome, VISIT).outcome is outcome


@pytest.mark.parametrize(
    ("value", "missing"),
    [
        (UNANSWERED, (Lack.ANSWER,)),
        (PASS, ()),
        (FAILURE, ()),
        (replace(FAILURE, note=" \n"), (Lack.NOTE,)),
        (replace(FAILURE, severity=None), (Lack.SEVERITY,)),
        (replace(FAILURE, severity=Severity.MINOR), (Lack.SEVERITY_REASON,)),
        (replace(FAILURE, severity=Severity.MINOR, severity_reason="范围很小"), ()),
        (replace(FAILURE, due_on=None), (Lack.DUE_DATE,)),
        (replace(FAILURE, due_on=None, fixed_on_spot=True), ()),
        (ResultValue(Outcome.FAIL), (Lack.NOTE, Lack.SEVERITY, Lack.DUE_DATE)),
        (NOT_APPLICABLE, ()),
        (ResultValue(Outcome.NOT_APPLICABLE, reason="  "), (Lack.REASON,)),
    ],
)
def test_what_an_answer_lacks_is_named_in_the_order_of_filling_in(item, value, missing):
    assert lacks_of(item(), value, photos=0) == missing


@pytest.mark.parametrize(
    ("rule", "value", "photos", "lacking"),
    [
        (PhotoRule.REQUIRED, PASS, 0, True),
        (PhotoRule.REQUIRED, PASS, 1, False),
        (PhotoRule.REQUIRED, NOT_APPLICABLE, 0, False),
        (PhotoRule.REQUIRED_ON_FAIL, PASS, 0, False),
        (PhotoRule.REQUIRED_ON_FAIL, FAILURE, 0, True),
        (PhotoRule.REQUIRED_ON_FAIL, FAILURE, 2, False),
        (PhotoRule.OPTIONAL, FAILURE, 0, False),
    ],
)
def test_a_photo_is_lacking_where_the_item_demands_one(item, rule, value, photos, lacking):
    assert (Lack.PHOTO in lacks_of(item(photo=rule), value, photos)) is lacking


def test_a_fresh_inspection_lacks_every_answer_in_checklist_order(checklist):
    lacks = lacks_by_item(checklist, {}, {})
    assert list(lacks) == [item.code for item in checklist.items]
    assert set(lacks.values()) == {(Lack.ANSWER,)}


def test_a_complete_inspection_lacks_nothing(checklist):
    passed = {item.code: PASS for item in checklist.items}
    photos = {item.code: 1 for item in checklist.items if item.photo is PhotoRule.REQUIRED}
    assert lacks_by_item(checklist, passed, photos) == {}


@given(answered=st.sets(st.integers(0, 26)), after=st.none() | st.integers(0, 26))
def test_the_next_open_item_is_the_first_open_one_after_and_round_to_the_start(checklist, answered, after):
    codes = [item.code for item in checklist.items]
    lacks = {code: (Lack.ANSWER,) for number, code in enumerate(codes) if number not in answered}
    found = next_open_item(checklist, lacks, None if after is None else codes[after])
    start = -1 if after is None else after
    circle = [(start + step) % 27 for step in range(1, 28)]
    assert found == next((codes[number] for number in circle if number not in answered), None)


def test_an_unknown_place_starts_from_the_beginning(checklist):
    assert next_open_item(checklist, {"A02": (Lack.NOTE,)}, "Z99") == "A02"


def test_only_open_states_can_be_edited():
    assert [state for state in State if state.editable] == [State.IN_PROGRESS, State.RETURNED]


@pytest.mark.parametrize("field", ["note", "severity_reason", "reason"])
@pytest.mark.parametrize("text", ["门\x00锁", "半个表情\ud83d", "长" * (LONGEST_TEXT + 1)])
def test_a_text_that_cannot_be_kept_everywhere_is_named(field, text):
    assert problem_with(ResultValue(**{field: text})) == field


@pytest.mark.parametrize("text", ["", "门锁损坏\n第二行", "😀𬭚", "\\u0000", "长" * LONGEST_TEXT])
def test_any_other_text_is_fine(text):
    assert problem_with(ResultValue(note=text, severity_reason=text, reason=text)) is None


def test_a_well_described_photo_has_no_problem():
    assert problem_with_photo(PHOTO) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("original_sha256", "../../../../etc/passwd"),
        ("original_sha256", "A" * 64),
        ("copy_sha256", "a" * 63),
        ("copy_sha256", "a" * 64 + "\n"),
        ("original_size", 0),
        ("copy_size", -1),
        ("width", 0),
        ("height", 0),
    ],
)
def test_a_photo_described_impossibly_is_named(field, value):
    assert problem_with_photo(replace(PHOTO, **{field: value})) == field


ARROW = Arrow((0.1, 0.2), (0.5, 0.5))


def test_an_annotated_copy_names_the_photo_it_was_drawn_on():
    assert problem_with_photo(replace(PHOTO, annotates=UUID(int=2), marks=(ARROW,))) is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"marks": (ARROW,)}, "annotates"),
        ({"annotates": UUID(int=2)}, "marks"),
        ({"annotates": PHOTO.photo_id, "marks": (ARROW,)}, "annotates"),
        ({"annotates": UUID(int=2), "marks": (Arrow((0.1, 0.2), (0.5, 1.5)),)}, "tip"),
        ({"annotates": UUID(int=2), "marks": (ARROW,) * (MOST_MARKS + 1)}, "marks"),
    ],
)
def test_an_annotation_that_no_tablet_makes_is_named(changes, field):
    assert problem_with_photo(replace(PHOTO, **changes)) == field
