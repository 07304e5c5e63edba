"""The registers a centre works on: districts, enterprises, compounds, people, accounts, campaigns, assignments.

Everything takes many rows at once, is written in one transaction, and reaches the tablets it concerns at their next sync.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from sync.domain.checklists import Checklist, read_checklist, text_of
from sync.domain.compounds import Originals
from sync.domain.draw.columns import is_token, is_word
from sync.domain.passwords import LEAST_LENGTH, problem_with_password
from sync.domain.people import Duty, Role, is_acceptable_login, is_acceptable_pin, make_pin_verifier
from sync.errors import NotFound, PasswordWeak, PersonAmbiguous, RegisterInvalid
from sync.protocol.messages import ChecklistDocument
from sync.server.services.access import Access


@dataclass(frozen=True, slots=True)
class NewDistrict:
    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class NewEnterprise:
    """``credit_code`` is the unified social credit code."""

    id: UUID
    name: str
    credit_code: str


@dataclass(frozen=True, slots=True)
class NewCompound:
    """``grade`` is the credit grade, AAA to C; empty where unknown. Without a ``code`` it gets one. ``latitude`` and
    ``longitude`` in degrees, as texts."""

    id: UUID
    name: str
    address: str
    district: str
    enterprise_id: UUID
    grade: str = ""
    code: str = ""
    kind: str = ""
    marks: tuple[str, ...] = ()
    latitude: str = ""
    longitude: str = ""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """``duty`` None: somebody who only works at the centre. ``certificate``: an officer's, or an expert's number; ``checked``: it
    was seen to be genuine; the days it is valid as YYYY-MM-DD. ``pin``: 4 to 8 digits, for signing in on tablets."""

    id: UUID
    name: str
    duty: Duty | None = None
    home_district: str | None = None
    certificate: str = ""
    pin: str | None = None
    department: str = ""
    checked: bool = False
    temporary: bool = False
    valid_from: str = ""
    valid_until: str = ""
    qualifications: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewAccount:
    """``districts`` are codes a supervisor looks after; administrators see all."""

    login: str
    password: str
    role: Role
    person_id: UUID
    districts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewCampaign:
    id: UUID
    name: str
    checklist_id: str
    checklist_version: str
    originals: Originals = Originals.UNMETERED


@dataclass(frozen=True, slots=True)
class NewAssignment:
    """``team``: person ids in the order they were drawn. ``inspection_id`` is minted with it."""

    id: UUID
    inspection_id: UUID
    campaign_id: UUID
    compound_id: UUID
    due_on: date
    team: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class PersonCalled:
    """Somebody whom a name may mean. ``number`` is that of the certificate; what else is known tells people of one name apart."""

    id: UUID
    number: str = ""
    department: str = ""
    district: str = ""

    @property
    def told(self) -> str:
        """The words that choose this person, and what else is known."""
        known = ", ".join(filter(None, (self.department, self.district)))
        return f"{self.number or self.id} ({known})" if known else self.number or str(self.id)


class RegisterRepository(Protocol):
    def add_districts(self, rows: Sequence[NewDistrict]) -> None:
        """Raises AlreadyExists for a code that is taken."""
        ...

    def add_enterprises(self, rows: Sequence[NewEnterprise]) -> None: ...

    def add_compounds(self, rows: Sequence[NewCompound]) -> None: ...

    def add_people(self, rows: Sequence[tuple[NewPerson, str | None]]) -> None:
        """With each person's PIN verifier."""
        ...

    def set_pin_verifier(self, person_id: UUID, verifier: str) -> bool: ...

    def add_accounts(self, rows: Sequence[tuple[NewAccount, str]]) -> None:
        """With each account's password hash. Raises AlreadyExists, for a login too that differs from another in nothing but its
        case."""
        ...

    def add_user(self, person: NewPerson, verifier: str | None, account: NewAccount, password_hash: str) -> None:
        """Both, or neither. Raises AlreadyExists."""
        ...

    def publish_checklist(self, document: ChecklistDocument) -> None: ...

    def add_campaign(self, row: NewCampaign) -> None: ...

    def add_assignments(self, rows: Sequence[NewAssignment]) -> None: ...

    def reassign(self, assignment_id: UUID, team: Sequence[UUID]) -> bool: ...

    def people_called(self, name: str) -> list[PersonCalled]:
        """Whose name, number or id that is."""
        ...


