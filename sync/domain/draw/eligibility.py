"""Who may go on which visit."""

from collections.abc import Sequence
from dataclasses import dataclass

from sync.domain.draw.choosing import Visit
from sync.domain.draw.columns import words
from sync.domain.draw.plan import Departments, Plan
from sync.domain.draw.pools import CompoundPool, Decision, PersonPool, Pools, RecusalPool, Scope
from sync.domain.draw.tickets import ticket
from sync.domain.people import Duty

NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bench:
    """People of one duty who may be drawn at all, in the order of their tickets with the number 0, and what is asked of them on a
    visit.

    ``apart``: no two of a team from the same department. ``turned_away`` counts by reason those of the pool who are not on it.
    """

    duty: Duty
    seats: int
    ids: tuple[str, ...]
    homes: tuple[str, ...]
    departments: tuple[str, ...]
    qualifications: tuple[frozenset[str], ...]
    away_from_home: bool
    apart: bool
    turned_away: dict[str, int]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Demand:
    """What a visit asks of the people of one duty: the district that must not be their home (empty: any may), who is recused,
    and the qualifications that each needs."""

    district: str
    recused: frozenset[str]
    needed: frozenset[str]


def why_not(bench: Bench, person: int, demand: Demand) -> str | None:
    """The reason why somebody may not go on a visit; None when they may."""
    if demand.district == bench.homes[person]:
        return "home"
    if bench.ids[person] in demand.recused:
        return "recused"
    if not demand.needed <= bench.qualifications[person]:
        return "unqualified"
    return None


def may_go(bench: Bench, person: int, demand: Demand) -> bool:
    """Whether somebody may go on a visit."""
    return (
        demand.district != bench.homes[person]
        and bench.ids[person] not in demand.recused
        and demand.needed <= bench.qualifications[person]
    )


def officers_bench(plan: Plan, pool: PersonPool, seats: int, key: str) -> Bench:
    """Permanent staff whose certificate was checked and is valid on every day of the period."""
    certificates = zip(pool.temporary, pool.checked, pool.valid_from, pool.valid_until, strict=True)
    reasons = [why_no_officer(plan, bool(temporary), bool(checked), *valid) for temporary, checked, *valid in certificates]
    apart = plan.departments is Departments.DIFFERENT
    return _bench(Duty.OFFICER, pool, reasons, seats, (plan.home_district, apart), key)


def experts_bench(pool: PersonPool, seats: int, key: str) -> Bench:
    """All of them: an expert needs no certificate, and may come from the compound's district."""
    return _bench(Duty.EXPERT, pool, [None] * len(pool), seats, (False, False), key)


def demands(plan: Plan, pools: Pools, visits: Sequence[Visit], bench: Bench) -> list[Demand]:
    """One per visit."""
    recused = _recused(pools.recusals)
    return [_demand(plan, pools.compounds, visit, bench, recused) for visit in visits]


def why_no_officer(plan: Plan, temporary: bool, checked: bool, valid_from: str, valid_until: str) -> str | None:
    """The reason why somebody may not be drawn as an officer at all; None when they may."""
    if temporary:
        return "temporary"
    if not checked:
        return "unchecked"
    return None if valid_from <= plan.first_day and plan.last_day <= valid_until else "certificate"


def _bench(duty: Duty, pool: PersonPool, reasons: Sequence[str | None], seats: int, rules: tuple[bool, bool], key: str) -> Bench:
    fit = [person for person, reason in enumerate(reasons) if reason is None]
    fit.sort(key=lambda person: ticket(key, duty.value, pool.ids[person], 0))
    away, apart = rules
    return Bench(
        duty=duty,
        seats=seats,
        ids=tuple(pool.ids[person] for person in fit),
        homes=tuple(pool.homes[person] for person in fit),
        departments=tuple(pool.departments[person] for person in fit),
        qualifications=tuple(frozenset(words(pool.qualifications[person])) for person in fit),
        away_from_home=away,
        apart=apart,
        turned_away={reason: reasons.count(reason) for reason in sorted({reason for reason in reasons if reason})},
    )


def _recused(pool: RecusalPool) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for person, scope, target, decision in zip(pool.persons, pool.scopes, pool.targets, pool.decisions, strict=True):
        if decision == Decision.GRANTED:
            found.setdefault((scope, target), set()).add(person)
    return {about: frozenset(people) for about, people in found.items()}


def _demand(plan: Plan, pool: CompoundPool, visit: Visit, bench: Bench, recused: dict[tuple[str, str], frozenset[str]]) -> Demand:
    where = visit.compound
    about = (
        (Scope.COMPOUND.value, pool.ids[where]),
        (Scope.ENTERPRISE.value, pool.enterprises[where]),
        (Scope.DISTRICT.value, pool.districts[where]),
    )
    needed = {
        one.needed
        for one in plan.qualifications
        if one.duty is bench.duty and (one.check in visit.checks or one.mark in words(pool.marks[where]))
    }
    return Demand(
        district=pool.districts[where] if bench.away_from_home else "",
        recused=NOBODY.union(*(recused.get(one, NOBODY) for one in about)),
        needed=frozenset(needed),
    )
