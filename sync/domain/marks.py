"""Marks that an officer draws on a copy of a photo. The photo itself never changes; marks are data beside it.

Coordinates are shares of the upright picture, from its top left corner (0, 0) to its bottom right one (1, 1), so that the same
marks fit every size of it. A mark lies over those before it; what is blurred is blurred before anything is drawn.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from sync.domain.texts import is_storable

Point = tuple[float, float]
MOST_MARKS = 100
MOST_POINTS = 1500
"""Of all freehand strokes together: with ``placed`` points, marks stay well within one operation line."""

LONGEST_MARK_TEXT = 60
_PLACES = 4


class MarkColour(StrEnum):
    """What stands out on most pictures."""

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"
    WHITE = "white"


@dataclass(frozen=True, slots=True)
class Arrow:
    """Points at ``tip``."""

    tail: Point
    tip: Point
    colour: MarkColour = MarkColour.RED


@dataclass(frozen=True, slots=True)
class Circle:
    """An upright ellipse; ``radii`` are shares of the picture's width and height."""

    centre: Point
    radii: Point
    colour: MarkColour = MarkColour.RED


@dataclass(frozen=True, slots=True)
class Freehand:
    """A stroke through these points; one point is a dot."""

    points: tuple[Point, ...]
    colour: MarkColour = MarkColour.RED


@dataclass(frozen=True, slots=True)
class TextMark:
    """One line of text whose left end is at ``at``, halfway up its letters; moved inside where it would stick out."""

    at: Point
    text: str
    colour: MarkColour = MarkColour.RED


@dataclass(frozen=True, slots=True)
class BlurBox:
    """A rectangle between two opposite corners whose content cannot be told any more."""

    corner: Point
    opposite: Point


Mark = Arrow | Circle | Freehand | TextMark | BlurBox


def placed(x: float, y: float) -> Point:
    """The nearest point of the picture, to a ten-thousandth of its sides: finer than a finger, and short as text."""
    return round(min(1.0, max(0.0, x)), _PLACES), round(min(1.0, max(0.0, y)), _PLACES)


def problem_with_marks(marks: tuple[Mark, ...]) -> str | None:
    """The name of what no well-behaved tablet would send, or None."""
    points = sum(len(mark.points) for mark in marks if isinstance(mark, Freehand))
    if len(marks) > MOST_MARKS:
        return "marks"
    if points > MOST_POINTS:
        return "points"
    return next((problem for mark in marks if (problem := _problem_with(mark))), None)


def _problem_with(mark: Mark) -> str | None:
    match mark:
        case Arrow():
            return _outside(tail=mark.tail, tip=mark.tip)
        case Circle():
            return _outside(centre=mark.centre, radii=mark.radii)
        case Freehand():
            return _outside_any("points", mark.points) if mark.points else "points"
        case BlurBox():
            return _outside(corner=mark.corner, opposite=mark.opposite)
        case TextMark():
            return _problem_with_text(mark.text) or _outside(at=mark.at)


def _problem_with_text(text: str) -> str | None:
    fits = bool(text.strip()) and len(text) <= LONGEST_MARK_TEXT and is_storable(text) and text.isprintable()
    return None if fits else "text"


def _outside(**points: Point) -> str | None:
    return next((name for name, point in points.items() if _outside_any(name, (point,))), None)


def _outside_any(name: str, points: Iterable[Point]) -> str | None:
    inside = all(isfinite(share) and 0.0 <= share <= 1.0 for point in points for share in point)
    return None if inside else name
