"""Recusals with their requests and decisions; nothing of them is ever changed, a decision is added once."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, case, func, insert, or_, select, update

from sync.domain.campaigns.recusals import Recusal
from sync.domain.checklists import Bilingual
from sync.domain.draw.pools import Decision, Origin, Scope
from sync.domain.draw.registers import Ground
from sync.domain.people import Duty
from sync.errors import NotFound
from sync.protocol.recusals import (
    RecusalDecision,
    RecusalFilter,
    RecusalOnRecord,
    RecusalPage,
    RecusalPeople,
    RecusalPerson,
    RecusalRequest,
    RecusalShow,
    RecusalTarget,
    RecusalTargets,
)
from sync.server.repositories import schema
from sync.server.repositories.engine import CentreDatabase

r = schema.recusals.c
person, decider, recorder = schema.people, schema.people.alias("decider"), schema.people.alias("recorder")
_TARGETS = {
    Scope.COMPOUND: (schema.compounds.c.code, schema.compounds.c.name),
    Scope.ENTERPRISE: (schema.enterprises.c.credit_code, schema.enterprises.c.name),
    Scope.DISTRICT: (schema.districts.c.code, schema.districts.c.name_zh),
}
_ON_REGISTER = person.c.duty.is_not(None) & (person.c.active == True)  # noqa: E712 - SQL


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

    def people(self, search: str, most: int) -> RecusalPeople:
        holds = or_(*(column.icontains(search, autoescape=True) for column in (person.c.name, person.c.certificate)))
        columns = (person.c.id, person.c.name, person.c.duty, person.c.department)
        query = select(*columns).where(_ON_REGISTER, holds).order_by(person.c.name, person.c.id).limit(most)
        with self._database.reading() as connection:
            found = connection.execute(query).all()
        return RecusalPeople(tuple(RecusalPerson(row.id, row.name, Duty(row.duty), row.department) for row in found))

    def targets(self, scope: Scope, search: str, districts: Collection[str] | None, most: int) -> RecusalTargets:
        query = _targets(scope, districts)
        holds = or_(*(column.icontains(search, autoescape=True) for column in query.selected_columns))
        with self._database.reading() as connection:
            found = connection.execute(query.where(holds).order_by(query.selected_columns[0]).limit(most)).all()
        return RecusalTargets(tuple(RecusalTarget(row[0], Bilingual(row[1], row[-1])) for row in found))

    def request(
        self, recusal_id: UUID, request: RecusalRequest, districts: Collection[str] | None, by: UUID, at: datetime
    ) -> None:
        with self._database.writing() as connection:
            name = _person_name(connection, request.person_id)
            within = _targets(request.scope, districts)
            if connection.execute(within.where(within.selected_columns[0] == request.target).limit(1)).first() is None:
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
    name = connection.scalars(select(person.c.name).where(person.c.id == person_id, _ON_REGISTER)).one_or_none()
    if name is None:
        raise NotFound(what="person", name=str(person_id))
    return str(name)


def _targets(scope: Scope, districts: Collection[str] | None) -> Select[Any]:
    """Code and names of what somebody may stay away from, in these districts or in all."""
    compounds, names = schema.compounds.c, schema.districts.c
    more = (names.name_en,) if scope is Scope.DISTRICT else ()
    every: Select[Any] = select(*_TARGETS[scope], *more)
    if districts is None:
        return every
    served = select(compounds.enterprise_id).where(compounds.district.in_(districts))
    within = {
        Scope.COMPOUND: compounds.district.in_(districts),
        Scope.ENTERPRISE: schema.enterprises.c.id.in_(served),
        Scope.DISTRICT: names.code.in_(districts),
    }
    return every.where(within[scope])


def _target_name(connection: Connection, scope: Scope, target: str) -> str:
    """Empty where nothing has this code."""
    code, name = _TARGETS[scope]
    return str(connection.scalars(select(name).where(code == target).limit(1)).first() or "")
