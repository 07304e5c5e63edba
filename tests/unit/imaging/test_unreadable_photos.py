from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sync.errors import PhotoUnreadable
from sync.imaging.evidence import make_evidence, make_thumbnail


def problem_of(photo, caption):
    with pytest.raises(PhotoUnreadable) as raised:
        make_evidence(photo, caption)
    return raised.value.fields["problem"]


OUTCOMES = {
    "JPEG",
    "photo.problem.truncated",
    "photo.problem.unknown-format",
    "photo.problem.too-large",
    "photo.problem.too-slender",
    "photo.problem.moving",
    "photo.problem.not-a-picture",
}


def outcome_of(photo, caption, pictures):
    try:
        return pictures.decoded(make_evidence(photo, caption).copy).format
    except PhotoUnreadable as error:
        return error.fields["problem"]


def test_an_empty_file_is_named(caption):
    assert problem_of(b"", caption) == "photo.problem.empty"


@pytest.mark.parametrize(
    "content",
    [b"this is a shopping list\n" * 40, "检查记录".encode(), b"%PDF-1.7\n", b"PK\x03\x04" + b"\x00" * 200, b"\x00" * 5000],
    ids=["text", "chinese", "pdf", "zip", "zeros"],
)
def test_a_file_renamed_to_jpg_is_not_a_picture(caption, content):
    assert problem_of(content, caption) == "photo.problem.not-a-picture"


@pytest.mark.parametrize("form", ["GIF", "BMP", "TIFF", "PPM"])
def test_a_picture_of_another_kind_has_an_unknown_format(pictures, caption, form):
    assert problem_of(pictures.encoded(pictures.quarters(), form), caption) == "photo.problem.unknown-format"


@pytest.mark.details
@settings(max_examples=80)
@given(form=st.sampled_from(["JPEG", "PNG", "WEBP", "MPO", "HEIF"]), share=st.floats(0.02, 0.85))
def test_a_photo_cut_off_anywhere_is_truncated(pictures, caption, form, share):
    noise = Image.effect_noise((200, 150), 90).convert("RGB")
    whole = pictures.encoded(noise, form)
    assert problem_of(whole[: max(12, int(len(whole) * share))], caption) == "photo.problem.truncated"


def test_a_decompression_bomb_in_a_text_chunk_makes_no_picture(pictures, caption):
    info = PngInfo()
    info.add_text("comment", "0" * 30_000_000, zip=True)
    out = BytesIO()
    pictures.quarters().save(out, "PNG", pnginfo=info)
    assert problem_of(out.getvalue(), caption).startswith("photo.problem.")


@pytest.mark.details
@settings(max_examples=400)
@given(
    form=st.sampled_from(["JPEG", "PNG", "WEBP", "HEIF"]),
    places=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=12),
)
@example(form="HEIF", places=[(0.609375, 1)])
def test_spoilt_bytes_give_a_picture_or_one_clear_reason(pictures, caption, form, places):
    photo = bytearray(pictures.encoded(pictures.quarters((64, 48)), form))
    for share, value in places:
        photo[int(share * len(photo))] = value
    assert outcome_of(bytes(photo), caption, pictures) in OUTCOMES


@settings(max_examples=200)
@given(content=st.binary(max_size=300))
def test_arbitrary_bytes_are_never_a_crash(caption, content):
    assert problem_of(content, caption).startswith("photo.problem.")


def test_a_thumbnail_of_rubbish_is_refused_the_same_way():
    with pytest.raises(PhotoUnreadable):
        make_thumbnail(b"rubbish")
