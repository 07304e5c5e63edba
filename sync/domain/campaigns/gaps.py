"""What the registers have to say before a draw, and what may be left unsaid because it decides nothing.

A compound needs no credit grade where every check that looks at it covers all of its compounds, and no kind where none of them
asks for kinds; an officer who may not be drawn at all needs no home district. So what is empty and decides nothing is frozen
as ``-``, and every other empty cell is a gap, which is filled in the register first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sync.domain.campaigns.fitting import Misfit, Reach, misfits, reaches
from sync.domain.campaigns.recusals import Recusal, frozen_recusals, undecided
from sync.domain.draw.columns import is_token
from sync.domain.draw.eligibility import why_no_officer
from sync.domain.draw.plan import Check, Departments, Plan
from sync.domain.draw.registers import RegisteredCompound, RegisteredEnterprise, RegisteredPerson, Registers
from sync.domain.registers.columns import Register

UNSAID = "-"


class GapKind(StrEnum):
    """What is missing: the columns of the registers, by their names there, or a decision about a recusal."""

    GRADE = "grade"
    KIND = "kind"
    ENTERPRISE_CODE = "enterprise_code"
    HOME_DISTRICT = "home_district"
    DEPARTMENT = "department"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Gap:
    """A row of a register that lacks something. ``key``: a compound's code, an officer's certificate, an expert's number;
    ``name`` of the compound or the person."""

    kind: GapKind
    register: Register
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """What would be frozen, what each check looks at, and the gaps and misfits because of which nothing is."""

    registers: Registers
    gaps: tuple[Gap, ...]
    misfits: tuple[Misfit, ...]
    reaches: tuple[Reach, ...]


def readiness(plan: Plan, registers: Registers, recusals: Sequence[Recusal]) -> Readiness:
    """From the registers as they are kept, and every recusal there is. ``registers.recusals`` is empty yet."""
    looked_at = replace(registers, compounds=tuple(one for one in registers.compounds if any(_checks_of(plan, one))))
    found = (*_compound_gaps(plan, registers), *_officer_gaps(plan, registers), *_recusal_gaps(looked_at, recusals))
    said = replace(_said(registers), recusals=frozen_recusals(recusals, registers))
    return Readiness(said, found, misfits(plan, registers), reaches(plan, registers))


def _checks_of(plan: Plan, one: RegisteredCompound) -> Iterator[Check]:
    """Those that look at a compound, or would if it had a kind."""
    for check in plan.checks:
        fits_kind = not check.kinds or not one.kind or one.kind in check.kinds
        fits_district = not check.districts or one.district in check.districts
        if fits_kind and fits_district and (not check.marks or not set(check.marks).isdisjoint(one.marks)):
            yield check


def _compound_gaps(plan: Plan, registers: Registers) -> Iterator[Gap]:
    for one in registers.compounds:
        checks = list(_checks_of(plan, one))
        missing = {
            GapKind.GRADE: not one.grade and not all(check.cover for check in checks),
            GapKind.KIND: not one.kind and any(check.kinds for check in checks),
            GapKind.ENTERPRISE_CODE: bool(checks) and not is_token(one.enterprise),
        }
        yield from (Gap(kind, Register.COMPOUNDS, one.id, one.name) for kind, lacks in missing.items() if lacks)


def _officer_gaps(plan: Plan, registers: Registers) -> Iterator[Gap]:
    for one in registers.officers:
        if why_no_officer(plan, one.temporary, one.checked, one.valid_from, one.valid_until) is None:
            missing = {
                GapKind.HOME_DISTRICT: not one.home and plan.home_district,
                GapKind.DEPARTMENT: not one.department and plan.departments is Departments.DIFFERENT,
            }
            yield from (_person_gap(kind, Register.OFFICERS, one) for kind, lacks in missing.items() if lacks)


def _recusal_gaps(looked_at: Registers, recusals: Sequence[Recusal]) -> Iterator[Gap]:
    people = {one.id: (Register.OFFICERS, one) for one in looked_at.officers}
    people |= {one.id: (Register.EXPERTS, one) for one in looked_at.experts}
    return (_person_gap(GapKind.DECISION, *people[one.person]) for one in undecided(recusals, looked_at))


def _person_gap(kind: GapKind, register: Register, one: RegisteredPerson) -> Gap:
    return Gap(kind, register, one.certificate, one.name)


def _said(registers: Registers) -> Registers:
    """With ``-`` in place of what is empty."""
    return replace(
        registers,
        compounds=tuple(
            replace(one, grade=one.grade or UNSAID, kind=one.kind or UNSAID, enterprise=_code(one.enterprise))
            for one in registers.compounds
        ),
        enterprises=_enterprises(registers.enterprises),
        officers=tuple(map(_person, registers.officers)),
        experts=tuple(map(_person, registers.experts)),
    )


def _person(one: RegisteredPerson) -> RegisteredPerson:
    return replace(one, home=one.home or UNSAID, department=one.department or UNSAID)


def _code(enterprise: str) -> str:
    return enterprise if is_token(enterprise) else UNSAID


def _enterprises(enterprises: Sequence[RegisteredEnterprise]) -> tuple[RegisteredEnterprise, ...]:
    """Those without a usable code are one, without a name."""
    coded = tuple(one for one in enterprises if is_token(one.code))
    return coded if len(coded) == len(enterprises) else (*coded, RegisteredEnterprise(UNSAID, UNSAID))
