"""A seed as somebody types it in. Pure."""

from collections.abc import Sequence

from sync.domain.draw.columns import is_name, is_text
from sync.domain.draw.seeds import Promise, Seed, SeedKind, check_seed, in_order


class SeedProblem(Exception):
    """A field cannot be read. ``console.seed.problem.<field>`` says what to do."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def seed_of(promise: Promise, value: str, secrets: Sequence[str], at: str, witnesses: str) -> Seed:
    """The seed, if it is one as promised; ``secrets`` in the order of the parties, ``witnesses`` a line each. Spaces between
    throws of dice are left out. Raises SeedInvalid, SeedProblem."""
    seen = tuple(name.strip() for name in witnesses.replace("、", "\n").replace("，", "\n").splitlines() if name.strip())
    if not seen or not all(map(is_name, seen)):
        raise SeedProblem("witnesses")
    if not at.strip() or not is_text(at.strip()):
        raise SeedProblem("at")
    if promise.kind is SeedKind.COMMITMENTS:
        openings = tuple((name, secret) for (name, _), secret in zip(promise.parties, secrets, strict=True) if secret)
        seed = in_order(promise, Seed("", at.strip(), seen, openings))
    else:
        written = "".join(value.split()) if promise.kind is SeedKind.DICE else value.strip()
        seed = Seed(written, at.strip(), seen)
    check_seed(promise, seed)
    return seed
