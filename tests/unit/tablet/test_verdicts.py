"""What an administrator decided about lines that were turned down, as the tablet hears it, shows it, and lets it go once read."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest

from inspector_app.services.backlog import EntryKind, EntryState
from sync.domain.inspections import Outcome, ResultValue, State
from sync.protocol.messages import Changes, LateOutcome, OperationOutcome, OperationStatus, RemoteResult
from tests.unit.tablet.conftest import answer_for
from tests.unit.tablet.test_backlog import told_to_wait

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
PASS = ResultValue(Outcome.PASS)
NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="无电梯")


def hear(bench, line, status, **more):
    outcome = LateOutcome(sha256(line).hexdigest(), status, "陈审核", bench.clock.now(), **more)
    bench.queue.take_in(Changes(cursor=str(bench.ids.new()), more=False, centre_time=NOW, late_outcomes=(outcome,)))


def test_what_an_administrator_released_counts_as_taken_and_its_file_goes(bench, backlog, photographed):
    line = bench.queue.queued(None, 100)[3].line
    answer_for(bench, OperationStatus.REJECTED, "access-denied", skip=3)
    assert bench.queue.waiting_files(True, 10) == []
    assert told_to_wait(bench, backlog) == (3, 0, 0)
    hear(bench, line, OperationStatus.APPLIED)
    assert told_to_wait(bench, backlog) == (3, 1, 0)
    assert backlog.troubled(0, 10) == ([], 0)
    assert len(bench.queue.waiting_files(True, 10)) == 1


def test_what_was_released_into_a_conflict_is_in_dispute(bench, backlog, photographed):
    line = bench.queue.queued(None, 100)[1].line
    rejected = answer_for(bench, OperationStatus.REJECTED, "access-denied", skip=1)
    hear(bench, line, OperationStatus.CONFLICT, code="state-outdated")
    (one,) = bench.inspections.sheet(photographed).contested["A01"]
    assert (one.revision, one.author) == (rejected, bench.officer)


def test_what_was_declined_for_good_says_by_whom_and_why_until_somebody_has_read_it(bench, backlog, photographed):
    line = bench.queue.queued(None, 100)[1].line
    answer_for(bench, OperationStatus.REJECTED, "access-denied", skip=1)
    hear(bench, line, OperationStatus.REJECTED, code="access-denied", comment="重复记录")
    (entry,), _ = backlog.troubled(0, 10)
    assert (entry.state, entry.verdict.by, entry.verdict.comment) == (EntryState.DECLINED, "陈审核", "重复记录")
    backlog.acknowledge([entry.key])
    assert backlog.troubled(0, 10) == ([], 0)
    assert bench.sql("SELECT line FROM outbox WHERE status = 'rejected'") == [(line,)]


def asked_again(bench, backlog, skip=1):
    """A line that the centre had turned down, once more in the queue: its id and its bytes."""
    line = bench.queue.queued(None, 100)[skip].line
    rejected = answer_for(bench, OperationStatus.REJECTED, "access-denied", skip=skip)
    backlog.ask_again(rejected.hex)
    return rejected, line


@pytest.mark.parametrize("held", [False, True])
def test_what_is_declined_while_it_is_asked_for_again_waits_no_more_and_says_by_whom(bench, backlog, photographed, held):
    _, line = asked_again(bench, backlog)
    if held:
        answer_for(bench, OperationStatus.HOLD, "not-found", skip=1)
    declined(bench, line)
    (entry,), _ = backlog.troubled(0, 10)
    assert (entry.state, entry.verdict.by, entry.verdict.comment) == (EntryState.DECLINED, "陈审核", "重复记录")
    assert told_to_wait(bench, backlog) == (3, 1, 0)


def test_a_line_whose_answer_got_lost_is_declined_all_the_same(bench, backlog, photographed):
    declined(bench, bench.queue.queued(None, 100)[1].line)
    (entry,), _ = backlog.troubled(0, 10)
    assert (entry.state, entry.verdict.comment) == (EntryState.DECLINED, "重复记录")


def test_what_is_declined_for_good_is_not_asked_for_again_by_a_tap_on_what_was_shown_before(bench, backlog, photographed):
    line = bench.queue.queued(None, 100)[1].line
    rejected = answer_for(bench, OperationStatus.REJECTED, "access-denied", skip=1)
    declined(bench, line)
    backlog.ask_again(rejected.hex)
    assert [entry.state for entry in backlog.troubled(0, 10)[0]] == [EntryState.DECLINED]


@pytest.mark.parametrize(
    ("status", "code", "shown"),
    [
        (OperationStatus.REJECTED, "access-denied", [EntryState.DECLINED]),
        (OperationStatus.HOLD, "not-found", [EntryState.HELD]),
        (OperationStatus.APPLIED, None, []),
        (OperationStatus.DUPLICATE, None, []),
        (OperationStatus.CONFLICT, "state-outdated", []),
    ],
)
def test_an_answer_that_comes_after_the_verdict_is_what_is_shown(bench, backlog, photographed, status, code, shown):
    rejected, line = asked_again(bench, backlog)
    declined(bench, line)
    bench.queue.settle([(rejected, OperationOutcome(rejected, status, code))])
    entries, _ = backlog.troubled(0, 10)
    assert [entry.state for entry in entries] == shown
    assert [entry.verdict is not None for entry in entries] == [one is EntryState.DECLINED for one in shown]


def test_what_is_released_while_it_is_asked_for_again_is_sent_no_more_and_shown_as_the_centre_has_it(
    bench, backlog, photographed
):
    rejected, line = asked_again(bench, backlog)
    at_the_centre = RemoteResult(photographed, "A01", NOT_HERE, rejected, bench.officer, NOW)
    bench.queue.take_in(Changes(cursor="result", more=True, centre_time=NOW, results=(at_the_centre,)))
    assert bench.inspections.sheet(photographed).value("A01") == PASS
    hear(bench, line, OperationStatus.APPLIED)
    assert bench.inspections.sheet(photographed).value("A01") == NOT_HERE
    assert (told_to_wait(bench, backlog), backlog.troubled(0, 10)) == ((3, 1, 0), ([], 0))


def test_a_submission_that_is_declined_while_it_is_asked_for_again_leaves_the_inspection_open(bench, backlog):
    inspection = bench.started()
    for item in bench.inspections.sheet(inspection).checklist.items:
        bench.inspections.answer(inspection, item.code, NOT_HERE, bench.officer)
    bench.inspections.submit(inspection, bench.officer)
    _, line = asked_again(bench, backlog, skip=len(bench.queue.queued(None, 100)) - 1)
    declined(bench, line)
    record = bench.inspections.sheet(inspection).record
    assert (record.state, record.refusal) == (State.IN_PROGRESS, "access-denied")


def declined(bench, line):
    hear(bench, line, OperationStatus.REJECTED, code="access-denied", comment="重复记录")


def test_what_was_read_together_leaves_together_and_nothing_that_came_after_or_waits_for_somebody(bench, backlog, photographed):
    lines = [one.line for one in bench.queue.queued(None, 100)]
    for _ in lines:
        answer_for(bench, OperationStatus.REJECTED, "access-denied")
    for line in lines[:2]:
        declined(bench, line)
    to_read = backlog.declined()
    assert to_read == [entry.key for entry in backlog.troubled(0, 10)[0] if entry.state.only_read]
    declined(bench, lines[2])

    backlog.acknowledge(to_read)
    left, count = backlog.troubled(0, 10)
    assert [(entry.kind, entry.state) for entry in left] == [
        (EntryKind.ANSWER, EntryState.DECLINED),
        (EntryKind.PHOTO, EntryState.REJECTED),
        (EntryKind.COPY, EntryState.HELD),
    ]
    assert count == 3
    assert bench.sql("SELECT count(*) FROM outbox WHERE status = 'rejected'") == [(4,)]


def test_nothing_without_a_verdict_leaves_the_list_whoever_says_that_it_was_read(bench, backlog, photographed):
    rejected = answer_for(bench, OperationStatus.REJECTED, "access-denied", skip=1)
    backlog.acknowledge([rejected.hex])
    assert backlog.troubled(0, 10)[1] == 1
    backlog.ask_again(rejected.hex)
    backlog.acknowledge([rejected.hex])
    answer_for(bench, OperationStatus.REJECTED, "access-denied", skip=1)
    assert backlog.troubled(0, 10)[1] == 1


def test_files_of_a_record_that_was_declined_and_read_wait_no_more_and_trouble_nobody(bench, backlog, photographed):
    line = bench.queue.queued(None, 100)[3].line
    answer_for(bench, OperationStatus.REJECTED, "access-denied", skip=3)
    hear(bench, line, OperationStatus.REJECTED, code="access-denied")
    backlog.acknowledge([backlog.troubled(0, 10)[0][0].key])
    assert told_to_wait(bench, backlog) == (3, 0, 0)
    assert (backlog.troubled(0, 10), bench.queue.backlog(True).amiss) == (([], 0), 0)
