"""What one item shows to a reviewer."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from inspector_app.console.screens.item_view import ItemView, item_view
from sync.bundled import bundled_checklist
from sync.domain.checklists import Item, Severity, read_checklist
from sync.domain.inspections import UNANSWERED, Outcome, ResultValue
from sync.domain.merging import Settlement
from sync.protocol.console import ReviewAct, ReviewEntry


@pytest.fixture
def item() -> Item:
    """A02: of major severity."""
    return read_checklist(bundled_checklist().document).by_code["A02"]


def view_of(records: Any, item: Item, value: ResultValue, *history: Any, language: str = "zh-CN", **more: Any) -> ItemView:
    return item_view(language, item, records.result("A02", value, *history), records.today, **more)


def test_a_failure_shows_note_severity_and_deadline(records: Any, item: Item) -> None:
    view = view_of(records, item, records.failed)
    assert (view.outcome_text, view.text, view.severity_text, view.deadline) == ("不合格", "门禁损坏", "较重", "12月1日前整改")
    assert view.failed


def test_a_failure_fixed_on_the_spot_says_so_instead_of_a_deadline(records: Any, item: Item) -> None:
    view = view_of(records, item, replace(records.failed, due_on=None, fixed_on_spot=True), language="en")
    assert (view.deadline, view.fixed) == ("Fixed on the spot", True)


def test_a_changed_severity_shows_its_reason_and_the_usual_one(records: Any, item: Item) -> None:
    value = replace(records.failed, severity=Severity.CRITICAL, severity_reason="已伤人")
    assert view_of(records, item, value).severity_reason == "原定较重，调整理由：已伤人"
    assert view_of(records, item, records.failed).severity_reason == ""


def test_not_applicable_shows_its_reason(records: Any, item: Item) -> None:
    view = view_of(records, item, ResultValue(Outcome.NOT_APPLICABLE, reason="无地下空间"))
    assert (view.outcome_text, view.text, view.severity, view.deadline) == ("不适用", "无地下空间", None, "")


def test_an_unanswered_item_is_shown_as_such_without_an_author(records: Any, item: Item) -> None:
    view = view_of(records, item, UNANSWERED, language="en")
    assert (view.outcome_text, view.author, view.has_story) == ("Not answered", "", False)


def test_the_author_is_the_one_of_the_current_value_and_not_of_a_conflict(records: Any, item: Item) -> None:
    conflict = replace(records.revision(records.failed, 20, conflict=True), author="李玥")
    view = view_of(records, item, records.passed, conflict, records.revision(records.passed, 5))
    assert view.author == "张喆 · 11月24日 09:35"
    assert view.conflict
    assert [entry.conflict for entry in view.history] == [True, False]
    assert view.undecided


@pytest.mark.parametrize(
    ("settlement", "zh", "en"),
    [
        (Settlement.CHOSEN, "选定此结果", "for this value"),
        (Settlement.PASSED_OVER, "选定了另一结果", "for another value"),
        (Settlement.REPLACED, "取代", "replaced"),
    ],
)
def test_a_value_in_conflict_says_what_became_of_it(records: Any, item: Item, settlement: Settlement, zh: str, en: str) -> None:
    contested = records.revision(records.failed, 20, conflict=True)
    settled = replace(contested, decided_by="李玥", decided_at=contested.at, settlement=settlement)
    for language, words in (("zh-CN", zh), ("en", en)):
        (entry,) = view_of(records, item, records.passed, settled, language=language).history
        assert words in entry.settlement
        assert "李玥" in entry.settlement
        assert "09:50" in entry.settlement


def test_a_conflict_says_who_decided_or_that_nobody_has(records: Any, item: Item) -> None:
    open_one = records.revision(records.failed, 20, conflict=True)
    decided = replace(open_one, decided_by="李玥", decided_at=open_one.at, settlement=Settlement.CHOSEN)
    accepted = ReviewEntry(ReviewAct.ACCEPTED, "陈审核", open_one.received_at + timedelta(minutes=5))
    assert "待" in view_of(records, item, records.passed, open_one).history[0].settlement
    settled = view_of(records, item, records.passed, decided)
    assert "李玥" in settled.history[0].settlement
    assert (settled.conflict, settled.undecided) == (True, False)
    by_acceptance = view_of(records, item, records.passed, open_one, accepted=accepted)
    assert "陈审核" in by_acceptance.history[0].settlement
    assert not by_acceptance.undecided
    early = replace(accepted, at=open_one.received_at - timedelta(minutes=5))
    assert view_of(records, item, records.passed, open_one, accepted=early).undecided


def test_an_item_answered_twice_has_changed(records: Any, item: Item) -> None:
    once = records.revision(records.failed, 5)
    assert view_of(records, item, records.passed, records.revision(records.passed, 9), once).changed
    assert not view_of(records, item, records.failed, once).changed


def test_after_a_return_only_what_came_in_later_has_changed(records: Any, item: Item) -> None:
    early = (records.revision(records.passed, 9), records.revision(records.failed, 5))
    late = (records.revision(records.passed, 90), *early)
    returned_at = records.visit + timedelta(minutes=60)
    assert not view_of(records, item, records.passed, *early, returned_at=returned_at).changed
    assert view_of(records, item, records.passed, *late, returned_at=returned_at).changed


def test_a_conflict_alone_is_no_change(records: Any, item: Item) -> None:
    history = (records.revision(records.failed, 90, conflict=True), records.revision(records.passed, 5))
    assert not view_of(records, item, records.passed, *history).changed


def test_what_was_recorded_offline_says_when_it_arrived(records: Any, item: Item) -> None:
    history = (records.revision(records.passed, 30, late=240), records.revision(records.failed, 5, late=2))
    entries = view_of(records, item, records.passed, *history).history
    assert [entry.received for entry in entries] == ["11月24日 14:00 送达", ""]


def test_the_word_of_the_last_return_stands_beside_the_item(records: Any, item: Item) -> None:
    assert view_of(records, item, records.failed, asked="请补拍").asked == "请补拍"
