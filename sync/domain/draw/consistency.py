"""Whether plan and pools fit together: what one names, the other has."""

from collections.abc import Iterable, Sequence

from sync.domain.draw.plan import Plan
from sync.domain.draw.pools import CompoundPool, Pools, Scope
from sync.errors import DrawFileInvalid


def check_pools(pools: Pools) -> None:
    """Raises DrawFileInvalid with the ``pool``, ``line`` and ``field`` that names an enterprise, compound or person that is
    in no pool, or a person who is in both."""
    compounds, people = set(pools.compounds.ids), {*pools.officers.ids, *pools.experts.ids}
    enterprises, districts = set(pools.enterprises.codes), set(pools.compounds.districts)
    _check("compounds", "enterprise", pools.compounds.enterprises, enterprises)
    _check("extras", "compound", pools.extras.compounds, compounds)
    _check("recusals", "person", pools.recusals.persons, people)
    known = {Scope.COMPOUND: compounds, Scope.ENTERPRISE: enterprises, Scope.DISTRICT: districts}
    for scope, targets in known.items():
        named = [target for target, one in zip(pools.recusals.targets, pools.recusals.scopes, strict=True) if one == scope]
        _check("recusals", "target", named, targets)
    _check("experts", "id", pools.experts.ids, set(pools.experts.ids) - set(pools.officers.ids))


def check_words(plan: Plan, pool: CompoundPool) -> None:
    """Raises DrawFileInvalid for a kind or district in a check that no compound has: it would be left out in silence."""
    for name, named, known in (
        ("kinds", {kind for check in plan.checks for kind in check.kinds}, set(pool.kinds)),
        ("districts", {district for check in plan.checks for district in check.districts}, set(pool.districts)),
        ("district_rates", {district for check in plan.checks for district, _, _ in check.district_rates}, set(pool.districts)),
    ):
        for unknown in sorted(named - known):
            raise DrawFileInvalid(file="plan", field=name, problem="draw.problem.unknown", name=unknown)


def _check(pool: str, field: str, named: Sequence[str], known: Iterable[str]) -> None:
    there = set(known)
    if not there.issuperset(named):
        line, name = next((n, one) for n, one in enumerate(named, 1) if one not in there)
        raise DrawFileInvalid(file=pool, line=line, field=field, problem="draw.problem.unknown", name=name)
