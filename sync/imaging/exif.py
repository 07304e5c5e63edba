"""What a camera wrote into a photo. Nothing here is trusted: a photo with spoilt EXIF is a photo without EXIF."""

import struct
from dataclasses import dataclass
from datetime import datetime

from PIL import Image

from sync.domain.clock import CHINA_TIME

_ORIENTATION, _MODEL = 0x0112, 0x0110
_EXIF_IFD, _TAKEN_AT, _TAKEN_AT_OFFSET = 0x8769, 0x9003, 0x9011
_LONGEST_MODEL = 80
SPOILT = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError, struct.error)
"""What Pillow raises on malformed bytes."""


@dataclass(frozen=True, slots=True)
class CameraFacts:
    """``orientation`` is 1 to 8 as in EXIF; ``taken_at`` is the camera's own clock, read as Zhengzhou time without an offset."""

    orientation: int = 1
    model: str = ""
    taken_at: datetime | None = None


def camera_facts(image: Image.Image) -> CameraFacts:
    """The facts of an opened, not yet drafted image."""
    try:
        exif = image.getexif()
        orientation, model, details = exif.get(_ORIENTATION), exif.get(_MODEL), exif.get_ifd(_EXIF_IFD)
        taken_at, offset = details.get(_TAKEN_AT), details.get(_TAKEN_AT_OFFSET)
    except SPOILT:
        return CameraFacts()
    return CameraFacts(
        orientation=orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1,
        model=_one_line(model),
        taken_at=_moment(_one_line(taken_at), _one_line(offset)),
    )


def _one_line(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return "".join(character if character.isprintable() else " " for character in text).strip()[:_LONGEST_MODEL]


def _moment(local: str, offset: str) -> datetime | None:
    for text, form in ((local + offset, "%Y:%m:%d %H:%M:%S%z"), (local, "%Y:%m:%d %H:%M:%S")):
        try:
            moment = datetime.strptime(text, form)
        except ValueError:
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=CHINA_TIME)
    return None
