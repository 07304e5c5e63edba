"""What a batch touches, read in a handful of statements."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from sync.domain.inspections import ResultValue, State
from sync.protocol.codec import from_json
from sync.protocol.messages import OperationStatus
from sync.server.repositories import schema
from sync.server.repositories.bulk import rows_among
from sync.server.repositories.published import PublishedChecklists
from sync.server.services.known import Known, KnownInspection, KnownPhoto, KnownResult, ReceivedLine, StoredAnswer

_A, _I, _K = schema.assignments.c, schema.inspections.c, schema.campaigns.c
_O = schema.operations.c
_INSPECTIONS = (
    select(
        _A.inspection_id,
        _A.id,
        schema.compounds.c.district,
        _K.checklist_id,
        _K.checklist_version,
        _I.state,
        _I.state_rev,
    )
    .join_from(schema.assignments, schema.compounds, schema.compounds.c.id == _A.compound_id)
    .join(schema.campaigns, _K.id == _A.campaign_id)
    .outerjoin(schema.inspections, _I.id == _A.inspection_id)
    .where(_A.inspection_id.in_(bindparam("ids", expanding=True)))
    .order_by(_A.inspection_id)
    .with_for_update(of=schema.assignments)
)
_TEAMS = select(schema.assignment_members.c.assignment_id, schema.assignment_members.c.person_id).where(
    schema.assignment_members.c.assignment_id.in_(bindparam("ids", expanding=True))
)
_RESULTS = select(
    *(schema.results.c[name] for name in ("inspection_id", "item_code", "value", "revision", "author", "at"))
).where(schema.results.c.inspection_id.in_(bindparam("ids", expanding=True)))
_PHOTOS = select(*(schema.photos.c[name] for name in ("inspection_id", "id", "item_code", "removed_at"))).where(
    schema.photos.c.inspection_id.in_(bindparam("ids", expanding=True))
)
"""Statements are made once: making one takes longer than running it."""


class KnownLoading:
    """Reads and locks, on an open write transaction."""

    def __init__(self, connection: Connection, checklists: PublishedChecklists) -> None:
        self._connection = connection
        self._checklists = checklists

    def load(self, received: Sequence[ReceivedLine]) -> Known:
        operations = [line.operation for line in received if line.operation is not None]
        inspections = self._inspections({operation.body.inspection_id for operation in operations})
        answers = self._answers([operation.id for operation in operations])
        if started := [key for key, inspection in inspections.items() if inspection.state is not None]:
            self._load_results(started, inspections)
            self._load_photos(started, inspections)
        return Known(answers, inspections)

    def _answers(self, ids: list[UUID]) -> dict[UUID, StoredAnswer]:
        rows = rows_among(self._connection, _O.id, ids, _O.line_sha256, _O.status, _O.code)
        return {UUID(bytes=bytes(row.id)): StoredAnswer(row.line_sha256, OperationStatus(row.status), row.code) for row in rows}

    def _inspections(self, ids: set[UUID]) -> dict[UUID, KnownInspection]:
        rows = self._connection.execute(_INSPECTIONS, {"ids": list(ids)}).all()
        teams = self._teams([row.id for row in rows])
        return {
            row.inspection_id: KnownInspection(
                inspection_id=row.inspection_id,
                assignment_id=row.id,
                district=row.district,
                team=frozenset(teams.get(row.id, ())),
                checklist=self._checklists.get(self._connection, row.checklist_id, row.checklist_version),
                state=State(row.state) if row.state else None,
                state_rev=row.state_rev or 0,
            )
            for row in rows
        }

    def _teams(self, assignment_ids: list[UUID]) -> dict[UUID, list[UUID]]:
        teams: dict[UUID, list[UUID]] = {}
        for row in self._connection.execute(_TEAMS, {"ids": assignment_ids}):
            teams.setdefault(row.assignment_id, []).append(row.person_id)
        return teams

    def _load_results(self, started: list[UUID], inspections: dict[UUID, KnownInspection]) -> None:
        for row in self._connection.execute(_RESULTS, {"ids": started}):
            inspections[row.inspection_id].results[row.item_code] = KnownResult(
                from_json(row.value, ResultValue), row.revision, row.author, row.at
            )

    def _load_photos(self, started: list[UUID], inspections: dict[UUID, KnownInspection]) -> None:
        for row in self._connection.execute(_PHOTOS, {"ids": started}):
            inspections[row.inspection_id].photos[row.id] = KnownPhoto(row.item_code, row.removed_at is not None)
