"""Marks on the screen, as they will be burnt into the copy."""

from collections.abc import Sequence

import flet as ft
import flet.canvas as cv

from sync.domain.marks import Arrow, BlurBox, Circle, Freehand, Mark, Point, TextMark
from sync.imaging.annotating import MOST_CELLS
from sync.imaging.mark_shapes import (
    CORNER,
    DARK,
    DOT,
    INKS,
    LETTERING,
    SHADE_STRENGTH,
    SHADE_WIDTH,
    Colour,
    Line,
    label_of,
    lines_of,
    thickness,
)
from sync.imaging.pixels import Size


def drawn(mark: Mark, size: Size, scale: float) -> list[cv.Shape]:
    """The mark on a canvas. ``size`` is the copy's in pixels, ``scale`` how many screen pixels one of those is."""
    match mark:
        case TextMark():
            return _label(mark, size, scale)
        case BlurBox():
            return _frame(mark, size, scale)
        case Arrow() | Circle() | Freehand():
            return _strokes(mark, size, scale)


def lengthen(shapes: Sequence[cv.Shape], point: Point, size: Size, scale: float) -> None:
    """Add a point to a stroke that ``drawn`` gave: only this travels to the screen."""
    x, y = point[0] * size[0] * scale, point[1] * size[1] * scale
    for shape in shapes:
        if isinstance(shape, cv.Path):
            shape.elements.append(cv.Path.LineTo(x, y))


def veil(mark: BlurBox, width: float, height: float) -> ft.Control:
    """What hides a part of a picture that is shown so large, as long as it is being drawn on."""
    left, right = sorted((mark.corner[0] * width, mark.opposite[0] * width))
    top, bottom = sorted((mark.corner[1] * height, mark.opposite[1] * height))
    strength = max(right - left, bottom - top) / MOST_CELLS / 2
    return ft.Container(
        left=left,
        top=top,
        width=right - left,
        height=bottom - top,
        blur=ft.Blur(strength, strength, ft.BlurTileMode.CLAMP),
        bgcolor="#33708080",
    )


def _strokes(mark: Arrow | Circle | Freehand, size: Size, scale: float) -> list[cv.Shape]:
    lines = lines_of(mark, size)
    width = thickness(size) * scale * (DOT if len(lines[0]) == 1 else 1)
    shade = ft.Colors.with_opacity(SHADE_STRENGTH, hexadecimal(DARK))
    return [_path(lines, scale, shade, width * SHADE_WIDTH), _path(lines, scale, hexadecimal(INKS[mark.colour]), width)]


def _path(lines: Sequence[Line], scale: float, colour: str, width: float) -> cv.Path:
    elements: list[cv.Path.PathElement] = []
    for first, *others in lines:
        elements.append(cv.Path.MoveTo(first[0] * scale, first[1] * scale))
        elements += [cv.Path.LineTo(x * scale, y * scale) for x, y in others or [(first[0] + 0.1, first[1])]]
    pen = ft.Paint(
        color=colour,
        stroke_width=width,
        style=ft.PaintingStyle.STROKE,
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_join=ft.StrokeJoin.ROUND,
    )
    return cv.Path(elements, paint=pen)


def _label(mark: TextMark, size: Size, scale: float) -> list[cv.Shape]:
    label = label_of(mark, size)
    plate = cv.Rect(
        label.left * scale,
        label.top * scale,
        label.width * scale,
        label.height * scale,
        border_radius=label.letter * CORNER * scale,
        paint=ft.Paint(color=hexadecimal(INKS[mark.colour]), style=ft.PaintingStyle.FILL),
    )
    words = cv.Text(
        (label.left + label.padding) * scale,
        (label.top + label.height / 2) * scale,
        mark.text,
        style=ft.TextStyle(size=label.letter * scale, color=hexadecimal(LETTERING[mark.colour])),
        alignment=ft.Alignment.CENTER_LEFT,
    )
    return [plate, words]


def _frame(mark: BlurBox, size: Size, scale: float) -> list[cv.Shape]:
    """A box that is being drawn."""
    left, right = sorted((mark.corner[0] * size[0] * scale, mark.opposite[0] * size[0] * scale))
    top, bottom = sorted((mark.corner[1] * size[1] * scale, mark.opposite[1] * size[1] * scale))
    fill = ft.Paint(color="#B3A9B8B6", style=ft.PaintingStyle.FILL)
    edge = ft.Paint(color="#F2F6F5", stroke_width=2, style=ft.PaintingStyle.STROKE)
    return [cv.Rect(left, top, right - left, bottom - top, paint=paint) for paint in (fill, edge)]


def hexadecimal(colour: Colour) -> str:
    """A colour as Flet takes it."""
    return "#" + "".join(f"{part:02X}" for part in colour)
