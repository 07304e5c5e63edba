"""Annotated copies on a real disk, through the real imaging."""

from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image

from inspector_app.services.annotating import AnnotatingService
from inspector_app.services.photos import PhotoService
from inspector_app.store.arrivals import ArrivalFolder
from inspector_app.store.files import EvidenceFolder
from sync.domain.inspections import Lack, Outcome, ResultValue
from sync.domain.marks import Arrow, BlurBox, TextMark
from sync.errors import InspectionFrozen, NotFound, OperationInvalid
from sync.imaging.evidence import make_evidence
from sync.protocol.messages import Changes, OperationOutcome, OperationStatus, RemotePhoto
from sync.protocol.operations import AddPhoto, decode

ARROW = Arrow((0.1, 0.5), (0.5, 0.5))
MARKS = (BlurBox((0.6, 0.6), (0.9, 0.9)), ARROW, TextMark((0.2, 0.2), "堆放杂物"))
GROUND = (90, 120, 130)


@pytest.fixture
def folder(bench):
    return EvidenceFolder(bench.folder / "evidence")


@pytest.fixture
def photos(bench, folder):
    arrivals = ArrivalFolder(bench.folder / "arrivals", folder, bench.records.names_file)
    return PhotoService(bench.records, folder, arrivals, make_evidence, bench.ids, bench.clock, bench.preferences)


@pytest.fixture
def annotating(bench, folder):
    return AnnotatingService(bench.records, folder, bench.preferences, bench.ids)


@pytest.fixture
def original():
    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (1200, 1600), GROUND).save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def photo(bench, photos, original):
    return photos.attach(bench.started(), "D01", original, bench.officer)


def on_disk(bench, photo):
    return bench.inspections.sheet(photo.inspection_id).photos[photo.facts.item_code]


def test_an_annotated_copy_is_a_further_photo_that_names_its_source(bench, annotating, photo):
    bench.clock.pass_by(minutes=3)
    copy = annotating.annotate(photo.facts.photo_id, MARKS, bench.second_officer)
    assert on_disk(bench, photo) == [photo, copy]
    assert (copy.facts.annotates, copy.facts.marks) == (photo.facts.photo_id, MARKS)
    assert (copy.author, photo.author) == (bench.second_officer, bench.officer)
    same = ("original_sha256", "original_size", "original_type", "width", "height", "taken_at", "item_code")
    assert [getattr(copy.facts, name) for name in same] == [getattr(photo.facts, name) for name in same]
    assert copy.facts.copy_sha256 != photo.facts.copy_sha256


def test_the_original_and_the_copy_it_was_drawn_on_stay_byte_for_byte(bench, folder, annotating, photo, original):
    before = folder.copy(photo.facts.copy_sha256)
    copy = annotating.annotate(photo.facts.photo_id, MARKS, bench.officer)
    assert folder.original(copy.facts.original_sha256) == original
    assert folder.copy(photo.facts.copy_sha256) == before
    burnt = folder.copy(copy.facts.copy_sha256)
    assert sha256(burnt).hexdigest() == copy.facts.copy_sha256
    assert len(burnt) == copy.facts.copy_size
    picture = Image.open(BytesIO(burnt))
    assert sha256(original).hexdigest().encode() in picture.info["comment"]
    red, green, _ = picture.convert("RGB").getpixel((int(picture.width * 0.3), int(1200 * 0.5)))
    assert red > green + 100


def test_the_copy_is_recorded_in_the_outbox_with_its_marks(bench, annotating, photo):
    copy = annotating.annotate(photo.facts.photo_id, MARKS, bench.officer)
    assert decode(bench.queue.queued(None, 10)[-1].line).body == AddPhoto(photo.inspection_id, copy.facts)


def test_the_bytes_of_the_original_travel_once(bench, annotating, photo):
    copy = annotating.annotate(photo.facts.photo_id, MARKS, bench.officer)
    queued = bench.queue.queued(None, 100)
    bench.queue.settle([(entry.id, OperationOutcome(entry.id, OperationStatus.APPLIED)) for entry in queued])
    wanted = (photo.facts.original_sha256,)
    bench.queue.take_in(Changes(cursor="x", more=False, centre_time=bench.clock.now(), wanted_originals=wanted))
    waiting = [file.sha256 for file in bench.queue.waiting_files(unmetered=False, limit=10)]
    assert sorted(waiting) == sorted([photo.facts.copy_sha256, copy.facts.copy_sha256, photo.facts.original_sha256])


