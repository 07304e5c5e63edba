"""A campaign's extra weights as a whole: read for a file, changed by one. None is ever deleted: it is taken back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, insert, select, update

from sync.domain.campaigns.extra_rows import Named
from sync.domain.draw.pools import ExtraKind
from sync.domain.ids import IdMaker
from sync.domain.registers.comparing import Change, Kept
from sync.errors import NotFound
from sync.protocol.campaigns import NewExtra
from sync.server.repositories import schema
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.turns import Hold, alone_with_table

c, x = schema.compounds.c, schema.extra_weights.c
AT_ONCE = 500
"""Rows that one statement speaks of."""


class ExtraFileTables:
    """Implements the port ExtraFileRepository."""

    def __init__(self, database: CentreDatabase, ids: IdMaker) -> None:
        self._database = database
        self._ids = ids

    @contextmanager
    def looking(self, campaign_id: UUID) -> Iterator["Desk"]:
        with self._database.reading() as connection:
            yield Desk(connection, campaign_id, self._ids)

    @contextmanager
    def writing(self, campaign_id: UUID) -> Iterator["Desk"]:
        with self._database.writing() as connection:
            alone_with_plans(connection, campaign_id)
            alone_with_table(connection, schema.extra_weights)
            yield Desk(connection, campaign_id, self._ids)


class Desk:
    """Implements the port ExtraDesk within one transaction."""

    def __init__(self, connection: Connection, campaign_id: UUID, ids: IdMaker) -> None:
        self._connection = connection
        self._campaign = campaign_id
        self._ids = ids

    def compounds(self) -> list[Named]:
        rows = self._connection.execute(select(c.code, c.name).where(c.active == True))  # noqa: E712 - SQL
        return [Named(row.code, row.name) for row in rows]

    def kept(self) -> list[Kept]:
        query = (
            select(x.id, c.code, c.name, x.kind, x.weight, x.source)
            .join_from(schema.extra_weights, schema.compounds, c.id == x.compound_id)
            .where(x.campaign_id == self._campaign, x.removed_at.is_(None))
        )
        return [
            Kept(
                row.id,
                {"code": row.code, "name": row.name, "kind": row.kind, "weight": str(row.weight), "source": row.source},
            )
            for row in self._connection.execute(query)
        ]

    def apply(self, changes: Sequence[Change], by: UUID, at: datetime) -> None:
        remove_extras(self._connection, self._campaign, [one.kept.id for one in changes if one.kept], by, at)
        codes = sorted({change.key for change in changes})
        ids: dict[str, UUID] = {}
        for start in range(0, len(codes), AT_ONCE):
            rows = self._connection.execute(select(c.code, c.id).where(c.code.in_(codes[start : start + AT_ONCE])))
            ids |= {row.code: row.id for row in rows}
        weighed = [(ids[change.key], _extra(change)) for change in changes]
        insert_extras(self._connection, self._ids, self._campaign, weighed, by, at)


def alone_with_plans(connection: Connection, campaign_id: UUID | None = None) -> None:
    """Whoever else plans, weighs or withdraws a campaign waits until the end. Raises NotFound where this one was withdrawn."""
    alone_with_table(connection, schema.campaign_plans, Hold.REFERENCES_TOO)
    plans = schema.campaign_plans.c.campaign_id
    if campaign_id and connection.scalars(select(plans).where(plans == campaign_id)).first() is None:
        raise NotFound(what="campaign", name=str(campaign_id))


def insert_extras(
    connection: Connection, ids: IdMaker, campaign_id: UUID, extras: Sequence[tuple[UUID, NewExtra]], by: UUID, at: datetime
) -> None:
    """Each with the id of its compound."""
    rows = [
        {
            "id": ids.new(),
            "campaign_id": campaign_id,
            "compound_id": compound,
            "weight": extra.weight,
            "kind": extra.kind.value,
            "source": extra.source,
            "at": at,
            "by": by,
        }
        for compound, extra in extras
    ]
    if rows:
        connection.execute(insert(schema.extra_weights), rows)


def remove_extras(connection: Connection, campaign_id: UUID, extras: Sequence[UUID], by: UUID, at: datetime) -> int:
    """Take those back that still count; how many did."""
    removed = 0
    for start in range(0, len(extras), AT_ONCE):
        some = x.id.in_(extras[start : start + AT_ONCE])
        mine = (x.campaign_id == campaign_id) & some & x.removed_at.is_(None)
        removed += connection.execute(update(schema.extra_weights).where(mine).values(removed_at=at, removed_by=by)).rowcount
    return removed


def _extra(change: Change) -> NewExtra:
    facts = change.after
    return NewExtra(facts["code"], int(facts["weight"]), ExtraKind(facts["kind"]), facts["source"])
