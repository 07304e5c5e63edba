"""Colours of wide-gamut cameras and print files, brought to sRGB: a copy needs no profile then, and looks the same everywhere."""

from collections.abc import Callable
from io import BytesIO
from typing import Final

from PIL import Image, ImageCms, features

_SRGB: Final = "sRGB"
_LARGEST_PROFILE = 4 << 20


def to_srgb(profile: object, mode: str) -> Callable[[Image.Image], Image.Image]:
    """What makes sRGB of pieces of a picture in this mode: by its ICC profile, or as the values stand where none fits.

    A Pillow without LittleCMS cannot convert: the colours of such a picture then look paler than they were.
    """
    if isinstance(profile, bytes) and 0 < len(profile) <= _LARGEST_PROFILE and features.check("littlecms2"):
        try:
            return _conversion(ImageCms.ImageCmsProfile(BytesIO(profile)), mode)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            return _in_rgb  # the profile is spoilt, or another kind of picture's
    return _in_rgb


def _conversion(profile: ImageCms.ImageCmsProfile, mode: str) -> Callable[[Image.Image], Image.Image]:
    if ImageCms.getProfileDescription(profile).startswith(_SRGB):
        return _in_rgb
    return ImageCms.buildTransform(profile, ImageCms.createProfile(_SRGB), mode, "RGB").apply


def _in_rgb(picture: Image.Image) -> Image.Image:
    return picture if picture.mode == "RGB" else picture.convert("RGB")
