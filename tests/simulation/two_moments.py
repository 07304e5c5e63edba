"""When in a run a disk is lost: each kind of disaster has a chance of its own, so that a seed without it tells what it would tell
if there were no such disaster."""

from random import Random


def two_moments(disaster: str, seed: int, happenings: int) -> tuple[int, int]:
    """Before which happenings a copy is made, and put back."""
    chance = Random(f"{disaster} {seed}")
    first = chance.randrange(happenings)
    return first, chance.randint(first, happenings)
