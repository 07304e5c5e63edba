"""The head of a document: its title, a line below it, and the record's digest as a QR code in the corner."""

from uuid import UUID

import segno

from sync.documents.lettering import INK, SMALL, TITLE
from sync.documents.paper import BODY_WIDTH, MARGIN, PAGE_WIDTH, Paper

SHOWN_DIGITS = 16
"""Hexadecimal digits of the digest on the foot line."""

_CODE_SIDE = 23.0
_HEIGHT = 28.0


def record_code(inspection_id: UUID, digest: str) -> str:
    """What the QR code says: ``suicha:record:<inspection id>:<SHA-256 in hex>``."""
    return f"suicha:record:{inspection_id}:{digest}"


def draw_head(paper: Paper, title: str, below: str, code: str, code_label: str) -> None:
    """The head of the first page."""
    top, left = paper.y, PAGE_WIDTH - MARGIN - _CODE_SIDE
    paper.put(title, MARGIN, top + 5, BODY_WIDTH, TITLE, "centre")
    paper.put(below, MARGIN, top + 5 + TITLE.leading, BODY_WIDTH, SMALL, "centre")
    _draw_code(paper, code, left, top)
    paper.put(code_label, left, top + _CODE_SIDE + 0.4, _CODE_SIDE, SMALL, "centre")
    paper.set_y(top + _HEIGHT)


def _draw_code(paper: Paper, text: str, x: float, y: float) -> None:
    """Filled rectangles without a quiet zone: the paper around it is white."""
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False, boost_error=False).matrix]
    module = _CODE_SIDE / len(rows)
    for number, row in enumerate(rows):
        for start, length in _dark_runs(row):
            paper.fill(x + start * module, y + number * module, length * module, module, INK)


def _dark_runs(row: bytes) -> list[tuple[int, int]]:
    """Where dark modules begin, and how many stand side by side."""
    runs: list[tuple[int, int]] = []
    start = row.find(1)
    while start >= 0:
        end = row.find(0, start)
        end = len(row) if end < 0 else end
        runs.append((start, end - start))
        start = row.find(1, end)
    return runs
