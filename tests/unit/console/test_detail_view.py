"""What one inspection shows to a reviewer."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from inspector_app.console.screens.detail_view import DetailView, Show, before_accepting, detail_view
from sync.domain.checklists import Severity
from sync.domain.inspections import VISIT, ReturnedItem, State
from sync.domain.merging import Settlement
from sync.domain.signatures import Ink, Part, Refusal, Signature, signed_digest
from sync.protocol.console import ReviewAct, ReviewEntry
from sync.protocol.messages import SignatureOnRecord


def view_of(records: Any, *results: Any, show: Show = Show.ALL, language: str = "zh-CN", **changes: Any) -> DetailView:
    return detail_view(language, records.detail(*results, **changes), show, records.today)


def codes(view: DetailView) -> list[str]:
    return [item.code for item in view.items]


def test_items_stand_under_their_category_in_checklist_order(records: Any) -> None:
    view = view_of(records)
    assert [(group.category, [item.code for item in group.items]) for group in view.groups] == [
        ("企业主体与合同", ["A01", "A02", "A03"]),
        ("公示与收费", ["B01"]),
    ]


def test_each_choice_of_items_shows_those_and_counts_them(records: Any) -> None:
    results = (
        records.result("A01", records.failed),
        records.result("A02", records.passed, records.revision(records.passed, 9), records.revision(records.failed, 5)),
        records.result(
            "A03", records.passed, records.revision(records.failed, 9, conflict=True), records.revision(records.passed)
        ),
        records.result("B01", records.passed),
    )
    shown = {show: codes(view_of(records, *results, show=show)) for show in Show if show is not Show.TURNED}
    assert shown == {
        Show.ALL: ["A01", "A02", "A03", "B01"],
        Show.FAILED: ["A01"],
        Show.CHANGED: ["A02"],
        Show.CONFLICTS: ["A03"],
    }
    assert [choice.count for choice in view_of(records, *results).shows] == [4, 1, 1, 1]


def test_a_conflict_that_was_decided_is_counted_and_shown_as_one_no_more(records: Any) -> None:
    decided = replace(records.revision(records.failed, 9, conflict=True), settlement=Settlement.CHOSEN)
    result = records.result("A03", records.failed, records.revision(records.failed, 12), decided)
    view = view_of(records, result, show=Show.CONFLICTS)
    assert (codes(view), [one.count for one in view.shows if one.selected]) == ([], [0])


@pytest.mark.parametrize(("state", "head"), [(State.IN_PROGRESS, "1 failed"), (State.SUBMITTED, "1 finding")])
def test_before_a_submission_the_head_counts_what_has_failed_so_far(records: Any, state: State, head: str) -> None:
    found = (records.finding(Severity.CRITICAL),) if state is State.SUBMITTED else ()
    results = (records.result("A01", records.failed), records.result("A02", records.passed))
    summary = records.summary(state=state, findings=1)
    view = view_of(records, *results, summary=summary, findings=found, language="en")
    assert view.head.findings == head
    assert [text for _, text in view.head.severities] == (["Critical 1"] if found else ["Major 1"])
    assert [one.count for one in view.shows if one.name == Show.FAILED.value] == [1]


@pytest.mark.parametrize("show", [Show.FAILED, Show.CHANGED, Show.CONFLICTS])
def test_a_choice_without_items_says_so(records: Any, show: Show) -> None:
    view = view_of(records, show=show)
    assert view.nothing
    assert view.groups == ()


@pytest.mark.parametrize("state", list(State))
def test_only_a_submitted_inspection_is_reviewed_and_any_other_says_why_not(records: Any, state: State) -> None:
    view = view_of(records, summary=records.summary(state=state))
    assert view.reviewable is (state is State.SUBMITTED)
    assert bool(view.waiting) is (state is not State.SUBMITTED)


def test_findings_are_counted_by_severity_gravest_first(records: Any) -> None:
    findings = tuple(records.finding(one) for one in (Severity.MINOR, Severity.CRITICAL, Severity.MINOR))
    head = view_of(records, findings=(*findings, records.finding(Severity.MAJOR, fixed=True))).head
    assert [text for _, text in head.severities] == ["严重 1", "较重 1", "一般 2"]
    assert head.fixed == "当场改正 1"


def test_the_team_stands_with_its_duties(records: Any) -> None:
    facts = dict(view_of(records, language="en").head.facts)
    assert facts["Team"] == "张喆 Officer\n王堃 Expert"


def test_the_district_is_not_said_twice(records: Any) -> None:
    assert dict(view_of(records).head.facts)["地址"] == "郑东新区麦香路208号"
    elsewhere = view_of(records, address="麦香路208号")
    assert dict(elsewhere.head.facts)["地址"] == "郑东新区 · 麦香路208号"


def test_the_review_so_far_stands_latest_first_with_the_names_of_items(records: Any) -> None:
    submitted = ReviewEntry(ReviewAct.SUBMITTED, "张喆", records.visit)
    returned = records.returned(60, ReturnedItem("A02", "缺合同附件"), comment="请补充")
    entries = view_of(records, reviews=(submitted, returned)).entries
    assert [(entry.act_text, entry.by) for entry in entries] == [("退回", "沈知远"), ("提交审核", "张喆")]
    assert entries[0].items == (("A02 物业服务合同、备案与转委托", "缺合同附件"),)


def test_the_last_return_is_what_items_are_measured_by(records: Any) -> None:
    results = tuple(records.result(code, records.passed, records.revision(records.passed, 30)) for code in ("A01", "A02"))
    reviews = (records.returned(10, ReturnedItem("A01", "旧意见")), records.returned(20, ReturnedItem("A02", "新意见")))
    view = view_of(records, *results, reviews=reviews)
    assert {item.code: item.asked for item in view.items} == {"A01": "", "A02": "新意见"}
    assert all(item.changed for item in view.items)


def test_a_result_on_an_item_that_the_checklist_does_not_have_is_left_out(records: Any) -> None:
    stray = replace(records.result("A01", records.passed), item_code="Z99")
    assert codes(view_of(records, stray, records.result("A02", records.passed))) == ["A02"]


def test_signatures_say_who_signed_who_did_not_and_what_was_changed_since(records: Any) -> None:
    ink = Ink(400, ((1, 1, 9, 9),))
    officer, *_ = records.detail().team
    signed = Signature(UUID(int=1), Part.OFFICER, officer.name, "d" * 64, officer.person_id, ink)
    refused = Signature(UUID(int=2), Part.ENTERPRISE, "赵经理", "e" * 64, refusal=Refusal("对结论有异议"))
    given = tuple(SignatureOnRecord(one.signature_id, one, officer.person_id, records.visit) for one in (signed, refused))
    view = view_of(records, signatures=given, content_sha256="d" * 64)
    by_part = {(one.part, one.name): (one.standing_text, one.reason, one.ink) for one in view.signatures}
    assert by_part["执法人员", officer.name] == ("已签", "", ink)
    assert by_part["物业负责人", "赵经理"] == ("签后有改动", "对结论有异议", None)


@pytest.mark.parametrize(("arrived", "place"), [(True, ""), (False, "录音还在平板上")])
def test_a_refusal_is_heard_on_the_recording_it_binds(records: Any, arrived: bool, place: str) -> None:
    photo = records.photo(copy_stored=arrived)
    heard = replace(photo, facts=replace(photo.facts, item_code="", original_type="audio/mp4", duration_ms=75_400))
    refusal = Refusal("对结论有异议", heard.facts.photo_id, heard.facts.original_sha256)
    given = Signature(UUID(int=2), Part.ENTERPRISE, "赵经理", signed_digest("d" * 64, refusal), refusal=refusal)
    on_record = (SignatureOnRecord(given.signature_id, given, UUID(int=2), records.visit),)
    view = view_of(records, signatures=on_record, content_sha256="d" * 64, photos=(heard,))
    (note,) = [one.photo for one in view.signatures if one.photo]
    assert (note.sound, note.place, note.stored) == ("1:15", place, arrived)


def test_a_refusal_is_shown_with_the_photo_it_binds(records: Any) -> None:
    shown = replace(records.photo(), facts=replace(records.photo().facts, item_code=VISIT))
    refusal = Refusal("对结论有异议", shown.facts.photo_id, shown.facts.original_sha256)
    given = Signature(UUID(int=2), Part.ENTERPRISE, "赵经理", signed_digest("d" * 64, refusal), refusal=refusal)
    on_record = (SignatureOnRecord(given.signature_id, given, UUID(int=2), records.visit),)
    view = view_of(records, signatures=on_record, content_sha256="d" * 64, photos=(shown,))
    (place,) = [one for one in view.signatures if one.reason]
    assert place.standing_text == "拒签"
    assert place.photo is not None
    assert (place.photo.photo_id, place.photo.title) == (shown.facts.photo_id, "整次检查")


def test_before_a_submission_without_any_signature_the_card_is_not_shown(records: Any) -> None:
    assert view_of(records, summary=records.summary(submitted_at=None)).signatures == ()


def test_before_accepting_it_is_said_who_has_not_signed_and_how_many_photos_are_to_come(records: Any) -> None:
    detail = records.detail(summary=records.summary(evidence_stored=5, evidence_expected=7))
    view = detail_view("zh-CN", detail, Show.ALL, records.today)
    marks, unsigned, photos = before_accepting("zh-CN", view, detail, 2)
    assert "2 项" in marks
    assert all(one.name in unsigned for one in view.signatures)
    assert "2 张" in photos


def test_nothing_is_said_before_accepting_what_lacks_nothing(records: Any) -> None:
    detail = records.detail(summary=records.summary(evidence_stored=7, evidence_expected=7))
    view = replace(detail_view("zh-CN", detail, Show.ALL, records.today), signatures=())
    assert before_accepting("zh-CN", view, detail, 0) == ()


@pytest.mark.parametrize("state", State)
def test_only_an_accepted_inspection_has_a_public_page(records: Any, state: State) -> None:
    view = view_of(records, summary=records.summary(state=state))
    assert bool(view.public_page) == (state is State.ACCEPTED)
