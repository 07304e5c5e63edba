from datetime import date

import pytest

from sync.domain.checklists import Severity
from sync.domain.inspections import LONGEST_TEXT, Outcome
from sync.domain.previous import OpenFinding, PreviousItem, PreviousVisit, Turn, note_of, turn_of
from sync.protocol.codec import from_json, to_json
from sync.protocol.messages import Changes

DUE = date(2026, 5, 20)


def finding(text="灯不亮", code="D02", due_on=DUE):
    return OpenFinding(date(2026, 5, 6), "zz-property-27", code, text, Severity.MAJOR, due_on)


@pytest.mark.parametrize(("today", "overdue"), [(date(2026, 5, 20), False), (date(2026, 5, 21), True)])
def test_a_finding_is_overdue_from_the_day_after_its_deadline(today, overdue):
    assert finding().is_overdue(today) is overdue


def test_a_finding_without_a_deadline_is_never_overdue():
    assert not finding(due_on=None).is_overdue(date(2099, 1, 1))


def test_the_note_names_every_open_finding_with_its_item():
    assert note_of([finding(), finding("水泵漏水", "D05")]) == "D02 灯不亮；D05 水泵漏水"


def test_a_note_holds_as_many_findings_as_it_has_room_for_and_none_in_half():
    note = note_of([finding("长" * 900, f"D0{number}") for number in range(1, 5)])
    assert len(note) <= LONGEST_TEXT
    assert [part[:3] for part in note.split("；")] == ["D01", "D02"]
    assert note.endswith("长")


def test_one_finding_longer_than_a_note_is_cut():
    assert len(note_of([finding("长" * LONGEST_TEXT)])) == LONGEST_TEXT


def test_no_findings_make_no_note():
    assert note_of([]) == ""


def test_an_item_is_found_by_its_code():
    visit = PreviousVisit(None, DUE, (PreviousItem("A01", Outcome.PASS),))
    assert visit.item("A01").outcome is Outcome.PASS
    assert visit.item("A02") is None


def test_an_answer_of_a_centre_that_knows_of_no_history_is_read_as_without_any():
    said = '{"cursor": "a.1", "more": false, "centre_time": "2026-05-06T09:30:00+00:00"}'
    changes = from_json(said, Changes)
    assert changes.previous == ()
    assert "previous" not in to_json(changes)


def test_news_from_a_newer_centre_are_read_by_whoever_does_not_know_them():
    said = '{"cursor": "a.1", "more": false, "centre_time": "2026-05-06T09:30:00+00:00", "tomorrow": [{"x": 1}]}'
    assert from_json(said, Changes).cursor == "a.1"


@pytest.mark.parametrize(
    ("then", "now", "turn"),
    [
        (Outcome.FAIL, Outcome.PASS, Turn.PUT_RIGHT),
        (Outcome.PASS, Outcome.FAIL, Turn.FAILS_NOW),
        (Outcome.FAIL, Outcome.FAIL, Turn.FAILS_AGAIN),
        (Outcome.PASS, Outcome.PASS, None),
        (Outcome.NOT_APPLICABLE, Outcome.FAIL, None),
        (Outcome.FAIL, Outcome.NOT_APPLICABLE, None),
        (Outcome.FAIL, None, None),
    ],
)
def test_two_visits_are_compared_where_both_looked_and_one_found_a_failure(then, now, turn):
    assert turn_of(then, now) is turn
