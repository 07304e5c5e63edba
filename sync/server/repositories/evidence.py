"""Which files are expected, and which are stored."""

import json
from collections.abc import Collection, Mapping

from sqlalchemy import BindParameter, bindparam, exists, or_, select, text

from sync.domain.clock import Clock
from sync.server.repositories import schema
from sync.server.repositories.columns import Moment
from sync.server.repositories.engine import CentreDatabase
from sync.server.services.evidence import Declared
from sync.server.services.known import Sender

_P, _I, _A, _M = schema.photos.c, schema.inspections.c, schema.assignments.c, schema.assignment_members.c
_D = schema.device_people.c
_TEAM = select(_M.person_id).where(_M.assignment_id == _A.id).correlate(schema.assignments)
_NAMED: BindParameter[list[str]] = bindparam("hashes", expanding=True)
_DECLARED = (
    select(_P.facts, _P.copy_sha256, _P.original_sha256, _P.inspection_id, schema.compounds.c.district)
    .join_from(schema.photos, schema.inspections, _I.id == _P.inspection_id)
    .join(schema.assignments, _A.id == _I.assignment_id)
    .join(schema.compounds, schema.compounds.c.id == _A.compound_id)
    .where(or_(_P.copy_sha256.in_(_NAMED), _P.original_sha256.in_(_NAMED)))
    .where(exists().where(_D.device_id == bindparam("device_id"), or_(_D.person_id == _P.author, _D.person_id.in_(_TEAM))))
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

    def declared(self, sender: Sender, hashes: Collection[str]) -> dict[str, Declared]:
        with self._database.asking() as connection:
            rows = connection.execute(_DECLARED, {"hashes": list(hashes), "device_id": sender.device_id}).all()
        found = {}
        for row in rows:
            facts = json.loads(row.facts)
            for sha256, size in ((row.original_sha256, "original_size"), (row.copy_sha256, "copy_size")):
                if sha256 in hashes:
                    found[sha256] = Declared(facts[size], row.inspection_id, row.district)
        return found

    def stored(self, sizes: Mapping[str, int]) -> None:
        now = self._clock.now()
        if sizes:
            with self._database.writing(durable=False) as connection:
                connection.execute(
                    _STORED, [{"sha256": sha256, "size": size, "stored_at": now} for sha256, size in sizes.items()]
                )
