"""Whether an inspection that came back is still as it was submitted."""

import pytest

from inspector_app.services.photos import PhotoService
from inspector_app.services.returning import is_as_submitted, is_item_as_submitted
from inspector_app.store.arrivals import ArrivalFolder
from inspector_app.store.files import EvidenceFolder
from sync.domain.inspections import VISIT, Outcome, ResultValue, Return, ReturnedItem, State
from sync.imaging.evidence import make_evidence
from sync.protocol.messages import Changes, InspectionHead, OperationOutcome, OperationStatus
from tests.unit.tablet.test_photos import jpeg

NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施")


@pytest.fixture
def photos(bench):
    folder = EvidenceFolder(bench.folder / "evidence")
    arrivals = ArrivalFolder(bench.folder / "arrivals", folder, bench.records.names_file)
    return PhotoService(bench.records, folder, arrivals, make_evidence, bench.ids, bench.clock, bench.preferences)


@pytest.fixture
def returned(bench, photos):
    """Submitted with a photo of the visit, heard of at the centre, and returned an hour later."""
    inspection = bench.started()
    photos.attach(inspection, VISIT, jpeg(), bench.officer)
    for item in bench.inspections.sheet(inspection).checklist.items:
        bench.inspections.answer(inspection, item.code, NOT_HERE, bench.officer)
    bench.inspections.submit(inspection, bench.officer)
    queued = bench.queue.queued(None, 1000)
    bench.queue.settle([(entry.id, OperationOutcome(entry.id, OperationStatus.APPLIED)) for entry in queued])
    submitted_at = bench.inspections.sheet(inspection).record.submitted_at
    bench.clock.pass_by(hours=1)
    assignment, back = bench.assignments[0], Return("", (ReturnedItem("A02", "看不清铭牌"),), "王主管", bench.clock.now())
    head = InspectionHead(
        inspection,
        assignment.id,
        assignment.checklist_id,
        assignment.checklist_version,
        State.RETURNED,
        3,
        started_at=submitted_at,
        started_by=bench.officer,
        submitted_at=submitted_at,
        returned=back,
    )
    bench.queue.take_in(Changes(cursor="c", more=False, centre_time=bench.clock.now(), inspections=(head,)))
    bench.clock.pass_by(minutes=1)
    return inspection


def test_an_inspection_that_came_back_is_as_submitted_until_something_is_recorded(bench, returned):
    assert is_as_submitted(bench.inspections.sheet(returned))
    bench.inspections.answer(returned, "A02", ResultValue(Outcome.PASS), bench.officer)
    sheet = bench.inspections.sheet(returned)
    assert not is_as_submitted(sheet)
    assert not is_item_as_submitted(sheet, "A02")
    assert is_item_as_submitted(sheet, "A03")


def test_a_photo_that_was_removed_is_a_change(bench, photos, returned):
    (visit,) = bench.inspections.sheet(returned).photos[VISIT]
    photos.remove(visit.facts.photo_id, bench.officer)
    assert not is_as_submitted(bench.inspections.sheet(returned))


def test_a_photo_that_was_added_is_a_change_of_its_item(bench, photos, returned):
    photos.attach(returned, "A03", jpeg((1, 2, 3)), bench.officer)
    sheet = bench.inspections.sheet(returned)
    assert (is_as_submitted(sheet), is_item_as_submitted(sheet, "A03"), is_item_as_submitted(sheet, "A02")) == (
        False,
        False,
        True,
    )


def test_what_is_submitted_again_is_nothing_that_came_back(bench, returned):
    bench.inspections.submit(returned, bench.officer)
    assert not is_as_submitted(bench.inspections.sheet(returned))
