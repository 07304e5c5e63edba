"""Which files are taken as photos, and how large a picture of each may be.

A baseline JPEG is decoded small, so its size hardly matters. Every other picture has to be decoded whole before it can be made
small: the limits keep the memory this takes bearable on a tablet. ``docs/photos.md`` gives the measured figures.
"""

from dataclasses import dataclass

from PIL import Image

try:
    from pillow_heif import register_heif_opener
except ImportError:
    HEIC_READABLE = False
else:
    register_heif_opener(thumbnails=False)
    HEIC_READABLE = True

MEGAPIXEL = 1_000_000
FIFTY_MEGAPIXELS = 8192 * 6144
"""What cameras sell as 50 megapixels."""

MOST_SLENDER = 20
"""How many times longer than wide a picture may be; a copy of anything more slender would show next to nothing."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A media type, and the most pixels a picture of it may have."""

    media_type: str
    most_pixels: int


PHOTO_KINDS = {
    "JPEG": Kind("image/jpeg", FIFTY_MEGAPIXELS),
    "MPO": Kind("image/jpeg", FIFTY_MEGAPIXELS),
    "PNG": Kind("image/png", FIFTY_MEGAPIXELS),
    "WEBP": Kind("image/webp", 16 * MEGAPIXEL),
    "HEIF": Kind("image/heic", FIFTY_MEGAPIXELS),
}
"""By Pillow's name of the format; a JPEG with several frames is an MPO."""

OPENED = tuple(name for name in PHOTO_KINDS if name != "MPO" and (name != "HEIF" or HEIC_READABLE))
"""Formats to open files with."""


def kind_of(image: Image.Image) -> Kind:
    """What is known of an opened image's format."""
    return PHOTO_KINDS[str(image.format)]
