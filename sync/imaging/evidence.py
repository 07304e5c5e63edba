"""Evidence from a photo: the untouched original by its hash, a stamped upright copy, and a thumbnail."""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from sync.domain.marks import Mark
from sync.domain.positions import Position
from sync.imaging.annotating import with_marks
from sync.imaging.captions import BACKGROUND, Caption, CaptionBar, lay_out
from sync.imaging.opening import OpenedPhoto, open_photo
from sync.imaging.pixels import Size, fitted

COPY_SIDE = 1920
"""Longest side of an evidence copy, caption bar included, in pixels."""

THUMBNAIL_SIDE = 320
_COMMENT = "original sha256 {}"
Frame = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was made from an original. Both images are JPEG without any EXIF, so without a position.

    ``copy`` names the whole hash of the original in its JPEG comment. ``original_type`` is a media type. ``width`` x ``height``
    are those of the upright original in pixels. What the camera wrote into the original: its make and model, ``camera_time`` by
    its own clock (ISO 8601, with an offset where it wrote one), and ``position``; empty or None where it wrote nothing.
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
    camera_time: str
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
        size, bar = _fit_above_bar(photo, caption, sha256, annotated=bool(marks))
        canvas, frame = _stamped_canvas(size, bar)
        decoding.result()
        photo.paint(canvas, size, left=frame[0])
        _mark(canvas, frame, marks)
        thumbnail = beside.submit(_thumbnail, canvas, frame, THUMBNAIL_SIDE)
        copy = _jpeg(canvas, quality=80, comment=_COMMENT.format(sha256))
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
        camera_time=photo.camera.time,
        camera_make=photo.camera.make,
        position=photo.camera.position,
    )


def make_thumbnail(jpeg: bytes, longest_side: int = THUMBNAIL_SIDE) -> bytes:
    """A small JPEG of a picture. Raises PhotoUnreadable, MemoryLow."""
    photo = open_photo(jpeg)
    size = fitted((photo.width, photo.height), longest_side, longest_side)
    photo.decode(size)
    canvas = Image.new("RGB", size)
    photo.paint(canvas, size)
    return _jpeg(canvas, quality=75)


def _fit_above_bar(photo: OpenedPhoto, caption: Caption, sha256: str, annotated: bool) -> tuple[Size, CaptionBar]:
    size = fitted((photo.width, photo.height), COPY_SIDE, COPY_SIDE)
    bar = lay_out(caption, sha256, size[0], annotated)
    while size[1] + bar.height > COPY_SIDE:
        size = fitted((photo.width, photo.height), COPY_SIDE, COPY_SIDE - bar.height)
        bar = lay_out(caption, sha256, size[0], annotated)
    return size, bar


def _stamped_canvas(size: Size, bar: CaptionBar) -> tuple[Image.Image, Frame]:
    """The caption with room above it, and the frame of that room in which the picture belongs."""
    strip = bar.draw()
    canvas = Image.new("RGB", (strip.width, size[1] + strip.height), None)
    canvas.paste(strip, (0, size[1]))
    left = (strip.width - size[0]) // 2
    if strip.width > size[0]:
        canvas.paste(BACKGROUND, (0, 0, strip.width, size[1]))
    return canvas, (left, 0, left + size[0], size[1])


def _mark(canvas: Image.Image, frame: Frame, marks: Sequence[Mark]) -> None:
    if marks:
        canvas.paste(with_marks(canvas.crop(frame), marks), frame[:2])


def _thumbnail(canvas: Image.Image, frame: Frame, longest_side: int) -> bytes:
    size = fitted((frame[2] - frame[0], frame[3] - frame[1]), longest_side, longest_side)
    return _jpeg(canvas.resize(size, Image.Resampling.HAMMING, box=frame, reducing_gap=1.0), quality=75)


def _jpeg(picture: Image.Image, quality: int, comment: str = "") -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, subsampling="4:2:0", comment=comment)
    return out.getvalue()
