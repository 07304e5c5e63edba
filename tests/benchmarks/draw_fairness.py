"""Fairness over fixed seeds: a chi-square statistic against its critical value."""

from collections import Counter
from dataclasses import dataclass, replace
from math import sqrt
from pathlib import Path
from statistics import NormalDist

from sync.domain.draw.drawing import draw
from tests.benchmarks.figures import Figure
from tests.unit.draw.worlds import World, compounds, person

SEEDS, LEVEL = 10_000, 0.001
COMPOUNDS, VISITS, OFFICERS, EXPERTS = 20, 4, 6, 3


@dataclass(frozen=True)
class Counts:
    """How often each thing was drawn, ``drawn`` at once in each of ``draws``."""

    counts: list[int]
    drawn: int
    draws: int

    def with_counts(self, counts: list[int]) -> "Counts":
        return replace(self, counts=counts)


def counts(seeds: int) -> dict[str, Counts]:
    """An unconstrained pool: 4 of 20 compounds; 8 seats among 6 officers and 4 among 3 experts, so that two officers and one
    expert have a visit more than the rest: this is what chance decides."""
    world = World(
        compounds(COMPOUNDS),
        [person(f"O{n}") for n in range(OFFICERS)],
        [person(f"X{n}") for n in range(EXPERTS)],
    )
    frozen = world.planned(rate=10_000 * VISITS // COMPOUNDS).frozen()
    drawn, officers, experts = Counter[str](), Counter[str](), Counter[str]()
    for seed in range(seeds):
        for visit in draw(frozen.plan, frozen.pools, f"{seed}").visits:
            drawn[visit.compound] += 1
            officers.update(visit.officers)
            experts.update(visit.experts)
    pools = frozen.pools
    return {
        "compounds": Counts([drawn[one] for one in pools.compounds.ids], VISITS, seeds),
        "officers": _beyond_all([officers[one] for one in pools.officers.ids], 2 * VISITS, seeds),
        "experts": _beyond_all([experts[one] for one in pools.experts.ids], VISITS, seeds),
    }


def _beyond_all(found: list[int], seats: int, seeds: int) -> Counts:
    """Without the visits that everybody has in every draw."""
    everybody, more = divmod(seats, len(found))
    return Counts([count - everybody * seeds for count in found], more, seeds)


def statistic(found: Counts) -> float:
    """Chi-square with one degree of freedom fewer than there are things."""
    size = len(found.counts)
    share = found.drawn / size
    expected = found.draws * share
    return sum((count - expected) ** 2 for count in found.counts) / (expected * (1 - share)) * (size - 1) / size


def limits(size: int) -> tuple[float, float]:
    """Between which the statistic lies with probability 1 - LEVEL (Wilson and Hilferty's approximation)."""
    degrees = size - 1

    def quantile(probability: float) -> float:
        spread = 2 / (9 * degrees)
        return float(degrees * (1 - spread + NormalDist().inv_cdf(probability) * sqrt(spread)) ** 3)

    return quantile(LEVEL / 2), quantile(1 - LEVEL / 2)


def bench(_: Path) -> list[Figure]:
    """The statistic beside the value that it exceeds by chance once in two thousand times."""
    found = counts(SEEDS)
    return [
        Figure(f"fairness of the draw, {name}, chi-square", statistic(found[name]), limits(len(found[name].counts))[1], 1.0, "")
        for name in ("compounds", "officers", "experts")
    ]
