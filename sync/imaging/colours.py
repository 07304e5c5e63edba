"""Colours of wide-gamut cameras and print files, brought to sRGB: a copy needs no profile then, and looks the same everywhere."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageCms, features

_SRGB: Final = "sRGB"
_LARGEST_PROFILE = 4 << 20


def in_srgb(picture: Image.Image, profile: object) -> Image.Image:
    """The picture in RGB, converted by its ICC profile where it has one that fits it; otherwise its values stay as they are.

    A Pillow without LittleCMS cannot convert: colours of such a picture then look paler than they were.
    """
    if isinstance(profile, bytes) and 0 < len(profile) <= _LARGEST_PROFILE and features.check("littlecms2"):
        try:
            return _converted(picture, ImageCms.ImageCmsProfile(BytesIO(profile)))
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            return _in_rgb(picture)  # the profile is spoilt, or another kind of picture's
    return _in_rgb(picture)


def _converted(picture: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    if ImageCms.getProfileDescription(profile).startswith(_SRGB):
        return _in_rgb(picture)
    change = ImageCms.buildTransform(profile, ImageCms.createProfile(_SRGB), picture.mode, "RGB")
    return change.apply(picture)


def _in_rgb(picture: Image.Image) -> Image.Image:
    return picture if picture.mode == "RGB" else picture.convert("RGB")
