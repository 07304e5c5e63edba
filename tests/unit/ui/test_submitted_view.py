"""What is said of an inspection that was submitted: here and not sent, or by a colleague while somebody was at it."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from inspector_app.services.records import AssignmentProgress
from inspector_app.ui.views.assignments_view import cards_view
from inspector_app.ui.views.finish_view import finish_view
from inspector_app.ui.views.inspection_view import Banner, BannerKind, banner, list_view
from inspector_app.ui.views.item_view import item_view
from inspector_app.ui.views.submitted_view import submitted_words
from sync.domain.checklists import Bilingual
from sync.domain.inspections import Outcome, ResultValue, State
from sync.domain.people import Duty, TeamMember
from sync.i18n import say

READER, COLLEAGUE = UUID(int=3), UUID(int=4)
AT = datetime(2026, 11, 24, 6, 32, tzinfo=UTC)
DAY = AT.date()
FAIL = ResultValue(Outcome.FAIL, note="门锁损坏")


@pytest.fixture
def by_colleague(complete, answered):
    """Submitted by Li Yue, as the centre told; A02 failed."""
    sheet = answered(complete, A02=FAIL)
    team = (TeamMember(READER, "张喆", Duty.OFFICER), TeamMember(COLLEAGUE, "李玥", Duty.OFFICER))
    record = replace(sheet.record, state=State.SUBMITTED, submitted_at=AT, submitted_by=COLLEAGUE)
    return replace(sheet, record=record, assignment=replace(sheet.assignment, team=team))


def shown(sheet, code="A02", language="zh-CN", typed=None):
    return item_view(language, sheet, code, DAY, typed or {}, READER)


@pytest.mark.parametrize(
    ("language", "waits", "reviewed"), [("zh-CN", "待发送", "待审核"), ("en", "to be sent", "Awaiting review")]
)
def test_what_has_not_reached_the_centre_is_nowhere_called_under_review(complete, language, waits, reviewed):
    def said(sheet):
        entry = AssignmentProgress(sheet.assignment, State.SUBMITTED, 27, 0, 27, Bilingual("清单", "List"))
        (card,) = cards_view(language, [replace(entry, submission_waits=sheet.submission_waits)], DAY)
        return card.state_text, list_view(language, sheet, "all", None).head.state_text, finish_view(language, sheet).title

    arrived = replace(complete, record=replace(complete.record, state=State.SUBMITTED))
    assert said(arrived) == (reviewed,) * 3
    on_its_way = replace(arrived, submission_waits=True)
    assert all(waits in words for words in said(on_its_way))
    assert finish_view(language, on_its_way).hint != finish_view(language, arrived).hint


@pytest.mark.parametrize(("language", "by_itself"), [("zh-CN", "联网后"), ("en", "as soon as there is a connection")])
def test_while_the_sync_is_paused_nobody_is_promised_more_than_that_it_goes_once_it_is_resumed(complete, language, by_itself):
    frozen = replace(complete.record, state=State.SUBMITTED)
    on_its_way = replace(complete, record=frozen, submission_waits=True)
    going = submitted_words(language, paused=False), finish_view(language, on_its_way).hint
    held = submitted_words(language, paused=True), finish_view(language, on_its_way, paused=True).hint
    assert all(by_itself in words for words in going)
    for words in held:
        assert by_itself not in words
        assert say(language, "tablet.sync.resume") in words
        assert say(language, "tablet.sync.title") in words
    arrived = replace(complete, record=frozen)
    assert finish_view(language, arrived, paused=True) == finish_view(language, arrived)


def test_whoever_has_the_item_open_reads_who_submitted_and_when(by_colleague):
    view = shown(by_colleague)
    assert view.submitted.words.startswith("李玥已于 2026年11月24日 14:32 提交")
    assert (view.submitted.kept, view.submitted.leave) == ("", "返回任务列表")
    assert banner("zh-CN", by_colleague, READER) == Banner(BannerKind.SUBMITTED, view.submitted.words)
    assert "李玥 submitted this inspection at 2026-11-24 14:32" in shown(by_colleague, language="en").submitted.words


def test_who_submitted_is_not_said_a_second_time_beside_an_item_that_says_it(by_colleague):
    assert banner("zh-CN", by_colleague, READER, beside_item=True) is None


def test_what_was_being_typed_is_quoted_as_kept_and_not_shown_as_if_it_were_on_record(by_colleague):
    drafted = replace(by_colleague, drafts={"A02": {"note": "门锁损坏，钥匙"}})
    for view in (shown(drafted), shown(by_colleague, typed={"note": "门锁损坏，钥匙"})):
        assert "“门锁损坏，钥匙”没有记入" in view.submitted.kept
        assert view.note == "门锁损坏"


def test_what_was_typed_comes_back_into_the_field_once_the_inspection_is_returned(by_colleague):
    back = replace(by_colleague, record=replace(by_colleague.record, state=State.RETURNED, submitted_by=None))
    view = shown(replace(back, drafts={"A02": {"note": "门锁损坏，钥匙"}}))
    assert (view.submitted, view.note) == (None, "门锁损坏，钥匙")


def test_nobody_is_invited_to_add_photos_to_what_is_frozen(by_colleague):
    assert shown(by_colleague, "B02").photo_hint == "没有照片"


def test_nobody_is_told_of_their_own_submission(by_colleague):
    own = replace(by_colleague, record=replace(by_colleague.record, submitted_by=READER))
    not_told_of = replace(by_colleague, record=replace(by_colleague.record, submitted_by=None))
    for sheet in (own, not_told_of):
        assert shown(sheet).submitted is None
        assert banner("zh-CN", sheet, READER) is None


def test_somebody_who_has_left_the_team_since_is_not_left_out(by_colleague):
    left = replace(by_colleague, assignment=replace(by_colleague.assignment, team=()))
    assert shown(left).submitted.words.startswith("其他人员已于")


def test_the_head_of_an_inspection_names_its_campaign(sheet):
    named = replace(sheet, assignment=replace(sheet.assignment, campaign="2026年汛期检查"))
    assert list_view("en", named, "all", None).head.campaign == "2026年汛期检查"
