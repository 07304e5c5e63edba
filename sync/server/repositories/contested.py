"""Values in conflict: which wait for a decision, and what became of the others.

Both are read off the revisions and the operations that brought them; the rules are ``gives_way`` and ``settlement`` of
``sync.domain.merging``.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, select, tuple_

from sync.domain.inspections import ResultValue
from sync.domain.merging import Said, Settlement, gives_way, settlement
from sync.protocol.codec import from_json
from sync.protocol.console import ReviewAct
from sync.protocol.messages import ContestedValue
from sync.protocol.operations import Operation, SetResult, decode
from sync.server.repositories import schema

ItemKey = tuple[UUID, str]
v, o = schema.result_revisions.c, schema.operations.c


@dataclass(frozen=True, slots=True)
class Decision:
    """Whose later revision settled a contested value, when, and how."""

    by: UUID
    at: datetime
    settlement: Settlement


def contested_values(
    connection: Connection, whole: Collection[UUID], single: Collection[ItemKey]
) -> dict[ItemKey, tuple[ContestedValue, ...]]:
    """What waits for a decision: on whole inspections, and on single items."""
    rows = [*_conflicts(connection, v.inspection_id.in_(whole) if whole else None)]
    rows += _conflicts(connection, _of(single) if single else None)
    decided = decisions(connection, {(row.inspection_id, row.item_code) for row in rows})
    found: dict[ItemKey, tuple[ContestedValue, ...]] = {}
    for row in {row.id: row for row in rows if row.id not in decided}.values():
        key = (row.inspection_id, row.item_code)
        value = ContestedValue(row.id, from_json(row.value, ResultValue), row.author, row.at)
        found[key] = (*found.get(key, ()), value)
    return found


def undecided_counts(connection: Connection, inspections: Collection[UUID]) -> dict[UUID, int]:
    """How many items have values nobody has decided between, by inspection. Accepting decides about what had come by then."""
    rows = _conflicts(connection, v.inspection_id.in_(inspections) if inspections else None)
    decided = decisions(connection, {(row.inspection_id, row.item_code) for row in rows})
    accepted = _accepted(connection, {row.inspection_id for row in rows})
    undecided = {
        (row.inspection_id, row.item_code)
        for row in rows
        if row.id not in decided and not accepted.get(row.inspection_id, row.received_at) > row.received_at
    }
    return Counter(inspection_id for inspection_id, _ in undecided)


def decisions(connection: Connection, items: Collection[ItemKey]) -> dict[UUID, Decision]:
    """What first settled each contested revision of these items."""
    if not items:
        return {}
    rows = connection.execute(
        select(o.line, v.conflict)
        .join_from(schema.operations, schema.result_revisions, v.id == o.id)
        .where(_of(items))
        .order_by(v.received_at.desc(), v.id.desc())
    )
    said = [one for row in rows if (one := _said(decode(row.line), row.conflict))]
    contested = {one.revision: one for one in said if one.conflict}
    return {
        revision: Decision(later.author, later.at, settlement(contested[revision], later))
        for later in said
        for revision in (later.base, *later.resolves)
        if revision in contested and gives_way(contested[revision], later)
    }


def _said(operation: Operation, conflict: bool) -> Said | None:
    if not isinstance(operation.body, SetResult):
        return None
    body = operation.body
    return Said(operation.id, body.value, operation.by, operation.at, conflict, body.base, body.resolves)


def _accepted(connection: Connection, inspections: Collection[UUID]) -> dict[UUID, datetime]:
    if not inspections:
        return {}
    r = schema.reviews.c
    accepted = (r.inspection_id.in_(inspections)) & (r.act == ReviewAct.ACCEPTED.value)
    return {row.inspection_id: row.at for row in connection.execute(select(r.inspection_id, r.at).where(accepted))}


def _of(items: Collection[ItemKey]) -> ColumnElement[bool]:
    """Revisions of these items. The inspections are named once more because SQLite finds no index by a pair alone."""
    inspections = {inspection_id for inspection_id, _ in items}
    return and_(v.inspection_id.in_(inspections), tuple_(v.inspection_id, v.item_code).in_(items))


def _conflicts(connection: Connection, where: ColumnElement[bool] | None) -> Sequence[Any]:
    if where is None:
        return ()
    query = select(v.id, v.inspection_id, v.item_code, v.value, v.author, v.at, v.received_at)
    return connection.execute(query.where(where, v.conflict == True).order_by(v.at, v.id)).all()  # noqa: E712
