"""Photos of simulated tablets."""

from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from itertools import islice
from random import Random

import pytest
from PIL import Image

from inspector_app.fleet.pictures import exact_evidence, originals, with_size
from sync.errors import UsageInvalid
from sync.imaging.captions import Caption
from sync.imaging.evidence import make_evidence

CAPTION = Caption(datetime(2026, 11, 24, 1, tzinfo=UTC), "翠竹苑", "D02", "单元门禁", "张喆")


def pixels(jpeg: bytes) -> bytes:
    return Image.open(BytesIO(jpeg)).convert("RGB").tobytes()


@pytest.fixture(scope="module")
def scene() -> bytes:
    return next(originals(Random(1), 320, 240))


@pytest.mark.parametrize("more", [0, 4, 5, 65_537, 65_538, 65_540, 65_541, 131_074, 131_077, 300_000])
def test_a_picture_reaches_any_larger_size_without_changing_a_pixel(scene: bytes, more: int) -> None:
    larger = with_size(scene, len(scene) + more, Random(2))
    assert len(larger) == len(scene) + more
    assert pixels(larger) == pixels(scene)


@pytest.mark.parametrize("fewer", [1, -1, -3])
def test_a_size_that_cannot_be_reached_is_refused(scene: bytes, fewer: int) -> None:
    with pytest.raises(UsageInvalid):
        with_size(scene, len(scene) - fewer, Random(2))


def test_originals_differ_in_bytes_even_where_the_picture_repeats() -> None:
    photos = list(islice(originals(Random(3), 160, 120), 30))
    assert len({sha256(photo).digest() for photo in photos}) == 30
    assert len({pixels(photo) for photo in photos}) == 12


def test_exact_evidence_is_the_stamped_copy_of_the_app_in_the_size_asked_for(scene: bytes) -> None:
    evidence, plain = exact_evidence(300_000, Random(4))(scene, CAPTION), make_evidence(scene, CAPTION)
    assert len(evidence.copy) == 300_000
    assert evidence.copy_sha256 == sha256(evidence.copy).hexdigest()
    assert pixels(evidence.copy) == pixels(plain.copy)
    assert Image.open(BytesIO(evidence.copy)).info["comment"] == Image.open(BytesIO(plain.copy)).info["comment"]
