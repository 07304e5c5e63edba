"""Accounts, sessions, devices and enrolment codes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, bindparam, select, update
from sqlalchemy.exc import IntegrityError

from sync.domain.people import Role
from sync.errors import AlreadyExists
from sync.protocol.messages import EnrolmentRequest
from sync.server.repositories import schema
from sync.server.repositories.engine import CentreDatabase
from sync.server.services.access import Account, KnownDevice
from sync.server.services.known import Sender

_accounts, _people, _sessions = schema.accounts.c, schema.people.c, schema.sessions.c
_DEVICE = (
    select(schema.devices.c.id, schema.devices.c.revoked_at, schema.device_people.c.person_id)
    .join_from(schema.devices, schema.device_people, schema.device_people.c.device_id == schema.devices.c.id)
    .where(schema.devices.c.token_hash == bindparam("token_hash"))
)
"""Made once: every request of a tablet asks it."""


class AccessTables:
    """Implements the port AccessRepository."""

    def __init__(self, database: CentreDatabase) -> None:
        self._database = database

    def account(self, login: str) -> Account | None:
        with self._database.reading() as connection:
            return _account(connection, _account_query().where(_accounts.login == login))

    def session_account(self, token_hash: str, now: datetime) -> Account | None:
        mine = (_sessions.token_hash == token_hash) & (_sessions.expires_at > now)
        query = _account_query().join(schema.sessions, _sessions.login == _accounts.login)
        with self._database.reading() as connection:
            until = connection.scalars(select(_sessions.expires_at).where(mine)).one_or_none()
            account = _account(connection, query.where(mine)) if until else None
        return replace(account, until=until) if account else None

    def count_wrong_try(self, login: str, at: datetime) -> None:
        with self._database.writing() as connection:
            connection.execute(
                update(schema.accounts).where(_accounts.login == login).values(wrong_tries=_accounts.wrong_tries + 1, wrong_at=at)
            )

    def open_session(self, login: str, token_hash: str, now: datetime, expires_at: datetime) -> None:
        with self._database.writing() as connection:
            connection.execute(schema.sessions.delete().where(_sessions.expires_at <= now))
            connection.execute(update(schema.accounts).where(_accounts.login == login).values(wrong_tries=0, wrong_at=None))
            connection.execute(schema.sessions.insert().values(token_hash=token_hash, login=login, expires_at=expires_at))

    def close_session(self, token_hash: str) -> None:
        with self._database.writing() as connection:
            connection.execute(schema.sessions.delete().where(_sessions.token_hash == token_hash))

    def device(self, token_hash: str) -> KnownDevice | None:
        with self._database.asking() as connection:
            rows = connection.execute(_DEVICE, {"token_hash": token_hash}).all()
        if not rows:
            return None
        return KnownDevice(Sender(rows[0].id, frozenset(row.person_id for row in rows)), rows[0].revoked_at is not None)

    def has_devices(self) -> bool:
        """Whether any tablet was ever enrolled: each of them holds what this centre's keys stand for."""
        with self._database.asking() as connection:
            return connection.exec_driver_sql("SELECT 1 FROM devices LIMIT 1").first() is not None

    def save_code(self, code_hash: str, people: Sequence[UUID], expires_at: datetime) -> None:
        with self._database.writing() as connection:
            connection.execute(schema.enrolment_codes.insert().values(code_hash=code_hash, expires_at=expires_at))
            connection.execute(
                schema.enrolment_people.insert(), [{"code_hash": code_hash, "person_id": person} for person in people]
            )

    def use_code(self, code_hash: str, request: EnrolmentRequest, token_hash: str, now: datetime) -> bool:
        codes, members = schema.enrolment_codes.c, schema.enrolment_people.c
        with self._database.writing() as connection:
            used = connection.execute(
                update(schema.enrolment_codes)
                .where(codes.code_hash == code_hash, codes.used_at.is_(None), codes.expires_at > now)
                .values(used_at=now)
            )
            if used.rowcount != 1:
                return _is_repeated(connection, code_hash, request.device_id, token_hash)
            device = {"id": request.device_id, "name": request.device_name, "token_hash": token_hash, "enrolled_at": now}
            try:
                connection.execute(schema.devices.insert().values(device))
            except IntegrityError as error:
                raise AlreadyExists(what="device", name=str(request.device_id)) from error
            people = connection.scalars(select(members.person_id).where(members.code_hash == code_hash)).all()
            connection.execute(
                schema.device_people.insert(), [{"device_id": request.device_id, "person_id": person} for person in people]
            )
        return True

    def revoke_device(self, device_id: UUID, at: datetime) -> bool:
        devices = schema.devices.c
        with self._database.writing() as connection:
            return connection.execute(update(schema.devices).where(devices.id == device_id).values(revoked_at=at)).rowcount == 1


def _is_repeated(connection: Connection, code_hash: str, device_id: UUID, token_hash: str) -> bool:
    """Whether this very device has traded this very code for this very token: a code is used when its device is enrolled."""
    codes, devices = schema.enrolment_codes.c, schema.devices.c
    query = (
        select(devices.id)
        .join_from(schema.devices, schema.enrolment_codes, codes.used_at == devices.enrolled_at)
        .where(codes.code_hash == code_hash, devices.id == device_id, devices.token_hash == token_hash)
        .where(devices.revoked_at.is_(None))
    )
    return connection.scalars(query).first() is not None


def _account_query() -> Select[Any]:
    return select(
        _accounts.login,
        _accounts.person_id,
        _people.name,
        _accounts.role,
        _accounts.password_hash,
        _accounts.wrong_tries,
        _accounts.wrong_at,
    ).join_from(schema.accounts, schema.people, _people.id == _accounts.person_id)


def _account(connection: Connection, query: Select[Any]) -> Account | None:
    row = connection.execute(query.where(_people.active == True)).one_or_none()  # noqa: E712 - SQL
    if row is None:
        return None
    role = Role(row.role)
    mine = schema.account_districts.c
    districts = connection.scalars(select(mine.district).where(mine.login == row.login).order_by(mine.district)).all()
    return Account(
        login=row.login,
        person_id=row.person_id,
        name=row.name,
        role=role,
        password_hash=row.password_hash,
        districts=None if role is Role.ADMINISTRATOR else tuple(districts),
        wrong_tries=row.wrong_tries,
        wrong_at=row.wrong_at,
    )
