"""Runs of seeds, one after the other, on one stage."""

import logging
import random as random_module
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from tests.simulation.judge import judge
from tests.simulation.kills import STEPS
from tests.simulation.moments import Time
from tests.simulation.records import audit_centre_of, check_records_of
from tests.simulation.stage import Stage, built_stage, product_on_stage
from tests.simulation.witness import Broken
from tests.simulation.world import World

AUDITED = 5
"""Of so many runs, the centre of one is audited as ``suicha audit verify`` does it."""
VERIFIED = 10
"""Of so many runs, the records of one are handed out and checked by the product's own verifier, too."""


@dataclass
class Outcome:
    """What became of one seed. ``broken``: the promise that was not kept, or the product's own error."""

    seed: int
    broken: str | None
    why: str
    events: list[str]
    counts: Counter[str] = field(default_factory=Counter)

    def without_events(self) -> "Outcome":
        """For keeping many."""
        return replace(self, events=[])

    def report(self) -> str:
        """For whoever has to find out."""
        return "\n".join((f"seed {self.seed}: {self.why}", *self.events))


@dataclass
class Runner:
    """Runs seeds."""

    stage: Stage
    time: Time

    def run(self, seed: int, happenings: int) -> Outcome:
        """One seed, judged."""
        return self.judged(World(self.stage, seed, self.time, happenings))

    def judged(self, world: World, spoil: Callable[[World], None] | None = None) -> Outcome:
        """What becomes of a world. ``spoil`` may do harm before the judge comes, to see that he notices."""
        STEPS.kills.clear()
        random_module.seed(world.seed)
        broken, why = None, ""
        try:
            world.live()
            if spoil is not None:
                spoil(world)
            if world.found is not None:
                raise world.found
            judge(self.stage, world.journal, world.present)
            if world.seed % AUDITED == 0:
                audit_centre_of(self.stage)
            if world.seed % VERIFIED == 0:
                check_records_of(self.stage)
        except Broken as error:
            broken, why = error.promise, str(error)
        except Exception as error:
            logging.getLogger(__name__).exception("seed %s", world.seed)
            broken, why = type(error).__name__, repr(error)
        finally:
            STEPS.stack.clear()
            world.close()
        return Outcome(world.seed, broken, why, world.events, counts_of(world))


def counts_of(world: World) -> Counter[str]:
    """What a run met."""
    counts = Counter({"seeds": 1, "requests": world.network.requests, "acts": len(world.journal.acts)})
    counts.update({f"line: {fault}": count for fault, count in world.network.injected.items()})
    counts.update({f"killed: {kind}": count for kind, count in STEPS.kills.items()})
    counts.update(world.done)
    counts["pictures"] = len(world.journal.pictures)
    counts["receipts for photos"] = world.witness.receipts
    counts["looks for news checked"] = world.witness.pulls
    counts["conflicts"] = sum(status == "conflict" for status in world.journal.settled.values())
    counts["reviews"] = sum(world.journal.reviews.values())
    return counts


@contextmanager
def runner() -> Iterator[Runner]:
    """A stage to run seeds on."""
    time = Time()
    state = random_module.getstate()
    quiet = logging.getLogger("inspector_app"), logging.getLogger("sync")
    levels = [logger.level for logger in quiet]
    try:
        for logger in quiet:
            logger.setLevel(logging.CRITICAL)
        with product_on_stage(time), built_stage() as stage:
            yield Runner(stage, time)
    finally:
        random_module.setstate(state)
        for logger, level in zip(quiet, levels, strict=True):
            logger.setLevel(level)
