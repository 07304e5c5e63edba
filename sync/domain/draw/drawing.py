"""The whole draw: compounds, then teams of officers, then experts. The same pools, plan and key give the same outcome."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sync.domain.draw.choosing import Choice, Visit, choose
from sync.domain.draw.eligibility import Bench, demands, experts_bench, officers_bench
from sync.domain.draw.plan import EXPERTS, OFFICERS, Plan
from sync.domain.draw.pools import Pools
from sync.domain.draw.shortfalls import Constraint, Shortfall
from sync.domain.draw.strata import Stratum
from sync.domain.draw.teams import Teams, assign


@dataclass(frozen=True, slots=True)
class DrawnVisit:
    """A compound that is visited, for which checks, and by whom: ids from the pools. Numbers count from 1."""

    number: int
    compound: str
    checks: tuple[str, ...]
    officers: tuple[str, ...]
    experts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a key finds. With ``shortfalls`` the draw is not possible, and there are no visits."""

    key: str
    strata: tuple[Stratum, ...] = ()
    visits: tuple[DrawnVisit, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()


def draw(plan: Plan, pools: Pools, key: str) -> Outcome:
    """Raises DrawFileInvalid where plan and pools do not fit together."""
    choice = choose(plan, pools, key)
    if isinstance(choice, Shortfall):
        return Outcome(key, shortfalls=(choice,))
    asked = [(bench, most, demands(plan, pools, choice.visits, bench)) for bench, most in benches(plan, pools, key)]
    both = [(bench, assign(bench, wanted, key, most)) for bench, most, wanted in asked]
    if shortfalls := [named(one, pools, choice.visits) for _, found in both for one in found.shortfalls]:
        return Outcome(key, shortfalls=tuple(shortfalls))
    return Outcome(key, choice.strata, _visits(choice, pools, [(bench, found.teams) for bench, found in both]))


def benches(plan: Plan, pools: Pools, key: str = "") -> tuple[tuple[Bench, int], tuple[Bench, int]]:
    """Who may be drawn at all, officers first, and the most visits for each of them. The key gives the people's order."""
    return (
        (officers_bench(plan, pools.officers, OFFICERS, key), plan.most_officer_visits),
        (experts_bench(pools.experts, EXPERTS, key), plan.most_expert_visits),
    )


def _visits(choice: Choice, pools: Pools, teams: Sequence[tuple[Bench, Teams]]) -> tuple[DrawnVisit, ...]:
    (officers, pairs), (experts, singles) = teams
    return tuple(
        DrawnVisit(
            number,
            pools.compounds.ids[visit.compound],
            visit.checks,
            tuple(officers.ids[person] for person in pair),
            tuple(experts.ids[person] for person in single),
        )
        for number, (visit, pair, single) in enumerate(zip(choice.visits, pairs, singles, strict=True), 1)
    )


def named(shortfall: Shortfall, pools: Pools, visits: Sequence[Visit]) -> Shortfall:
    """With the ids of compounds in place of positions."""
    if shortfall.constraint is Constraint.ENTERPRISE_CAP:
        return shortfall
    return replace(shortfall, where=tuple(pools.compounds.ids[visits[int(one)].compound] for one in shortfall.where))
