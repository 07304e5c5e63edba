"""What was set apart, and what was decided about it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import Connection, func, select, update

from sync.protocol.administration import QuarantineDetail, QuarantineFilter, QuarantinePage
from sync.protocol.messages import OperationOutcome
from sync.server.repositories import schema
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.feed import REGISTER, note_changes
from sync.server.repositories.intake import IntakeTables, IntakeWriting
from sync.server.repositories.quarantine_reading import read_detail, read_page
from sync.server.services.known import Change, Sender
from sync.server.services.quarantine import NewAct, SetApart

q, x, m, o = schema.quarantine.c, schema.quarantine_acts.c, schema.device_people.c, schema.operations.c


class QuarantineTables:
    """Implements the port QuarantineRepository."""

    def __init__(self, database: CentreDatabase, intake: IntakeTables) -> None:
        self._database = database
        self._intake = intake

    def page(self, wanted: QuarantineFilter) -> QuarantinePage:
        with self._database.reading() as connection:
            return read_page(connection, wanted)

    def detail(self, device_id: UUID, line_sha256: str) -> QuarantineDetail | None:
        with self._database.reading() as connection:
            return read_detail(connection, device_id, line_sha256)

    @contextmanager
    def transaction(self) -> Iterator["QuarantineWriting"]:
        with self._database.writing() as connection:
            yield QuarantineWriting(self._intake.on(connection), connection)


class QuarantineWriting:
    """Implements the port QuarantineTransaction on an open write transaction."""

    def __init__(self, intake: IntakeWriting, connection: Connection) -> None:
        self._connection = connection
        self._intake = intake
        self.hold = intake.hold
        self.load = intake.load
        self.store = intake.store
        self.store_together = intake.store_together
        self.savepoint = intake.savepoint
        self.store_receipts = intake.store_receipts

    def entries(self, device_id: UUID, line_sha256s: Sequence[str]) -> list[SetApart]:
        rows = self._connection.execute(
            select(q.line, q.line_sha256, q.code, q.closed_at)
            .where(q.device_id == device_id, q.line_sha256.in_(line_sha256s))
            .order_by(q.line_sha256)
            .with_for_update()
        )
        return [SetApart(bytes(row.line), row.line_sha256, row.code, row.closed_at is None) for row in rows]

    def sender(self, device_id: UUID) -> Sender:
        people = self._connection.scalars(select(m.person_id).where(m.device_id == device_id))
        return Sender(device_id, frozenset(people))

    def answer_anew(self, operation_id: UUID, outcome: OperationOutcome) -> None:
        self._connection.execute(
            update(schema.operations)
            .where(o.id == operation_id)
            .values(status=outcome.status.value, code=outcome.code, received_at=self._intake.received_at)
        )

    def note(self, device_id: UUID, line_sha256: str, act: NewAct) -> None:
        mine = x.device_id == device_id, x.line_sha256 == line_sha256
        before = self._connection.execute(select(func.count()).select_from(schema.quarantine_acts).where(*mine)).scalar_one()
        self._connection.execute(
            schema.quarantine_acts.insert().values(
                device_id=device_id,
                line_sha256=line_sha256,
                number=before + 1,
                step=act.step.value,
                by=act.by,
                at=act.at,
                comment=act.comment,
                status=act.status.value if act.status else None,
                code=act.code,
            )
        )
        if act.closes:
            self._connection.execute(
                update(schema.quarantine).where(q.device_id == device_id, q.line_sha256 == line_sha256).values(closed_at=act.at)
            )

    def tell(self, device_id: UUID, line_sha256s: Sequence[str]) -> None:
        if line_sha256s:
            note_changes(self._connection, [Change(REGISTER, "outcome", device_id, tuple(line_sha256s))])
