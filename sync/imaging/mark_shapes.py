"""How marks lie on a picture of some size in pixels: the same under a finger and burnt into a copy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import atan2, cos, pi, sin

from PIL import ImageFont

from sync.domain.marks import Arrow, Circle, Freehand, MarkColour, Point, TextMark
from sync.imaging.captions import caption_font
from sync.imaging.pixels import Size

Line = Sequence[Point]
Colour = tuple[int, int, int]

DARK, LIGHT = (16, 20, 20), (255, 255, 255)
INKS: dict[MarkColour, Colour] = {
    MarkColour.RED: (229, 40, 40),
    MarkColour.YELLOW: (255, 210, 40),
    MarkColour.BLUE: (38, 110, 232),
    MarkColour.WHITE: (255, 255, 255),
}
LETTERING: dict[MarkColour, Colour] = {
    MarkColour.RED: LIGHT,
    MarkColour.YELLOW: DARK,
    MarkColour.BLUE: LIGHT,
    MarkColour.WHITE: DARK,
}
"""What text is written in, on a plate of the mark's colour."""

SHADE_WIDTH, SHADE_STRENGTH = 1.7, 0.55
"""Every line has a dark shade around it, so many times as wide as itself, so that it shows on any ground."""

DOT = 1.6
"""How much thicker than a line a dot is."""

CORNER = 0.25
"""How round a plate's corners are, as a share of its letters' size."""

_STROKES_ACROSS, _LETTERS_ACROSS, _LEAST_LETTER, _PADDING = 200, 40, 14, 0.35
_HEAD_LENGTH, _HEAD_ANGLE = 5, 0.45
_ELLIPSE_CORNERS = 96


@dataclass(frozen=True, slots=True)
class Label:
    """The plate of a text, in pixels; its letters begin ``padding`` from its left edge, halfway up."""

    left: float
    top: float
    width: float
    height: float
    padding: float
    font: ImageFont.FreeTypeFont

    @property
    def letter(self) -> float:
        """The size of its letters."""
        return self.font.size


def thickness(size: Size) -> float:
    """Of a line."""
    return max(3.0, max(size) / _STROKES_ACROSS)


def lines_of(mark: Arrow | Circle | Freehand, size: Size) -> tuple[Line, ...]:
    """The mark as lines through points in pixels; a line of one point is a dot."""
    width, height = size
    match mark:
        case Freehand(points=points):
            return (tuple((x * width, y * height) for x, y in points),)
        case Circle(centre=(x, y), radii=(across, down)):
            turns = (2 * pi * number / _ELLIPSE_CORNERS for number in range(_ELLIPSE_CORNERS + 1))
            return (tuple(((x + across * cos(turn)) * width, (y + down * sin(turn)) * height) for turn in turns),)
        case Arrow(tail=tail, tip=tip):
            start, end = (tail[0] * width, tail[1] * height), (tip[0] * width, tip[1] * height)
            left, right = _head(start, end, _HEAD_LENGTH * thickness(size))
            return (start, end), (left, end, right)


def label_of(mark: TextMark, size: Size) -> Label:
    """Where the plate of a text lies: moved inside where it would stick out."""
    font = _font_for(mark.text, size)
    padding = font.size * _PADDING
    width, height = font.getlength(mark.text) + 2 * padding, font.size * 1.1 + 2 * padding
    left = max(0.0, min(mark.at[0] * size[0] - padding, size[0] - width))
    top = max(0.0, min(mark.at[1] * size[1] - height / 2, size[1] - height))
    return Label(left, top, width, height, padding, font)


def _head(tail: Point, tip: Point, length: float) -> Iterator[Point]:
    direction = atan2(tip[1] - tail[1], tip[0] - tail[0])
    for side in (-_HEAD_ANGLE, _HEAD_ANGLE):
        yield tip[0] - length * cos(direction + side), tip[1] - length * sin(direction + side)


def _font_for(text: str, size: Size) -> ImageFont.FreeTypeFont:
    """Letters of a readable size, smaller where the text would be wider than the picture."""
    letter = max(_LEAST_LETTER, max(size) // _LETTERS_ACROSS)
    font = caption_font(letter)
    length, room = font.getlength(text) + 2 * letter * _PADDING, size[0]
    return font if length <= room else caption_font(max(_LEAST_LETTER, int(letter * room / length)))
