"""Documents made from what is on the tablet's disk, through the real store, imaging and signing."""

from io import BytesIO
from random import Random

import pytest
from pypdf import PdfReader

from inspector_app.services.documents import DocumentService
from inspector_app.services.photos import PhotoService
from inspector_app.services.signing import SigningService, places_of
from inspector_app.store.arrivals import ArrivalFolder
from inspector_app.store.files import EvidenceFolder
from sync.domain.inspections import Outcome, ResultValue, default_failure
from sync.domain.signatures import Ink
from sync.errors import NotFound
from sync.imaging.evidence import make_evidence
from sync.imaging.scenes import draw_scene

CHINESE, ENGLISH = "zh-CN", "en"
NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施")
INK = Ink(400, ((10, 10, 500, 200), (600, 20, 990, 380)))


@pytest.fixture
def folder(bench) -> EvidenceFolder:
    return EvidenceFolder(bench.folder / "evidence")


@pytest.fixture
def photos(bench, folder) -> PhotoService:
    arrivals = ArrivalFolder(bench.folder / "arrivals", folder, bench.records.names_file)
    return PhotoService(bench.records, folder, arrivals, make_evidence, bench.ids, bench.clock, bench.preferences)


@pytest.fixture
def documents(bench, folder) -> DocumentService:
    return DocumentService(bench.inspections.sheet, folder)


@pytest.fixture
def failed(bench):
    """An inspection with one open finding (D02), everything else passed."""
    inspection = bench.started()
    for item in bench.inspections.sheet(inspection).checklist.items:
        value = ResultValue(Outcome.PASS)
        if item.code == "D02":
            value = default_failure(item, bench.clock.now().date())
        bench.clock.pass_by(minutes=1)
        bench.inspections.answer(inspection, item.code, value, bench.officer)
    return inspection


def words_of(document) -> str:
    pages = PdfReader(BytesIO(document.content)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def pictures_in(document) -> int:
    return sum(len(page.images) for page in PdfReader(BytesIO(document.content)).pages)


def test_the_record_shows_what_is_on_disk(bench, documents, photos, failed, reopened):
    photo = photos.attach(failed, "D02", draw_scene(Random(1)), bench.officer)
    record = documents.record(failed, CHINESE)
    words = words_of(record)
    assert "被检查单位郑州安居物业服务有限公司" in words
    assert "合格26项、不合格1项" in words
    assert "检查开始2026年11月24日09:00检查结束2026年11月24日09:27" in words
    assert photo.facts.original_sha256[:12] in words
    assert bench.inspections.sheet(failed).digest in words
    assert pictures_in(record) == 1


def test_a_signature_given_on_the_tablet_stands_in_the_record_until_something_changes(bench, documents, failed):
    for code in bench.inspections.lacks(failed):
        bench.inspections.answer(failed, code, NOT_HERE, bench.officer)
    signing = SigningService(bench.records, bench.inspections.sheet, bench.ids, bench.preferences)
    signing.sign(failed, places_of(bench.inspections.sheet(failed))[0].place, "张喆", INK, bench.officer)
    assert "执法人员张喆签字时间：2026年11月24日09:27" in words_of(documents.record(failed, CHINESE))
    bench.inspections.answer(failed, "A01", NOT_HERE, bench.officer)
    assert "签字后记录有改动" in words_of(documents.record(failed, CHINESE))


@pytest.mark.details
def test_the_record_of_an_inspection_stays_the_same_to_the_byte_when_it_is_submitted(bench, documents, photos, failed):
    value = bench.inspections.sheet(failed).value("D02")
    bench.inspections.answer(failed, "D02", ResultValue(**{**_fields(value), "note": "通道堵塞"}), bench.officer)
    for code in bench.inspections.lacks(failed):
        photos.attach(failed, code, draw_scene(Random(code)), bench.officer)
    before = documents.record(failed, CHINESE)
    bench.clock.pass_by(hours=3)
    bench.inspections.submit(failed, bench.officer)
    assert documents.record(failed, CHINESE) == before


def _fields(value):
    return {name: getattr(value, name) for name in ("outcome", "severity", "due_on")}


def test_the_draft_order_asks_for_what_is_open(documents, failed):
    order = documents.order(failed, CHINESE)
    assert "发现下列1个待整改问题：问题1D02" in words_of(order)


def test_there_is_no_draft_order_without_an_open_finding(bench, documents, failed):
    bench.inspections.answer(failed, "D02", ResultValue(Outcome.PASS), bench.officer)
    assert documents.order(failed, CHINESE) is None


@pytest.mark.details
@pytest.mark.parametrize(
    ("language", "record", "order"),
    [
        (CHINESE, "现场检查记录表 翠竹苑 2026-11-24.pdf", "责令整改通知书（草稿） 翠竹苑 2026-11-24.pdf"),
        (ENGLISH, "On-site inspection record 翠竹苑 2026-11-24.pdf", "Order to rectify (draft) 翠竹苑 2026-11-24.pdf"),
    ],
)
def test_a_document_is_named_for_its_kind_place_and_day(documents, failed, language, record, order):
    assert documents.record(failed, language).name == record
    assert documents.order(failed, language).name == order


@pytest.mark.details
def test_a_photo_taken_on_another_tablet_is_said_to_be_there(bench, documents, photos, failed, folder):
    photo = photos.attach(failed, "D02", draw_scene(Random(1)), bench.officer)
    folder.path_of(photo.facts.copy_sha256).unlink()
    assert pictures_in(documents.record(failed, CHINESE)) == 1  # the thumbnail is still here
    (bench.folder / "evidence" / "thumbnails" / f"{photo.facts.photo_id}.jpg").unlink()
    record = documents.record(failed, CHINESE)
    assert pictures_in(record) == 0
    assert "照片存于另一台平板" in words_of(record)


def test_an_inspection_that_is_not_on_this_tablet_has_no_document(bench, documents):
    with pytest.raises(NotFound):
        documents.record(bench.ids.new(), CHINESE)
