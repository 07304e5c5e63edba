"""Evidence from a photo: the untouched original by its hash, a stamped upright copy, and a thumbnail."""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from PIL import Image

from sync.domain.marks import Mark
from sync.domain.positions import Position
from sync.imaging.annotating import with_marks
from sync.imaging.captions import Caption, CaptionBar, lay_out
from sync.imaging.opening import OpenedPhoto, open_photo
from sync.imaging.pixels import Size, fitted

COPY_SIDE = 1920
"""Longest side of an evidence copy, caption bar included, in pixels."""

THUMBNAIL_SIDE = 320
_COMMENT = "original sha256 {}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was made from an original. Both images are JPEG without any EXIF, so without a position.

    ``copy`` names the whole hash of the original in its JPEG comment. ``original_type`` is a media type. ``width`` x ``height``
    are those of the upright original in pixels. What the camera wrote into the original: its make and model, ``camera_time`` by
    its own clock, and ``position``; empty or None where it wrote nothing.
    """

    copy: bytes
    copy_sha256: str
    thumbnail: bytes
    original_sha256: str
    original_size: int
    original_type: str
    width: int
    height: int
    camera_model: str
    camera_time: datetime | None
    camera_make: str = ""
    position: Position | None = None


def make_evidence(original: bytes, caption: Caption, marks: Sequence[Mark] = ()) -> Evidence:
    """Hash the original and make its copies, with these marks in both of them; the caption stays clear of them.

    Raises PhotoUnreadable, MemoryLow, and then nothing was made.
    """
    photo = open_photo(original)
    with ThreadPoolExecutor(1) as beside:
        decoding = beside.submit(photo.decode, fitted((photo.width, photo.height), COPY_SIDE, COPY_SIDE))
        sha256 = hashlib.sha256(original).hexdigest()
        size, bar = _fit_above_bar(photo, caption, sha256)
        strip = bar.draw()
        decoding.result()
        picture = with_marks(photo.picture(size), marks)
        thumbnail = beside.submit(_thumbnail, picture, THUMBNAIL_SIDE)
        copy = _jpeg(_stamped(picture, strip), quality=80, comment=_COMMENT.format(sha256))
    return Evidence(
        copy=copy,
        copy_sha256=hashlib.sha256(copy).hexdigest(),
        thumbnail=thumbnail.result(),
        original_sha256=sha256,
        original_size=len(original),
        original_type=photo.media_type,
        width=photo.width,
        height=photo.height,
        camera_model=photo.camera.model,
        camera_time=photo.camera.taken_at,
        camera_make=photo.camera.make,
        position=photo.camera.position,
    )


def make_thumbnail(jpeg: bytes, longest_side: int = THUMBNAIL_SIDE) -> bytes:
    """A small JPEG of a picture. Raises PhotoUnreadable, MemoryLow."""
    photo = open_photo(jpeg)
    size = fitted((photo.width, photo.height), longest_side, longest_side)
    photo.decode(size)
    return _thumbnail(photo.picture(size), longest_side)


def _fit_above_bar(photo: OpenedPhoto, caption: Caption, sha256: str) -> tuple[Size, CaptionBar]:
    size = fitted((photo.width, photo.height), COPY_SIDE, COPY_SIDE)
    bar = lay_out(caption, sha256, size[0])
    while size[1] + bar.height > COPY_SIDE:
        size = fitted((photo.width, photo.height), COPY_SIDE, COPY_SIDE - bar.height)
        bar = lay_out(caption, sha256, size[0])
    return size, bar


def _stamped(picture: Image.Image, strip: Image.Image) -> Image.Image:
    stamped = Image.new("RGB", (strip.width, picture.height + strip.height), strip.getpixel((0, strip.height - 1)))
    stamped.paste(picture, ((strip.width - picture.width) // 2, 0))
    stamped.paste(strip, (0, picture.height))
    return stamped


def _thumbnail(picture: Image.Image, longest_side: int) -> bytes:
    size = fitted(picture.size, longest_side, longest_side)
    return _jpeg(picture.resize(size, Image.Resampling.HAMMING, reducing_gap=1.0), quality=75)


def _jpeg(picture: Image.Image, quality: int, comment: str = "") -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, subsampling="4:2:0", comment=comment)
    return out.getvalue()
