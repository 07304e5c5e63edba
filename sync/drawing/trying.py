"""Before anything is frozen: what would be is drawn from a few times with throwaway seeds, to see whether it can be."""

from hashlib import sha256

from sync.domain.draw.registers import Salts
from sync.domain.draw.shortfalls import Shortfall
from sync.drawing.reading import FrozenDraw
from sync.drawing.running import outcome_of

MOST_TRIALS, MOST_COMPOUNDS = 5, 100_000
"""So many draws for one look, as long as they go through no more compounds than this in all [P]."""


def try_draws(draw: FrozenDraw, secrets: Salts) -> tuple[tuple[Shortfall, ...], ...]:
    """For each trial why it could not be drawn, nothing where it could. Whom and what a trial finds is forgotten. Raises
    DrawFileInvalid."""
    numbers = range(1, trials_for(len(draw.pools.compounds)) + 1)
    return tuple(outcome_of(draw, trial_key(draw.frozen, number, secrets())).shortfalls for number in numbers)


def trials_for(compounds: int) -> int:
    """How often a pool of this size is drawn from: 5 times, less often from 20,001 compounds on, always once."""
    return min(MOST_TRIALS, max(1, MOST_COMPOUNDS // max(1, compounds)))


def trial_key(frozen: str, number: int, secret: str) -> str:
    """It is made of a first line that no key of a public seed is made of, so that no seed draws what a trial drew."""
    return sha256(f"suicha-trial 1\n{frozen}\ntrial {number}\n{secret}".encode()).hexdigest()
