import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sync.imaging.captions import lay_out
from sync.imaging.evidence import COPY_SIDE, make_evidence, make_thumbnail

ORIENTATION, MODEL, EXIF_IFD, GPS_IFD = 0x0112, 0x0110, 0x8769, 0x8825
LYING = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera stores an upright scene that it marks with an orientation."""


def exif_with(**tags):
    exif = Image.Exif()
    exif[ORIENTATION] = tags.get("orientation", 1)
    exif[MODEL] = tags.get("model", "Tablet X")
    exif[EXIF_IFD] = tags.get("details", {})
    exif[GPS_IFD] = {1: "N", 2: (34.0, 44.0, 50.0)}
    return exif


@settings(max_examples=60)
@given(
    orientation=st.sampled_from(sorted(LYING)),
    size=st.tuples(st.integers(40, 700), st.integers(40, 700)),
    form=st.sampled_from(["JPEG", "PNG", "WEBP"]),
)
def test_every_orientation_comes_out_upright(pictures, caption, orientation, size, form):
    scene = pictures.quarters(size)
    turn = LYING[orientation]
    stored = scene if turn is None else scene.transpose(turn)
    evidence = make_evidence(pictures.encoded(stored, form, exif=exif_with(orientation=orientation)), caption)
    assert (evidence.width, evidence.height) == size
    assert pictures.seen(evidence.thumbnail, pictures.decoded(evidence.thumbnail).height) == pictures.upright


@pytest.mark.parametrize(
    ("mode", "form", "media_type"),
    [
        ("RGB", "JPEG", "image/jpeg"),
        ("CMYK", "JPEG", "image/jpeg"),
        ("RGB", "MPO", "image/jpeg"),
        ("P", "PNG", "image/png"),
        ("RGBA", "PNG", "image/png"),
        ("RGB", "PNG", "image/png"),
        ("RGB", "WEBP", "image/webp"),
        ("RGBA", "WEBP", "image/webp"),
    ],
)
def test_every_colour_mode_keeps_its_colours(pictures, caption, mode, form, media_type):
    evidence = make_evidence(pictures.encoded(pictures.quarters(mode=mode), form), caption)
    assert evidence.original_type == media_type
    assert pictures.seen(evidence.copy, 600) == pictures.upright
    assert pictures.seen(evidence.thumbnail, 240) == pictures.upright


@pytest.mark.parametrize(("mode", "form"), [("L", "JPEG"), ("L", "PNG"), ("LA", "PNG"), ("I;16", "PNG"), ("1", "PNG")])
def test_grey_pictures_keep_dark_dark_and_light_light(pictures, caption, mode, form):
    copy = pictures.decoded(make_evidence(pictures.encoded(pictures.quarters(mode=mode), form), caption).copy)
    dark, light = copy.getpixel((600, 450)), copy.getpixel((200, 450))
    assert min(dark) > 235
    assert max(light) < 120 or mode == "1"


@pytest.mark.parametrize("mode", ["LA", "RGBA"])
def test_transparent_places_become_white(pictures, caption, mode):
    picture = Image.new(mode, (300, 200), (0,) * len(mode))
    copy = pictures.decoded(make_evidence(pictures.encoded(picture, "PNG"), caption).copy)
    assert min(copy.getpixel((150, 100))) > 250


def test_a_transparent_palette_entry_becomes_white(pictures, caption):
    picture = Image.new("P", (300, 200), 0)
    picture.putpalette([0, 0, 0, 255, 255, 255])
    copy = pictures.decoded(make_evidence(pictures.encoded(picture, "PNG", transparency=0), caption).copy)
    assert min(copy.getpixel((150, 100))) > 250


@settings(max_examples=40)
@given(size=st.tuples(st.integers(1, 4200), st.integers(1, 3000)).filter(lambda size: max(size) <= 20 * min(size)))
def test_no_copy_is_longer_than_its_limit_and_no_picture_is_enlarged(pictures, caption, size):
    evidence = make_evidence(pictures.encoded(Image.new("RGB", size, "teal")), caption)
    copy, thumbnail = pictures.decoded(evidence.copy), pictures.decoded(evidence.thumbnail)
    assert max(copy.size) <= COPY_SIDE
    assert max(thumbnail.size) <= 320
    assert all(small <= large for small, large in zip(thumbnail.size, size, strict=True))


def test_a_large_landscape_photo_becomes_1920_pixels_wide(pictures, caption):
    evidence = make_evidence(pictures.encoded(pictures.quarters((4000, 2000))), caption)
    assert pictures.decoded(evidence.copy).width == 1920
    assert (evidence.width, evidence.height) == (4000, 2000)


def test_the_hashes_are_those_of_the_bytes(pictures, caption):
    original = pictures.encoded(pictures.quarters())
    evidence = make_evidence(original, caption)
    assert evidence.original_sha256 == hashlib.sha256(original).hexdigest()
    assert evidence.copy_sha256 == hashlib.sha256(evidence.copy).hexdigest()
    assert evidence.original_size == len(original)


def test_the_copy_names_the_whole_hash_of_its_original(pictures, caption):
    evidence = make_evidence(pictures.encoded(pictures.quarters()), caption)
    assert evidence.original_sha256.encode() in pictures.decoded(evidence.copy).info["comment"]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_the_camera_wrote_survives_in_the_copies(pictures, caption, form):
    original = pictures.encoded(pictures.quarters(), form, exif=exif_with(model="Secret Camera 9000"), comment=b"home")
    evidence = make_evidence(original, caption)
    for image in (evidence.copy, evidence.thumbnail, make_thumbnail(original)):
        assert not pictures.decoded(image).getexif()
        assert b"Secret Camera" not in image
        assert pictures.decoded(image).info.get("comment", b"") != b"home"


@settings(max_examples=60)
@given(rubbish=st.binary(max_size=200))
def test_spoilt_exif_leaves_the_photo_usable(pictures, caption, rubbish):
    original = pictures.encoded(pictures.quarters((80, 60)), exif=b"Exif\x00\x00" + rubbish)
    assert make_evidence(original, caption).original_sha256 == hashlib.sha256(original).hexdigest()


def test_the_bar_stands_below_the_picture_and_hides_nothing_of_it(pictures, caption):
    evidence = make_evidence(pictures.encoded(pictures.quarters((1600, 1200))), caption)
    bar = lay_out(caption, evidence.original_sha256, 1600)
    copy = pictures.decoded(evidence.copy)
    assert copy.size == (1600, 1200 + bar.height)
    assert pictures.seen(evidence.copy, 1200) == pictures.upright


def test_a_thumbnail_has_the_longest_side_asked_for(pictures):
    assert max(pictures.decoded(make_thumbnail(pictures.encoded(pictures.quarters((1000, 500))), 100)).size) == 100
