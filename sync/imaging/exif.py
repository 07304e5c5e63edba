"""What a camera wrote into a photo. Nothing here is trusted: a photo with spoilt EXIF is a photo without EXIF."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import isfinite

from PIL import Image

from sync.domain.inspections import LONGEST_CAMERA_NAME
from sync.domain.positions import Position, PositionSource, problem_with_position

_ORIENTATION, _MAKE, _MODEL = 0x0112, 0x010F, 0x0110
_EXIF_IFD, _TAKEN_AT, _TAKEN_AT_OFFSET = 0x8769, 0x9003, 0x9011
_GPS_IFD, _NORTH_SOUTH, _LATITUDE, _EAST_WEST, _LONGITUDE = 0x8825, 1, 2, 3, 4
_STATUS, _DATUM, _POSITIONING_ERROR = 9, 18, 31
_DECIMALS = 7
"""Of a degree: about a centimetre."""

SPOILT = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError, RuntimeError, struct.error)
"""What Pillow raises on malformed bytes, and libheif, whose own limits on memory are a RuntimeError."""


@dataclass(frozen=True, slots=True)
class CameraFacts:
    """``orientation`` is 1 to 8 as in EXIF; ``time`` is the camera's own clock in ISO 8601 to the second, with an offset only
    where the camera wrote one."""

    orientation: int = 1
    make: str = ""
    model: str = ""
    time: str = ""
    position: Position | None = None


def camera_facts(image: Image.Image) -> CameraFacts:
    """The facts of an opened, not yet drafted image."""
    try:
        exif = image.getexif()
        orientation, make, model = exif.get(_ORIENTATION), exif.get(_MAKE), exif.get(_MODEL)
        details, place = exif.get_ifd(_EXIF_IFD), exif.get_ifd(_GPS_IFD)
    except SPOILT:
        return CameraFacts()
    return CameraFacts(
        orientation=orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1,
        make=_one_line(make),
        model=_one_line(model),
        time=_time(_one_line(details.get(_TAKEN_AT)), _one_line(details.get(_TAKEN_AT_OFFSET))),
        position=_position(place),
    )


def _one_line(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return "".join(character if character.isprintable() else " " for character in text).strip()[:LONGEST_CAMERA_NAME]


def _time(local: str, offset: str) -> str:
    for text, form in ((local + offset, "%Y:%m:%d %H:%M:%S%z"), (local, "%Y:%m:%d %H:%M:%S")):
        try:
            return datetime.strptime(text, form).isoformat()
        except ValueError:
            continue
    return ""


def _position(place: Mapping[int, object]) -> Position | None:
    """None where the camera had no fix, or speaks of another datum than WGS-84: a shifted position is worse than none."""
    if place.get(_STATUS) == "V" or _one_line(place.get(_DATUM)) not in ("", "WGS-84", "WGS84"):
        return None
    latitude = _degrees(place.get(_LATITUDE), place.get(_NORTH_SOUTH), "NS")
    longitude = _degrees(place.get(_LONGITUDE), place.get(_EAST_WEST), "EW")
    if latitude is None or longitude is None or (latitude, longitude) == (0.0, 0.0):  # 0, 0 is how some write "no fix"
        return None
    position = Position(latitude, longitude, PositionSource.EXIF, _accuracy(place.get(_POSITIONING_ERROR)))
    return None if problem_with_position(position) else position


def _degrees(value: object, reference: object, signs: str) -> float | None:
    """Degrees, minutes and seconds with a letter; the second letter of ``signs`` means negative."""
    if not isinstance(value, tuple) or len(value) != 3 or not isinstance(reference, str) or reference[:1] not in tuple(signs):
        return None
    degrees, minutes, seconds = (_number(part) for part in value)
    if degrees is None or minutes is None or seconds is None:
        return None
    size = round(degrees + minutes / 60 + seconds / 3600, _DECIMALS)
    return -size if reference[0] == signs[1] else size


def _accuracy(value: object) -> float | None:
    metres = _number(value)
    return metres if metres is not None and metres > 0 else None


def _number(value: object) -> float | None:
    """None also for a fraction of nothing."""
    try:
        number = float(value)  # type: ignore[arg-type]
    except (*SPOILT, ZeroDivisionError):
        return None
    return number if isfinite(number) else None
