"""Marks burnt into a picture. What was blurred is gone from it: only a few mean colours of it are left."""

from collections.abc import Iterator, Sequence
from math import atan2, ceil, cos, pi, sin

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from sync.domain.marks import Arrow, BlurBox, Circle, Freehand, Mark, MarkColour, Point, TextMark
from sync.imaging.captions import caption_font
from sync.imaging.pixels import Size

MOST_CELLS = 6
"""A blurred box is told by so many mean colours along its longer side, so a word or a face is a few patches."""

_LEAST_CELL = 8

_INKS = {
    MarkColour.RED: (229, 40, 40),
    MarkColour.YELLOW: (255, 210, 40),
    MarkColour.BLUE: (38, 110, 232),
    MarkColour.WHITE: (255, 255, 255),
}
_DARK, _LIGHT = (16, 20, 20), (255, 255, 255)
_LETTERING = {MarkColour.RED: _LIGHT, MarkColour.YELLOW: _DARK, MarkColour.BLUE: _LIGHT, MarkColour.WHITE: _DARK}
_SHADE_STRENGTH = 0.55
_STROKES_ACROSS, _LETTERS_ACROSS, _LEAST_LETTER, _PADDING = 200, 40, 14, 0.35
_HEAD_LENGTH, _HEAD_ANGLE = 5, 0.45
_DOT = 1.6
"""How much thicker than a line a dot is."""

_ELLIPSE_CORNERS = 96
_FINER = 2
"""Lines are drawn so many times larger and scaled down, which smooths their edges."""

Line = Sequence[Point]


def with_marks(picture: Image.Image, marks: Sequence[Mark]) -> Image.Image:
    """A copy of an upright RGB picture with the marks in it; the picture itself when there are none."""
    if not marks:
        return picture
    marked = picture.copy()
    for mark in marks:
        if isinstance(mark, BlurBox):
            _blur(marked, mark)
    for mark in marks:
        if isinstance(mark, TextMark):
            _write(marked, mark)
        elif not isinstance(mark, BlurBox):
            _draw(marked, _lines(mark, marked.size), _INKS[mark.colour])
    return marked


def _blur(picture: Image.Image, mark: BlurBox) -> None:
    (left, right), (top, bottom) = (
        _span(first * side, second * side, side)
        for first, second, side in zip(mark.corner, mark.opposite, picture.size, strict=True)
    )
    box = picture.crop((left, top, right, bottom))
    cell = max(_LEAST_CELL, ceil(max(box.size) / MOST_CELLS))
    means = box.reduce(cell)
    patches = means.resize((means.width * cell, means.height * cell), Image.Resampling.NEAREST).crop((0, 0, *box.size))
    patches = patches.filter(ImageFilter.GaussianBlur(cell / 4))
    picture.paste(patches, (left, top))


def _span(first: float, second: float, side: int) -> tuple[int, int]:
    """Whole pixels from one to the other, at least one."""
    low, high = int(min(first, second)), min(side, ceil(max(first, second)))
    return (low, high) if low < high else (min(low, side - 1), min(low, side - 1) + 1)


def _lines(mark: Arrow | Circle | Freehand, size: Size) -> tuple[Line, ...]:
    """The mark as lines in pixels."""
    width, height = size
    match mark:
        case Freehand(points=points):
            return (tuple((x * width, y * height) for x, y in points),)
        case Circle(centre=(x, y), radii=(across, down)):
            turns = (2 * pi * number / _ELLIPSE_CORNERS for number in range(_ELLIPSE_CORNERS + 1))
            return (tuple(((x + across * cos(turn)) * width, (y + down * sin(turn)) * height) for turn in turns),)
        case Arrow(tail=tail, tip=tip):
            start, end = (tail[0] * width, tail[1] * height), (tip[0] * width, tip[1] * height)
            left, right = _head(start, end, _HEAD_LENGTH * _thickness(size))
            return (start, end), (left, end, right)


def _head(tail: Point, tip: Point, length: float) -> Iterator[Point]:
    direction = atan2(tip[1] - tail[1], tip[0] - tail[0])
    for side in (-_HEAD_ANGLE, _HEAD_ANGLE):
        yield tip[0] - length * cos(direction + side), tip[1] - length * sin(direction + side)


def _thickness(size: Size) -> float:
    return max(3.0, max(size) / _STROKES_ACROSS)


def _draw(picture: Image.Image, lines: tuple[Line, ...], ink: tuple[int, int, int]) -> None:
    """Lines with a shade around them, so that they show on any ground."""
    thickness = _thickness(picture.size)
    reach = thickness * 2  # the shade of a dot
    corners = [point for line in lines for point in line]
    (left, right), (top, bottom) = (
        _span(max(0.0, min(values) - reach), min(float(side), max(values) + reach), side)
        for values, side in zip(zip(*corners, strict=True), picture.size, strict=True)
    )
    moved = [[(x - left, y - top) for x, y in line] for line in lines]
    size = (right - left, bottom - top)
    for colour, strength, width in ((_DARK, _SHADE_STRENGTH, thickness * 1.7), (ink, 1.0, thickness)):
        picture.paste(colour, (left, top), _mask(moved, size, width).point(lambda value, share=strength: round(value * share)))


def _mask(lines: Sequence[Line], size: Size, thickness: float) -> Image.Image:
    mask = Image.new("L", (size[0] * _FINER, size[1] * _FINER))
    brush, radius = ImageDraw.Draw(mask), thickness * _FINER / 2
    for line in lines:
        finer = [(x * _FINER, y * _FINER) for x, y in line]
        end = radius * (_DOT if len(finer) == 1 else 1)
        brush.line(finer, fill=255, width=round(radius * 2), joint="curve")
        for x, y in (finer[0], finer[-1]):
            brush.ellipse((x - end, y - end, x + end, y + end), fill=255)
    return mask.reduce(_FINER)


def _write(picture: Image.Image, mark: TextMark) -> None:
    """A label: the text on a plate of the mark's colour, moved inside where it would stick out."""
    font = _font_for(mark.text, picture.size)
    padding = font.size * _PADDING
    width, height = font.getlength(mark.text) + 2 * padding, font.size * 1.1 + 2 * padding
    left = max(0.0, min(mark.at[0] * picture.width - padding, picture.width - width))
    top = max(0.0, min(mark.at[1] * picture.height - height / 2, picture.height - height))
    brush = ImageDraw.Draw(picture)
    brush.rounded_rectangle((left, top, left + width, top + height), font.size * 0.25, fill=_INKS[mark.colour])
    middle = (left + padding, top + height / 2)
    brush.text(middle, mark.text, font=font, fill=_LETTERING[mark.colour], anchor="lm")


def _font_for(text: str, size: Size) -> ImageFont.FreeTypeFont:
    """Letters of a readable size, smaller where the text would be wider than the picture."""
    letter = max(_LEAST_LETTER, max(size) // _LETTERS_ACROSS)
    font = caption_font(letter)
    length, room = font.getlength(text) + 2 * letter * _PADDING, size[0]
    return font if length <= room else caption_font(max(_LEAST_LETTER, int(letter * room / length)))