def test_the_caption_names_who_took_the_photo_whoever_drew_on_it(bench, folder, photo):
    captions = []

    def noting(original, caption, marks):
        captions.append(caption)
        return make_evidence(original, caption, marks)

    annotating = AnnotatingService(bench.records, folder, bench.preferences, bench.ids, noting)
    first = annotating.annotate(photo.facts.photo_id, MARKS, bench.second_officer)
    annotating.annotate(first.facts.photo_id, (*MARKS, ARROW), bench.second_officer)
    assert [(caption.officer, caption.taken_at) for caption in captions] == [("张喆", photo.facts.taken_at)] * 2


def test_a_copy_of_a_copy_is_drawn_on_the_first_photo_again(bench, annotating, photo):
    first = annotating.annotate(photo.facts.photo_id, MARKS, bench.officer)
    assert annotating.draft(first) == MARKS
    second = annotating.annotate(first.facts.photo_id, (*MARKS, ARROW), bench.officer)
    assert second.facts.annotates == photo.facts.photo_id
    assert len(on_disk(bench, photo)) == 3


def test_a_copy_remains_when_the_photo_it_was_drawn_on_is_removed(bench, photos, annotating, photo):
    copy = annotating.annotate(photo.facts.photo_id, MARKS, bench.officer)
    photos.remove(photo.facts.photo_id, bench.officer)
    assert on_disk(bench, photo) == [copy]
    again = annotating.annotate(copy.facts.photo_id, (ARROW,), bench.officer)
    assert again.facts.annotates == photo.facts.photo_id
    with pytest.raises(NotFound):
        annotating.annotate(photo.facts.photo_id, MARKS, bench.officer)


def test_an_annotated_copy_counts_as_a_photo_of_its_item(bench, photos, annotating, photo):
    inspection = photo.inspection_id
    bench.inspections.answer(inspection, "D01", ResultValue(Outcome.PASS), bench.officer)
    annotating.annotate(photo.facts.photo_id, MARKS, bench.officer)
    photos.remove(photo.facts.photo_id, bench.officer)
    assert Lack.PHOTO not in bench.inspections.lacks(inspection).get("D01", ())


@pytest.mark.parametrize("marks", [(), (Arrow((0.1, 0.1), (0.5, 1.2)),), (ARROW,) * 101])
def test_marks_that_are_none_leave_nothing(bench, annotating, photo, marks):
    with pytest.raises(OperationInvalid):
        annotating.annotate(photo.facts.photo_id, marks, bench.officer)
    assert on_disk(bench, photo) == [photo]


def test_after_submission_nothing_is_drawn_any_more(bench, annotating, photo):
    for item in bench.inspections.sheet(photo.inspection_id).checklist.items:
        value = ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施")
        bench.inspections.answer(photo.inspection_id, item.code, value, bench.officer)
    bench.inspections.submit(photo.inspection_id, bench.officer)
    with pytest.raises(InspectionFrozen):
        annotating.annotate(photo.facts.photo_id, MARKS, bench.officer)


def test_what_is_drawn_on_is_upright_and_has_no_caption(annotating, photo):
    ground = Image.open(BytesIO(annotating.ground(photo)))
    assert ground.size == (1600, 1200)
    assert all(abs(part - wanted) < 6 for part, wanted in zip(ground.getpixel((800, 1195)), GROUND, strict=True))


def test_a_photo_of_another_tablet_cannot_be_drawn_on(bench, annotating, photo):
    other = RemotePhoto(
        photo.inspection_id,
        type(photo.facts)(bench.ids.new(), "D01", "e" * 64, 9, "image/jpeg", "f" * 64, 9, 4, 3, bench.clock.now()),
        bench.second_officer,
        False,
    )
    bench.queue.take_in(Changes(cursor="y", more=False, centre_time=bench.clock.now(), photos=(other,)))
    with pytest.raises(NotFound):
        annotating.annotate(other.facts.photo_id, MARKS, bench.officer)


def test_what_is_being_drawn_outlives_the_app(reopened, annotating, photo):
    annotating.keep_draft(photo.facts.photo_id, MARKS)
    bench = reopened()
    fresh = AnnotatingService(bench.records, EvidenceFolder(bench.folder / "evidence"), bench.preferences, bench.ids)
    assert fresh.draft(photo) == MARKS
    assert fresh.is_unfinished(photo)
    copy = fresh.annotate(photo.facts.photo_id, MARKS, bench.officer)
    assert fresh.draft(photo) == ()
    assert fresh.draft(copy) == MARKS
    assert not fresh.is_unfinished(photo)
    assert not fresh.is_unfinished(copy)


def test_a_draft_that_is_given_up_is_gone(annotating, photo):
    annotating.keep_draft(photo.facts.photo_id, MARKS)
    annotating.drop_draft(photo.facts.photo_id)
    assert annotating.draft(photo) == ()
