"""Laws that hold for every photo, whatever its format, mode, size and orientation."""

from hashlib import sha256
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat
from PIL.PngImagePlugin import PngInfo

from sync.imaging.captions import lay_out
from sync.imaging.evidence import COPY_SIDE, THUMBNAIL_SIDE, make_evidence, make_thumbnail
from sync.imaging.formats import HEIC_READABLE
from sync.imaging.pixels import decode, paint

ORIENTATION, MODEL, DESCRIPTION, GPS_IFD = 0x0112, 0x0110, 0x010E, 0x8825
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

KINDS = [
    ("JPEG", "RGB", {}),
    ("JPEG", "RGB", {"progressive": True}),
    ("JPEG", "RGB", {"subsampling": "4:4:4"}),
    ("JPEG", "L", {}),
    ("JPEG", "CMYK", {}),
    ("MPO", "RGB", {}),
    ("PNG", "RGB", {}),
    ("PNG", "RGBA", {}),
    ("PNG", "P", {}),
    ("PNG", "L", {}),
    ("PNG", "LA", {}),
    ("PNG", "I;16", {}),
    ("WEBP", "RGB", {}),
    ("WEBP", "RGBA", {"lossless": True}),
]
PRIVATE = b"Lane 7, Flat 302"

kinds = st.sampled_from(KINDS)
orientations = st.sampled_from(sorted(LYING))
sizes = st.tuples(st.integers(60, 900), st.integers(60, 900)).filter(lambda size: max(size) <= 20 * min(size))


def scene(size, seed, mode="RGB"):
    """A picture without symmetry: soft colours that differ from place to place."""
    small = Image.frombytes("RGB", (3, 3), Random(seed).randbytes(27)).resize(size, Image.Resampling.BILINEAR)
    if mode == "I;16":
        return small.convert("L").convert("I").point(lambda value: value * 257).convert("I;16")
    return small.convert(mode)


