"""How many compounds each stratum gives, so that every compound is drawn exactly as often as its rate says.

Systematic rounding: shares are laid end to end on a line, and the whole numbers are read off from a random start. A stratum
gets its share rounded down or up, up with a probability of the fraction; so does the sum. Small strata are never left out for
good.
"""

from collections.abc import Sequence

WHOLE = 10_000
"""Rates are in hundredths of a percent: 10,000 is all."""


def quotas(shares: Sequence[int], start: int) -> list[int]:
    """``shares`` are population x rate, one per stratum; ``start`` is from 0 to 9,999."""
    found, reached = [], start
    for share in shares:
        found.append((reached + share) // WHOLE - reached // WHOLE)
        reached += share
    return found
