"""Everything that an audit looks at, as it stands in the tables."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import Connection, func, or_, select

from sync.domain.receipts import Receipt
from sync.server.auditing.kept import Feed, KeptDraw, KeptFile, KeptLine, KeptTablet
from sync.server.repositories import schema
from sync.server.repositories.engine import CentreDatabase

a, c, d, i = schema.assignments.c, schema.compounds.c, schema.devices.c, schema.inspections.c
e, o, p, q, r = schema.evidence.c, schema.operations.c, schema.photos.c, schema.quarantine.c, schema.receipts.c
_AT_ONCE = 1000
"""Files asked for in one statement."""


class AuditTables:
    """Implements the port AuditRepository."""

    def __init__(self, database: CentreDatabase) -> None:
        self._database = database

    def damage(self) -> list[str]:
        """PostgreSQL refuses rows whose others are missing, and has checksums and tools of its own for its pages."""
        with self._database.reading() as connection:
            if connection.dialect.name != "sqlite":
                return []
            pages = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
            orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return [*(words for words in pages if words != "ok"), *(f"{row[0]} {row[1]}: no {row[2]}" for row in orphans)]

    def feeds(self) -> list[Feed]:
        s, n = schema.streams.c, schema.changes.c
        query = (
            select(s.stream, s.n, func.coalesce(func.max(n.seq), 0), func.count(n.seq))
            .outerjoin_from(schema.streams, schema.changes, n.stream == s.stream)
            .group_by(s.stream, s.n)
            .order_by(s.stream)
        )
        with self._database.reading() as connection:
            return [Feed(*row) for row in connection.execute(query)]

    def tablets(self) -> list[UUID]:
        with self._database.reading() as connection:
            return list(connection.scalars(select(d.id).order_by(d.name, d.id)))

    def tablet(self, device_id: UUID) -> KeptTablet:
        with self._database.reading() as connection:
            return KeptTablet(
                device_id,
                connection.execute(select(d.name).where(d.id == device_id)).scalar_one(),
                _lines(connection, device_id),
                tuple(map(bytes, connection.scalars(select(q.line).where(q.device_id == device_id)))),
                tuple(
                    Receipt(*row)
                    for row in connection.execute(
                        select(*schema.receipts.c).where(r.device_id == device_id).order_by(r.seq, r.received_at)
                    )
                ),
            )

    def inspections(self) -> list[tuple[UUID, str]]:
        query = (
            select(i.id, c.name)
            .join_from(schema.inspections, schema.assignments, a.id == i.assignment_id)
            .join(schema.compounds, c.id == a.compound_id)
            .order_by(i.started_at, i.id)
        )
        with self._database.reading() as connection:
            return [(row.id, row.name) for row in connection.execute(query)]

    def file_count(self) -> int:
        with self._database.asking() as connection:
            return connection.execute(select(func.count()).select_from(schema.evidence)).scalar_one()

    def files(self) -> Iterator[KeptFile]:
        last = ""
        while found := self._files_after(last):
            yield from found
            last = found[-1].sha256

    def _files_after(self, last: str) -> list[KeptFile]:
        some = select(e.sha256, e.size).where(e.sha256 > last).order_by(e.sha256).limit(_AT_ONCE).subquery()
        shown = (
            select(some.c.sha256, some.c.size, func.min(c.name), func.min(p.item_code))
            .outerjoin_from(some, schema.photos, or_(p.copy_sha256 == some.c.sha256, p.original_sha256 == some.c.sha256))
            .outerjoin(schema.assignments, a.inspection_id == p.inspection_id)
            .outerjoin(schema.compounds, c.id == a.compound_id)
            .group_by(some.c.sha256, some.c.size)
            .order_by(some.c.sha256)
        )
        with self._database.reading() as connection:
            return [KeptFile(row[0], row[1], row[2] or "", row[3] or "") for row in connection.execute(shown)]

    def draws(self) -> list[KeptDraw]:
        n, w = schema.campaigns.c, schema.draws.c
        query = (
            select(w.campaign_id, n.name, w.number, w.frozen)
            .join_from(schema.draws, schema.campaigns, n.id == w.campaign_id)
            .order_by(w.campaign_id, w.number)
        )
        with self._database.reading() as connection:
            return [KeptDraw(*row) for row in connection.execute(query)]


def _lines(connection: Connection, device_id: UUID) -> tuple[KeptLine, ...]:
    query = select(o.id, o.seq, o.line_sha256, o.line).where(o.device_id == device_id).order_by(o.seq, o.received_at, o.id)
    return tuple(KeptLine(row.id, row.seq, row.line_sha256, bytes(row.line)) for row in connection.execute(query))
