"""The queue thing by thing: grouped, in pages, what needs a person first."""

from dataclasses import replace
from datetime import UTC, datetime

from inspector_app.services.backlog import EntryKind, EntryState
from inspector_app.services.records import InspectionRecord
from sync.domain.inspections import Outcome, ResultValue, State
from sync.protocol.messages import Changes, OperationOutcome, OperationStatus
from sync.protocol.operations import AddPhoto
from tests.unit.tablet.conftest import answer_for

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
PASS = ResultValue(Outcome.PASS)
NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="无电梯")


def told_to_wait(bench, backlog, unmetered=True):
    """How many records, files, and originals for another link: by the chip, by the groups, and by the entries, which agree."""
    groups, chip = backlog.groups(unmetered), bench.queue.backlog(unmetered)
    entries = [entry for group in groups for entry in backlog.waiting(group.inspection_id, unmetered, 0, 1000)]
    files = [entry for entry in entries if entry.kind in (EntryKind.COPY, EntryKind.ORIGINAL, EntryKind.SOUND)]
    later = sum(entry.state is EntryState.LATER for entry in files)
    told = [
        (chip.records, chip.files, chip.later),
        tuple(sum(getattr(group, name) for group in groups) for name in ("records", "files", "later")),
        (len(entries) - len(files), len(files) - later, later),
    ]
    assert len(set(told)) == 1, told
    assert chip.file_bytes == sum(group.file_bytes for group in groups)
    return told[0]


def test_what_waits_is_counted_alike_by_chip_groups_and_entries_whatever_the_centre_says(bench, backlog, photographed):
    bench.sql("UPDATE evidence SET originals = 'unmetered'")
    assert told_to_wait(bench, backlog) == (4, 2, 0)
    assert told_to_wait(bench, backlog, unmetered=False) == (4, 1, 1)
    answer_for(bench, OperationStatus.HOLD, "not-found", skip=1)
    assert told_to_wait(bench, backlog) == (4, 2, 0)
    answer_for(bench, OperationStatus.REJECTED, "access-denied", skip=3)
    assert told_to_wait(bench, backlog) == told_to_wait(bench, backlog, unmetered=False) == (3, 0, 0)


def test_files_of_a_record_that_was_not_accepted_wait_again_once_it_is_asked_for_again(bench, backlog, photographed):
    rejected = answer_for(bench, OperationStatus.REJECTED, "access-denied", skip=3)
    assert told_to_wait(bench, backlog) == (3, 0, 0)
    backlog.ask_again(rejected.hex)
    assert told_to_wait(bench, backlog) == (4, 1, 0)


def test_as_many_are_amiss_as_the_list_shows_but_for_what_is_held_and_goes_by_itself(bench, backlog, photographed):
    answer_for(bench, OperationStatus.HOLD, "not-found")
    answer_for(bench, OperationStatus.REJECTED, "access-denied", skip=3)
    found, count = backlog.troubled(0, 10)
    assert [(entry.kind, entry.state) for entry in found] == [
        (EntryKind.START, EntryState.HELD),
        (EntryKind.PHOTO, EntryState.REJECTED),
        (EntryKind.COPY, EntryState.HELD),
    ]
    assert bench.queue.backlog(True).amiss == count - 1


def test_an_original_that_two_photos_share_waits_for_as_long_as_one_of_them_is_there(bench, backlog, photographed):
    """As an annotated photo and the one it was drawn on."""
    bench.sql("UPDATE evidence SET originals = 'always'")
    (photo,) = bench.inspections.sheet(photographed).photos["A01"]
    annotated = replace(photo.facts, photo_id=bench.ids.new(), copy_sha256="c" * 64, annotates=photo.facts.photo_id)
    with bench.records.act() as act:
        operation = act.queue(AddPhoto(photographed, annotated), bench.officer)
        act.add_photo(replace(photo, facts=annotated), operation)
    with bench.records.act() as act:
        act.remove_photo(photo.facts.photo_id, bench.clock.now())
    assert told_to_wait(bench, backlog) == (5, 2, 0)
    lines = bench.queue.queued(None, 100)
    bench.queue.settle([(one.id, OperationOutcome(one.id, OperationStatus.APPLIED)) for one in lines])
    assert {file.sha256 for file in bench.queue.waiting_files(True, 10)} == {"c" * 64, photo.facts.original_sha256}


def test_entries_say_what_they_are_in_the_order_they_go(bench, backlog, photographed):
    found = backlog.waiting(photographed, True, 0, 100)
    assert [(entry.kind, entry.item_code) for entry in found] == [
        (EntryKind.START, None),
        (EntryKind.ANSWER, "A01"),
        (EntryKind.ANSWER, "A02"),
        (EntryKind.PHOTO, "A01"),
        (EntryKind.COPY, "A01"),
    ]
    assert {entry.compound for entry in found} == {"翠竹苑"}
    assert all(entry.size > 0 and entry.tries == 0 and entry.state is EntryState.WAITING for entry in found)
    (group,) = backlog.groups(True)
    assert (group.records, group.files, group.file_bytes) == (4, 1, found[-1].size)


