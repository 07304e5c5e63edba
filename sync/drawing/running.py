"""Second step: the seed has come, and finds what it finds."""

from pathlib import Path

from sync.domain.draw.canonical import undisturbed
from sync.domain.draw.drawing import Outcome, draw
from sync.domain.draw.outcomes import outcome_document
from sync.domain.draw.seeds import Seed, in_order, key_of, seed_document
from sync.drawing.files import DIGESTS, RESULT, SEED, add_file, draw_folder, draw_numbers, read_file
from sync.drawing.reading import FrozenDraw, read_frozen, read_seed_file, readable_seed, reading
from sync.errors import DrawAltered, DrawOutOfTurn


def run_draw(folder: Path, seed: Seed) -> tuple[FrozenDraw, Outcome]:
    """Draws the newest draw of a campaign's folder, once. An outcome that is not possible is written down as well: a seed is not
    tried twice. Raises DrawOutOfTurn, SeedInvalid, DrawAltered, DrawFileInvalid."""
    number = max(draw_numbers(folder), default=0)
    here = draw_folder(folder, number)
    if not number:
        raise DrawOutOfTurn(draw=1, problem="draw.problem.not-frozen")
    if (here / RESULT).exists():
        raise DrawOutOfTurn(draw=number, problem="draw.problem.drawn-already")
    frozen = read_frozen(here)
    if read_file(here, DIGESTS) != frozen.digests:
        raise DrawAltered(draw=number, problem="draw.problem.digests", file=DIGESTS)
    seed = in_order(frozen.plan.seed, seed)
    key = key_of(frozen.frozen, frozen.plan.seed, seed)
    _keep_seed(here, number, readable_seed(seed))
    outcome = outcome_of(frozen, key)
    add_file(here, RESULT, outcome_document(outcome))
    return frozen, outcome


def outcome_of(frozen: FrozenDraw, key: str) -> Outcome:
    """What a key finds in what was frozen. Raises DrawFileInvalid."""
    with undisturbed(), reading():
        return draw(frozen.plan, frozen.pools, key)


def _keep_seed(here: Path, number: int, seed: Seed) -> None:
    """Before anything is drawn with it. A run that was cut off goes on with the seed it had, and no other."""
    kept = read_seed_file(here)
    if kept is None:
        add_file(here, SEED, seed_document(seed))
    elif kept != seed:
        raise DrawOutOfTurn(draw=number, problem="draw.problem.other-seed")
