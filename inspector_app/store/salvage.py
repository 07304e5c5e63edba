"""Reading what can be read of a tablet's database, also of a damaged one."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from sync.protocol.rescue import Lost, Unreadable

_PAGE = 200
_HIGHEST = (
    "SELECT max(seq) FROM outbox",
    "SELECT max(seq) FROM outbox INDEXED BY outbox_queued WHERE status IN ('queued', 'hold')",
)
_FINAL = ("applied", "conflict", "rejected")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the tablet is; empty where that could not be read."""

    device_id: UUID | None = None
    name: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A frozen line, empty where none stands any more. ``waiting``: the centre has given no final answer."""

    seq: int
    content: bytes
    waiting: bool


class Salvage:
    """Answers from one connection; what it could not read gathers in ``lost``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.lost: list[Lost] = []

    def identity(self) -> Identity:
        try:
            row = self._connection.execute("SELECT id, name, token FROM device").fetchone()
            return Identity(UUID(bytes=row[0]), str(row[1]), str(row[2])) if row else Identity()
        except (sqlite3.DatabaseError, ValueError, TypeError):
            self.lost.append(Lost(Unreadable.DATABASE, "device"))
            return Identity()

    def evidence(self) -> list[str] | None:
        """Hashes of files without a receipt; None where the tables cannot say."""
        try:
            rows = self._connection.execute(
                "SELECT evidence.sha256 FROM evidence JOIN photos ON photos.id = evidence.photo_id"
                " WHERE stored_at IS NULL AND photos.here = 1 ORDER BY role, evidence.photo_id"
            ).fetchall()
        except sqlite3.DatabaseError:
            self.lost.append(Lost(Unreadable.DATABASE, "evidence"))
            return None
        return [str(sha256) for (sha256,) in rows]

    def named_files(self) -> set[str]:
        """Hashes of all files of photos and sounds on record; none where the tables cannot say."""
        try:
            rows = self._connection.execute(
                "SELECT sha256 FROM evidence UNION SELECT copy_sha256 FROM photos UNION SELECT original_sha256 FROM photos"
            ).fetchall()
        except sqlite3.DatabaseError:
            self.lost.append(Lost(Unreadable.DATABASE, "evidence"))
            return set()
        return {str(sha256) for (sha256,) in rows}

    def lines(self) -> Iterator[Line]:
        """In the order they were made: page by page, and one by one where a page cannot be read."""
        seq, last = 0, self._last()
        while seq < last:
            try:
                page = self._page(seq)
            except sqlite3.DatabaseError:
                page = list(self._one_by_one(seq, min(seq + _PAGE, last)))
                yield from page
                seq = min(seq + _PAGE, last)
                continue
            if not page:
                self.lost += [Lost(Unreadable.OPERATION, str(number)) for number in range(seq + 1, last + 1)]
                return
            self._note_gap(seq, page)
            yield from page
            seq = page[-1].seq

    def _note_gap(self, before: int, page: list[Line]) -> None:
        """Numbers have no gaps: one that is missing was there."""
        there = {line.seq for line in page}
        missing = [number for number in range(before + 1, page[-1].seq) if number not in there]
        self.lost += [Lost(Unreadable.OPERATION, str(number)) for number in missing]

    def _page(self, after: int) -> list[Line]:
        rows = self._connection.execute(
            "SELECT seq, line, status FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?", (after, _PAGE)
        ).fetchall()
        return [_line(row) for row in rows]

    def _one_by_one(self, after: int, until: int) -> Iterator[Line]:
        for seq in range(after + 1, until + 1):
            try:
                row = self._connection.execute("SELECT seq, line, status FROM outbox WHERE seq = ?", (seq,)).fetchone()
            except sqlite3.DatabaseError:
                row = None
            if row is None:
                self.lost.append(Lost(Unreadable.OPERATION, str(seq)))
            else:
                yield _line(row)

    def _last(self) -> int:
        """The highest number that can be found: the table's last row, or where it cannot be read the index of what waits."""
        for query in (
            "SELECT max(seq) FROM outbox",
            "SELECT max(seq) FROM outbox INDEXED BY outbox_queued WHERE status IN ('queued', 'hold')",
        ):
            try:
                (last,) = self._connection.execute(query).fetchone()
            except sqlite3.DatabaseError:
                continue
            return last or 0
        self.lost.append(Lost(Unreadable.DATABASE, "outbox"))
        return self._last_from_below()

    def _last_from_below(self) -> int:
        last = 0
        with suppress(sqlite3.DatabaseError):
            for (seq,) in self._connection.execute("SELECT seq FROM outbox ORDER BY seq"):
                last = seq
        return last


def _line(row: tuple[int, object, object]) -> Line:
    return Line(row[0], row[1] if isinstance(row[1], bytes) else b"", row[2] not in _FINAL)
