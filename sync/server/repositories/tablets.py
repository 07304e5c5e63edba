"""Tablets with what they reported last."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select, update

from sync.domain.people import Duty
from sync.domain.tablets import TabletReport
from sync.protocol.administration import DeviceOnRecord, PeopleFound, PersonOnRegister, Revocation
from sync.protocol.codec import from_json, to_json
from sync.server.repositories import schema
from sync.server.repositories.engine import CentreDatabase
from sync.server.services.tablets import Contact

d, m, p, q = schema.devices.c, schema.device_people.c, schema.people.c, schema.quarantine.c


class TabletTables:
    """Implements the port TabletRepository."""

    def __init__(self, database: CentreDatabase) -> None:
        self._database = database

    def note(self, device_id: UUID, contact: Contact) -> None:
        values: dict[str, object] = {"contact_at": contact.at}
        if contact.report is not None:
            values |= {"report": to_json(contact.report), "skew_seconds": contact.skew_seconds}
        with self._database.writing(durable=False) as connection:
            connection.execute(update(schema.devices).where(d.id == device_id).values(**values))

    def devices(self) -> list[DeviceOnRecord]:
        with self._database.reading() as connection:
            people = _people(connection)
            waiting = select(q.device_id, func.count().label("n")).where(q.closed_at.is_(None)).group_by(q.device_id)
            entries = {row.device_id: row.n for row in connection.execute(waiting)}
            query = select(*schema.devices.c, p.name.label("revoker")).outerjoin(schema.people, p.id == d.revoked_by)
            rows = connection.execute(query.order_by(d.name, d.id)).all()
        return [_device(row, tuple(people[row.id]), entries.get(row.id, 0)) for row in rows]

    def note_set_back(self, device_id: UUID, at: datetime) -> None:
        with self._database.writing(durable=False) as connection:
            connection.execute(update(schema.devices).where(d.id == device_id).values(set_back_at=at))

    def revoke(self, device_id: UUID, revocation: Revocation, by: UUID) -> bool:
        with self._database.writing() as connection:
            revoked = connection.execute(
                update(schema.devices)
                .where(d.id == device_id, d.revoked_at.is_(None))
                .values(revoked_at=revocation.at, cut_off_at=revocation.cut_off, revoked_by=by, revoked_why=revocation.comment)
            )
            return revoked.rowcount == 1

    def people(self, search: str, most: int) -> PeopleFound:
        fits = p.active == True, p.duty.is_not(None), p.name.icontains(search, autoescape=True)  # noqa: E712 - SQL
        with self._database.reading() as connection:
            total = connection.execute(select(func.count()).select_from(schema.people).where(*fits)).scalar_one()
            rows = connection.execute(select(p.id, p.name, p.duty).where(*fits).order_by(p.name, p.id).limit(most)).all()
        return PeopleFound(tuple(PersonOnRegister(row.id, row.name, Duty(row.duty)) for row in rows), total)

    def are_known(self, people: Sequence[UUID]) -> bool:
        known = select(func.count()).where(p.id.in_(people), p.active == True, p.duty.is_not(None))  # noqa: E712 - SQL
        with self._database.reading() as connection:
            return connection.execute(known).scalar_one() == len(people)


def _people(connection: Connection) -> dict[UUID, list[str]]:
    names: dict[UUID, list[str]] = defaultdict(list)
    query = select(m.device_id, p.name).join_from(schema.device_people, schema.people, p.id == m.person_id)
    for device_id, name in connection.execute(query.order_by(p.name)):
        names[device_id].append(name)
    return names


def _device(row: Any, people: tuple[str, ...], open_entries: int) -> DeviceOnRecord:
    revocation = None
    if row.revoked_at is not None:
        revocation = Revocation(row.revoked_at, row.cut_off_at or row.revoked_at, row.revoker or "", row.revoked_why or "")
    return DeviceOnRecord(
        row.id,
        row.name,
        people,
        row.enrolled_at,
        row.contact_at,
        from_json(row.report, TabletReport) if row.report else None,
        row.skew_seconds,
        open_entries=open_entries,
        revocation=revocation,
        set_back_at=row.set_back_at,
    )
