"""Tables that go on over pages: the heading is repeated, and a row too tall for what is left of a page is split."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from sync.documents.lettering import BODY, LABEL, TINT, Colour, Lettering
from sync.documents.paper import BODY_WIDTH, MARGIN, Align, Paper

PADDING_X, PADDING_Y = 2.0, 1.3
_SPLITTABLE = 60.0
"""A row taller than this starts on the page that is open; a lower one moves on whole."""
_LEAST_LINES = 3
"""Lines of a split row that have to fit before the break."""


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in millimetres."""

    width: float
    heading: str = ""
    align: Align = "left"


Drawing = Callable[[Paper, float, float, float, float], None]
"""Draws into the box at x, y with a width and a height."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a table, or a drawing. ``middle``: set halfway down its row. ``height``: what its row measures at least."""

    text: str
    lettering: Lettering = BODY
    fill: Colour | None = None
    middle: bool = False
    drawing: Drawing | None = None
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class _Laid:
    """A cell broken into lines, with the column it stands in."""

    column: Column
    cell: Cell
    lines: tuple[str, ...]
    x: float


class Table:
    """Rows below each other, as wide as the page's text."""

    def __init__(self, paper: Paper, columns: Sequence[Column], continued: Cell | None = None) -> None:
        """``continued`` stands above what goes on on a further page; without it the columns' headings do."""
        self._paper = paper
        self._columns = columns
        self._leading = BODY.leading
        self._above = self._heading()
        self._continued = _laid_out(paper, [Column(BODY_WIDTH)], [continued]) if continued else self._above
        self._begun = False

    def height_of(self, cells: Sequence[Cell]) -> float:
        """What a row will measure."""
        return self._height(self._most_lines(_laid_out(self._paper, self._columns, cells)))

    def row(self, cells: Sequence[Cell], follows: float = 0.0) -> None:
        """A row with a cell for every column. ``follows``: room for what must stand on the same page below it."""
        self._set(_laid_out(self._paper, self._columns, cells), follows)

    def band(self, cells: Sequence[tuple[float, Cell, Align]], follows: float = 12.0) -> None:
        """A row with columns of its own, each as (width, cell, align)."""
        columns = [Column(width, align=align) for width, _, align in cells]
        self._set(_laid_out(self._paper, columns, [cell for _, cell, _ in cells]), follows)

    def _set(self, row: Sequence[_Laid], follows: float) -> None:
        if not self._begun:
            self._begin()
        rest = row
        while (count := self._most_lines(rest)) > (fitting := self._fitting(follows)):
            if self._height(count) > _SPLITTABLE and fitting >= _LEAST_LINES:
                self._draw([_part(laid, 0, fitting) for laid in rest], fitting)
                rest = [_part(laid, fitting, None) for laid in rest]
            self._next_page()
        self._draw(rest, count)
        self._above = self._continued

    def _begin(self) -> None:
        self._begun = True
        if self._above:
            self._paper.ensure(3 * self._height(1))
            self._draw(self._above, self._most_lines(self._above))

    def _most_lines(self, row: Sequence[_Laid]) -> int:
        return max(max(len(laid.lines), ceil((laid.cell.height - 2 * PADDING_Y) / self._leading)) for laid in row)

    def _fitting(self, follows: float) -> int:
        """Lines of a row that the page still holds."""
        return int((self._paper.room - 2 * PADDING_Y - follows) / self._leading)

    def _height(self, lines: int) -> float:
        return lines * self._leading + 2 * PADDING_Y

    def _next_page(self) -> None:
        self._paper.add_page()
        if self._above:
            self._draw(self._above, self._most_lines(self._above))

    def _heading(self) -> list[_Laid]:
        if not any(column.heading for column in self._columns):
            return []
        centred = [Column(column.width, align="centre") for column in self._columns]
        return _laid_out(self._paper, centred, [Cell(column.heading, LABEL, TINT) for column in self._columns])

    def _draw(self, row: Sequence[_Laid], count: int) -> None:
        paper, height = self._paper, self._height(count)
        for laid in row:
            if laid.cell.fill:
                paper.fill(laid.x, paper.y, laid.column.width, height, laid.cell.fill)
            paper.frame(laid.x, paper.y, laid.column.width, height)
            self._write(laid, height)
            if laid.cell.drawing:
                laid.cell.drawing(paper, laid.x, paper.y, laid.column.width, height)
        paper.set_y(paper.y + height)

    def _write(self, laid: _Laid, height: float) -> None:
        lettering, width = laid.cell.lettering, laid.column.width - 2 * PADDING_X
        top = self._paper.y + PADDING_Y
        if laid.cell.middle:
            top += (height - self._height(len(laid.lines))) / 2
        drop = (self._leading - lettering.leading) / 2
        for number, line in enumerate(laid.lines):
            self._paper.put(line, laid.x + PADDING_X, top + number * self._leading + drop, width, lettering, laid.column.align)


def labelled(paper: Paper, rows: Sequence[Sequence[tuple[str, str]]], label_width: float = 27.0) -> None:
    """A form: every row has one or more pairs of a label and its value, which share the width."""
    for pairs in rows:
        value_width = BODY_WIDTH / len(pairs) - label_width
        columns = [column for _ in pairs for column in (Column(label_width), Column(value_width))]
        cells = [cell for label, value in pairs for cell in (Cell(label, LABEL, TINT, middle=True), Cell(value, middle=True))]
        Table(paper, columns).row(cells)


def _laid_out(paper: Paper, columns: Sequence[Column], cells: Sequence[Cell]) -> list[_Laid]:
    laid, x = [], MARGIN
    for column, cell in zip(columns, cells, strict=True):
        lines = paper.lines(cell.text, column.width - 2 * PADDING_X, cell.lettering)
        laid.append(_Laid(column, cell, tuple(lines), x))
        x += column.width
    return laid


def _part(laid: _Laid, first: int, last: int | None) -> _Laid:
    return replace(laid, lines=laid.lines[first:last])
