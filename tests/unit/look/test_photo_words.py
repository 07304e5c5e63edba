"""A photo's circumstances, as people read them."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from inspector_app.look.photo_words import doubts, place_words
from sync.domain.inspections import PhotoFacts
from sync.domain.positions import Position, PositionSource

FACTS = PhotoFacts(UUID(int=9), "A02", "a" * 64, 10, "image/jpeg", "b" * 64, 5, 4, 3, datetime(2026, 5, 6, tzinfo=UTC))
HERE = Position(34.746612, 113.6254, PositionSource.DEVICE, accuracy=12.4)


@pytest.mark.parametrize(
    ("position", "words"),
    [
        (HERE, "定位 34.74661, 113.62540 ±12 m"),
        (replace(HERE, accuracy=None), "定位 34.74661, 113.62540"),
        (replace(HERE, source=PositionSource.EXIF), "照片自带位置 34.74661, 113.62540 ±12 m"),
        (None, ""),
    ],
)
def test_a_place_is_told_with_its_accuracy_and_source(position, words):
    assert place_words("zh-CN", position) == words


def test_a_place_that_was_made_up_is_said_to_be():
    assert doubts("zh-CN", replace(FACTS, position=HERE)) == ""
    assert doubts("zh-CN", replace(FACTS, position=replace(HERE, mocked=True))) == "模拟定位，位置不可信"


@pytest.mark.parametrize(
    ("offset", "words"),
    [
        (None, ""),
        (59_000, ""),
        (-59_000, ""),
        (61_000, "The tablet's clock was 1 minute ahead"),
        (-7_200_000, "The tablet's clock was 120 minutes behind"),
    ],
)
def test_a_clock_that_was_off_by_a_minute_is_said_to_be(offset, words):
    assert doubts("en", replace(FACTS, device_offset_ms=offset)) == words


def test_all_that_speaks_against_a_photo_is_said_at_once():
    both = replace(FACTS, position=replace(HERE, mocked=True), device_offset_ms=600_000)
    assert doubts("zh-CN", both) == "模拟定位，位置不可信 · 拍摄时平板时钟快 10 分钟"
