"""Entries of the quarantine as administrators see them, and as their tablets hear of them."""

import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, LargeBinary, Select, bindparam, func, select, tuple_

from sync.domain.checklists import Bilingual
from sync.errors import OperationInvalid
from sync.protocol.administration import (
    DeviceName,
    Entries,
    QuarantineAct,
    QuarantineDetail,
    QuarantineEntry,
    QuarantineFilter,
    QuarantinePage,
    QuarantineStep,
)
from sync.protocol.messages import LateOutcome, OperationStatus
from sync.protocol.operations import LONGEST_LINE, AddPhoto, Body, Operation, RemovePhoto, SetResult, decode
from sync.server.repositories import schema
from sync.server.repositories.values import parsed_checklist
from sync.server.services.known import Sender

q, x, d, p, a, c, k, f = (
    schema.quarantine.c,
    schema.quarantine_acts.c,
    schema.devices.c,
    schema.people.c,
    schema.assignments.c,
    schema.compounds.c,
    schema.checklists.c,
    schema.photos.c,
)
Key = tuple[UUID, str]
tablets_of_people = select(schema.device_people.c.device_id).where(
    schema.device_people.c.person_id.in_(bindparam("people", expanding=True))
)
"""All that are or were in these hands: a part of a statement that has ``people``."""
_AT_ONCE = 500
"""Pairs in one question: PostgreSQL thinks them through one inside the other, and has no room for ten thousand."""
_ENTRIES = select(
    q.device_id,
    d.name.label("device"),
    q.line_sha256,
    q.code,
    q.reason,
    q.received_at,
    q.closed_at,
    func.length(q.line).label("size"),
    func.substr(q.line, 1, LONGEST_LINE, type_=LargeBinary).label("head"),
).join_from(schema.quarantine, schema.devices, d.id == q.device_id)

_PLACES = select(
    q.device_id, q.line_sha256, q.received_at, func.substr(q.line, 1, 200, type_=LargeBinary).label("beginning")
).select_from(schema.quarantine)
_NUMBER = re.compile(rb'"seq":\s*([0-9]{1,18})\b')
"""That of an operation among its tablet's: near the beginning of every line that a tablet froze."""


def read_page(connection: Connection, wanted: QuarantineFilter) -> QuarantinePage:
    """One page of the list."""
    keys = _keys_of_page(connection, wanted)
    found = connection.execute(_ENTRIES.where(tuple_(q.device_id, q.line_sha256).in_(keys))).all()
    rows = sorted(found, key=lambda row: keys.index((row.device_id, row.line_sha256)))
    counts = {
        show.value: connection.execute(_filtered(select(func.count()).select_from(schema.quarantine), wanted, show)).scalar_one()
        for show in Entries
    }
    devices = connection.execute(
        select(d.id, d.name).where(d.id.in_(select(q.device_id).distinct())).order_by(d.name, d.id)
    ).all()
    return QuarantinePage(
        rows=tuple(_entries(connection, rows)),
        total=counts[wanted.show.value],
        page=wanted.page,
        page_size=wanted.page_size,
        counts=counts,
        devices=tuple(DeviceName(row.id, row.name) for row in devices),
        codes=tuple(connection.scalars(select(q.code).distinct().order_by(q.code))),
    )


def _keys_of_page(connection: Connection, wanted: QuarantineFilter) -> list[Key]:
    """The newest first. What came from one tablet at one moment is in the order in which it was recorded there, which only the
    lines tell: so the moments that the page touches are looked at as a whole."""
    first = (wanted.page - 1) * wanted.page_size
    by_age = _filtered(select(q.received_at), wanted, wanted.show).order_by(q.received_at.desc())
    moments = connection.scalars(by_age.limit(wanted.page_size).offset(first)).all()
    if not moments:
        return []
    newer = _filtered(select(func.count()), wanted, wanted.show).where(q.received_at > moments[0])
    whole = _filtered(_PLACES, wanted, wanted.show).where(q.received_at.between(moments[-1], moments[0]))
    found = sorted(connection.execute(whole).all(), key=_place)
    found.sort(key=lambda row: row.received_at, reverse=True)
    start = first - connection.execute(newer).scalar_one()
    return [(row.device_id, row.line_sha256) for row in found[start : start + wanted.page_size]]


def _place(row: Any) -> tuple[Any, ...]:
    """Among what came at the same moment; a line that names no number comes last of its tablet's."""
    number = _NUMBER.search(bytes(row.beginning))
    return row.device_id, number is None, int(number[1]) if number else 0, row.line_sha256


def read_detail(connection: Connection, device_id: UUID, line_sha256: str) -> QuarantineDetail | None:
    """One entry with its bytes and everything that was decided about it."""
    row = connection.execute(_ENTRIES.where(q.device_id == device_id, q.line_sha256 == line_sha256)).one_or_none()
    if row is None:
        return None
    (entry,) = _entries(connection, [row])
    alike = select(q.line_sha256).where(q.device_id == device_id, q.code == row.code, q.closed_at.is_(None))
    return QuarantineDetail(
        entry,
        b64encode(bytes(row.head)).decode(),
        row.reason,
        tuple(_acts(connection, [(device_id, line_sha256)])[device_id, line_sha256]),
        tuple(connection.scalars(alike.order_by(q.received_at, q.line_sha256))),
        _item_title(connection, _operation(bytes(row.head), row.size), entry.item_code),
    )


