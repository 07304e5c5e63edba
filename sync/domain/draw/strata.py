"""Strata of a check: compounds of one credit grade in one district, and how many of them are drawn."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from sync.domain.draw.columns import words
from sync.domain.draw.plan import Check, Plan
from sync.domain.draw.pools import CompoundPool, Pools
from sync.domain.draw.quotas import WHOLE, quotas
from sync.domain.draw.tickets import below
from sync.errors import DrawFileInvalid


@dataclass(frozen=True, slots=True)
class Stratum:
    """``members`` are positions in the pool, ``quota`` is how many of them are drawn."""

    check: str
    grade: str
    district: str
    rate: int
    members: tuple[int, ...]
    quota: int


def weights_of(plan: Plan, pools: Pools) -> list[int]:
    """1, and what marks and extras add, up to the most that the plan allows."""
    by_mark = dict(plan.mark_weights)
    by_marks = {marks: 1 + sum(by_mark.get(mark, 0) for mark in words(marks)) for marks in set(pools.compounds.marks)}
    most = {marks: _at_most(plan, weight) for marks, weight in by_marks.items()}
    weights = [most[marks] for marks in pools.compounds.marks]
    extras: dict[str, int] = {}
    for compound, extra in zip(pools.extras.compounds, pools.extras.weights, strict=True):
        extras[compound] = extras.get(compound, 0) + extra
    for compound, extra in extras.items():
        position = bisect_left(pools.compounds.ids, compound)
        weights[position] = _at_most(plan, by_marks[pools.compounds.marks[position]] + extra)
    return weights


def _at_most(plan: Plan, weight: int) -> int:
    return max(1, min(weight, plan.most_weight))


def strata_of(check: Check, pool: CompoundPool, key: str) -> list[Stratum]:
    """In the order of grade, then district. Raises DrawFileInvalid for a grade without a rate."""
    groups = _grouped(check, pool)
    rates = [rate_of(check, *group) for group in sorted(groups)]
    shares = [len(groups[group]) * rate for group, rate in zip(sorted(groups), rates, strict=True)]
    wanted = quotas(shares, below(key, "rounding", check.id, WHOLE))
    return [
        Stratum(check.id, *group, rate, tuple(groups[group]), quota)
        for group, rate, quota in zip(sorted(groups), rates, wanted, strict=True)
    ]


def _grouped(check: Check, pool: CompoundPool) -> dict[tuple[str, str], list[int]]:
    groups: dict[tuple[str, str], list[int]] = {}
    for position in _positions(check, pool):
        groups.setdefault((pool.grades[position], pool.districts[position]), []).append(position)
    return groups


def _positions(check: Check, pool: CompoundPool) -> Iterable[int]:
    everything = range(len(pool))
    if not (check.kinds or check.districts or check.marks):
        return everything
    return (position for position in everything if takes(check, pool, position))


def takes(check: Check, pool: CompoundPool, position: int) -> bool:
    """Whether a compound is among those that a check looks at."""
    return (
        (not check.kinds or pool.kinds[position] in check.kinds)
        and (not check.districts or pool.districts[position] in check.districts)
        and (not check.marks or not set(check.marks).isdisjoint(words(pool.marks[position])))
    )


def rate_of(check: Check, grade: str, district: str) -> int:
    """In hundredths of a percent. Raises DrawFileInvalid for a grade without a rate."""
    if check.cover:
        return WHOLE
    own = {(where, which): rate for where, which, rate in check.district_rates}
    rate = own.get((district, grade), dict(check.rates).get(grade))
    if rate is None:
        raise DrawFileInvalid(line=1, field="rates", problem="draw.problem.grade-without-rate", grade=grade, district=district)
    return rate
