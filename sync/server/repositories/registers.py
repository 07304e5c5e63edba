"""Writing registers, with an entry in the change feed for everything a tablet should hear of."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from sync.domain.clock import Clock, SystemClock
from sync.domain.registers.columns import Register
from sync.errors import AlreadyExists, RegisterInvalid
from sync.protocol.messages import ChecklistDocument
from sync.server.repositories import schema
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.feed import REGISTER, note_changes
from sync.server.repositories.register_acts import AT_ONCE, alone_with_registers, note_entered
from sync.server.repositories.register_rows import DUTIES
from sync.server.services.known import Change
from sync.server.services.registers import (
    NewAccount,
    NewAssignment,
    NewCampaign,
    NewCompound,
    NewDistrict,
    NewEnterprise,
    NewPerson,
    PersonCalled,
)


class RegisterTables:
    """Implements the port RegisterRepository."""

    def __init__(self, database: CentreDatabase, clock: Clock | None = None) -> None:
        self._database = database
        self._clock = clock or SystemClock()

    def add_districts(self, rows: Sequence[NewDistrict]) -> None:
        with self._writing() as connection:
            codes = set(connection.scalars(select(schema.districts.c.code)))
            if taken := next((row.code for row in rows if row.code in codes), None):
                raise AlreadyExists(what="district", name=taken)
            _add(
                connection,
                schema.districts,
                [
                    {"code": row.code, "name_zh": row.name_zh, "name_en": row.name_en, "position": len(codes) + position}
                    for position, row in enumerate(rows)
                ],
            )

    def add_enterprises(self, rows: Sequence[NewEnterprise]) -> None:
        with self._writing() as connection:
            _add(
                connection, schema.enterprises, [{"id": row.id, "name": row.name, "credit_code": row.credit_code} for row in rows]
            )

    def add_compounds(self, rows: Sequence[NewCompound]) -> None:
        with self._writing() as connection:
            _add(
                connection,
                schema.compounds,
                [
                    {
                        "id": row.id,
                        "name": row.name,
                        "address": row.address,
                        "district": row.district,
                        "enterprise_id": row.enterprise_id,
                        "grade": row.grade,
                        "code": row.code or f"{row.district}-{row.id.hex[-12:]}",
                        "kind": row.kind,
                        "marks": ";".join(sorted(row.marks)),
                        "latitude": row.latitude,
                        "longitude": row.longitude,
                        "active": True,
                    }
                    for row in rows
                ],
            )
            note_entered(connection, Register.COMPOUNDS, [row.id for row in rows], self._clock.now())

    def add_people(self, rows: Sequence[tuple[NewPerson, str | None]]) -> None:
        with self._writing() as connection:
            self._add_people(connection, rows)

    def set_pin_verifier(self, person_id: UUID, verifier: str) -> bool:
        with self._writing() as connection:
            changed = connection.execute(
                update(schema.people).where(schema.people.c.id == person_id).values(pin_verifier=verifier)
            )
            note_changes(connection, [Change(REGISTER, "people", person_id)])
        return changed.rowcount == 1

    def add_accounts(self, rows: Sequence[tuple[NewAccount, str]]) -> None:
        with self._writing() as connection:
            _add_accounts(connection, rows)

    def add_user(self, person: NewPerson, verifier: str | None, account: NewAccount, password_hash: str) -> None:
        with self._writing() as connection:
            self._add_people(connection, [(person, verifier)])
            _add_accounts(connection, [(account, password_hash)])

    def publish_checklist(self, document: ChecklistDocument) -> None:
        table = schema.checklists.c
        with self._writing() as connection:
            stored = connection.scalars(
                select(table.document).where(table.id == document.id, table.version == document.version)
            ).one_or_none()
            if stored == document.document:
                return
            if stored is not None:
                raise AlreadyExists(what="checklist", name=f"{document.id} {document.version}")
            _add(
                connection,
                schema.checklists,
                [{"id": document.id, "version": document.version, "document": document.document}],
            )

    def add_campaign(self, row: NewCampaign) -> None:
        with self._writing() as connection:
            _add(
                connection,
                schema.campaigns,
                [
                    {
                        "id": row.id,
                        "name": row.name,
                        "checklist_id": row.checklist_id,
                        "checklist_version": row.checklist_version,
                        "originals": row.originals.value,
                    }
                ],
            )

    def add_assignments(self, rows: Sequence[NewAssignment]) -> None:
        k = schema.campaigns.c
        with self._writing() as connection:
            campaigns = k.id.in_({row.campaign_id for row in rows})
            known = connection.execute(select(k.id, k.checklist_id, k.checklist_version).where(campaigns))
            checklists = {row.id: {"checklist_id": row.checklist_id, "checklist_version": row.checklist_version} for row in known}
            unknown = {"checklist_id": "", "checklist_version": ""}
            _add(
                connection,
                schema.assignments,
                [
                    {
                        "id": row.id,
                        "inspection_id": row.inspection_id,
                        "campaign_id": row.campaign_id,
                        "compound_id": row.compound_id,
                        "due_on": row.due_on,
                    }
                    | checklists.get(row.campaign_id, unknown)
                    for row in rows
                ],
            )
            add_members(connection, {row.id: row.team for row in rows})
            note_changes(connection, assigned(connection, {row.id: () for row in rows}))

    def reassign(self, assignment_id: UUID, team: Sequence[UUID]) -> bool:
        members = schema.assignment_members.c
        with self._writing() as connection:
            if connection.scalars(select(members.person_id).where(members.assignment_id == assignment_id)).first() is None:
                return False
            note_changes(connection, put_teams(connection, {assignment_id: team}))
        return True

    def people_called(self, name: str) -> list[PersonCalled]:
        people = schema.people.c
        fits = (people.name == name) | ((people.certificate == name) & (people.certificate != ""))
        with suppress(ValueError):
            fits = fits | (people.id == UUID(name))
        query = select(people.id, people.certificate, people.department, people.home_district).where(fits)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(people.certificate, people.id)).all()
        return [PersonCalled(row.id, row.certificate, row.department, row.home_district or "") for row in rows]

    def _add_people(self, connection: Connection, rows: Sequence[tuple[NewPerson, str | None]]) -> None:
        _add(
            connection,
            schema.people,
            [
                {
                    "id": person.id,
                    "name": person.name,
                    "duty": person.duty.value if person.duty else None,
                    "home_district": person.home_district,
                    "certificate": person.certificate,
                    "pin_verifier": verifier,
                    "active": True,
                    "department": person.department,
                    "checked": person.checked,
                    "temporary": person.temporary,
                    "valid_from": person.valid_from,
                    "valid_until": person.valid_until,
                    "qualifications": ";".join(sorted(person.qualifications)),
                }
                for person, verifier in rows
            ],
        )
        for register, duty in DUTIES.items():
            entered = [person.id for person, _ in rows if person.duty is duty]
            note_entered(connection, register, entered, self._clock.now())

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Nobody else writing in the registers meanwhile. A broken reference is the caller's mistake."""
        try:
            with self._database.writing() as connection:
                alone_with_registers(connection)
                yield connection
        except IntegrityError as error:
            raise RegisterInvalid(problem="entry.problem.reference") from error