class Registers:
    """What administrators enter. Unknown references raise RegisterInvalid, nothing is half written."""

    def __init__(self, repository: RegisterRepository, access: Access) -> None:
        self._repository = repository
        self._access = access

    def add_districts(self, rows: Sequence[NewDistrict]) -> None:
        """In the order they are listed. Raises AlreadyExists, RegisterInvalid for a code or name that no draw could publish."""
        for row in rows:
            if not (is_token(row.code) and is_word(row.name_zh) and is_word(row.name_en)):
                raise RegisterInvalid(problem="entry.problem.district-code", name=row.code[:64])
        self._repository.add_districts(rows)

    def add_enterprises(self, rows: Sequence[NewEnterprise]) -> None:
        """The parties inspected."""
        self._repository.add_enterprises(rows)

    def add_compounds(self, rows: Sequence[NewCompound]) -> None:
        """The places inspected."""
        self._repository.add_compounds(rows)

    def add_people(self, rows: Sequence[NewPerson]) -> None:
        """Raises RegisterInvalid for a PIN that is no PIN."""
        self._repository.add_people([(person, _verifier(person.pin)) for person in rows])

    def set_pin(self, person_id: UUID, pin: str) -> None:
        """Tablets of this person learn it at their next sync. Raises RegisterInvalid, NotFound."""
        verifier = _verifier(pin)
        if verifier is None or not self._repository.set_pin_verifier(person_id, verifier):
            raise NotFound(what="person", name=str(person_id))

    def add_accounts(self, rows: Sequence[NewAccount]) -> None:
        """Raises AlreadyExists for a login that is taken, RegisterInvalid for a supervisor without districts."""
        self._repository.add_accounts([self._hashed(account) for account in rows])

    def add_user(self, person: NewPerson, account: NewAccount) -> None:
        """Somebody new with an account, both or neither. Raises as ``add_people`` and ``add_accounts``, RegisterInvalid for a
        login or a name that cannot be one, and PasswordWeak."""
        if not is_acceptable_login(account.login):
            raise RegisterInvalid(problem="entry.problem.login")
        if not is_word(person.name):
            raise RegisterInvalid(problem="entry.problem.person-name")
        if problem := problem_with_password(account.password, account.login, person.name):
            raise PasswordWeak(problem=problem, least=LEAST_LENGTH)
        self._repository.add_user(person, _verifier(person.pin), *self._hashed(account))

    def publish_checklist(self, document: str | bytes) -> Checklist:
        """Raises ChecklistInvalid, and AlreadyExists for another text under a version, which never changes once published."""
        text = document if isinstance(document, str) else text_of(document)
        checklist = read_checklist(text)
        self._repository.publish_checklist(ChecklistDocument(checklist.id, checklist.version, text))
        return checklist

    def add_campaign(self, row: NewCampaign) -> None:
        """A period with its checklist version and its policy for originals."""
        self._repository.add_campaign(row)

    def add_assignments(self, rows: Sequence[NewAssignment]) -> None:
        """They reach the tablets of their teams at the next sync."""
        self._repository.add_assignments(rows)

    def reassign(self, assignment_id: UUID, team: Sequence[UUID]) -> None:
        """Give an assignment to another team: it leaves the old team's tablets and comes to the new one's with everything
        recorded so far. Raises NotFound."""
        if not self._repository.reassign(assignment_id, team):
            raise NotFound(what="assignment", name=str(assignment_id))

    def people_called(self, names: Sequence[str]) -> list[UUID]:
        """One person for each name; a number or an id does for a name. Raises NotFound, and PersonAmbiguous when a name fits
        several."""
        chosen = []
        for name in names:
            found = self._repository.people_called(name)
            if not found:
                raise NotFound(what="person", name=name)
            if len(found) > 1:
                raise PersonAmbiguous(name=name, count=len(found), people="; ".join(one.told for one in found))
            chosen.append(found[0].id)
        return chosen

    def _hashed(self, account: NewAccount) -> tuple[NewAccount, str]:
        if account.role is Role.SUPERVISOR and not account.districts:
            raise RegisterInvalid(problem="entry.problem.districts")
        return account, self._access.hash_password(account.password)

    def create_enrolment_code(self, people: Sequence[UUID]) -> str:
        """A one-time code for a tablet of these people."""
        if not people:
            raise RegisterInvalid(problem="entry.problem.people")
        return self._access.create_enrolment_code(people)

    def revoke_device(self, device_id: UUID) -> None:
        """Raises NotFound."""
        if not self._access.revoke_device(device_id):
            raise NotFound(what="device", name=str(device_id))


def _verifier(pin: str | None) -> str | None:
    if pin is None:
        return None
    if not is_acceptable_pin(pin):
        raise RegisterInvalid(problem="entry.problem.pin")
    return make_pin_verifier(pin, secrets.token_bytes(16))
