"""Everything the centre keeps of one inspection, for its record."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from sync.domain.receipts import Receipt
from sync.protocol.console import InspectionDetail
from sync.protocol.messages import OperationStatus
from sync.protocol.operations import Operation, decode
from sync.protocol.records import Batch, ChainDocument, NotApplied, Run
from sync.server.repositories import schema
from sync.server.repositories.dossier import read_dossier
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.reviews import summary_from, summary_query
from sync.server.services.records import KeptOperation, KeptRecord, StoredFile

i, a, o, r, h = (
    schema.inspections.c,
    schema.assignments.c,
    schema.operations.c,
    schema.receipts.c,
    schema.evidence.c,
)


class RecordTables:
    """Implements the port RecordRepository."""

    def __init__(self, database: CentreDatabase) -> None:
        self._database = database

    def inspections(self) -> list[UUID]:
        with self._database.reading() as connection:
            return list(connection.scalars(select(i.id).order_by(i.started_at, i.id)))

    def record(self, inspection_id: UUID) -> KeptRecord | None:
        with self._database.reading() as connection:
            row = connection.execute(summary_query().where(i.id == inspection_id)).one_or_none()
            if row is None:
                return None
            inspection = read_dossier(connection, summary_from(row))
            own = connection.execute(
                select(o.device_id, o.seq, o.line, o.status, o.code, o.received_at)
                .where(o.inspection_id == inspection_id)
                .order_by(o.device_id, o.seq)
            ).all()
            return KeptRecord(
                inspection,
                _compound(connection, inspection_id),
                tuple(
                    KeptOperation(row.device_id, bytes(row.line), decode(bytes(row.line)), OperationStatus(row.status))
                    for row in own
                ),
                tuple(_chain(connection, list(rows)) for _, rows in groupby(own, key=lambda row: row.device_id)),
                _files(connection, inspection),
            )


def _compound(connection: Connection, inspection_id: UUID) -> UUID:
    found: UUID = connection.execute(select(a.compound_id).where(a.inspection_id == inspection_id)).scalar_one()
    return found


def _chain(connection: Connection, own: Sequence[Any]) -> ChainDocument:
    """From the inspection's first operation to the first receipt at or after its last, so that somebody speaks for that too."""
    device_id, first, last = own[0].device_id, own[0].seq, own[-1].seq
    vouched = connection.execute(select(func.min(r.seq)).where(r.device_id == device_id, r.seq >= last)).scalar()
    reach = (first, vouched or last)
    lines = connection.execute(
        select(o.seq, o.line_sha256).where(o.device_id == device_id, o.seq.between(*reach)).order_by(o.seq, o.received_at, o.id)
    )
    receipts = connection.execute(
        select(*schema.receipts.c).where(r.device_id == device_id, r.seq.between(*reach)).order_by(r.seq, r.received_at)
    )
    return ChainDocument(
        device_id,
        tuple(_runs([(row.seq, row.line_sha256) for row in lines])),
        tuple(_batches(own)),
        tuple(
            NotApplied(row.seq, OperationStatus(row.status), row.code)
            for row in own
            if row.status != OperationStatus.APPLIED.value
        ),
        _start(decode(bytes(own[0].line))),
        tuple(Receipt(*row) for row in receipts),
    )


def _start(first: Operation) -> str | None:
    return first.chain if first.chain or first.seq == 1 else None


def _runs(lines: Sequence[tuple[int, str]]) -> Iterator[Run]:
    """A new one wherever the number is not the next."""
    for _, run in groupby(enumerate(lines), key=lambda placed: placed[1][0] - placed[0]):
        members = [line for _, line in run]
        yield Run(members[0][0], tuple(digest for _, digest in members))


def _batches(own: Sequence[Any]) -> Iterator[Batch]:
    received: dict[datetime, list[int]] = {}
    for row in own:
        received.setdefault(row.received_at, []).append(row.seq)
    for moment in sorted(received):
        yield Batch(moment, tuple(received[moment]))


def _files(connection: Connection, inspection: InspectionDetail) -> dict[str, StoredFile]:
    facts = [photo.facts for photo in inspection.every_photo()]
    hashes = {one.copy_sha256 for one in facts} | {one.original_sha256 for one in facts}
    rows = connection.execute(select(h.sha256, h.size, h.stored_at).where(h.sha256.in_(hashes)))
    return {row.sha256: StoredFile(row.size, row.stored_at) for row in rows}
