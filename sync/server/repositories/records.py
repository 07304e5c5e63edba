"""Everything the centre keeps of one inspection, for its record."""

from collections.abc import Sequence
from itertools import groupby
from uuid import UUID

from sqlalchemy import Connection, func, select

from sync.domain.receipts import Receipt
from sync.protocol.messages import InspectionDetail, OperationStatus
from sync.protocol.operations import decode
from sync.protocol.records import ChainDocument, ChainEntry
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
                select(o.device_id, o.seq, o.line, o.line_sha256, o.status, o.received_at)
                .where(o.inspection_id == inspection_id)
                .order_by(o.device_id, o.seq)
            ).all()
            operations = tuple(
                KeptOperation(row.device_id, bytes(row.line), decode(bytes(row.line)), OperationStatus(row.status)) for row in own
            )
            entries = [
                (row.device_id, ChainEntry(row.seq, row.line_sha256, None, OperationStatus(row.status), row.received_at))
                for row in own
            ]
            return KeptRecord(
                inspection,
                _compound(connection, inspection_id),
                operations,
                tuple(
                    _chain(connection, device_id, [entry for _, entry in run], _start(operations, device_id))
                    for device_id, run in groupby(entries, key=lambda entry: entry[0])
                ),
                _files(connection, inspection),
            )


def _compound(connection: Connection, inspection_id: UUID) -> UUID:
    found: UUID = connection.execute(select(a.compound_id).where(a.inspection_id == inspection_id)).scalar_one()
    return found


def _start(operations: Sequence[KeptOperation], device_id: UUID) -> str | None:
    first = next(one.operation for one in operations if one.device_id == device_id)
    return first.chain if first.chain or first.seq == 1 else None


def _chain(connection: Connection, device_id: UUID, own: Sequence[ChainEntry], start: str | None) -> ChainDocument:
    """From the inspection's first operation to the first receipt at or after its last, so that somebody speaks for that too."""
    first, last = own[0].seq, own[-1].seq
    vouched = connection.execute(select(func.min(r.seq)).where(r.device_id == device_id, r.seq >= last)).scalar()
    end = vouched or last
    rows = connection.execute(
        select(o.seq, o.line_sha256)
        .where(o.device_id == device_id, o.seq >= first, o.seq <= end)
        .order_by(o.seq, o.received_at, o.id)
    ).all()
    mine = {entry.line_sha256: entry for entry in own}
    held = [mine.get(row.line_sha256, ChainEntry(row.seq, row.line_sha256)) for row in rows]
    receipts = connection.execute(
        select(*schema.receipts.c).where(r.device_id == device_id, r.seq >= first, r.seq <= end).order_by(r.seq, r.received_at)
    )
    return ChainDocument(device_id, tuple(_with_gaps(held)), start, tuple(Receipt(*row) for row in receipts))


def _with_gaps(held: Sequence[ChainEntry]) -> list[ChainEntry]:
    """What the centre does not have stands as such."""
    found: list[ChainEntry] = []
    for entry in held:
        if found and entry.seq > found[-1].seq + 1:
            found.append(ChainEntry(found[-1].seq + 1, until=entry.seq - 1))
        found.append(entry)
    return found


def _files(connection: Connection, inspection: InspectionDetail) -> dict[str, StoredFile]:
    facts = [photo.facts for result in inspection.results for photo in result.photos]
    hashes = {one.copy_sha256 for one in facts} | {one.original_sha256 for one in facts}
    rows = connection.execute(select(h.sha256, h.size, h.stored_at).where(h.sha256.in_(hashes)))
    return {row.sha256: StoredFile(row.size, row.stored_at) for row in rows}
