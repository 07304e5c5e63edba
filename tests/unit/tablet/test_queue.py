"""What waits for the centre, and how its answers and news meet what waits."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sync.domain.inspections import Outcome, PhotoFacts, ResultValue, Return, ReturnedItem, State
from sync.protocol.messages import Changes, InspectionHead, OperationOutcome, OperationStatus, RemotePhoto, RemoteResult

PASS = ResultValue(Outcome.PASS)
FAIL = ResultValue(Outcome.FAIL, note="门锁损坏")
NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="无电梯")


def settle_all(bench, status=OperationStatus.APPLIED, code=None):
    queued = bench.queue.queued(None, 1000)
    bench.queue.settle([(entry.id, OperationOutcome(entry.id, status, code)) for entry in queued])
    return queued


def news(bench, **parts):
    bench.queue.take_in(Changes(cursor=str(bench.ids.new()), more=False, centre_time=bench.clock.now(), **parts))


def head(bench, inspection, state, state_rev, returned=None):
    assignment = bench.assignments[0]
    return InspectionHead(
        inspection,
        assignment.id,
        assignment.checklist_id,
        assignment.checklist_version,
        state,
        state_rev,
        started_at=bench.clock.now(),
        started_by=bench.officer,
        returned=returned,
    )


def from_colleague(bench, inspection, value, item="A01"):
    return RemoteResult(inspection, item, value, bench.ids.new(), bench.second_officer, bench.clock.now())


def submitted(bench):
    inspection = bench.started()
    for item in bench.inspections.sheet(inspection).checklist.items:
        bench.inspections.answer(inspection, item.code, NOT_HERE, bench.officer)
    bench.inspections.submit(inspection, bench.officer)
    return inspection


def test_a_submission_waits_until_the_centre_has_answered_for_it(bench):
    inspection = submitted(bench)
    line = bench.queue.queued(None, 100)[-1]

    def waits():
        (card,) = [one for one in bench.listing.waiting() if one.assignment.inspection_id == inspection]
        return bench.inspections.sheet(inspection).submission_waits, card.submission_waits

    assert waits() == (True, True)
    bench.queue.settle([(line.id, OperationOutcome(line.id, OperationStatus.HOLD))])
    assert waits() == (True, True)
    bench.queue.settle([(line.id, OperationOutcome(line.id, OperationStatus.APPLIED))])
    assert waits() == (False, False)


def test_news_of_a_colleagues_submission_name_them_until_it_is_returned(bench):
    inspection = bench.started()
    news(bench, inspections=(replace(head(bench, inspection, State.SUBMITTED, 2), submitted_by=bench.second_officer),))
    assert bench.inspections.sheet(inspection).record.submitted_by == bench.second_officer
    news(bench, inspections=(head(bench, inspection, State.RETURNED, 3),))
    assert bench.inspections.sheet(inspection).record.submitted_by is None


def test_lines_come_in_the_order_they_were_made_and_page_by_page(bench):
    inspection = bench.started()
    for code in ("A01", "A02", "A03"):
        bench.inspections.answer(inspection, code, PASS, bench.officer)
    first = bench.queue.queued(None, 3)
    rest = bench.queue.queued(first[-1].id, 3)
    assert [len(first), len(rest)] == [3, 1]
    assert [entry.id for entry in first + rest] == [entry.id for entry in bench.queue.queued(None, 10)]


@pytest.mark.parametrize("status", [OperationStatus.APPLIED, OperationStatus.DUPLICATE])
def test_an_answered_line_leaves_the_queue(bench, status):
    bench.started()
    settle_all(bench, status)
    assert bench.queue.backlog(unmetered=True).records == 0


def test_a_line_on_hold_stays_in_the_queue(bench):
    bench.started()
    settle_all(bench, OperationStatus.HOLD)
    assert bench.queue.backlog(unmetered=True).records == 1


def test_lines_are_kept_after_their_answer(bench):
    bench.started()
    queued = settle_all(bench, OperationStatus.REJECTED, "operation-invalid")
    assert bench.sql("SELECT line, status, code FROM outbox") == [(queued[0].line, "rejected", "operation-invalid")]


def test_news_of_a_colleague_fill_an_item(bench):
    inspection = bench.started()
    news(bench, results=(from_colleague(bench, inspection, PASS),))
    sheet = bench.inspections.sheet(inspection)
    assert (sheet.value("A01"), sheet.results["A01"].author) == (PASS, bench.second_officer)


def test_news_never_replace_a_value_that_still_waits_to_be_sent(bench):
    inspection = bench.started()
    bench.inspections.answer(inspection, "A01", FAIL, bench.officer)
    news(bench, results=(from_colleague(bench, inspection, PASS),))
    assert bench.inspections.sheet(inspection).value("A01") == FAIL


def test_a_return_opens_the_inspection_again_with_its_reason(bench):
    inspection = submitted(bench)
    settle_all(bench)
    returned = Return("补充照片", (ReturnedItem("A01", "缺少营业执照照片"),), "王主管", bench.clock.now())
    news(bench, inspections=(head(bench, inspection, State.RETURNED, 3, returned),))

    record = bench.inspections.sheet(inspection).record
    assert (record.state, record.state_rev, record.returned) == (State.RETURNED, 3, returned)
    bench.inspections.answer(inspection, "A01", PASS, bench.officer)


def test_news_do_not_reopen_an_inspection_whose_submission_waits(bench):
    inspection = submitted(bench)
    news(bench, inspections=(head(bench, inspection, State.IN_PROGRESS, 1),))
    assert bench.inspections.sheet(inspection).record.state is State.SUBMITTED


def test_a_refused_submission_opens_the_inspection_and_says_why(bench):
    inspection = submitted(bench)
    settle_all(bench, OperationStatus.CONFLICT, "state-outdated")
    record = bench.inspections.sheet(inspection).record
    assert (record.state, record.state_rev, record.refusal) == (State.IN_PROGRESS, 1, "state-outdated")


def test_a_submission_that_was_accepted_unheard_by_us_stays_submitted(bench):
    inspection = submitted(bench)
    settle_all(bench, OperationStatus.DUPLICATE)
    assert bench.inspections.sheet(inspection).record.state is State.SUBMITTED


def test_the_same_news_twice_change_nothing(bench):
    inspection = bench.started()
    theirs = from_colleague(bench, inspection, PASS)
    for _ in range(2):
        news(bench, results=(theirs,), inspections=(head(bench, inspection, State.IN_PROGRESS, 1),))
    assert bench.sql("SELECT count(*) FROM results") == [(1,)]


def test_a_withdrawn_assignment_leaves_the_list_but_not_the_tablet(bench):
    news(bench, withdrawn=(bench.assignments[0].id,))
    assert len(bench.listing.waiting()) == 2
    assert bench.sql("SELECT count(*) FROM assignments") == [(3,)]
    news(bench, assignments=(replace(bench.assignments[0], due_on=bench.assignments[0].due_on + timedelta(days=1)),))
    assert len(bench.listing.waiting()) == 3


def test_an_assignment_that_is_not_among_all_there_are_is_withdrawn_and_in_sight_while_something_of_it_waits(bench):
    bench.started()
    news(bench, assignments=(bench.assignments[1],), whole=True)
    shown = {entry.assignment.id: entry.withdrawn for entry in bench.listing.waiting()}
    assert shown == {bench.assignments[0].id: True, bench.assignments[1].id: False}


def test_people_who_left_can_no_longer_sign_in(bench):
    news(bench, people=(bench.records.people()[0],))
    assert len(bench.sign_in.people()) == 1


def test_a_cursor_and_its_news_are_one_transaction(bench):
    inspection = bench.started()
    broken = replace(from_colleague(bench, inspection, PASS), item_code=None)
    with pytest.raises(Exception, match="NOT NULL"):
        news(bench, results=(from_colleague(bench, inspection, PASS, "A02"), broken))
    assert bench.queue.cursor() == "first"
    assert "A02" not in bench.records.results(inspection)


def test_a_colleagues_photo_counts_but_waits_for_no_upload(bench):
    inspection = bench.started()
    facts = PhotoFacts(bench.ids.new(), "A01", "a" * 64, 10, "image/jpeg", "b" * 64, 5, 4, 3, bench.clock.now())
    news(bench, photos=(RemotePhoto(inspection, facts, bench.second_officer),))
    (photo,) = bench.inspections.sheet(inspection).photos["A01"]
    assert (photo.here, bench.queue.backlog(unmetered=True).files) == (False, 0)

    news(bench, photos=(RemotePhoto(inspection, facts, bench.second_officer, removed=True),))
    assert bench.inspections.sheet(inspection).photos["A01"] == []