def late_outcomes(connection: Connection, sender: Sender, line_sha256s: Collection[str] | None) -> tuple[LateOutcome, ...]:
    """What became of a tablet's lines that were turned down; None asks for all that were decided. One that was enrolled anew
    holds what it had sent under another name: what came from a tablet of its people before. Under its own name comes last."""
    if line_sha256s is not None and not line_sha256s:
        return ()
    enrolled_at = select(d.enrolled_at).where(d.id == sender.device_id).scalar_subquery()
    before = q.device_id.in_(tablets_of_people) & (q.received_at <= enrolled_at)
    query = select(q.device_id, q.line_sha256, q.code).where(q.closed_at.is_not(None), (q.device_id == sender.device_id) | before)
    if line_sha256s is not None:
        query = query.where(q.line_sha256.in_(line_sha256s))
    ordered = query.order_by(q.line_sha256, q.device_id == sender.device_id)
    rows = connection.execute(ordered, {"people": list(sender.people)}).all()
    acts = _acts(connection, [(row.device_id, row.line_sha256) for row in rows])
    return tuple(_late_outcome(row, acts[row.device_id, row.line_sha256][-1]) for row in rows)


def _late_outcome(row: Any, act: QuarantineAct) -> LateOutcome:
    status, code = act.status or OperationStatus.REJECTED, act.code
    if act.step is QuarantineStep.REJECTED:
        status, code = OperationStatus.REJECTED, row.code
    return LateOutcome(row.line_sha256, status, act.by, act.at, code, act.comment)


def _filtered(query: Select[Any], wanted: QuarantineFilter, show: Entries) -> Select[Any]:
    if show is Entries.OPEN:
        query = query.where(q.closed_at.is_(None))
    elif show is Entries.CLOSED:
        query = query.where(q.closed_at.is_not(None))
    if wanted.device is not None:
        query = query.where(q.device_id == wanted.device)
    return query.where(q.code == wanted.code) if wanted.code else query


def _entries(connection: Connection, rows: Sequence[Any]) -> list[QuarantineEntry]:
    operations = [_operation(bytes(row.head), row.size) for row in rows]
    read = [operation for operation in operations if operation is not None]
    authors = _names(connection, {operation.by for operation in read})
    compounds = _compounds(connection, {operation.body.inspection_id for operation in read})
    removed = _items_of_photos(connection, {one.body.photo_id for one in read if isinstance(one.body, RemovePhoto)})
    acts = _acts(connection, [(row.device_id, row.line_sha256) for row in rows])
    entries = []
    for row, operation in zip(rows, operations, strict=True):
        done = acts[row.device_id, row.line_sha256]
        known = {} if operation is None else _facts(operation, authors, compounds, removed)
        entries.append(
            QuarantineEntry(
                row.device_id,
                row.device,
                row.line_sha256,
                row.code,
                row.received_at,
                row.size,
                closed_at=row.closed_at,
                last_act=done[-1] if done else None,
                **known,
            )
        )
    return entries


def _facts(
    operation: Operation, authors: dict[UUID, str], compounds: dict[UUID, str], removed: dict[UUID, str]
) -> dict[str, Any]:
    body = operation.body
    return {
        "kind": body.kind,
        "author": authors.get(operation.by, ""),
        "compound": compounds.get(body.inspection_id, ""),
        "item_code": _item_code(body, removed),
        "made_at": operation.at,
    }


def _item_code(body: Body, removed: dict[UUID, str]) -> str:
    if isinstance(body, SetResult):
        return body.item_code
    if isinstance(body, AddPhoto):
        return body.photo.item_code
    return removed.get(body.photo_id, "") if isinstance(body, RemovePhoto) else ""


def _item_title(connection: Connection, operation: Operation | None, item_code: str) -> Bilingual | None:
    if operation is None or not item_code:
        return None
    document = connection.scalars(
        select(k.document)
        .join_from(schema.assignments, schema.checklists, (k.id == a.checklist_id) & (k.version == a.checklist_version))
        .where(a.inspection_id == operation.body.inspection_id)
    ).first()
    item = parsed_checklist(document).by_code.get(item_code) if document else None
    return item.title if item else None


def _operation(head: bytes, size: int) -> Operation | None:
    """None for a line that is none, as far as today's centre can tell."""
    if size > LONGEST_LINE:
        return None
    try:
        return decode(head)
    except OperationInvalid:
        return None


def _names(connection: Connection, people: set[UUID]) -> dict[UUID, str]:
    return {row.id: row.name for row in connection.execute(select(p.id, p.name).where(p.id.in_(people)))}


def _compounds(connection: Connection, inspections: set[UUID]) -> dict[UUID, str]:
    query = select(a.inspection_id, c.name).join_from(schema.assignments, schema.compounds, c.id == a.compound_id)
    return {row.inspection_id: row.name for row in connection.execute(query.where(a.inspection_id.in_(inspections)))}


def _items_of_photos(connection: Connection, photos: set[UUID]) -> dict[UUID, str]:
    return {row.id: row.item_code for row in connection.execute(select(f.id, f.item_code).where(f.id.in_(photos)))}


def _acts(connection: Connection, keys: Sequence[Key]) -> dict[Key, list[QuarantineAct]]:
    """Oldest first."""
    found: dict[Key, list[QuarantineAct]] = defaultdict(list)
    acts = select(*schema.quarantine_acts.c, p.name).join_from(schema.quarantine_acts, schema.people, p.id == x.by)
    parts = (keys[first : first + _AT_ONCE] for first in range(0, len(keys), _AT_ONCE))
    rows = (connection.execute(acts.where(tuple_(x.device_id, x.line_sha256).in_(part)).order_by(x.number)) for part in parts)
    for row in chain.from_iterable(rows):
        act = QuarantineAct(
            QuarantineStep(row.step),
            row.name,
            row.at,
            row.comment,
            OperationStatus(row.status) if row.status else None,
            row.code,
        )
        found[row.device_id, row.line_sha256].append(act)
    return found
