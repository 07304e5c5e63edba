"""Which places plans and shortfalls speak of, so that they can be told by their names. Pure."""

from collections.abc import Sequence
from itertools import islice

from sync.domain.draw.plan import Plan
from sync.domain.draw.shortfalls import Shortfall
from sync.protocol.campaigns import MOST_PLACES

_MOST_NAMED = 1000
"""Places of shortfalls that are named in one answer."""


def districts_of_plan(plan: Plan) -> frozenset[str]:
    """Codes of those that a check is limited to, or has rates of their own for."""
    limits = {code for check in plan.checks for code in check.districts}
    return frozenset(limits | {code for check in plan.checks for code, _, _ in check.district_rates})


def first_places(shortfalls: Sequence[Shortfall]) -> tuple[str, ...]:
    """Those that a sentence may name: a few of each, and not of thousands."""
    places = (place for one in shortfalls for place in one.where[:MOST_PLACES])
    return tuple(islice(dict.fromkeys(places), _MOST_NAMED))


def district_codes(shortfalls: Sequence[Shortfall]) -> frozenset[str]:
    """Of strata, which are named as check, grade and district."""
    return frozenset(code for place in first_places(shortfalls) for code in place.split()[2:])
