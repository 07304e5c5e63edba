"""Photos on a real disk, through the real imaging."""

import shutil
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from inspector_app.services.photos import LEAST_ROOM, PhotoService
from inspector_app.services.records import EvidenceFiles
from inspector_app.services.stamping import caption_of
from inspector_app.store.arrivals import ArrivalFolder
from inspector_app.store.files import EvidenceFolder
from sync.domain.inspections import VISIT, Outcome, ResultValue
from sync.domain.positions import Position, PositionSource
from sync.errors import EvidenceNoRoom, InspectionFrozen, NotFound, PhotoUnreadable
from sync.imaging.evidence import make_evidence
from sync.protocol.messages import Changes, OperationOutcome, OperationStatus
from sync.protocol.operations import AddPhoto, RemovePhoto, decode

NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施")


def jpeg(colour=(200, 30, 30), size=(2400, 1800)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def service_on(bench, folder, make=make_evidence) -> PhotoService:
    arrivals = ArrivalFolder(bench.folder / "arrivals", folder, bench.records.names_file)
    return PhotoService(bench.records, folder, arrivals, make, bench.ids, bench.clock, bench.preferences)


@pytest.fixture
def folder(bench) -> EvidenceFolder:
    return EvidenceFolder(bench.folder / "evidence")


@pytest.fixture
def photos(bench, folder) -> PhotoService:
    return service_on(bench, folder)


def acknowledge(bench):
    queued = bench.queue.queued(None, 1000)
    bench.queue.settle([(entry.id, OperationOutcome(entry.id, OperationStatus.APPLIED)) for entry in queued])


def test_the_original_is_kept_byte_for_byte(bench, folder, photos):
    original = jpeg()
    photo = photos.attach(bench.started(), "D01", original, bench.officer)

    assert photo.facts.original_sha256 == sha256(original).hexdigest()
    assert folder.path_of(photo.facts.original_sha256).read_bytes() == original
    assert sha256(photos.full_size(photo)).hexdigest() == photo.facts.copy_sha256
    assert Image.open(BytesIO(photos.thumbnail(photo.facts.photo_id))).format == "JPEG"


def test_a_photo_is_recorded_in_the_outbox_with_its_hashes(bench, photos):
    inspection = bench.started()
    photo = photos.attach(inspection, "D01", jpeg(), bench.officer)
    operation = decode(bench.queue.queued(None, 10)[-1].line)
    assert operation.body == AddPhoto(inspection, photo.facts)


def test_a_file_that_is_no_picture_leaves_nothing(bench, photos):
    inspection = bench.started()
    with pytest.raises(PhotoUnreadable):
        photos.attach(inspection, "D01", b"just text", bench.officer)
    assert bench.inspections.sheet(inspection).photos["D01"] == []
    assert not [path for path in Path(bench.folder).rglob("evidence/**/*") if path.is_file()]


def test_several_photos_of_one_item_stay_in_order(bench, photos):
    inspection = bench.started()
    taken = [photos.attach(inspection, "D01", jpeg((shade, 0, 0)), bench.officer) for shade in (10, 120, 230)]
    assert [photo.facts.photo_id for photo in bench.inspections.sheet(inspection).photos["D01"]] == [
        photo.facts.photo_id for photo in taken
    ]


def test_a_removed_photo_is_out_of_the_inspection_but_its_removal_is_an_act(bench, folder, photos):
    inspection = bench.started()
    photo = photos.attach(inspection, "D01", jpeg(), bench.officer)
    photos.remove(photo.facts.photo_id, bench.officer)

    assert bench.inspections.sheet(inspection).photos["D01"] == []
    assert decode(bench.queue.queued(None, 10)[-1].line).body == RemovePhoto(inspection, photo.facts.photo_id)
    assert folder.path_of(photo.facts.original_sha256).exists()
    with pytest.raises(NotFound):
        photos.remove(photo.facts.photo_id, bench.officer)


def test_after_submission_photos_stay_as_they_are(bench, photos):
    inspection = bench.started()
    photo = photos.attach(inspection, "D01", jpeg(), bench.officer)
    for item in bench.inspections.sheet(inspection).checklist.items:
        bench.inspections.answer(inspection, item.code, NOT_HERE, bench.officer)
    bench.inspections.submit(inspection, bench.officer)

    with pytest.raises(InspectionFrozen):
        photos.attach(inspection, "D01", jpeg((1, 2, 3)), bench.officer)
    with pytest.raises(InspectionFrozen):
        photos.remove(photo.facts.photo_id, bench.officer)


def test_files_wait_until_the_record_has_gone(bench, photos):
    photo = photos.attach(bench.started(), "D01", jpeg(), bench.officer)
    assert bench.queue.waiting_files(unmetered=True, limit=10) == []
    acknowledge(bench)
    assert [file.sha256 for file in bench.queue.waiting_files(unmetered=True, limit=10)] == [photo.facts.copy_sha256]


def test_an_original_travels_when_the_centre_asks_and_after_the_copies(bench, photos):
    inspection = bench.started()
    first = photos.attach(inspection, "D01", jpeg(), bench.officer)
    second = photos.attach(inspection, "D01", jpeg((0, 0, 9)), bench.officer)
    acknowledge(bench)
    bench.queue.take_in(
        Changes(cursor="x", more=False, centre_time=bench.clock.now(), wanted_originals=(first.facts.original_sha256,))
    )
    waiting = [file.sha256 for file in bench.queue.waiting_files(unmetered=False, limit=10)]
    assert waiting == [first.facts.copy_sha256, second.facts.copy_sha256, first.facts.original_sha256]


def test_a_receipt_ends_the_wait_and_shows_on_the_photo(bench, photos):
    inspection = bench.started()
    photo = photos.attach(inspection, "D01", jpeg(), bench.officer)
    acknowledge(bench)
    bench.queue.receipts([photo.facts.copy_sha256])
    assert bench.queue.backlog(unmetered=True).files == 0
    assert bench.inspections.sheet(inspection).photos["D01"][0].copy_stored


def test_the_same_picture_twice_travels_once(bench, photos):
    inspection = bench.started()
    for code in ("D01", "D02"):
        photos.attach(inspection, code, jpeg(), bench.officer)
    acknowledge(bench)
    waiting = [file.sha256 for file in bench.queue.waiting_files(unmetered=True, limit=10)]
    assert len(waiting) == len(set(waiting)) == 2


def test_a_name_appears_only_with_its_whole_content(folder):
    folder.keep("p", EvidenceFiles(b"original", b"copy", b"thumb"))
    names = sorted(path.name for path in folder.path_of("00").parent.parent.rglob("*") if path.is_file())
    assert names == sorted([sha256(b"original").hexdigest(), sha256(b"copy").hexdigest(), "p.jpg"])


def killed(original, caption):
    raise KeyboardInterrupt


def test_a_picture_whose_app_is_killed_becomes_a_photo_at_the_next_start(bench, folder):
    inspection = bench.started()
    taken_at = bench.clock.now()
    with pytest.raises(KeyboardInterrupt):
        service_on(bench, folder, killed).attach(inspection, "D01", jpeg(), bench.officer)
    assert bench.inspections.sheet(inspection).photos["D01"] == []

    bench.clock.pass_by(minutes=5)
    assert service_on(bench, folder).left_behind.recover() == 1
    (photo,) = bench.inspections.sheet(inspection).photos["D01"]
    assert photo.facts.original_sha256 == sha256(jpeg()).hexdigest()
    assert (photo.facts.taken_at, photo.author) == (taken_at, bench.officer)
    assert service_on(bench, folder).left_behind.recover() == 0


def test_a_kill_between_the_record_and_the_note_makes_no_second_photo(bench, folder, photos):
    inspection = bench.started()
    arrival = photos.receive(inspection, "D01", jpeg(), bench.officer)
    note = (bench.folder / "arrivals" / f"{arrival.photo_id}.json").read_bytes()
    photos.develop(arrival, jpeg())
    (bench.folder / "arrivals" / f"{arrival.photo_id}.json").write_bytes(note)

    assert service_on(bench, folder).left_behind.recover() == 1
    assert len(bench.inspections.sheet(inspection).photos["D01"]) == 1
    assert len([1 for entry in bench.queue.queued(None, 10) if isinstance(decode(entry.line).body, AddPhoto)]) == 1


def test_a_picture_in_work_is_not_recovered_beside_it(bench, folder, photos):
    photos.receive(bench.started(), "D01", jpeg(), bench.officer)
    assert photos.left_behind.recover() == 0


def test_a_photo_says_where_the_device_was_and_how_far_its_clock_was_ahead(bench, photos):
    bench.queue.take_in(Changes(cursor="x", more=False, centre_time=bench.clock.now() - timedelta(seconds=90)))
    here = Position(34.7466, 113.6254, PositionSource.DEVICE, accuracy=12.0, mocked=True)
    photo = photos.attach(bench.started(), "D01", jpeg(), bench.officer, here)
    assert (photo.facts.position, photo.facts.device_offset_ms) == (here, 90_000)
    assert decode(bench.queue.queued(None, 10)[-1].line).body.photo == photo.facts


def test_a_clock_that_runs_with_the_centres_is_written_down_once(bench, photos):
    for cursor, seconds in (("a", 0.0), ("b", 0.4), ("c", -0.3)):
        bench.queue.take_in(Changes(cursor=cursor, more=False, centre_time=bench.clock.now() - timedelta(seconds=seconds)))
    assert photos.attach(bench.started(), "D01", jpeg(), bench.officer).facts.device_offset_ms == 0


def test_a_photo_of_the_visit_as_a_whole_is_stamped_as_such_and_belongs_to_no_item(bench, photos):
    inspection = bench.started()
    photo = photos.attach(inspection, VISIT, jpeg(), bench.officer)
    sheet = bench.inspections.sheet(inspection)
    assert sheet.photos[VISIT] == [photo]
    assert not any(taken for code, taken in sheet.photos.items() if code != VISIT)
    caption = caption_of(bench.records, sheet.record, VISIT, photo.facts.taken_at, bench.officer)
    assert (caption.item_title, caption.officer) == ("整次检查", "张喆")


def test_a_photo_of_the_visit_that_a_kill_interrupted_is_there_again(bench, folder, photos):
    inspection = bench.started()
    photos.receive(inspection, VISIT, jpeg(), bench.officer)
    assert service_on(bench, folder).left_behind.recover() == 1
    assert len(bench.inspections.sheet(inspection).photos[VISIT]) == 1


def test_nothing_is_photographed_where_what_is_left_is_needed_for_answers(photos, monkeypatch):
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=LEAST_ROOM + 5_000_000))
    photos.make_sure_of_room()
    photos.make_sure_of_room(5_000_000)
    with pytest.raises(EvidenceNoRoom) as refused:
        photos.make_sure_of_room(5_000_001)
    assert refused.value.fields == {"free": "55"}
