"""Whether plan and pools fit together: what one names, the other has."""

from bisect import bisect_left
from collections.abc import Container, Sequence

from sync.domain.draw.plan import Plan
from sync.domain.draw.pools import CompoundPool, Pools, Scope
from sync.errors import DrawFileInvalid


class Among(Container[str]):
    """Whether a name is among sorted ones; a set of a million would take longer to make."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

    def __contains__(self, name: object) -> bool:
        at = bisect_left(self._names, str(name))
        return at < len(self._names) and self._names[at] == name


def check_pools(pools: Pools) -> None:
    """Raises DrawFileInvalid with the pool as ``file``, ``line`` and ``field`` that names an enterprise, compound or person
    that is in no pool, or a person who is in both."""
    compounds, people = Among(pools.compounds.ids), {*pools.officers.ids, *pools.experts.ids}
    enterprises, districts = set(pools.enterprises.codes), set(pools.compounds.districts)
    _check("compounds", "enterprise", pools.compounds.enterprises, enterprises)
    _check("extras", "compound", pools.extras.compounds, compounds)
    _check("recusals", "person", pools.recusals.persons, people)
    known = {Scope.COMPOUND: compounds, Scope.ENTERPRISE: enterprises, Scope.DISTRICT: districts}
    for line, (scope, target) in enumerate(zip(pools.recusals.scopes, pools.recusals.targets, strict=True), 1):
        if target not in known[Scope(scope)]:
            raise DrawFileInvalid(file="recusals", line=line, field="target", problem="draw.problem.unknown", name=target)
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


def _check(pool: str, field: str, named: Sequence[str], known: Container[str]) -> None:
    if all(name in known for name in set(named)):
        return
    line, name = next((n, one) for n, one in enumerate(named, 1) if one not in known)
    raise DrawFileInvalid(file=pool, line=line, field=field, problem="draw.problem.unknown", name=name)
