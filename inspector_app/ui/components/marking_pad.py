"""A picture that fingers draw on."""

from collections.abc import Callable
from typing import Any

import flet as ft
import flet.canvas as cv

from inspector_app.look.guard import Guard
from inspector_app.look.pieces import named
from inspector_app.ui.components.drawn_marks import drawn, lengthen, veil
from inspector_app.ui.views.drawing import Drawing
from sync.domain.marks import BlurBox, Freehand
from sync.imaging.pixels import Size

_DRAG_MILLISECONDS = 8


class MarkingPad:
    """``size`` is that of the copy in pixels. ``on_words`` asks for words where the next touch would place some;
    ``on_mark`` is called after every mark.

    The mark in work and the finished ones lie on two canvases, so that a moving finger sends only its own line to the screen.
    Never inside something that scrolls: it would take the finger away.
    """

    def __init__(
        self,
        picture: bytes,
        size: Size,
        drawing: Drawing,
        guard: Guard,
        on_mark: Callable[[], Any],
        on_words: Callable[[], Any],
    ) -> None:
        self._size = size
        self._drawing = drawing
        self._on_mark = on_mark
        self._on_words = on_words
        self._scale = 0.0
        self._picture = ft.Image(src=picture, fit=ft.BoxFit.FILL, gapless_playback=True, exclude_from_semantics=True)
        self._veils = ft.Stack()
        self._done = cv.Canvas()
        self._live = cv.Canvas()
        fingers = ft.GestureDetector(
            content=self._live,
            drag_interval=_DRAG_MILLISECONDS,
            on_pan_down=guard(self._down),
            on_pan_update=guard(self._move),
            on_pan_end=guard(self._up),
            on_pan_cancel=guard(self._up),
        )
        self._stack = ft.Stack([self._picture, self._veils, self._done, fingers])
        self.root = named("marking-pad", self._stack)

    def fit(self, width: float, height: float) -> None:
        """Show the picture as large as this room allows. The caller updates ``root``."""
        self._scale = min(width / self._size[0], height / self._size[1])
        for part in (self._picture, self._veils, self._done, self._live, self._stack):
            part.width, part.height = self._size[0] * self._scale, self._size[1] * self._scale
        self._draw()

    def repaint(self) -> None:
        """Show the marks that are there now."""
        self._draw()
        self._live.shapes = []
        self.root.page.update(self._veils, self._done, self._live)

    def _draw(self) -> None:
        marks, scale = self._drawing.marks, self._scale
        width, height = self._size[0] * scale, self._size[1] * scale
        self._veils.controls = [veil(mark, width, height) for mark in marks if isinstance(mark, BlurBox)]
        self._done.shapes = [shape for mark in marks if not isinstance(mark, BlurBox) for shape in drawn(mark, self._size, scale)]

    def _down(self, event: Any) -> None:
        if self._drawing.asks_for_words:
            self._on_words()
            return
        self._drawing.begin(*self._shares(event))
        self._show_live()

    def _move(self, event: Any) -> None:
        if not self._drawing.move(*self._shares(event)):
            return
        mark = self._drawing.live
        if isinstance(mark, Freehand) and len(mark.points) > 2:
            lengthen(self._live.shapes, mark.points[-1], self._size, self._scale)
            self._live.update()
        else:
            self._show_live()

    def _up(self) -> None:
        if self._drawing.end():
            self.repaint()
            self._on_mark()
        elif self._live.shapes:
            self._show_live()

    def _show_live(self) -> None:
        mark = self._drawing.live
        self._live.shapes = drawn(mark, self._size, self._scale) if mark else []
        self._live.update()

    def _shares(self, event: Any) -> tuple[float, float]:
        at = event.local_position
        return at.x / (self._size[0] * self._scale), at.y / (self._size[1] * self._scale)
