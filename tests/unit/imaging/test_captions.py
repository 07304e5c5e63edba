from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageChops, ImageStat

from sync.domain.marks import Arrow
from sync.imaging.captions import caption_font, lay_out, margin
from sync.imaging.evidence import make_evidence

SHA256 = "3f2a9c0d11223344" + "5" * 48


def words(bar):
    return [line for line, _ in bar.lines]


def test_the_bar_says_when_where_who_what_and_from_which_original(caption):
    assert words(lay_out(caption, SHA256, 1920)) == [
        "2026-11-25 01:15:07  ·  玥湖堃府（北区）  ·  张喆",
        "D02 消防车通道与疏散通道畅通  ·  原图 SHA-256 3f2a9c0d11223344…",
    ]


def test_the_bar_of_an_annotated_copy_says_first_that_it_is_one(caption):
    assert words(lay_out(caption, SHA256, 1920, annotated=True))[0].startswith("标注副本  ·  2026-11-25 01:15:07")


@pytest.mark.parametrize("size", [(960, 720), (300, 1200)])
def test_marks_in_a_picture_are_said_in_its_bar(pictures, caption, size):
    original = pictures.encoded(pictures.quarters(size))
    drawn = make_evidence(original, caption, (Arrow((0.1, 0.1), (0.2, 0.2)),))
    copy = pictures.decoded(drawn.copy)
    bar = lay_out(caption, drawn.original_sha256, min(copy.width, size[0]), annotated=True).draw()
    stamped = copy.crop((0, copy.height - bar.height, copy.width, copy.height))
    assert ImageStat.Stat(ImageChops.difference(stamped, bar).convert("L")).mean[0] < 4


def test_a_narrow_picture_gets_more_lines_rather_than_smaller_words(caption):
    bar = lay_out(replace(caption, compound="玥湖堃府（北区）二期与商业街共用部分"), SHA256, 480)
    assert len(bar.lines) > 2
    assert bar.font.size >= 16


def test_a_picture_too_narrow_to_read_gets_a_wider_bar(caption):
    assert lay_out(caption, SHA256, 3).width == 480


@settings(max_examples=60)
@given(width=st.integers(1, 1920), compound=st.text(max_size=80), officer=st.text(max_size=30))
def test_no_line_runs_out_of_the_bar(caption, width, compound, officer):
    bar = lay_out(replace(caption, compound=compound, officer=officer), SHA256, width)
    assert all(bar.font.getlength(line) <= bar.width - 2 * margin(bar.font) for line in words(bar))
    assert all("\n" not in line for line in words(bar))


def test_an_overlong_name_is_shortened_visibly(caption):
    bar = lay_out(replace(caption, compound="长" * 300), SHA256, 800)
    assert any(line.endswith("长…") for line in words(bar))


@pytest.mark.parametrize(
    "change",
    [
        {"officer": "张玥"},
        {"compound": "另一小区"},
        {"item_title": "电梯使用与维护保养"},
        {"taken_at": datetime(2026, 11, 24, 17, 15, 8, tzinfo=UTC)},
    ],
)
def test_every_part_of_the_caption_is_in_the_pixels_of_the_bar_alone(pictures, caption, change):
    original = pictures.encoded(pictures.quarters((960, 720)))
    before, after = (pictures.decoded(make_evidence(original, said).copy) for said in (caption, replace(caption, **change)))
    difference = ImageChops.difference(before, after).convert("L").point(lambda value: 255 if value > 60 else 0)
    assert difference.getbbox() is not None
    assert difference.getbbox()[1] >= 720


def test_the_hash_of_another_original_shows_in_the_bar(pictures, caption):
    bars = [lay_out(caption, sha256, 960).draw() for sha256 in (SHA256, "4" * 64)]
    assert ImageChops.difference(*bars).getbbox() is not None


@pytest.mark.parametrize("character", "喆玥堃龑䶮㛃𬭚郑中牟·（）—")
def test_characters_of_names_are_drawn_and_no_empty_box(character):
    font = caption_font(34)
    assert bytes(font.getmask(character)) != bytes(font.getmask("\U000e0001"))
    assert font.getmask(character).getbbox() is not None
