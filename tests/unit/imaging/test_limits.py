"""What is refused by its header, before any pixel of it is decoded."""

import subprocess
import sys
import warnings
from pathlib import Path
from zlib import compress, crc32

import pytest
from PIL import Image

from sync.errors import PhotoUnreadable
from sync.imaging.evidence import make_evidence
from sync.imaging.formats import FIFTY_MEGAPIXELS, PHOTO_KINDS
from sync.imaging.opening import OpenedPhoto, open_photo

ROOT = Path(__file__).parents[3]


def problem_of(photo, caption):
    with pytest.raises(PhotoUnreadable) as raised:
        make_evidence(photo, caption)
    return raised.value.fields


def png_of(width, height):
    """A well-formed PNG header for a picture of any size, with next to no pixels."""

    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + crc32(kind + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", compress(b"\x00" * 1000)) + chunk(b"IEND", b"")


def jpeg_of(pictures, width, height):
    """A JPEG whose header announces other dimensions than its pixels have."""
    jpeg = bytearray(pictures.encoded(pictures.quarters((64, 48))))
    frame = jpeg.index(b"\xff\xc0")
    jpeg[frame + 5 : frame + 9] = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return bytes(jpeg)


def webp_of(pictures, width, height):
    """As ``jpeg_of``: a lossless WebP, with 14 bits for each side."""
    webp = bytearray(pictures.encoded(pictures.quarters((64, 48)), "WEBP", lossless=True))
    size = webp.index(b"VP8L") + 9
    flags = int.from_bytes(webp[size : size + 4], "little") >> 28
    webp[size : size + 4] = ((width - 1) | (height - 1) << 14 | flags << 28).to_bytes(4, "little")
    return bytes(webp)


@pytest.fixture
def nothing_is_decoded(monkeypatch):
    """Fails the test when the pixels of anything are asked for."""

    def decode(self, size):
        raise AssertionError("decoded")

    monkeypatch.setattr(OpenedPhoto, "decode", decode)


@pytest.mark.usefixtures("nothing_is_decoded")
@pytest.mark.parametrize("size", [(8193, 6144), (9000, 9000), (20_000, 20_000), (60_000, 60_000)])
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_of_more_than_fifty_megapixels_is_refused_undecoded(pictures, caption, size):
    for photo in (png_of(*size), jpeg_of(pictures, *size)):
        assert problem_of(photo, caption) == {"problem": "photo.problem.too-large", "most": 50}


@pytest.mark.usefixtures("nothing_is_decoded")
def test_a_webp_which_takes_more_memory_has_a_lower_limit(pictures, caption):
    assert problem_of(webp_of(pictures, 5000, 3201), caption) == {"problem": "photo.problem.too-large", "most": 16}
    assert open_photo(webp_of(pictures, 5000, 3200)).width == 5000


@pytest.mark.parametrize("size", [(8192, 6144), (6144, 8192), (8160, 6120)])
def test_what_cameras_sell_as_fifty_megapixels_is_taken(pictures, size):
    assert (open_photo(jpeg_of(pictures, *size)).width, open_photo(png_of(*size)).height) == size


def test_a_real_photo_of_fifty_megapixels_becomes_evidence(pictures, caption):
    scene = pictures.quarters((1020, 765)).resize((8160, 6120), Image.Resampling.NEAREST)
    evidence = make_evidence(pictures.encoded(scene), caption)
    assert (evidence.width, evidence.height) == (8160, 6120)
    assert pictures.seen(evidence.copy, 1440) == pictures.upright


def test_a_photo_of_fifty_megapixels_takes_at_most_sixty_megabytes_of_memory(pictures, tmp_path):
    grain = Image.effect_noise((2040, 1530), 60).resize((8160, 6120)).convert("RGB")
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(pictures.encoded(grain, quality=90))
    measured = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.photo_memory", str(photo)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert photo.stat().st_size > 4_000_000
    assert 20 < float(measured.stdout) <= 60


def test_every_limit_lies_below_the_size_that_pillow_warns_about():
    assert max(kind.most_pixels for kind in PHOTO_KINDS.values()) == FIFTY_MEGAPIXELS < Image.MAX_IMAGE_PIXELS


@pytest.mark.usefixtures("nothing_is_decoded")
@pytest.mark.parametrize("size", [(1, 21), (41, 2), (60_000, 10), (10, 60_000), (2101, 105)])
def test_a_sliver_is_too_slender(pictures, caption, size):
    assert problem_of(jpeg_of(pictures, *size), caption) == {"problem": "photo.problem.too-slender", "most": 20}


def test_a_panorama_is_a_photo(pictures, caption):
    evidence = make_evidence(pictures.encoded(pictures.quarters((4000, 200))), caption)
    assert pictures.seen(evidence.copy, 96) == pictures.upright


@pytest.mark.usefixtures("nothing_is_decoded")
@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_an_animation_is_no_photo(pictures, caption, form):
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green", "blue")]
    moving = pictures.encoded(frames[0], form, save_all=True, append_images=frames[1:], duration=100)
    assert problem_of(moving, caption) == {"problem": "photo.problem.moving"}


def test_a_photo_with_a_second_picture_for_depth_or_brightness_is_one_photo(pictures, caption):
    second = pictures.quarters((400, 300)).convert("L").convert("RGB")
    photo = pictures.encoded(pictures.quarters(), "MPO", save_all=True, append_images=[second])
    assert pictures.decoded(photo).n_frames == 2
    assert pictures.seen(make_evidence(photo, caption).copy, 600) == pictures.upright


def scans_repeated(jpeg, times):
    """The same picture with its last scan written so many times more."""
    last = jpeg.rindex(b"\xff\xda")
    return jpeg[:last] + jpeg[last:-2] * (times + 1) + jpeg[-2:]


@pytest.mark.usefixtures("nothing_is_decoded")
def test_a_progressive_jpeg_of_thousands_of_scans_is_endless(pictures, caption):
    photo = pictures.encoded(pictures.quarters(), progressive=True)
    assert problem_of(scans_repeated(photo, 5000), caption) == {"problem": "photo.problem.endless"}


@pytest.mark.usefixtures("nothing_is_decoded")
def test_a_sequential_jpeg_that_scans_one_colour_again_and_again_is_endless(pictures, caption):
    photo = bytearray(pictures.encoded(pictures.quarters()))
    scan = photo.rindex(b"\xff\xda")
    photo[scan : scan + 14] = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00"  # carries only the first of three colours
    assert problem_of(scans_repeated(bytes(photo), 200), caption) == {"problem": "photo.problem.endless"}


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_an_ordinary_jpeg_has_few_scans(pictures, caption, mode, progressive):
    photo = pictures.encoded(pictures.quarters(mode=mode), progressive=progressive, exif=Image.Exif().tobytes())
    assert make_evidence(photo, caption).width == 800


@pytest.mark.parametrize("name", ["report.pdf", "photo.png", "IMG_0001.HEIC"])
def test_the_content_decides_what_a_file_is_and_not_its_name(pictures, caption, tmp_path, name):
    (tmp_path / name).write_bytes(pictures.encoded(pictures.quarters()))
    assert make_evidence((tmp_path / name).read_bytes(), caption).original_type == "image/jpeg"


def test_opening_a_photo_within_the_limits_warns_of_nothing(pictures):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert open_photo(jpeg_of(pictures, 8192, 6144)).media_type == "image/jpeg"
