"""From the bytes of a photo to a small upright picture, or one clear reason why not."""

import zlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from sync.errors import PhotoUnreadable
from sync.imaging.exif import SPOILT, CameraFacts, camera_facts

MOST_PIXELS = 80_000_000
"""Above every phone's full resolution in use; a larger picture would not fit a tablet's memory."""

_FORMATS = ("JPEG", "PNG", "WEBP")  # opening a JPEG with several frames gives an MPO
_MEDIA_TYPES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_LARGEST_PROFILE = 8192
_SIXTEEN_BIT = ("I", "I;16", "I;16B", "I;16L")
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
Size = tuple[int, int]


@dataclass(frozen=True)
class OpenedPhoto:
    """A photo whose header was read and whose pixels were not yet.

    ``width`` x ``height`` are those of the upright original; ``colours`` its ICC profile where it fits an RGB copy.
    """

    image: Image.Image
    media_type: str
    camera: CameraFacts
    width: int
    height: int
    colours: bytes | None

    def picture(self, size: Size) -> Image.Image:
        """The pixels in RGB, upright, scaled to ``size`` (upright width and height), free of metadata.

        Call once: the decoder may have shrunk what it read. Raises PhotoUnreadable.
        """
        lying = size if self.camera.orientation < 5 else (size[1], size[0])
        try:
            self.image.draft(None, lying)  # JPEG: decode at 1/2, 1/4 or 1/8; keeps at least this size
            small = _in_eight_bits(self.image).resize(lying, Image.Resampling.BICUBIC, reducing_gap=2.0)
            picture = _on_white(small)
        except MemoryError as error:
            raise PhotoUnreadable(problem="photo.problem.too-large") from error
        except (*SPOILT, zlib.error) as error:
            raise PhotoUnreadable(problem="photo.problem.truncated") from error
        turn = _UPRIGHT.get(self.camera.orientation)
        upright = picture.transpose(turn) if turn is not None else picture
        upright.info = {}
        return upright


def open_photo(photo: bytes) -> OpenedPhoto:
    """Read the header of a JPEG, MPO, PNG or WebP file. Raises PhotoUnreadable."""
    if not photo:
        raise PhotoUnreadable(problem="photo.problem.empty")
    image = _identify(photo)
    if image.width * image.height > MOST_PIXELS:
        raise PhotoUnreadable(problem="photo.problem.too-large")
    camera = camera_facts(image)
    width, height = image.size if camera.orientation < 5 else (image.height, image.width)
    return OpenedPhoto(image, _MEDIA_TYPES[str(image.format)], camera, width, height, _colours(image))


def fitted(size: Size, most_width: int, most_height: int) -> Size:
    """The size scaled down, never up, into a box, keeping its proportions."""
    scale = min(1.0, most_width / size[0], most_height / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _identify(photo: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(photo), formats=_FORMATS)
    except _TOO_LARGE as error:
        raise PhotoUnreadable(problem="photo.problem.too-large") from error
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
        return "unknown-format"
    try:
        Image.open(BytesIO(photo))
    except (*SPOILT, *_TOO_LARGE, zlib.error):
        return "not-a-picture"
    return "unknown-format"


def _colours(image: Image.Image) -> bytes | None:
    profile = image.info.get("icc_profile")
    return profile if image.mode == "RGB" and isinstance(profile, bytes) and len(profile) <= _LARGEST_PROFILE else None


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """An image that can be resized smoothly: no palette, no 16-bit samples, transparency as a channel."""
    if image.mode in _SIXTEEN_BIT:
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("P", "PA") or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("L") if image.mode == "1" else image


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode not in ("LA", "RGBA"):
        return image.convert("RGB")
    image = image.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper
