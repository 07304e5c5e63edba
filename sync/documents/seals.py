"""The digest of a record: as a QR code, and in full."""

from uuid import UUID

import segno

from sync.documents.lettering import INK
from sync.documents.paper import Paper

SHOWN_DIGITS = 16
"""Hexadecimal digits of the digest on the foot line."""


def record_code(inspection_id: UUID, digest: str) -> str:
    """What the QR code says: ``suicha:record:<inspection id>:<SHA-256 in hex>``."""
    return f"suicha:record:{inspection_id}:{digest}"


def draw_code(paper: Paper, text: str, x: float, y: float, side: float) -> None:
    """A QR code as filled rectangles, without its quiet zone. Lengths in millimetres."""
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False, boost_error=False).matrix]
    module = side / len(rows)
    for number, row in enumerate(rows):
        for start, length in _dark_runs(row):
            paper.fill(x + start * module, y + number * module, length * module, module, INK)


def _dark_runs(row: bytes) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start = row.find(1)
    while start >= 0:
        end = row.find(0, start)
        end = len(row) if end < 0 else end
        runs.append((start, end - start))
        start = row.find(1, end)
    return runs
