"""Files that are no photo, given to a tablet: a sentence in both languages, and nothing half kept; and what a photo tells."""

from io import BytesIO

import pytest
from PIL import Image

from inspector_app.services.photos import PhotoService
from inspector_app.store.arrivals import ArrivalFolder
from inspector_app.store.files import EvidenceFolder
from sync.domain.positions import Position, PositionSource
from sync.errors import MemoryLow, PhotoUnreadable
from sync.i18n import LANGUAGES, explain
from sync.imaging.evidence import make_evidence
from sync.protocol.operations import decode


def encoded(picture, form="JPEG", **options):
    out = BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def with_dimensions(width, height):
    """A JPEG whose header announces more than it has."""
    jpeg = bytearray(encoded(Image.new("RGB", (64, 48), "teal")))
    frame = jpeg.index(b"\xff\xc0")
    jpeg[frame + 5 : frame + 9] = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return bytes(jpeg)


WHOLE = encoded(Image.effect_noise((400, 300), 60).convert("RGB"))
HOSTILE = {
    "empty": b"",
    "text renamed to .jpg": "现场照片\n".encode() * 30,
    "pdf": b"%PDF-1.7\n" + bytes(200),
    "truncated header": WHOLE[:100],
    "truncated pixels": WHOLE[: len(WHOLE) // 2],
    "over fifty megapixels": with_dimensions(9000, 6000),
    "a bomb of 4 gigapixels": with_dimensions(65_500, 65_500),
    "sliver": with_dimensions(60_000, 12),
    "animation": encoded(Image.new("RGB", (40, 30)), "PNG", save_all=True, append_images=[Image.new("RGB", (40, 30), "red")]),
    "gif": encoded(Image.new("P", (40, 30)), "GIF"),
    "bitmap named .jpg": encoded(Image.new("RGB", (40, 30)), "BMP"),
}


@pytest.fixture
def service_with(bench):
    def service(make=make_evidence):
        folder = EvidenceFolder(bench.folder / "evidence")
        arrivals = ArrivalFolder(bench.folder / "arrivals", folder, bench.records.names_file)
        return PhotoService(bench.records, folder, arrivals, make, bench.ids, bench.clock, bench.preferences)

    return service


def kept_files(bench):
    return [path.name for name in ("evidence", "arrivals") for path in (bench.folder / name).rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_file_that_is_no_photo_leaves_a_sentence_and_nothing_else(bench, service_with, name):
    inspection = bench.started()
    waiting = len(bench.queue.queued(None, 1000))
    with pytest.raises(PhotoUnreadable) as raised:
        service_with().attach(inspection, "D01", HOSTILE[name], bench.officer)
    sentences = {explain(language, raised.value) for language in LANGUAGES}
    assert len(sentences) == 2
    assert all(len(sentence) > 15 and "{" not in sentence and "problem" not in sentence for sentence in sentences)
    assert kept_files(bench) == []
    assert bench.inspections.sheet(inspection).photos["D01"] == []
    assert len(bench.queue.queued(None, 1000)) == waiting


def test_a_picture_that_found_too_little_memory_is_kept_and_becomes_a_photo_later(bench, service_with):
    inspection, short = bench.started(), [True]

    def make(original, caption):
        if short:
            raise MemoryLow()
        return make_evidence(original, caption)

    with pytest.raises(MemoryLow):
        service_with(make).attach(inspection, "D01", WHOLE, bench.officer)
    assert kept_files(bench) != []
    short.clear()
    assert service_with(make).left_behind.recover() == 1
    assert len(bench.inspections.sheet(inspection).photos["D01"]) == 1


def test_the_position_and_camera_in_a_photo_reach_the_outbox(bench, service_with):
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Maker", "Pad 7"
    exif[0x8769] = {0x9003: "2026:11:24 09:15:07", 0x9011: "+09:00"}
    exif[0x8825] = {1: "N", 2: (34.0, 45.0, 0.0), 3: "E", 4: (113.0, 30.0, 0.0), 31: 6.0}
    photo = service_with().attach(bench.started(), "D01", encoded(Image.new("RGB", (80, 60)), exif=exif), bench.officer)
    assert photo.facts.position == Position(34.75, 113.5, PositionSource.EXIF, accuracy=6.0)
    assert (photo.facts.camera_make, photo.facts.device_model) == ("Maker", "Pad 7")
    assert photo.facts.camera_time == "2026-11-24T09:15:07+09:00"
    assert decode(bench.queue.queued(None, 10)[-1].line).body.photo == photo.facts
