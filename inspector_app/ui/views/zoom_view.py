"""How far the viewfinder's camera can be brought nearer, in the steps that are offered."""

from dataclasses import dataclass

_TIMES = (1, 2, 4)


@dataclass(frozen=True, slots=True)
class Zoom:
    """``times`` as large as the whole picture, and the ``level`` that the camera takes for it."""

    times: int
    level: float

    @property
    def words(self) -> str:
        """As on a lens."""
        return f"{self.times}×"


def zooms(least: float, most: float) -> list[Zoom]:
    """The steps between a camera's least and most level, the whole picture first; none if there is nothing to choose.

    Level 1 is the whole picture on phones; a lens that goes wider begins below it. Cameras behind a cable count in per cent, and
    their least level is the whole picture.
    """
    whole = max(least, 1.0)
    found = [Zoom(times, times * whole) for times in _TIMES if least <= times * whole <= most]
    return found if len(found) > 1 else []
