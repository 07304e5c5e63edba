"""Pictures that were received and could not be put on record: tried again, and in sight until they are."""

from hashlib import sha256

import pytest

from inspector_app.bootstrap import open_tablet
from inspector_app.services.backlog import BacklogService, EntryKind, EntryState
from inspector_app.services.unfinished import Unfinished
from inspector_app.store.arrivals import ArrivalFolder
from inspector_app.store.backlog import StoreBacklog
from inspector_app.store.files import EvidenceFolder
from sync.domain.inspections import Outcome, ResultValue, State
from sync.errors import StorageFailed, StorageFull
from sync.protocol.messages import Changes, InspectionHead, LateOutcome, OperationOutcome, OperationStatus
from tests.unit.tablet.test_photos import jpeg, service_on

NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施")


class Started:
    """The tablet's app after a start, as far as pictures go."""

    def __init__(self, bench):
        self.folder = EvidenceFolder(bench.folder / "evidence")
        self.photos = service_on(bench, self.folder)
        arrivals = ArrivalFolder(bench.folder / "arrivals", self.folder, bench.records.names_file)
        self.backlog = BacklogService(StoreBacklog(bench.database), Unfinished(self.photos.left_behind, arrivals, bench.records))

    def shown(self):
        return [(entry.kind, entry.item_code, entry.state, entry.code) for entry in self.backlog.troubled(0, 10)[0]]


@pytest.fixture
def too_late(bench):
    """An inspection that was submitted while a picture of it was on its way to being a photo; the app has started anew."""
    inspection = bench.started()
    Started(bench).photos.receive(inspection, "D01", jpeg(), bench.officer)
    for item in bench.inspections.sheet(inspection).checklist.items:
        bench.inspections.answer(inspection, item.code, NOT_HERE, bench.officer)
    bench.inspections.submit(inspection, bench.officer)
    queued = bench.queue.queued(None, 1000)
    bench.queue.settle([(entry.id, OperationOutcome(entry.id, OperationStatus.APPLIED)) for entry in queued])
    return inspection


def becomes(bench, inspection, state):
    assignment = bench.assignments[0]
    checklist = (assignment.checklist_id, assignment.checklist_version)
    head = InspectionHead(inspection, assignment.id, *checklist, state, 9, bench.clock.now(), bench.officer)
    bench.queue.take_in(Changes(str(bench.ids.new()), False, bench.clock.now(), inspections=(head,)))


def photos_of(bench, inspection):
    return bench.inspections.sheet(inspection).photos["D01"]


def test_a_picture_of_a_submitted_inspection_is_kept_and_in_sight_until_a_return_opens_it(bench, too_late):
    app = Started(bench)
    assert app.shown() == []  # nobody has tried yet
    assert app.photos.left_behind.recover() == 0
    assert app.shown() == [(EntryKind.ORIGINAL, "D01", EntryState.UNFINISHED, None)]
    (entry,) = app.backlog.troubled(0, 10)[0]
    assert (entry.compound, entry.size) == (bench.assignments[0].compound.name, len(jpeg()))
    assert app.backlog.photos_kept_back(too_late) == {"D01": 1}
    assert app.backlog.photos_kept_back(bench.assignments[1].inspection_id) == {}

    becomes(bench, too_late, State.RETURNED)
    assert (app.photos.left_behind.recover(), app.photos.left_behind.recover()) == (1, 0)
    assert (len(photos_of(bench, too_late)), app.shown()) == (1, [])
    assert app.backlog.photos_kept_back(too_late) == {}


def test_one_that_an_acceptance_left_out_is_in_sight_until_somebody_has_read_it_also_after_a_restart(bench, too_late):
    app = Started(bench)
    becomes(bench, too_late, State.ACCEPTED)
    app.photos.left_behind.recover()
    ((entry,), count) = app.backlog.troubled(0, 10)
    assert (entry.state, count) == (EntryState.LEFT_OUT, 1)

    app.backlog.acknowledge([entry.key])
    again = Started(bench)
    again.photos.left_behind.recover()
    assert app.shown() == again.shown() == []
    assert len(list((bench.folder / "arrivals").glob("*.json"))) == 1  # the rescue file takes it along


def test_a_picture_that_the_disk_had_no_room_for_is_tried_again_without_a_new_start(bench, monkeypatch):
    inspection, app = bench.started(), Started(bench)
    arrival = app.photos.receive(inspection, "D01", jpeg(), bench.officer)
    monkeypatch.setattr(app.folder, "keep", no_room)
    with pytest.raises(StorageFull):
        app.photos.develop(arrival, jpeg())
    assert app.shown() == [(EntryKind.ORIGINAL, "D01", EntryState.UNFINISHED, "storage-full")]
    monkeypatch.undo()
    left = app.photos.left_behind
    assert (left.recover(), left.newly_recovered(), left.newly_recovered()) == (1, 1, 0)
    assert (len(photos_of(bench, inspection)), app.shown()) == (1, [])


