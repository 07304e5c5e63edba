"""Which files are expected, and which are stored."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import bindparam, or_, select, text

from sync.domain.clock import Clock
from sync.server.repositories import schema
from sync.server.repositories.columns import Moment
from sync.server.repositories.engine import CentreDatabase
from sync.server.services.known import Sender

_P, _I, _A, _M = schema.photos.c, schema.inspections.c, schema.assignments.c, schema.assignment_members.c
_D = schema.device_people.c
_TEAM = select(_M.person_id).where(_M.assignment_id == _A.id).correlate(schema.assignments)
_DECLARED = (
    select(_P.facts, _P.copy_sha256, _P.inspection_id, schema.compounds.c.district)
    .join_from(schema.photos, schema.inspections, _I.id == _P.inspection_id)
    .join(schema.assignments, _A.id == _I.assignment_id)
    .join(schema.compounds, schema.compounds.c.id == _A.compound_id)
    .join(schema.device_people, or_(_D.person_id == _P.author, _D.person_id.in_(_TEAM)))
    .where(or_(_P.copy_sha256 == bindparam("sha256"), _P.original_sha256 == bindparam("sha256")))
    .where(_D.device_id == bindparam("device_id"))
    .limit(1)
)
_STORED = text(
    "INSERT INTO evidence (sha256, size, stored_at) VALUES (:sha256, :size, :stored_at) ON CONFLICT DO NOTHING"
).bindparams(bindparam("stored_at", type_=Moment))
"""Statements are made once: every chunk asks them."""


class EvidenceTables:
    """Implements the port EvidenceRepository. Rows of concurrent uploads share one commit."""

    def __init__(self, database: CentreDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._waiting: list[_Row] = []
        self._waiting_lock = threading.Lock()
        self._one_commit = threading.Lock()

    def declared(self, sender: Sender, sha256: str) -> tuple[int, UUID, str] | None:
        with self._database.reading() as connection:
            row = connection.execute(_DECLARED, {"sha256": sha256, "device_id": sender.device_id}).one_or_none()
        if row is None:
            return None
        size = "copy_size" if row.copy_sha256 == sha256 else "original_size"
        return json.loads(row.facts)[size], row.inspection_id, row.district

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

    def all_stored(self, sizes: Mapping[str, int]) -> None:
        now = self._clock.now()
        if sizes:
            with self._database.writing() as connection:
                connection.execute(
                    _STORED, [{"sha256": sha256, "size": size, "stored_at": now} for sha256, size in sizes.items()]
                )

    def _commit(self, batch: list["_Row"]) -> None:
        self.all_stored({row.sha256: row.size for row in batch})
        for row in batch:
            row.committed = True


@dataclass(slots=True, eq=False)
class _Row:
    sha256: str
    size: int
    committed: bool = field(default=False)
