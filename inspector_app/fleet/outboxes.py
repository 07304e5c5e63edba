"""What the tablets had to say, read from their outboxes by SQL of the fleet's own."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from inspector_app.store.database import FILE_NAME

_COUNT = """SELECT count(*), coalesce(sum(length(line)), 0), count(*) FILTER (WHERE status = 'conflict'),
    count(*) FILTER (WHERE status = 'rejected'), count(*) FILTER (WHERE status IN ('queued', 'hold')) FROM outbox"""


@dataclass(frozen=True, slots=True)
class OutboxCount:
    """Operations, the bytes of their lines, and how many met a conflict, were rejected, or still wait."""

    operations: int
    line_bytes: int
    conflicts: int
    rejected: int
    waiting: int


def count_outboxes(folders: Iterable[Path]) -> OutboxCount:
    """All tablets of these folders together."""
    return OutboxCount(*map(sum, zip(*map(_count, folders), strict=True)))


def _count(folder: Path) -> tuple[int, ...]:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        row: tuple[int, ...] = connection.execute(_COUNT).fetchone()
        return row
