"""A draw as it stands: its result with every replacement after it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sync.domain.draw.drawing import DrawnVisit, Outcome
from sync.domain.draw.replacing import Replacement, Request, check_request, read_request, replace_one, replaced, replacement_key
from sync.domain.draw.seeds import Seed, in_order
from sync.domain.draw.shortfalls import Shortfall
from sync.drawing.files import REPLACEMENT, add_file, digest
from sync.drawing.reading import FrozenDraw, readable_seed, reading


@dataclass
class Standing:
    """Visits as they are now, who was replaced, and the digest of the newest file. ``replacements`` counts them."""

    frozen: FrozenDraw
    outcome: Outcome
    newest: str
    visits: tuple[DrawnVisit, ...] = field(init=False)
    gone: frozenset[str] = frozenset()
    replacements: int = 0

    def __post_init__(self) -> None:
        self.visits = self.outcome.visits

    def request(self, person: str, visits: Sequence[int], reason: str) -> Request:
        """To replace somebody, on all of their visits where none is named."""
        on = [visit.number for visit in self.visits if person in (*visit.officers, *visit.experts)]
        return Request(self.replacements + 1, self.newest, person, tuple(sorted(visits or on)), reason)

    def draw(self, request: Request, seed: Seed | None) -> Replacement | Shortfall:
        """Who goes instead. Raises SeedInvalid, and DrawFileInvalid also for what nobody could read again."""
        with reading(REPLACEMENT.format(number=request.number)):
            check_request(request, self.visits)
            request = read_request(request.plain())
            plan, pools = self.frozen.plan, self.frozen.pools
            seed = seed and in_order(plan.seed, seed)
            key = replacement_key(self.outcome.key, request, plan.seed, seed)
            seed = seed and readable_seed(seed)
            drawn = replace_one(plan, pools, self.visits, self.gone, request, key)
            return drawn if isinstance(drawn, Shortfall) else Replacement(request, seed, drawn)

    def apply(self, replacement: Replacement) -> None:
        """The visits after it."""
        self.visits = replaced(self.visits, replacement)
        self.gone |= {replacement.request.person}
        self.newest = digest(replacement.document())
        self.replacements += 1


def add_replacement(here: Path, replacement: Replacement) -> None:
    """Into the draw's folder. Raises DrawOutOfTurn when one of this number is there."""
    add_file(here, REPLACEMENT.format(number=replacement.request.number), replacement.document())