def written(pictures, picture, form, orientation, options):
    """A file as a talkative camera writes it."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MODEL], exif[DESCRIPTION] = orientation, "Pad 7", PRIVATE.decode()
    exif[GPS_IFD] = {1: "N", 2: (34.0, 44.0, 50.0), 3: "E", 4: (113.0, 37.0, 30.0)}
    extra = {"PNG": _png_text, "JPEG": _jpeg_comment, "MPO": _jpeg_comment}.get(form, dict)()
    return pictures.encoded(picture, form, exif=exif, **extra, **options)


def _png_text():
    info = PngInfo()
    info.add_text("Comment", PRIVATE.decode())
    info.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{PRIVATE.decode()}</x:xmpmeta>")
    return {"pnginfo": info}


def _jpeg_comment():
    return {"comment": PRIVATE, "xmp": b"<x:xmpmeta>" + PRIVATE + b"</x:xmpmeta>"}


def shown(pictures, evidence, caption):
    """The picture in a copy, without its caption."""
    copy = pictures.decoded(evidence.copy)
    size = (evidence.width, evidence.height)
    bar = lay_out(caption, evidence.original_sha256, size[0])
    assert max(copy.size) <= COPY_SIDE
    left = (copy.width - size[0]) // 2
    assert copy.size == (max(size[0], bar.width), size[1] + bar.height)
    return copy.crop((left, 0, left + size[0], size[1]))


def mean_difference(one, other):
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)


@pytest.mark.details
@settings(max_examples=150)
@given(kind=kinds, orientation=orientations, size=sizes, seed=st.integers(0, 99))
def test_every_photo_becomes_the_same_picture_upright_and_tells_nothing_else(pictures, caption, kind, orientation, size, seed):
    form, mode, options = kind
    upright = scene(size, seed, mode)
    turn = LYING[orientation]
    original = written(pictures, upright if turn is None else upright.transpose(turn), form, orientation, options)
    assert PRIVATE in original

    evidence = make_evidence(original, caption)

    assert (evidence.width, evidence.height) == size
    assert evidence.original_sha256 == sha256(original).hexdigest()
    expected = scene(size, seed, "L" if mode in ("L", "LA", "I;16") else "RGB")
    assert mean_difference(shown(pictures, evidence, caption), expected) < (14 if mode == "P" else 6)
    thumbnail = pictures.decoded(evidence.thumbnail)
    assert max(thumbnail.size) <= THUMBNAIL_SIDE
    assert mean_difference(thumbnail, expected.resize(thumbnail.size)) < (16 if mode == "P" else 9)
    for image in (evidence.copy, evidence.thumbnail):
        assert PRIVATE not in image
        assert set(pictures.decoded(image).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "comment"}
    assert pictures.decoded(evidence.copy).info["comment"] == f"original sha256 {evidence.original_sha256}".encode()


@pytest.mark.details
@settings(max_examples=60)
@given(
    kind=kinds,
    orientation=orientations,
    size=st.tuples(st.integers(300, 2200), st.integers(300, 2200)),
    side=st.integers(20, 700),
)
def test_what_is_painted_in_strips_looks_as_if_painted_at_once(pictures, kind, orientation, size, side):
    form, mode, options = kind
    original = pictures.encoded(scene(size, 3, mode), form, **options)
    image, whole = (pictures.opened(original) for _ in range(2))
    target = (side, max(1, round(side * size[1] / size[0])))
    for one in (image, whole):
        decode(one, target)
    turned = target if orientation < 5 else target[::-1]
    canvas = Image.new("RGB", turned)
    paint(image, canvas, 0, turned, orientation, lambda part: part.convert("RGB"))
    at_once = whole.convert("I").point(lambda value: value / 257).convert("L") if mode == "I;16" else whole
    plain = at_once.convert("RGB").resize(target, Image.Resampling.HAMMING)
    back = {5: 5, 6: 8, 7: 7, 8: 6}.get(orientation, orientation)
    expected = plain if LYING[back] is None else plain.transpose(LYING[back])
    difference = ImageChops.difference(canvas, expected)
    assert max(ImageStat.Stat(difference).mean) < 1.5
    assert max(high for _, high in difference.getextrema()) < 12


@pytest.mark.parametrize("orientation", LYING)
def test_every_pixel_of_a_picture_that_is_not_scaled_arrives_in_its_place(pictures, orientation):
    upright = scene((700, 800), 1)
    stored = upright if LYING[orientation] is None else upright.transpose(LYING[orientation])
    image = pictures.opened(pictures.encoded(stored, "PNG"))
    decode(image, stored.size)
    canvas = Image.new("RGB", (700, 800))
    paint(image, canvas, 0, (700, 800), orientation, lambda part: part.convert("RGB"))
    assert ImageChops.difference(canvas, upright).getbbox() is None


@settings(max_examples=40)
@given(kind=kinds, side=st.integers(1, 400), size=sizes)
def test_a_thumbnail_of_any_photo_is_as_small_as_asked(pictures, kind, side, size):
    form, mode, options = kind
    thumbnail = pictures.decoded(make_thumbnail(pictures.encoded(scene(size, 5, mode), form, **options), side))
    assert max(thumbnail.size) == min(side, max(size))


@pytest.mark.details
@settings(max_examples=20)
@given(size=sizes, seed=st.integers(0, 99))
def test_a_heic_photo_becomes_the_same_picture(pictures, caption, size, seed):
    assert HEIC_READABLE, "the development tools include pillow-heif"
    original = pictures.encoded(scene(size, seed), "HEIF", quality=80)
    evidence = make_evidence(original, caption)
    assert evidence.original_type == "image/heic"
    assert mean_difference(shown(pictures, evidence, caption), scene(size, seed)) < 6


@pytest.mark.parametrize("orientation", LYING)
def test_a_heic_photo_comes_out_upright_with_what_the_camera_wrote(pictures, caption, orientation):
    exif = Image.Exif()
    exif[ORIENTATION], exif[MODEL] = orientation, "Pad 7"
    exif[GPS_IFD] = {1: "N", 2: (34.0, 44.0, 50.0), 3: "E", 4: (113.0, 37.0, 30.0)}
    upright = pictures.quarters((400, 300))
    stored = upright if LYING[orientation] is None else upright.transpose(LYING[orientation])
    evidence = make_evidence(pictures.encoded(stored, "HEIF", quality=80, exif=exif.tobytes()), caption)
    assert (evidence.width, evidence.height) == (400, 300)
    assert pictures.seen(evidence.copy, 300) == pictures.upright
    assert evidence.camera_model == "Pad 7"
    assert evidence.position.latitude == pytest.approx(34.7472222)
    assert not pictures.decoded(evidence.copy).getexif()
