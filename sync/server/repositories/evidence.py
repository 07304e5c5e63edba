"""Which files are expected, and which are stored."""

import json
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import bindparam, select

from sync.domain.clock import Clock
from sync.server.repositories import schema
from sync.server.repositories.bulk import mark, marks
from sync.server.repositories.columns import Id, Moment
from sync.server.repositories.engine import CentreDatabase
from sync.server.services.evidence import Declared
from sync.server.services.known import Sender

_DECLARED = """
SELECT photos.facts, photos.copy_sha256, photos.original_sha256, photos.inspection_id, compounds.district
FROM photos
JOIN inspections ON inspections.id = photos.inspection_id
JOIN assignments ON assignments.id = inspections.assignment_id
JOIN compounds ON compounds.id = assignments.compound_id
WHERE (photos.copy_sha256 IN ({hashes}) OR photos.original_sha256 IN ({hashes}))
  AND EXISTS (
    SELECT 1 FROM device_people
    WHERE device_people.device_id = {device} AND (
      device_people.person_id = photos.author
      OR device_people.person_id IN (
        SELECT person_id FROM assignment_members WHERE assignment_members.assignment_id = assignments.id
      )
    )
  )
"""
_STORED = "INSERT INTO evidence (sha256, size, stored_at) VALUES ({values}) ON CONFLICT DO NOTHING"
"""In the driver's own words: every chunk asks both."""


class EvidenceTables:
    """Implements the port EvidenceRepository."""

    def __init__(self, database: CentreDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def declared(self, sender: Sender, hashes: Collection[str]) -> dict[str, Declared]:
        if not hashes:
            return {}
        with self._database.asking() as connection:
            statement = _DECLARED.format(hashes=marks(len(hashes), connection.dialect), device=mark(connection.dialect))
            rows = connection.exec_driver_sql(statement, (*hashes, *hashes, Id.to_driver(sender.device_id))).all()
        found: dict[str, Declared] = {}
        for written, copy_sha256, original_sha256, inspection_id, district in rows:
            facts = json.loads(written)
            for sha256, size in ((original_sha256, "original_size"), (copy_sha256, "copy_size")):
                if sha256 in hashes:
                    before = found[sha256].sizes if sha256 in found else frozenset()
                    found[sha256] = Declared(before | {facts[size]}, Id.from_driver(inspection_id), district)
        return found

    def stored(self, sizes: Mapping[str, int]) -> None:
        now = Moment.to_driver(self._clock.now())
        if sizes:
            with self._database.writing(durable=False) as connection:
                statement = _STORED.format(values=marks(3, connection.dialect))
                connection.exec_driver_sql(statement, [(sha256, size, now) for sha256, size in sizes.items()])

    def noted(self) -> Sequence[str]:
        with self._database.asking() as connection:
            return connection.scalars(select(schema.evidence.c.sha256)).all()

    def forget(self, hashes: Collection[str]) -> None:
        if hashes:
            mine = schema.evidence.c.sha256 == bindparam("gone")
            with self._database.writing() as connection:
                connection.execute(schema.evidence.delete().where(mine), [{"gone": sha256} for sha256 in hashes])
