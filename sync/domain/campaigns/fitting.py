"""Whether a plan says something of these registers: what it names has to be there, or it would be left out in silence."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sync.domain.draw.plan import Check, Plan
from sync.domain.draw.quotas import WHOLE
from sync.domain.draw.registers import RegisteredCompound, Registers


class MisfitKind(StrEnum):
    """What of a plan finds nothing in the registers."""

    KIND = "kind"
    DISTRICT = "district"
    MARK = "mark"
    WEIGHED_MARK = "weighed_mark"
    QUALIFIED_MARK = "qualified_mark"
    RATE = "rate"
    NO_COMPOUND = "no_compound"


@dataclass(frozen=True, slots=True)
class Misfit:
    """``check`` counts from 1, as the plan's form does; 0: the plan as a whole. ``name``: what is on no compound; of RATE the
    credit grade that has none; of NO_COMPOUND nothing, everything named is there but not together."""

    kind: MisfitKind
    check: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """What a check looks at: so many ``compounds``, of which it draws ``sample`` hundredths of a compound, rounded up or down."""

    check: int
    compounds: int
    sample: int
    cover: bool


def misfits(plan: Plan, registers: Registers) -> tuple[Misfit, ...]:
    """Check by check, then of the plan as a whole."""
    marks = {mark for one in registers.compounds for mark in one.marks}
    found: list[Misfit] = []
    for number, check in enumerate(plan.checks, 1):
        found += _of_check(number, check, registers, marks) or _of_rates(number, check, registers)
    weighed = (mark for mark, _ in plan.mark_weights)
    found += [Misfit(MisfitKind.WEIGHED_MARK, 0, mark) for mark in weighed if mark not in marks]
    qualified = dict.fromkeys(one.mark for one in plan.qualifications if one.mark)
    found += [Misfit(MisfitKind.QUALIFIED_MARK, 0, mark) for mark in qualified if mark not in marks]
    return tuple(found)


def reaches(plan: Plan, registers: Registers) -> tuple[Reach, ...]:
    """One for each check."""
    return tuple(_reach(number, check, registers) for number, check in enumerate(plan.checks, 1))


def _of_check(number: int, check: Check, registers: Registers, marks: set[str]) -> list[Misfit]:
    kinds, districts = ({getattr(one, name) for one in registers.compounds} for name in ("kind", "district"))
    own_rates = dict.fromkeys(district for district, _, _ in check.district_rates)
    named = (
        (MisfitKind.KIND, check.kinds, kinds),
        (MisfitKind.DISTRICT, dict.fromkeys((*check.districts, *own_rates)), districts),
        (MisfitKind.MARK, check.marks, marks),
    )
    unknown = [Misfit(kind, number, name) for kind, names, known in named for name in names if name not in known]
    if unknown or any(_looked_at(check, registers)):
        return unknown
    return [Misfit(MisfitKind.NO_COMPOUND, number)]


def _of_rates(number: int, check: Check, registers: Registers) -> list[Misfit]:
    without = {one.grade for one in _looked_at(check, registers) if one.grade and _rate(check, one) is None}
    return [Misfit(MisfitKind.RATE, number, grade) for grade in sorted(without)]


def _reach(number: int, check: Check, registers: Registers) -> Reach:
    rates = [_rate(check, one) or 0 for one in _looked_at(check, registers)]
    return Reach(number, len(rates), sum(rates) * 100 // WHOLE, check.cover)


def _looked_at(check: Check, registers: Registers) -> Iterator[RegisteredCompound]:
    for one in registers.compounds:
        fits = (not check.kinds or one.kind in check.kinds) and (not check.districts or one.district in check.districts)
        if fits and (not check.marks or not set(check.marks).isdisjoint(one.marks)):
            yield one


def _rate(check: Check, one: RegisteredCompound) -> int | None:
    """In hundredths of a percent."""
    if check.cover:
        return WHOLE
    own = {(district, grade): rate for district, grade, rate in check.district_rates}
    return own.get((one.district, one.grade), dict(check.rates).get(one.grade))
