"""Which files are expected, and which are stored."""

import threading
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import or_, select

from sync.domain.clock import Clock
from sync.domain.inspections import PhotoFacts
from sync.protocol.codec import from_json
from sync.server.repositories import schema
from sync.server.repositories.engine import CentreDatabase
from sync.server.services.known import Sender


class EvidenceTables:
    """Implements the port EvidenceRepository. Rows of concurrent uploads share one commit."""

    def __init__(self, database: CentreDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._waiting: list[_Row] = []
        self._waiting_lock = threading.Lock()
        self._one_commit = threading.Lock()

    def declared(self, sender: Sender, sha256: str) -> tuple[int, UUID, str] | None:
        p, i, a, m, c = (
            schema.photos.c,
            schema.inspections.c,
            schema.assignments.c,
            schema.assignment_members.c,
            schema.compounds.c,
        )
        with self._database.reading() as connection:
            row = connection.execute(
                select(p.facts, p.copy_sha256, p.inspection_id, c.district)
                .join_from(schema.photos, schema.inspections, i.id == p.inspection_id)
                .join(schema.assignments, a.id == i.assignment_id)
                .join(schema.compounds, c.id == a.compound_id)
                .join(schema.assignment_members, m.assignment_id == a.id)
                .where(or_(p.copy_sha256 == sha256, p.original_sha256 == sha256), m.person_id.in_(sender.people))
                .limit(1)
            ).one_or_none()
        if row is None:
            return None
        facts = from_json(row.facts, PhotoFacts)
        return (facts.copy_size if row.copy_sha256 == sha256 else facts.original_size), row.inspection_id, row.district

    def stored(self, sha256: str, size: int) -> None:
        """Whoever gets to commit takes along everything that waits; the others find their row committed."""
        mine = _Row(sha256, size)
        with self._waiting_lock:
            self._waiting.append(mine)
        with self._one_commit:
            if not mine.committed:
                with self._waiting_lock:
                    batch, self._waiting = self._waiting, []
                self._commit(batch if mine in batch else [*batch, mine])

    def _commit(self, batch: list["_Row"]) -> None:
        table, now = schema.evidence.c, self._clock.now()
        sizes = {row.sha256: row.size for row in batch}
        with self._database.writing() as connection:
            there = set(connection.scalars(select(table.sha256).where(table.sha256.in_(sizes))))
            fresh = [{"sha256": sha256, "size": size, "stored_at": now} for sha256, size in sizes.items() if sha256 not in there]
            if fresh:
                connection.execute(schema.evidence.insert(), fresh)
        for row in batch:
            row.committed = True


@dataclass(slots=True, eq=False)
class _Row:
    sha256: str
    size: int
    committed: bool = field(default=False)