def test_an_original_for_an_unmetered_link_waits_for_one(bench, backlog, photographed):
    bench.sql("UPDATE evidence SET originals = 'unmetered'")
    for unmetered, state in ((True, EntryState.WAITING), (False, EntryState.LATER)):
        original = backlog.waiting(photographed, unmetered, 0, 100)[-1]
        assert (original.kind, original.state) == (EntryKind.ORIGINAL, state)


def test_what_the_centre_has_leaves_the_list(bench, backlog, photographed):
    lines = bench.queue.queued(None, 100)
    bench.queue.settle([(one.id, OperationOutcome(one.id, OperationStatus.APPLIED)) for one in lines])
    assert [entry.kind for entry in backlog.waiting(photographed, True, 0, 100)] == [EntryKind.COPY]
    bench.queue.receipts([file.sha256 for file in bench.queue.waiting_files(True, 10)])
    assert backlog.groups(True) == []


def test_held_and_rejected_lines_and_unreadable_files_need_a_person(bench, backlog, photographed):
    answer_for(bench, OperationStatus.APPLIED)
    answer_for(bench, OperationStatus.HOLD, "not-found")
    rejected = answer_for(bench, OperationStatus.REJECTED, "operation-invalid", skip=1)
    (file,) = [entry for entry in backlog.waiting(photographed, True, 0, 9) if entry.kind is EntryKind.COPY]
    bench.queue.unreadable_file(file.key, "file-unreadable")

    found, count = backlog.troubled(0, 10)
    assert count == 3
    assert [(entry.state, entry.code) for entry in found] == [
        (EntryState.HELD, "not-found"),
        (EntryState.REJECTED, "operation-invalid"),
        (EntryState.UNREADABLE, "file-unreadable"),
    ]
    assert found[1].key == rejected.hex
    assert [(entry.kind, entry.state) for entry in backlog.waiting(photographed, True, 0, 9)] == [
        (EntryKind.ANSWER, EntryState.HELD),
        (EntryKind.PHOTO, EntryState.WAITING),
    ]
    assert [len(backlog.troubled(start, 2)[0]) for start in (0, 2)] == [2, 1]


def test_asking_again_puts_it_back_where_it_was(bench, backlog, photographed):
    rejected = answer_for(bench, OperationStatus.REJECTED, "access-denied")
    file = backlog.waiting(photographed, True, 0, 9)[-1]
    bench.queue.unreadable_file(file.key, "file-unreadable")
    for entry in backlog.troubled(0, 10)[0]:
        backlog.ask_again(entry.key)
    assert backlog.troubled(0, 10) == ([], 0)
    assert bench.queue.queued(None, 1)[0].id == rejected
    assert [entry.code for entry in backlog.waiting(photographed, True, 0, 9)][::4] == ["access-denied", "file-unreadable"]


def test_a_file_whose_record_was_rejected_says_that_it_waits_for_it(bench, backlog, photographed):
    answer_for(bench, OperationStatus.REJECTED, "access-denied", skip=3)
    found, _ = backlog.troubled(0, 10)
    assert [(entry.kind, entry.state, entry.code) for entry in found] == [
        (EntryKind.PHOTO, EntryState.REJECTED, "access-denied"),
        (EntryKind.COPY, EntryState.HELD, "access-denied"),
    ]


def test_thousands_come_page_by_page(bench, backlog):
    inspection = bench.started()
    with bench.records.act() as act:
        record = act.inspection(inspection)
        assert isinstance(record, InspectionRecord)
        assert record.state is State.IN_PROGRESS
    for number in range(60):
        bench.inspections.answer(inspection, "A01", NOT_HERE if number % 2 else PASS, bench.officer)
    bench.sql(
        "INSERT INTO outbox (seq, op_id, kind, subject, item_code, line)"
        " WITH RECURSIVE n (i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
        " SELECT i, randomblob(16), 'result.set', ?, 'A02', randomblob(300) FROM n",
        inspection.bytes,
    )
    first, second = (backlog.waiting(inspection, True, start, 50) for start in (0, 50))
    assert len(first) == len(second) == 50
    assert not {entry.key for entry in first} & {entry.key for entry in second}
    assert backlog.groups(True)[0].records == 61 + 4001
    assert len(backlog.waiting(inspection, True, 4050, 50)) == 12


def test_an_entry_that_was_not_accepted_knows_its_author_from_the_team_and_whose_the_assignment_is_by_now(bench, backlog):
    inspection, stranger = bench.started(), bench.ids.new()
    bench.inspections.answer(inspection, "A01", PASS, bench.officer)
    bench.inspections.answer(inspection, "A02", PASS, stranger)
    for _ in range(3):
        answer_for(bench, OperationStatus.REJECTED, "access-denied")

    def known():
        return [(entry.by_team, entry.withdrawn) for entry in backlog.troubled(0, 10)[0]]

    assert known() == [(True, False), (True, False), (False, False)]
    withdrawn = (bench.assignments[0].id,)
    bench.queue.take_in(Changes(cursor="gone", more=False, centre_time=NOW, withdrawn=withdrawn))
    assert known() == [(True, True), (True, True), (False, True)]


def test_of_a_line_that_is_spoilt_on_the_disk_it_is_not_told_who_recorded_it(bench, backlog):
    bench.started()
    answer_for(bench, OperationStatus.REJECTED, "access-denied")
    bench.sql("UPDATE outbox SET line = randomblob(300)")
    assert [entry.by_team for entry in backlog.troubled(0, 10)[0]] == [None]