def no_room(*_):
    raise StorageFull


def test_they_come_before_what_the_centre_turned_down_and_in_pages_with_it(bench, too_late):
    app = Started(bench)
    app.photos.left_behind.recover()
    becomes(bench, too_late, State.RETURNED)
    bench.inspections.answer(too_late, "A01", ResultValue(Outcome.PASS), bench.officer)
    (entry,) = bench.queue.queued(None, 10)
    bench.queue.settle([(entry.id, OperationOutcome(entry.id, OperationStatus.REJECTED, "operation-invalid"))])

    pages = [app.backlog.troubled(start, 1) for start in (0, 1, 2)]
    assert [[one.state for one in found] for found, _ in pages] == [[EntryState.UNFINISHED], [EntryState.REJECTED], []]
    assert {count for _, count in pages} == {2}


def test_what_was_left_out_and_what_was_declined_are_read_together(bench, too_late):
    app = Started(bench)
    becomes(bench, too_late, State.RETURNED)
    bench.inspections.answer(too_late, "A01", ResultValue(Outcome.PASS), bench.officer)
    (line,) = bench.queue.queued(None, 10)
    bench.queue.settle([(line.id, OperationOutcome(line.id, OperationStatus.REJECTED, "access-denied"))])
    decided = LateOutcome(sha256(line.line).hexdigest(), OperationStatus.REJECTED, "陈审核", bench.clock.now())
    bench.queue.take_in(Changes(str(bench.ids.new()), False, bench.clock.now(), late_outcomes=(decided,)))
    becomes(bench, too_late, State.ACCEPTED)
    app.photos.left_behind.recover()

    entries, _ = app.backlog.troubled(0, 10)
    assert [entry.state for entry in entries] == [EntryState.LEFT_OUT, EntryState.DECLINED]
    assert app.backlog.to_read() == [entry.key for entry in entries]
    app.backlog.acknowledge(app.backlog.to_read())
    assert app.backlog.troubled(0, 10) == ([], 0)


def test_a_picture_that_may_go_on_record_after_all_stays_in_sight_whoever_says_that_it_was_read(bench, too_late):
    app = Started(bench)
    app.photos.left_behind.recover()
    becomes(bench, too_late, State.ACCEPTED)
    ((entry,), _) = app.backlog.troubled(0, 10)
    becomes(bench, too_late, State.RETURNED)
    app.backlog.acknowledge([entry.key])
    assert app.shown() == [(EntryKind.ORIGINAL, "D01", EntryState.UNFINISHED, None)]
    assert app.photos.left_behind.recover() == 1
    app.backlog.acknowledge([entry.key])
    assert app.shown() == []


def test_one_of_which_nobody_knows_the_place_is_in_sight_until_somebody_has_read_it_also_after_a_restart(bench):
    note = bench.folder / "arrivals" / f"{bench.ids.new()}.json"
    note.parent.mkdir()
    note.write_bytes(b"")
    note.with_name("notes.json").write_bytes(b"")  # of no photo
    app = Started(bench)
    assert app.shown() == [(EntryKind.ARRIVAL, None, EntryState.SPOILT, None)]
    assert app.backlog.to_read() == [note.stem]
    app.backlog.acknowledge(app.backlog.to_read())
    assert app.shown() == Started(bench).shown() == []
    assert note.exists()


def test_the_sync_counts_it_among_what_somebody_has_to_look_at_as_the_queue_does(bench, too_late):
    tablet = open_tablet(bench.folder)
    assert tablet.sync.status().backlog.amiss == 0
    tablet.photos.left_behind.recover()
    heard = []
    tablet.sync.subscribe(heard.append)
    tablet.sync.recount()
    assert (heard[0].backlog.amiss, tablet.backlog.troubled(0, 10)[1]) == (1, 1)
    tablet.close()


def test_a_disk_that_does_not_say_what_is_on_no_record_holds_up_nothing_else(bench, too_late, monkeypatch, caplog):
    def silent(*_):
        raise StorageFailed

    tablet = open_tablet(bench.folder)
    tablet.photos.left_behind.recover()
    monkeypatch.setattr(ArrivalFolder, "spoilt", silent)
    assert tablet.sync.status().backlog.amiss == 0
    assert "does not say" in caplog.text
    monkeypatch.undo()
    assert tablet.sync.status().backlog.amiss == 1
    tablet.close()
