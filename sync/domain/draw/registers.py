"""The registers as the authority keeps them, and what of them is published: people under pseudonyms, recusals without their
grounds.

A pseudonym is a SHA-256 over a salt and what identifies the person; the salt stays with the authority. Whoever is shown the
kept line can compute that it is this person who was frozen; nobody can find the person from the pseudonym.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from sync.domain.draw.canonical import Plain, document, line, read_document
from sync.domain.draw.columns import table
from sync.domain.draw.pools import Decision, ExtraKind, Origin, Scope
from sync.domain.people import Duty

_PERSON = "suicha-person 1"
Salts = Callable[[], str]
"""Makes salts that nobody can guess, each time another one."""


class Ground(StrEnum):
    """Why somebody stays away."""

    KINSHIP = "kinship"
    INTEREST = "interest"
    HOME_DISTRICT = "home_district"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class RegisteredCompound:
    """``enterprise`` is the code of the one that serves it; ``place``: latitude and longitude in degrees, or empty."""

    id: str
    name: str
    enterprise: str
    district: str
    grade: str
    kind: str
    marks: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class RegisteredEnterprise:
    """``visits``: how often it was visited this year before this draw."""

    code: str
    name: str
    visits: int = 0


@dataclass(frozen=True, slots=True)
class RegisteredExtra:
    """Extra weight of a compound: why, and where that is known from. The source is published."""

    compound: str
    weight: int
    kind: ExtraKind
    source: str


@dataclass(frozen=True, slots=True)
class RegisteredPerson:
    """An officer or expert. ``certificate`` is its number, which is never published; experts may have none."""

    id: str
    name: str
    home: str
    department: str
    certificate: str = ""
    checked: bool = False
    temporary: bool = False
    valid_from: str = ""
    valid_until: str = ""
    qualifications: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisteredRecusal:
    """``person`` by register id. Request and decision are kept; published are who, from what, from where it came and what was
    decided."""

    person: str
    scope: Scope
    target: str
    ground: Ground
    origin: Origin
    decision: Decision
    requested_by: str
    requested_on: str
    decided_by: str
    decided_on: str
    request: str = ""


@dataclass(frozen=True, slots=True)
class Registers:
    """Everything that a draw is frozen from."""

    compounds: tuple[RegisteredCompound, ...]
    enterprises: tuple[RegisteredEnterprise, ...]
    officers: tuple[RegisteredPerson, ...]
    experts: tuple[RegisteredPerson, ...]
    recusals: tuple[RegisteredRecusal, ...] = ()
    extras: tuple[RegisteredExtra, ...] = ()


@dataclass(frozen=True, slots=True)
class Frozen:
    """Pools as bytes, and ``kept``: the lines that stay with the authority and say who is who."""

    compounds: bytes
    enterprises: bytes
    extras: bytes
    officers: bytes
    experts: bytes
    recusals: bytes
    kept: bytes


def freeze(registers: Registers, salts: Salts, names: bool = False) -> Frozen:
    """``names``: publish the names of officers and experts beside their pseudonyms."""
    people = {
        duty: [_identity(duty, person, salts()) for person in registered]
        for duty, registered in ((Duty.OFFICER, registers.officers), (Duty.EXPERT, registers.experts))
    }
    pseudonyms = {str(identity[3]): pseudonym(identity) for found in people.values() for identity in found}
    kept_recusals = [_recusal_kept(recusal, salts()) for recusal in registers.recusals]
    return Frozen(
        compounds=table(map(_compound_row, registers.compounds)),
        enterprises=table([one.code, one.name, one.visits] for one in registers.enterprises),
        extras=table(_extra_rows(registers.extras)),
        officers=table(_person_rows(registers.officers, pseudonyms, names)),
        experts=table(_person_rows(registers.experts, pseudonyms, names)),
        recusals=table(_recusal_rows(registers.recusals, kept_recusals, pseudonyms)),
        kept=document([pseudonym(one), one] for found in (*people.values(), kept_recusals) for one in found),
    )


def pseudonym(kept: Sequence[Plain]) -> str:
    """The SHA-256 in hex of the canonical line of what is kept, without its line feed."""
    return sha256(line(list(kept)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Identity:
    """Who stands behind a pseudonym: register id and name as they were frozen."""

    person: str
    name: str
    duty: Duty


def identities(kept: bytes) -> dict[str, Identity]:
    """Everybody's by pseudonym, from the lines that stay with the authority. Raises DrawFileInvalid."""
    people = (identity for _, identity in read_document(kept) if identity[0] == _PERSON)
    return {pseudonym(one): Identity(one[3], one[4], Duty(one[2])) for one in people}


def _identity(duty: Duty, person: RegisteredPerson, salt: str) -> list[Plain]:
    return [_PERSON, salt, duty.value, person.id, person.name, person.certificate]


def _recusal_kept(one: RegisteredRecusal, salt: str) -> list[Plain]:
    head = ["suicha-recusal 1", salt, one.person, one.scope.value, one.target, one.ground.value, one.request]
    return [*head, one.requested_by, one.requested_on, one.decision.value, one.decided_by, one.decided_on]


def _compound_row(one: RegisteredCompound) -> list[Plain]:
    return [one.id, one.name, one.enterprise, one.district, one.grade, one.kind, _words(one.marks), one.place]


def _extra_rows(extras: Sequence[RegisteredExtra]) -> Iterable[list[Plain]]:
    """Numbered so that their texts sort."""
    ordered = sorted(extras, key=lambda one: (one.compound, one.kind, one.source, one.weight))
    return ([f"{n:010d}", one.compound, one.weight, one.kind.value, one.source] for n, one in enumerate(ordered, 1))


def _person_rows(people: Sequence[RegisteredPerson], pseudonyms: dict[str, str], names: bool) -> Iterable[list[Plain]]:
    for one in people:
        certificate = [int(one.checked), int(one.temporary), one.valid_from, one.valid_until]
        name = one.name if names else ""
        yield [pseudonyms[one.id], name, one.home, one.department, *certificate, _words(one.qualifications)]


def _recusal_rows(
    recusals: Sequence[RegisteredRecusal], kept: Sequence[list[Plain]], pseudonyms: dict[str, str]
) -> Iterable[list[Plain]]:
    for one, bound in zip(recusals, kept, strict=True):
        about = [pseudonyms[one.person], one.scope.value, one.target]
        yield [pseudonym(bound), *about, one.origin.value, one.decision.value]


def _words(found: Iterable[str]) -> str:
    return ",".join(sorted(found))
