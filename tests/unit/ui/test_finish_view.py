from inspector_app.ui.views.finish_view import finish_view
from sync.domain.inspections import Outcome, ResultValue


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
