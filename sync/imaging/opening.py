"""From the bytes of a photo to a small upright picture, or one clear reason why not."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageFile, UnidentifiedImageError

from sync.errors import MemoryLow, PhotoUnreadable
from sync.imaging.colours import to_srgb
from sync.imaging.exif import SPOILT, CameraFacts, camera_facts
from sync.imaging.formats import FIFTY_MEGAPIXELS, HEIC_READABLE, MEGAPIXEL, MOST_SLENDER, OPENED, kind_of
from sync.imaging.pixels import Size, decode, paint, smooth_mode, turned
from sync.imaging.scans import has_too_many_scans

_TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")


@dataclass(frozen=True)
class OpenedPhoto:
    """A photo whose header was read and whose pixels were not yet. ``width`` x ``height`` are those of the upright original."""

    image: ImageFile.ImageFile
    media_type: str
    camera: CameraFacts
    width: int
    height: int

    def decode(self, size: Size) -> None:
        """Read the pixels, at least so many as ``size`` (upright) needs. Call once. Raises PhotoUnreadable, MemoryLow."""
        with _spoilt_pixels_are_said():
            decode(self.image, turned(size, self.camera.orientation))

    def paint(self, canvas: Image.Image, size: Size, left: int = 0) -> None:
        """Paint the decoded pixels onto an RGB canvas, ``left`` of its edge free: in sRGB, upright, scaled to ``size``.

        Call once. Raises as ``decode``.
        """
        convert = to_srgb(self.image.info.get("icc_profile"), smooth_mode(self.image))
        with _spoilt_pixels_are_said():
            paint(self.image, canvas, left, size, self.camera.orientation, convert)


def open_photo(photo: bytes) -> OpenedPhoto:
    """Read the header of a photo; its content decides what it is, not its name. Raises PhotoUnreadable, MemoryLow.

    What is too large, too slender or moving is refused here, before any of it is decoded.
    """
    if not photo:
        raise PhotoUnreadable(problem="photo.problem.empty")
    image = _identify(photo)
    _refuse_unfit(image, photo)
    with _spoilt_pixels_are_said():  # the EXIF of a PNG may stand behind its pixels
        camera = camera_facts(image)
    width, height = turned(image.size, camera.orientation)
    return OpenedPhoto(image, kind_of(image).media_type, camera, width, height)


def _refuse_unfit(image: Image.Image, photo: bytes) -> None:
    most = kind_of(image).most_pixels
    if image.width * image.height > most:
        raise PhotoUnreadable(problem="photo.problem.too-large", most=most // MEGAPIXEL)
    if max(image.size) > MOST_SLENDER * min(image.size):
        raise PhotoUnreadable(problem="photo.problem.too-slender", most=MOST_SLENDER)
    if image.format in ("PNG", "WEBP") and getattr(image, "n_frames", 1) > 1:
        raise PhotoUnreadable(problem="photo.problem.moving")
    if image.format in ("JPEG", "MPO") and has_too_many_scans(photo, len(image.getbands())):
        raise PhotoUnreadable(problem="photo.problem.endless")


@contextmanager
def _spoilt_pixels_are_said() -> Iterator[None]:
    try:
        yield
    except MemoryError as error:
        raise MemoryLow() from error
    except (*SPOILT, zlib.error) as error:
        raise PhotoUnreadable(problem="photo.problem.truncated") from error


def _identify(photo: bytes) -> ImageFile.ImageFile:
    try:
        return Image.open(BytesIO(photo), formats=OPENED)
    except _TOO_LARGE as error:
        raise PhotoUnreadable(problem="photo.problem.too-large", most=FIFTY_MEGAPIXELS // MEGAPIXEL) from error
    except UnidentifiedImageError as error:
        raise PhotoUnreadable(problem=f"photo.problem.{_why_unidentified(photo)}") from error
    except (*SPOILT, zlib.error) as error:
        raise PhotoUnreadable(problem="photo.problem.truncated") from error


def _why_unidentified(photo: bytes) -> str:
    if photo.startswith((b"\xff\xd8", b"\x89PNG")):
        return "truncated"
    if photo[:4] == b"RIFF" and photo[8:12] == b"WEBP":
        return "truncated" if len(photo) < int.from_bytes(photo[4:8], "little") + 8 else "unknown-format"
    if photo[4:8] == b"ftyp":  # HEIC, AVIF, video
        return _why_no_heic() if photo[8:12] in _HEIC_BRANDS else "unknown-format"
    try:
        Image.open(BytesIO(photo))
    except (*SPOILT, *_TOO_LARGE, zlib.error):
        return "not-a-picture"
    return "unknown-format"


def _why_no_heic() -> str:
    return "truncated" if HEIC_READABLE else "heic"
