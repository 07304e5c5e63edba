"""What a batch touches, read in a handful of statements."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, select

from sync.domain.inspections import ResultValue, State
from sync.protocol.codec import from_json
from sync.protocol.messages import OperationStatus
from sync.protocol.operations import Operation
from sync.server.repositories import schema
from sync.server.repositories.bulk import rows_among
from sync.server.repositories.feed import REGISTER, hold_streams
from sync.server.repositories.published import PublishedChecklists
from sync.server.repositories.turns import alone_with_rows, others_may_write
from sync.server.services.known import Known, KnownInspection, KnownPhoto, KnownResult, ReceivedLine, StoredAnswer

_A, _I = schema.assignments.c, schema.inspections.c
_M, _O = schema.assignment_members.c, schema.operations.c
_R, _P = schema.results.c, schema.photos.c
_INSPECTIONS = (
    select(
        _A.inspection_id,
        _A.id,
        schema.compounds.c.district,
        _A.checklist_id,
        _A.checklist_version,
        _I.state,
        _I.state_rev,
        _I.active_at,
    )
    .join_from(schema.assignments, schema.compounds, schema.compounds.c.id == _A.compound_id)
    .outerjoin(schema.inspections, _I.id == _A.inspection_id)
    .where(_A.inspection_id.in_(bindparam("ids", expanding=True)))
)
_ALONE_WITH_DEVICES = (
    select(schema.devices.c.id)
    .where(schema.devices.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(schema.devices.c.id)
    .with_for_update(key_share=True)
)
_ALONE_WITH = (
    select(_A.inspection_id)
    .where(_A.inspection_id.in_(bindparam("ids", expanding=True)))
    .order_by(_A.inspection_id)
    .with_for_update()
)
"""Before anything is read: what the one statement reads that waits for a lock is from before the wait."""
_DISTRICTS = (
    select(schema.compounds.c.district)
    .join_from(schema.assignments, schema.compounds, schema.compounds.c.id == _A.compound_id)
    .where(_A.inspection_id.in_(bindparam("ids", expanding=True)))
    .distinct()
)
_LAST = select(func.max(_O.seq)).where(_O.device_id == bindparam("device"))
_NUMBERED = select(_O.device_id, _O.seq, _O.id).where(
    _O.device_id.in_(bindparam("devices", expanding=True)), _O.seq.in_(bindparam("numbers", expanding=True))
)
"""Made once: making a statement takes longer than running it."""


def alone_with_inspections(connection: Connection, ids: Collection[UUID]) -> None:
    """Whoever else writes about these waits until the end."""
    alone_with_rows(connection, _ALONE_WITH, ids)


def alone_with_everything(connection: Connection, received: Sequence[ReceivedLine], device_id: UUID) -> None:
    """For lines that are loaded and stored one after the other: what all of them touch, and the counters that they move, in the
    order in which everybody takes them. Who came to them line by line would wait for others that wait for a counter."""
    ids = _inspections_of(received)
    alone_with_rows(connection, _ALONE_WITH_DEVICES, [device_id])
    alone_with_inspections(connection, ids)
    if others_may_write(connection):
        hold_streams(connection, [REGISTER, *connection.scalars(_DISTRICTS, {"ids": list(ids)})])


class KnownLoading:
    """Reads and locks, on an open write transaction."""

    def __init__(self, connection: Connection, checklists: PublishedChecklists) -> None:
        self._connection = connection
        self._checklists = checklists

    def load(self, received: Sequence[ReceivedLine], devices: Collection[UUID]) -> Known:
        operations = [line.operation for line in received if line.operation is not None]
        alone_with_rows(self._connection, _ALONE_WITH_DEVICES, devices)
        inspections = self._inspections(_inspections_of(received))
        answers = self._answers([operation.id for operation in operations])
        if started := [key for key, inspection in inspections.items() if inspection.state is not None]:
            self._load_results(started, inspections)
            self._load_photos(started, inspections)
        last = self._last(devices)
        return Known(answers, inspections, last, self._numbered(operations, answers, last))

    def _last(self, devices: Collection[UUID]) -> dict[UUID, int]:
        return {device: self._connection.execute(_LAST, {"device": device}).scalar_one() or 0 for device in devices}

    def _numbered(
        self, operations: Sequence[Operation], answers: Collection[UUID], last: dict[UUID, int]
    ) -> dict[tuple[UUID, int], UUID]:
        """Which operations have the numbers of these, for those that are not known themselves: as a rule no number is as low as
        that."""
        highest = max(last.values(), default=0)
        numbers = [operation.seq for operation in operations if operation.seq <= highest and operation.id not in answers]
        if not numbers:
            return {}
        rows = self._connection.execute(_NUMBERED, {"devices": list(last), "numbers": numbers})
        return {(row.device_id, row.seq): row.id for row in rows}

    def _answers(self, ids: list[UUID]) -> dict[UUID, StoredAnswer]:
        rows = rows_among(self._connection, _O.id, ids, _O.device_id, _O.line_sha256, _O.status, _O.code)
        return {key: StoredAnswer(device, sha256, OperationStatus(status), code) for key, device, sha256, status, code in rows}

    def _inspections(self, ids: set[UUID]) -> dict[UUID, KnownInspection]:
        alone_with_inspections(self._connection, ids)
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
                active_at=row.active_at,
            )
            for row in rows
        }

    def _teams(self, assignment_ids: list[UUID]) -> dict[UUID, list[UUID]]:
        teams: dict[UUID, list[UUID]] = {}
        for assignment_id, person_id in rows_among(self._connection, _M.assignment_id, assignment_ids, _M.person_id):
            teams.setdefault(assignment_id, []).append(person_id)
        return teams

    def _load_results(self, started: list[UUID], inspections: dict[UUID, KnownInspection]) -> None:
        columns = (_R.item_code, _R.value, _R.revision, _R.author, _R.at)
        for inspection_id, item_code, value, *made in rows_among(self._connection, _R.inspection_id, started, *columns):
            inspections[inspection_id].results[item_code] = KnownResult(from_json(value, ResultValue), *made)

    def _load_photos(self, started: list[UUID], inspections: dict[UUID, KnownInspection]) -> None:
        columns = (_P.id, _P.item_code, _P.original_sha256, _P.removed_at)
        for inspection_id, photo_id, item_code, sha256, removed_at in rows_among(
            self._connection, _P.inspection_id, started, *columns
        ):
            inspections[inspection_id].photos[photo_id] = KnownPhoto(item_code, sha256, removed_at is not None)


def _inspections_of(received: Sequence[ReceivedLine]) -> set[UUID]:
    return {line.operation.body.inspection_id for line in received if line.operation is not None}
