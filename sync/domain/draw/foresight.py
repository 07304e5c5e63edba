"""What can be said before the seed: whether there is a team for every compound that might be drawn."""

from collections.abc import Iterator

from sync.domain.draw.choosing import Visit
from sync.domain.draw.drawing import benches, named
from sync.domain.draw.eligibility import Bench, Demand, demands, may_go
from sync.domain.draw.plan import Plan
from sync.domain.draw.pools import CompoundPool, Pools
from sync.domain.draw.shortfalls import Shortfall
from sync.domain.draw.strata import rate_of, takes
from sync.domain.draw.teams import too_few


def foresee(plan: Plan, pools: Pools) -> tuple[Shortfall, ...]:
    """A shortfall for each compound that might be drawn and could get no team. Raises DrawFileInvalid for a grade without a
    rate."""
    visits = list(_possible(plan, pools.compounds))
    found: list[Shortfall] = []
    for bench, _ in benches(plan, pools):
        enough: dict[tuple[str, frozenset[str], frozenset[str]], bool] = {}
        for number, demand in enumerate(demands(plan, pools, visits, bench)):
            asked = (demand.district, demand.recused, demand.needed)
            if asked not in enough:
                enough[asked] = _is_enough(bench, demand)
            if not enough[asked]:
                found.append(too_few(bench, demand, number))
    return tuple(named(one, pools, visits) for one in found)


def _possible(plan: Plan, pool: CompoundPool) -> Iterator[Visit]:
    """Every compound with all the checks that might draw it."""
    rates: dict[tuple[str, str, str], int] = {}
    for position, (grade, district) in enumerate(zip(pool.grades, pool.districts, strict=True)):
        checks = []
        for check in plan.checks:
            if takes(check, pool, position):
                about = (check.id, grade, district)
                if about not in rates:
                    rates[about] = rate_of(check, grade, district)
                checks += [check.id] if rates[about] else []
        if checks:
            yield Visit(position, tuple(checks))


def _is_enough(bench: Bench, demand: Demand) -> bool:
    """Stops looking once a team is found."""
    seen: list[str] = []
    for person in range(len(bench)):
        if may_go(bench, person, demand):
            department = bench.departments[person]
            if not bench.apart or department not in seen:
                seen.append(department)
            if len(seen) >= bench.seats:
                return True
    return False
