"""Where something was seen."""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

_LARGEST_ACCURACY = 20_037_508
"""Half of the equator, in metres: nobody can be further from where they are."""


class PositionSource(StrEnum):
    """Who says so: the tablet's own receiver, or what a camera wrote into the file."""

    DEVICE = "device"
    EXIF = "exif"


@dataclass(frozen=True, slots=True)
class Position:
    """Degrees in WGS-84, north and east positive. ``accuracy`` is a radius in metres, None where unknown.

    ``mocked``: the device says that another app makes its position up.
    """

    latitude: float
    longitude: float
    source: PositionSource
    accuracy: float | None = None
    mocked: bool = False


def problem_with_position(position: Position) -> str | None:
    """The name of the field that lies outside the earth, or None."""
    ranges = (
        ("latitude", position.latitude, -90.0, 90.0),
        ("longitude", position.longitude, -180.0, 180.0),
        ("accuracy", position.accuracy or 0.0, 0.0, float(_LARGEST_ACCURACY)),
    )
    return next((name for name, value, least, most in ranges if not (isfinite(value) and least <= value <= most)), None)
