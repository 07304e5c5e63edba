"""What a tablet pushes is applied once, in the order of its lines, and nothing it recorded is thrown away."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sync.domain.ids import IdMaker
from sync.domain.inspections import State
from sync.domain.marks import BlurBox
from sync.domain.people import Role
from sync.errors import OperationInvalid, TokenInvalid
from sync.protocol.administration import QuarantineFilter
from sync.protocol.console import AcceptRequest, ReturnRequest
from sync.protocol.messages import OperationStatus
from sync.protocol.operations import BATCH_LINES, AddPhoto, RemovePhoto, SetResult, SubmitInspection
from tests.contract.conftest import NOW

APPLIED = ("applied", None)


def history(detail, item="A01"):
    """Text, conflict flag of every revision of an item, latest first."""
    (result,) = (result for result in detail.results if result.item_code == item)
    return [(revision.value.note or revision.value.outcome.value, revision.conflict) for revision in result.history]


def test_a_whole_inspection_goes_through_in_one_batch(world, tablet):
    world.submitted(tablet)
    detail = world.supervisor().inspection(world.inspection)
    assert detail.summary.state is State.SUBMITTED
    assert (detail.summary.answered, detail.summary.item_count, detail.summary.score) == (3, 3, 60.0)
    assert [(finding.item_code, finding.text) for finding in detail.findings] == [("B02", "灯不亮")]
    assert [len(result.photos) for result in detail.results] == [1, 1, 0]


def test_sending_a_batch_again_changes_nothing_and_counts_as_success(world, tablet):
    lines = [tablet.line(body) for body in (world.started(), *world.answers())]
    first, again = tablet.centre.push(lines).outcomes, tablet.centre.push(lines).outcomes
    assert {outcome.status for outcome in first} == {OperationStatus.APPLIED}
    assert {outcome.status for outcome in again} == {OperationStatus.DUPLICATE}
    assert [outcome.id for outcome in first] == [outcome.id for outcome in again]
    assert history(world.supervisor().inspection(world.inspection)) == [("pass", False)]


def test_the_same_line_twice_in_one_batch_is_applied_once(world, tablet, values):
    tablet.push(world.started())
    line = tablet.line(SetResult(world.inspection, "A01", values["pass"]))
    assert [outcome.status.value for outcome in tablet.centre.push([line, line]).outcomes] == ["applied", "duplicate"]


def test_an_id_used_again_with_other_bytes_is_refused_and_the_first_stands(world, tablet, values):
    tablet.push(world.started())
    (outcome,) = tablet.push(SetResult(world.inspection, "A01", values["pass"]))
    other = tablet.line(SetResult(world.inspection, "A01", values["fail"]), op_id=outcome.id)
    (refused,) = tablet.centre.push([other]).outcomes
    assert (refused.status.value, refused.code) == ("rejected", "operation-reused")
    assert history(world.supervisor().inspection(world.inspection)) == [("pass", False)]


@pytest.mark.parametrize("spoilt", [b"", b"{", b"null", b'{"id":1}', "\u4e2d".encode("gbk"), b'{"kind":"x"}', b"\x00"])
def test_a_spoilt_line_spoils_only_itself(world, tablet, values, spoilt):
    lines = [tablet.line(world.started()), spoilt, tablet.line(SetResult(world.inspection, "A01", values["pass"]))]
    outcomes = tablet.centre.push(lines).outcomes
    assert [outcome.status.value for outcome in outcomes] == ["applied", "rejected", "applied"]
    assert (outcomes[1].id, outcomes[1].code) == (None, "operation-invalid")


def test_a_text_with_nul_is_rejected_and_the_rest_goes_on(world, tablet, values):
    good = tablet.line(SetResult(world.inspection, "A01", values["fail"]))
    bad = tablet.line(SetResult(world.inspection, "B02", values["fail"])).replace("灯".encode(), b"\\u0000")
    outcomes = tablet.centre.push([tablet.line(world.started()), bad, good]).outcomes
    assert [outcome.status.value for outcome in outcomes] == ["applied", "rejected", "applied"]


def test_more_lines_than_a_batch_may_have_are_refused_as_a_whole(world, tablet):
    with pytest.raises(OperationInvalid):
        tablet.centre.push([tablet.line(world.started())] * (BATCH_LINES + 1))
    assert tablet.centre.pull(None).inspections == ()


def test_an_author_who_is_not_on_this_tablet_is_rejected(world, values):
    tablet = world.tablet(world.team[0])
    outcomes = tablet.centre.push([tablet.line(world.started(), by=world.team[1])]).outcomes
    assert [(outcome.status.value, outcome.code) for outcome in outcomes] == [("rejected", "access-denied")]


def test_an_author_who_is_not_of_the_team_is_rejected(world):
    stranger = world.person()
    tablet = world.tablet(stranger, world.team[0])
    assert tablet.said(world.started()) == [("rejected", "access-denied")]
    assert world.tablet().centre.pull(None).inspections == ()


def test_another_teams_inspection_is_out_of_reach(world, another, values):
    assert another.tablet().said(world.started()) == [("rejected", "access-denied")]


def test_an_inspection_that_was_never_planned_is_rejected(world, tablet):
    assert tablet.said(world.started(inspection=tablet.device_id)) == [("rejected", "not-found")]


def test_what_comes_before_the_start_is_held_and_goes_through_later(world, tablet, values):
    line = tablet.line(SetResult(world.inspection, "A01", values["pass"]))
    assert [outcome.status.value for outcome in tablet.centre.push([line]).outcomes] == ["hold"]
    tablet.push(world.started())
    assert [outcome.status.value for outcome in tablet.centre.push([line]).outcomes] == ["applied"]


def test_two_tablets_of_a_team_start_the_same_inspection(world, tablet):
    colleague = world.tablet(world.team[1])
    assert tablet.said(world.started()) == colleague.said(world.started()) == [APPLIED]
    (head,) = world.tablet().centre.pull(None).inspections
    assert (head.started_by, head.state_rev) == (world.team[0], 1)


def test_an_item_that_is_not_on_the_checklist_is_rejected(world, tablet, values):
    assert tablet.said(world.started(), SetResult(world.inspection, "Z99", values["pass"]))[1] == (
        "rejected",
        "operation-invalid",
    )


def test_answers_build_on_each_other_within_a_batch(world, tablet, values):
    first = tablet.line(SetResult(world.inspection, "A01", values["pass"]))
    (base,) = (outcome.id for outcome in tablet.centre.push([tablet.line(world.started()), first]).outcomes[1:])
    second = SetResult(world.inspection, "A01", values["fail"], base)
    line = tablet.line(second)
    third_base = tablet.centre.push([line]).outcomes[0].id
    assert tablet.said(SetResult(world.inspection, "A01", values["not applicable"], third_base)) == [APPLIED]
    assert [entry[1] for entry in history(world.supervisor().inspection(world.inspection))] == [False, False, False]


def test_two_different_answers_to_one_item_both_stay(world, tablet, values):
    colleague = world.tablet(world.team[1])
    tablet.push(world.started(), SetResult(world.inspection, "A01", values["fail"]))
    assert colleague.said(SetResult(world.inspection, "A01", values["other"])) == [("conflict", "state-outdated")]
    detail = world.supervisor().inspection(world.inspection)
    assert detail.results[0].value == values["fail"]
    assert sorted(history(detail)) == [("水泵漏水", True), ("灯不亮", False)]
    assert detail.summary.conflicts == 1


def test_a_later_edit_of_the_losing_tablet_still_conflicts(world, tablet, values):
    colleague = world.tablet(world.team[1])
    tablet.push(world.started(), SetResult(world.inspection, "A01", values["fail"]))
    (lost,) = colleague.push(SetResult(world.inspection, "A01", values["other"]))
    assert colleague.said(SetResult(world.inspection, "A01", values["pass"], lost.id)) == [("conflict", "state-outdated")]
    assert world.supervisor().inspection(world.inspection).results[0].value == values["fail"]


def test_the_same_answer_from_two_tablets_is_no_conflict(world, tablet, values):
    tablet.push(world.started(), SetResult(world.inspection, "A01", values["fail"]))
    assert world.tablet(world.team[1]).said(SetResult(world.inspection, "A01", values["fail"])) == [APPLIED]
    assert world.supervisor().inspection(world.inspection).summary.conflicts == 0


def test_a_conflict_sent_again_is_answered_as_the_conflict_it_was(world, tablet, values):
    colleague = world.tablet(world.team[1])
    tablet.push(world.started(), SetResult(world.inspection, "A01", values["fail"]))
    line = colleague.line(SetResult(world.inspection, "A01", values["other"]))
    assert colleague.centre.push([line]).outcomes == colleague.centre.push([line]).outcomes
    assert len(history(world.supervisor().inspection(world.inspection))) == 2


def test_an_answer_on_a_submitted_inspection_conflicts_and_is_kept(world, tablet, values):
    world.submitted(tablet)
    late = world.tablet(world.team[1])
    assert late.said(SetResult(world.inspection, "C03", values["other"])) == [("conflict", "inspection-frozen")]
    detail = world.supervisor().inspection(world.inspection)
    assert detail.results[2].value == values["pass"]
    assert ("水泵漏水", True) in history(detail, "C03")


def test_a_photo_that_comes_after_the_submission_is_kept(world, tablet):
    world.submitted(tablet)
    assert tablet.said(world.photo("C03", world.new_picture())) == [("conflict", "inspection-frozen")]
    assert len(world.supervisor().inspection(world.inspection).results[2].photos) == 1


def annotated(photo, **changed):
    """A copy of a photo with something blurred in it."""
    facts = replace(photo.photo, photo_id=IdMaker().new(), copy_sha256="d" * 64, annotates=photo.photo.photo_id)
    return AddPhoto(photo.inspection_id, replace(facts, marks=(BlurBox((0.1, 0.1), (0.2, 0.2)),), **changed))


def test_an_annotated_copy_names_a_photo_of_the_same_item_and_inspection(world, tablet):
    photo = world.photo("A01", world.new_picture())
    tablet.push(world.started(), photo)
    assert tablet.said(annotated(photo)) == [("applied", None)]
    assert tablet.said(annotated(photo, item_code="B02")) == [("rejected", "operation-invalid")]
    assert tablet.said(annotated(photo, original_sha256="c" * 64)) == [("rejected", "operation-invalid")]
    shown = world.supervisor().inspection(world.inspection).results[0].photos
    assert [one.facts.annotates for one in shown] == [None, photo.photo.photo_id]


def test_an_annotated_copy_waits_for_the_photo_it_was_drawn_on(world, tablet):
    photo = world.photo("A01", world.new_picture())
    line = tablet.line(annotated(photo))
    assert tablet.said(world.started()) == [("applied", None)]
    (held,) = tablet.centre.push([line]).outcomes
    assert (held.status.value, held.code) == ("hold", "not-found")
    tablet.push(photo)
    (applied,) = tablet.centre.push([line]).outcomes
    assert applied.status.value == "applied"


def test_a_removed_photo_stays_on_record(world, tablet):
    photo = world.photo("A01", world.new_picture())
    assert tablet.said(world.started(), photo, RemovePhoto(world.inspection, photo.photo.photo_id)) == [APPLIED] * 3
    (kept,) = world.supervisor().inspection(world.inspection).results[0].photos
    assert kept.removed
    assert kept.facts.photo_id == photo.photo.photo_id


def test_a_removed_photo_no_longer_satisfies_the_item(world, tablet):
    answers = world.answers()
    tablet.push(world.started(), *answers, RemovePhoto(world.inspection, answers[1].photo.photo_id))
    assert tablet.said(SubmitInspection(world.inspection, 1)) == [("conflict", "inspection-incomplete")]


def test_an_incomplete_inspection_is_not_submitted(world, tablet, values):
    outcomes = tablet.said(
        world.started(), SetResult(world.inspection, "A01", values["pass"]), SubmitInspection(world.inspection, 1)
    )
    assert outcomes[-1] == ("conflict", "inspection-incomplete")
    assert world.supervisor().inspection(world.inspection).summary.state is State.IN_PROGRESS


def test_a_second_submission_on_an_old_state_conflicts(world, tablet):
    world.submitted(tablet)
    assert tablet.said(SubmitInspection(world.inspection, 1)) == [("conflict", "state-outdated")]


def test_a_submission_that_has_not_seen_the_return_conflicts(world, tablet):
    world.submitted(tablet)
    world.supervisor().return_inspection(world.inspection, ReturnRequest(2, "请补充"))
    assert tablet.said(SubmitInspection(world.inspection, 2)) == [("conflict", "state-outdated")]
    assert tablet.said(SubmitInspection(world.inspection, 3)) == [APPLIED]


def test_a_returned_inspection_can_be_changed_and_submitted_again(world, tablet, values):
    world.submitted(tablet)
    supervisor = world.supervisor()
    supervisor.return_inspection(world.inspection, ReturnRequest(2, "请补充"))
    base = next(one.revision for one in world.tablet().centre.pull(None).results if one.item_code == "B02")
    outcomes = tablet.said(SetResult(world.inspection, "B02", values["pass"], base), SubmitInspection(world.inspection, 3))
    assert outcomes == [APPLIED, APPLIED]
    detail = supervisor.inspection(world.inspection)
    assert (detail.summary.score, detail.findings) == (100.0, ())


def test_an_accepted_inspection_no_longer_changes(world, tablet, values):
    world.submitted(tablet)
    supervisor = world.supervisor()
    supervisor.accept(world.inspection, AcceptRequest(2))
    outcomes = tablet.said(SetResult(world.inspection, "A01", values["fail"]), SubmitInspection(world.inspection, 3))
    assert outcomes == [("conflict", "inspection-frozen"), ("conflict", "state-outdated")]
    assert supervisor.inspection(world.inspection).summary.state is State.ACCEPTED


def test_nobody_pushes_without_a_token(world, tablet, connect):
    with pytest.raises(TokenInvalid):
        connect().push([tablet.line(world.started())])


@pytest.mark.parametrize("at", [datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)])
def test_what_a_clock_at_an_end_of_the_calendar_recorded_is_not_valid_and_the_rest_goes_on(world, tablet, values, at):
    tablet.push(world.started())
    tablet.now = at
    assert tablet.said(SetResult(world.inspection, "A01", values["fail"])) == [("rejected", "operation-invalid")]
    tablet.now = NOW
    assert tablet.said(SetResult(world.inspection, "A01", values["pass"])) == [APPLIED]
    photo = world.photo("A01", world.new_picture())
    taken = AddPhoto(world.inspection, replace(photo.photo, taken_at=at))
    assert tablet.said(taken, photo) == [("rejected", "operation-invalid"), APPLIED]
    assert history(world.supervisor().inspection(world.inspection)) == [("pass", False)]
    entries = world.supervisor(Role.ADMINISTRATOR).quarantine(QuarantineFilter(device=tablet.device_id)).rows
    assert {entry.made_at for entry in entries} == {at, NOW}
