"""A white pad to write on with a finger or a pen."""

from collections.abc import Callable
from typing import Any

import flet as ft
import flet.canvas as cv

from inspector_app.look.pieces import named
from inspector_app.look.theme import RADIUS
from sync.domain.signatures import INK_WIDTH, MOST_POINTS, Ink

_PAPER, _INK, _LINE = "#FFFFFF", "#12211F", "#B9C6C4"
_STEP = 4
"""Points nearer to the last one than this, in thousandths of the width, are the same point."""
_DRAG_MILLISECONDS = 8


class InkPad:
    """``on_change`` is called after every stroke. Strokes in work and finished ones lie on two canvases, so that a moving
    finger sends only its own line to the screen. Never inside something that scrolls: it would take the finger away.
    """

    def __init__(self, width: float, height: float, on_change: Callable[[], Any]) -> None:
        self._width, self._height = width, height
        self._on_change = on_change
        self._strokes: list[list[int]] = []
        self._done = cv.Canvas(width=width, height=height)
        self._live = cv.Canvas(width=width, height=height)
        fingers = ft.GestureDetector(
            content=self._live,
            drag_interval=_DRAG_MILLISECONDS,
            on_pan_down=self._down,
            on_pan_update=self._move,
            on_pan_end=self._up,
        )
        baseline = ft.Container(left=24, right=24, top=height * 0.78, height=1, bgcolor=_LINE)
        self.root = named(
            "ink-pad",
            ft.Container(
                ft.Stack([baseline, self._done, fingers], width=width, height=height),
                bgcolor=_PAPER,
                border_radius=RADIUS,
                border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
                width=width,
                height=height,
            ),
        )

    @property
    def ink(self) -> Ink | None:
        """What is written, None while there is nothing."""
        if not self._strokes:
            return None
        return Ink(round(self._height / self._width * INK_WIDTH), tuple(tuple(stroke) for stroke in self._strokes))

    def clear(self) -> None:
        """A fresh sheet."""
        self._strokes.clear()
        self._done.shapes, self._live.shapes = [], []
        self._done.update()
        self._live.update()
        self._on_change()

    def _down(self, event: Any) -> None:
        ft.context.disable_auto_update()
        if sum(map(len, self._strokes)) >= 2 * MOST_POINTS - 2:
            return
        self._strokes.append(self._point(event))
        at = event.local_position
        self._live.shapes = [cv.Path([cv.Path.MoveTo(at.x, at.y), cv.Path.LineTo(at.x + 0.5, at.y)], paint=_pen())]
        self._live.update()

    def _move(self, event: Any) -> None:
        ft.context.disable_auto_update()
        if not self._live.shapes or sum(map(len, self._strokes)) >= 2 * MOST_POINTS:
            return
        stroke, (x, y) = self._strokes[-1], self._point(event)
        if abs(x - stroke[-2]) + abs(y - stroke[-1]) < _STEP:
            return
        stroke += (x, y)
        path = self._live.shapes[0]
        if isinstance(path, cv.Path):
            path.elements.append(cv.Path.LineTo(x * self._width / INK_WIDTH, y * self._width / INK_WIDTH))
        self._live.update()

    def _up(self, _: Any) -> None:
        ft.context.disable_auto_update()
        self._done.shapes.extend(self._live.shapes)
        self._live.shapes = []
        self._live.update()
        self._done.update()
        self._on_change()

    def _point(self, event: Any) -> list[int]:
        at, scale = event.local_position, INK_WIDTH / self._width
        most = round(self._height / self._width * INK_WIDTH)
        return [min(max(round(at.x * scale), 0), INK_WIDTH), min(max(round(at.y * scale), 0), most)]


def _pen() -> ft.Paint:
    return ft.Paint(
        color=_INK,
        stroke_width=3,
        style=ft.PaintingStyle.STROKE,
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_join=ft.StrokeJoin.ROUND,
    )
