"""Marks burnt into a picture. What was blurred is gone from it: only a few mean colours of it are left."""

from collections.abc import Sequence
from math import ceil

from PIL import Image, ImageDraw, ImageFilter

from sync.domain.marks import BlurBox, Mark, TextMark
from sync.imaging.mark_shapes import (
    CORNER,
    DARK,
    DOT,
    INKS,
    LETTERING,
    SHADE_STRENGTH,
    SHADE_WIDTH,
    Line,
    label_of,
    lines_of,
    thickness,
)
from sync.imaging.pixels import Size

MOST_CELLS = 6
"""A blurred box is told by so many mean colours along its longer side, so a word or a face is a few patches."""

_LEAST_CELL = 8
_FINER = 2
"""Lines are drawn so many times larger and scaled down, which smooths their edges."""


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
            _draw(marked, lines_of(mark, marked.size), INKS[mark.colour])
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


def _draw(picture: Image.Image, lines: tuple[Line, ...], ink: tuple[int, int, int]) -> None:
    """Lines with a shade around them, so that they show on any ground."""
    width = thickness(picture.size)
    reach = width * 2  # the shade of a dot
    corners = [point for line in lines for point in line]
    (left, right), (top, bottom) = (
        _span(max(0.0, min(values) - reach), min(float(side), max(values) + reach), side)
        for values, side in zip(zip(*corners, strict=True), picture.size, strict=True)
    )
    moved = [[(x - left, y - top) for x, y in line] for line in lines]
    size = (right - left, bottom - top)
    for colour, strength, stroke in ((DARK, SHADE_STRENGTH, width * SHADE_WIDTH), (ink, 1.0, width)):
        picture.paste(colour, (left, top), _mask(moved, size, stroke).point(lambda value, share=strength: round(value * share)))


def _mask(lines: Sequence[Line], size: Size, width: float) -> Image.Image:
    mask = Image.new("L", (size[0] * _FINER, size[1] * _FINER))
    brush, radius = ImageDraw.Draw(mask), width * _FINER / 2
    for line in lines:
        finer = [(x * _FINER, y * _FINER) for x, y in line]
        end = radius * (DOT if len(finer) == 1 else 1)
        brush.line(finer, fill=255, width=round(radius * 2), joint="curve")
        for x, y in (finer[0], finer[-1]):
            brush.ellipse((x - end, y - end, x + end, y + end), fill=255)
    return mask.reduce(_FINER)


def _write(picture: Image.Image, mark: TextMark) -> None:
    """A label: the text on a plate of the mark's colour."""
    label, brush = label_of(mark, picture.size), ImageDraw.Draw(picture)
    plate = (label.left, label.top, label.left + label.width, label.top + label.height)
    brush.rounded_rectangle(plate, label.letter * CORNER, fill=INKS[mark.colour])
    start = (label.left + label.padding, label.top + label.height / 2)
    brush.text(start, mark.text, font=label.font, fill=LETTERING[mark.colour], anchor="lm")
