"""The work that counting and sending takes grows with what is there, and no faster."""

from inspector_app.services.records import PhotoRecord
from sync.domain.inspections import PhotoFacts
from sync.protocol.messages import OperationStatus
from sync.protocol.operations import AddPhoto
from tests.unit.tablet.conftest import answer_for

_STEPS = 100
"""Instructions of SQLite's own machine between two calls; unlike seconds they are the same on every machine."""


def photographed(bench, inspection, count):
    """Photos on record; every second one was taken out before its files were sent, as after a retake."""
    with bench.records.act() as act:
        for number in range(count):
            photo_id = bench.ids.new()
            original, copy = (f"{photo_id.hex}{role * 32}" for role in "ab")
            facts = PhotoFacts(photo_id, "D01", original, 9, "image/jpeg", copy, 9, 4, 3, bench.clock.now())
            act.add_photo(PhotoRecord(inspection, facts, bench.officer), act.queue(AddPhoto(inspection, facts), bench.officer))
            if number % 2:
                act.remove_photo(photo_id, bench.clock.now())


def work(bench, ask):
    """What it takes to answer."""
    calls = []
    connection = bench.database.connection.conn
    connection.set_progress_handler(lambda: calls.append(1), _STEPS)
    try:
        ask()
    finally:
        connection.set_progress_handler(None, 0)
    return len(calls)


def test_photos_that_were_taken_out_make_neither_the_queue_nor_the_sync_slow(bench, backlog):
    inspection = bench.started()
    answer_for(bench, OperationStatus.APPLIED)
    asked = (
        lambda: bench.queue.backlog(unmetered=True),
        lambda: bench.queue.waiting_files(unmetered=True, limit=50),
        lambda: backlog.groups(unmetered=True),
        lambda: backlog.troubled(0, 50),
    )
    photographed(bench, inspection, 100)
    few = [work(bench, ask) for ask in asked]
    photographed(bench, inspection, 300)
    many = [work(bench, ask) for ask in asked]
    assert bench.queue.backlog(unmetered=True).files == 200
    assert all(more < 6 * less for more, less in zip(many, few, strict=True)), (few, many)
