"""Breaking text into lines by measuring it, by the rules of Chinese setting (禁则).

No line starts with a closing mark and none ends with an opening one; Latin words and numbers stay whole. Only what is wider
than a whole line is cut, and then at a legal place where there is one.
"""

import re
from collections.abc import Callable, Iterator

NO_START = frozenset("，。、；：？！）】》」』〉〕”’…—·～％％℃‰,.;:?!)]}%")
"""Marks that may not start a line."""

NO_END = frozenset("（【《「『〈〔“‘([{￥$")
"""Marks that may not end a line."""

Measure = Callable[[str], float]
"""The width of a text; additive, so that a text is as wide as its parts together."""

_PIECE = re.compile(r"[!-~\u00a1-\u024f]+|\s+|.")


def break_lines(text: str, width: float, measure: Measure) -> list[str]:
    """Lines no wider than ``width``, unless a single character is. Nothing but white space at the breaks is lost."""
    return [line for paragraph in text.split("\n") for line in _break_paragraph(paragraph, width, measure)]


def _break_paragraph(paragraph: str, width: float, measure: Measure) -> list[str]:
    lines, line = [], ""
    for unit in _units(paragraph, width, measure):
        if unit.isspace():
            line += unit if line else ""
        elif not line or measure(line + unit) <= width:
            line += unit
        else:
            lines.append(line.rstrip())
            line = unit
    return [*lines, line.rstrip()]


def _units(paragraph: str, width: float, measure: Measure) -> Iterator[str]:
    """Runs that stay together, cut where one alone is wider than a line."""
    for run in _runs(paragraph):
        while measure(run) > width and len(run) > 1:
            cut = _cut(run, width, measure)
            yield run[:cut]
            run = run[cut:]
        yield run


def _runs(paragraph: str) -> Iterator[str]:
    """Words, single ideographs, white space; marks glued to the neighbour they may not be parted from."""
    run = ""
    for piece in _PIECE.findall(paragraph):
        if run and _may_part(run[-1], piece[0]):
            yield run
            run = ""
        run += piece
    if run:
        yield run


def _may_part(before: str, after: str) -> bool:
    if before.isspace() or after.isspace():
        return True
    return after not in NO_START and before not in NO_END


def _cut(run: str, width: float, measure: Measure) -> int:
    """How many characters of a run that is too wide go on one line."""
    fitting, room = 1, width - measure(run[0])
    while fitting < len(run) and (room := room - measure(run[fitting])) >= 0:
        fitting += 1
    return next((cut for cut in range(fitting, 0, -1) if _may_part(run[cut - 1], run[cut])), fitting)
