"""Which files are expected, and which are stored."""

import json
from collections.abc import Mapping
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
    """Implements the port EvidenceRepository."""

    def __init__(self, database: CentreDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def declared(self, sender: Sender, sha256: str) -> tuple[int, UUID, str] | None:
        with self._database.asking() as connection:
            row = connection.execute(_DECLARED, {"sha256": sha256, "device_id": sender.device_id}).one_or_none()
        if row is None:
            return None
        size = "copy_size" if row.copy_sha256 == sha256 else "original_size"
        return json.loads(row.facts)[size], row.inspection_id, row.district

    def stored(self, sizes: Mapping[str, int]) -> None:
        now = self._clock.now()
        if sizes:
            with self._database.writing(durable=False) as connection:
                connection.execute(
                    _STORED, [{"sha256": sha256, "size": size, "stored_at": now} for sha256, size in sizes.items()]
                )
