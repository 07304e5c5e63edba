from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from inspector_app.ui.views.finish_view import finish_view
from sync.domain.inspections import VISIT, Outcome, ResultValue, State


def test_what_is_missing_is_named_item_by_item(sheet, answered):
    view = finish_view("zh-CN", answered(sheet, A03=ResultValue(Outcome.FAIL)))
    missing = {code: what for code, _, what in view.missing}
    assert not view.ready
    assert len(missing) == 27
    assert missing["A02"] == "未填写检查结果"
    assert "未写问题描述" in missing["A03"]
    assert "27" in view.title


def test_a_complete_inspection_is_ready_and_counts_its_outcomes(complete, answered):
    view = finish_view("zh-CN", answered(complete, A02=ResultValue(Outcome.PASS)))
    assert view.ready
    assert view.missing == ()
    assert ("合格", "1") in view.figures
    assert ("不适用", "26") in view.figures


def test_an_inspection_that_is_still_as_it_was_submitted_warns_before_it_is_submitted_again(complete):
    submitted = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    back = replace(complete, record=replace(complete.record, state=State.RETURNED, submitted_at=submitted))
    assert finish_view("zh-CN", back).warning.startswith("退回后还没有改动任何内容")
    assert finish_view("en", back).ready
    assert finish_view("en", complete).warning == ""


def id_made_at(moment):
    return UUID(int=int(moment.timestamp() * 1000) << 80 | 7 << 76 | 2 << 62)


def test_any_answer_photo_or_removal_since_the_submission_ends_that_warning(complete, photo):
    submitted = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    later = submitted + timedelta(minutes=1)
    back = replace(complete, record=replace(complete.record, state=State.RETURNED, submitted_at=submitted))
    answered_anew = replace(back.results["A02"], at=later)
    taken = replace(photo, facts=replace(photo.facts, photo_id=id_made_at(later)))
    for changed in (
        replace(back, results=back.results | {"A02": answered_anew}),
        replace(back, photos=back.photos | {VISIT: [taken]}),
        replace(back, photo_removed_at=later),
    ):
        assert finish_view("en", changed).warning == ""