def _add(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), list(rows))


def _add_accounts(connection: Connection, rows: Sequence[tuple[NewAccount, str]]) -> None:
    login = schema.accounts.c.login
    wanted = {spelt for account, _ in rows for spelt in (account.login, account.login.lower())}
    taken = connection.scalars(select(login).where(or_(login.in_(wanted), func.lower(login).in_(wanted)))).first()
    if taken is not None:
        raise AlreadyExists(what="login", name=taken)
    known = set(connection.scalars(select(schema.districts.c.code)))
    if unknown := next((code for account, _ in rows for code in account.districts if code not in known), None):
        raise RegisterInvalid(problem="entry.problem.district", name=unknown)
    _add(
        connection,
        schema.accounts,
        [
            {
                "login": account.login,
                "person_id": account.person_id,
                "role": account.role.value,
                "password_hash": password_hash,
                "wrong_tries": 0,
            }
            for account, password_hash in rows
        ],
    )
    _add(
        connection,
        schema.account_districts,
        [{"login": account.login, "district": code} for account, _ in rows for code in account.districts],
    )


def add_members(connection: Connection, teams: Mapping[UUID, Sequence[UUID]]) -> None:
    """The teams of new assignments, each in the order it was drawn."""
    _add(
        connection,
        schema.assignment_members,
        [
            {"assignment_id": assignment_id, "person_id": person, "position": position}
            for assignment_id, team in teams.items()
            for position, person in enumerate(team)
        ],
    )


def put_teams(connection: Connection, teams: Mapping[UUID, Sequence[UUID]]) -> list[Change]:
    """Assignments get other teams, or none, with everything recorded so far; what is to be told of it."""
    m = schema.assignment_members.c
    left_by: dict[UUID, tuple[str, ...]] = dict.fromkeys(teams, ())
    for some in _parts(list(teams)):
        for row in connection.execute(select(m.assignment_id, m.person_id).where(m.assignment_id.in_(some))):
            left_by[row.assignment_id] += (str(row.person_id),)
        connection.execute(schema.assignment_members.delete().where(m.assignment_id.in_(some)))
    add_members(connection, teams)
    return assigned(connection, left_by)


def assigned(connection: Connection, left_by: Mapping[UUID, tuple[str, ...]]) -> list[Change]:
    """That these assignments are to be told again; ``left_by``: the ids of people an assignment was taken from."""
    a, c = schema.assignments.c, schema.compounds.c
    query = select(a.id, c.district).join_from(schema.assignments, schema.compounds, c.id == a.compound_id).order_by(a.id)
    rows = [row for some in _parts(list(left_by)) for row in connection.execute(query.where(a.id.in_(some)))]
    return [Change(row.district, "assignment", row.id, left_by[row.id], row.id) for row in rows]


def _parts(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
