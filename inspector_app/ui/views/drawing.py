"""What a finger draws on a picture, as marks. Pure."""

from collections.abc import Sequence
from enum import StrEnum

from sync.domain.marks import (
    LONGEST_MARK_TEXT,
    MOST_MARKS,
    MOST_POINTS,
    Arrow,
    BlurBox,
    Circle,
    Freehand,
    Mark,
    MarkColour,
    Point,
    TextMark,
    placed,
)

COLOURS = (MarkColour.RED, MarkColour.YELLOW, MarkColour.BLUE)
LEAST = 0.015
"""A shape smaller than this share of both sides of the picture is a slip of the finger."""

_STEP = 0.003
"""A point of a stroke nearer to the last one than this is the same point."""


class Tool(StrEnum):
    """What the next touch draws."""

    ARROW = "arrow"
    CIRCLE = "circle"
    FREEHAND = "freehand"
    TEXT = "text"
    BLUR = "blur"


class Drawing:
    """Marks that are finished, and the one under the finger. ``words`` are what the next touch with TEXT places."""

    def __init__(self, marks: Sequence[Mark], saved: Sequence[Mark] = ()) -> None:
        self._marks = list(marks)
        self._saved = tuple(saved)
        self._path: list[Point] = []
        self.tool = Tool.ARROW
        self.colour = COLOURS[0]
        self.words = ""

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(self._marks)

    @property
    def changed(self) -> bool:
        """Whether there is something that no photo shows yet."""
        return self.marks != self._saved

    @property
    def full(self) -> bool:
        """Whether a copy can take no more of what the tool draws."""
        return len(self._marks) >= MOST_MARKS or (self.tool is Tool.FREEHAND and self._points_left <= 0)

    @property
    def asks_for_words(self) -> bool:
        return self.tool is Tool.TEXT and not self.words

    @property
    def live(self) -> Mark | None:
        """The mark under the finger; None while there is none."""
        if not self._path:
            return None
        first, last = self._path[0], self._path[-1]
        match self.tool:
            case Tool.ARROW:
                return Arrow(first, last, self.colour)
            case Tool.CIRCLE:
                return _circle(first, last, self.colour)
            case Tool.FREEHAND:
                return Freehand(tuple(self._path), self.colour)
            case Tool.TEXT:
                return TextMark(last, self.words, self.colour)
            case Tool.BLUR:
                return BlurBox(first, last)

    def write(self, words: str) -> None:
        """Take words to be placed: one line, as long as a mark's text may be."""
        self.words = " ".join(words.split())[:LONGEST_MARK_TEXT]

    def begin(self, x: float, y: float) -> None:
        """A finger came down there, in shares of the picture."""
        self._path = [] if self.full or self.asks_for_words else [placed(x, y)]

    def move(self, x: float, y: float) -> bool:
        """The finger moved on; whether the mark under it changed."""
        point = placed(x, y)
        if not self._path or _near(self._path[-1], point, _STEP):
            return False
        if self.tool is not Tool.FREEHAND:
            self._path[1:] = [point]
        elif self._points_left > 0:
            self._path.append(point)
        else:
            return False
        return True

    def end(self) -> bool:
        """The finger left; whether it made a mark."""
        mark, slip = self.live, self._is_slip
        self._path = []
        if mark is None or slip:
            return False
        self._marks.append(mark)
        self.words = ""
        return True

    def undo(self) -> None:
        """Take the last mark away."""
        if self._marks:
            self._marks.pop()

    @property
    def _points_left(self) -> int:
        used = sum(len(mark.points) for mark in self._marks if isinstance(mark, Freehand))
        return MOST_POINTS - used - len(self._path)

    @property
    def _is_slip(self) -> bool:
        shape = self.tool in (Tool.ARROW, Tool.CIRCLE, Tool.BLUR)
        return shape and _near(self._path[0], self._path[-1], LEAST) if self._path else False


def _circle(corner: Point, opposite: Point, colour: MarkColour) -> Circle:
    """The ellipse that fills the rectangle between two corners."""
    middle = placed((corner[0] + opposite[0]) / 2, (corner[1] + opposite[1]) / 2)
    return Circle(middle, placed(abs(corner[0] - opposite[0]) / 2, abs(corner[1] - opposite[1]) / 2), colour)


def _near(one: Point, other: Point, step: float) -> bool:
    return abs(one[0] - other[0]) < step and abs(one[1] - other[1]) < step
