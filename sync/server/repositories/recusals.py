"""Recusals with their requests and decisions; nothing of them is ever changed, a decision is added once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, case, func, insert, select, update

from sync.domain.campaigns.recusals import Recusal
from sync.domain.draw.pools import Decision, Origin, Scope
from sync.domain.draw.registers import Ground
from sync.domain.people import Duty
from sync.errors import NotFound
from sync.protocol.recusals import RecusalDecision, RecusalFilter, RecusalOnRecord, RecusalPage, RecusalRequest, RecusalShow
from sync.server.repositories import schema
from sync.server.repositories.engine import CentreDatabase

r = schema.recusals.c
person, decider, recorder = schema.people, schema.people.alias("decider"), schema.people.alias("recorder")
_TARGETS = {
    Scope.COMPOUND: (schema.compounds.c.code, schema.compounds.c.name),
    Scope.ENTERPRISE: (schema.enterprises.c.credit_code, schema.enterprises.c.name),
    Scope.DISTRICT: (schema.districts.c.code, schema.districts.c.name_zh),
}


class RecusalTables:
    """Implements the port RecusalRepository."""

    def __init__(self, database: CentreDatabase) -> None:
        self._database = database

    def page(self, wanted: RecusalFilter) -> RecusalPage:
        groups = {
            RecusalShow.OPEN: [r.decision.is_(None)],
            RecusalShow.DECIDED: [r.decision.is_not(None)],
            RecusalShow.ALL: [],
        }
        fitting = _query().where(*(person.c.name.icontains(word, autoescape=True) for word in wanted.search.split()))
        open_first = case((r.decision.is_(None), 0), else_=1)
        with self._database.reading() as connection:
            counts = {
                show.value: connection.execute(select(func.count()).select_from(fitting.where(*fits).subquery())).scalar_one()
                for show, fits in groups.items()
            }
            rows = connection.execute(
                fitting.where(*groups[wanted.show])
                .order_by(open_first, r.requested_at.desc(), r.id.desc())
                .limit(wanted.page_size)
                .offset((wanted.page - 1) * wanted.page_size)
            ).all()
            shown = tuple(_recusal(connection, row) for row in rows)
        return RecusalPage(shown, counts[wanted.show.value], wanted.page, wanted.page_size, counts)

    def one(self, recusal_id: UUID) -> RecusalOnRecord | None:
        with self._database.reading() as connection:
            row = connection.execute(_query().where(r.id == recusal_id)).one_or_none()
            return _recusal(connection, row) if row else None

    def request(self, recusal_id: UUID, request: RecusalRequest, by: UUID, at: datetime) -> None:
        with self._database.writing() as connection:
            name = _person_name(connection, request.person_id)
            if not _target_name(connection, request.scope, request.target):
                raise NotFound(what=request.scope.value, name=request.target)
            recorded_by = connection.scalars(select(person.c.name).where(person.c.id == by)).one()
            given = {Origin.DECLARED: name, Origin.ORDERED: recorded_by, Origin.REQUESTED: request.requested_by}
            decided = {"decision": Decision.GRANTED.value, "decided_by": by, "decided_at": at}
            row = {
                "id": recusal_id,
                "person_id": request.person_id,
                "scope": request.scope.value,
                "target": request.target,
                "ground": request.ground.value,
                "origin": request.origin.value,
                "request": request.request,
                "requested_by": given[request.origin],
                "requested_at": at,
                "recorded_by": by,
                "reason": "",
            }
            connection.execute(insert(schema.recusals).values(row | (decided if request.origin is Origin.ORDERED else {})))

    def decide(self, recusal_id: UUID, request: RecusalDecision, by: UUID, at: datetime) -> bool:
        decided = {"decision": request.decision.value, "reason": request.reason, "decided_by": by, "decided_at": at}
        with self._database.writing() as connection:
            changed = connection.execute(update(schema.recusals).where(r.id == recusal_id, r.decision.is_(None)).values(decided))
        return changed.rowcount == 1


def every_recusal(connection: Connection) -> tuple[Recusal, ...]:
    """For freezing."""
    return tuple(
        Recusal(
            person=str(row.person_id),
            scope=Scope(row.scope),
            target=row.target,
            ground=Ground(row.ground),
            origin=Origin(row.origin),
            request=row.request,
            requested_by=row.requested_by,
            requested_at=row.requested_at,
            decision=Decision(row.decision) if row.decision else None,
            decided_by=row.decider or "",
            decided_at=row.decided_at,
        )
        for row in connection.execute(_query().order_by(r.id))
    )


def _query() -> Select[Any]:
    return (
        select(
            *schema.recusals.c,
            person.c.name,
            person.c.duty,
            decider.c.name.label("decider"),
            recorder.c.name.label("recorder"),
        )
        .join_from(schema.recusals, person, person.c.id == r.person_id)
        .join(recorder, recorder.c.id == r.recorded_by)
        .outerjoin(decider, decider.c.id == r.decided_by)
    )


def _recusal(connection: Connection, row: Any) -> RecusalOnRecord:
    return RecusalOnRecord(
        id=row.id,
        person_id=row.person_id,
        name=row.name,
        duty=Duty(row.duty),
        scope=Scope(row.scope),
        target=row.target,
        target_name=_target_name(connection, Scope(row.scope), row.target),
        ground=Ground(row.ground),
        origin=Origin(row.origin),
        request=row.request,
        requested_by=row.requested_by,
        requested_at=row.requested_at,
        recorded_by=row.recorder,
        decision=Decision(row.decision) if row.decision else None,
        decided_by=row.decider or "",
        decided_at=row.decided_at,
        reason=row.reason,
    )


def _person_name(connection: Connection, person_id: UUID) -> str:
    """Of an officer or expert on the register. Raises NotFound."""
    fits = (person.c.id == person_id) & person.c.duty.is_not(None) & (person.c.active == True)  # noqa: E712 - SQL
    name = connection.scalars(select(person.c.name).where(fits)).one_or_none()
    if name is None:
        raise NotFound(what="person", name=str(person_id))
    return str(name)


def _target_name(connection: Connection, scope: Scope, target: str) -> str:
    """Empty where nothing has this code."""
    code, name = _TARGETS[scope]
    return str(connection.scalars(select(name).where(code == target).limit(1)).first() or "")
