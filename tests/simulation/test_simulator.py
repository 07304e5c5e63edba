"""Five hundred small lives of a team and its centre under every fault; and what failed once, kept."""

import os
import subprocess
import sys
from hashlib import sha256

import pytest

from tests.simulation.campaign import go_on, kept_tally
from tests.simulation.runs import Runner
from tests.simulation.world import LARGE, SMALL

SEEDS, BLOCK = 500, 50
KEPT = (
    (0, "a photo that was spoilt on the way was given up for good"),
    (39, "a clock set back put the next try off by months"),
    (19, "a photo taken out too late was gone on the tablet and there at the centre"),
    (11, "an answer after the submission stayed on its tablet, because the tablet's own earlier one stood at the centre"),
    (28, "a record did not verify once the centre's clock had been set back"),
    (42, "the same, with another inspection"),
    (80, "a tablet that had answered the same as a colleague kept another revision, and met a conflict with its next answer"),
    (482, "a decision that came after the submission took the value it decided against out of sight"),
    (419, "a photo was removed after its file had come, and a restored centre never got the file back"),
    (737, "a picture that came too late for a submission waited to the next start of the app, although a return had come"),
    (1057, "an undo in which the tablet was killed, and which stood, was taken by the judge for one made unseen"),
)


@pytest.mark.parametrize("first", range(0, SEEDS, BLOCK))
def test_no_promise_is_broken_in_fifty_seeds(running: Runner, first: int):
    failed = [outcome for seed in range(first, first + BLOCK) if (outcome := running.run(seed, SMALL)).broken]
    assert not failed, "\n\n".join(outcome.report() for outcome in failed)


@pytest.mark.parametrize(("seed", "story"), KEPT)
def test_a_seed_that_failed_once_holds(running: Runner, seed: int, story: str):
    outcome = running.run(seed, LARGE)
    assert outcome.broken is None, f"{story}?\n{outcome.report()}"


def test_a_seed_tells_the_same_story_again_in_this_process_and_in_another_one(running: Runner):
    here = [running.run(7, SMALL).events for _ in range(2)]
    assert here[0] == here[1]
    command = [sys.executable, "-m", "tests.simulation", "--seed", "7", "--small"]
    there = subprocess.run(command, capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": "1"})
    story = "\n".join(here[0]).encode()
    assert sha256(there.stdout.partition(b"\n")[2].strip()).digest() == sha256(story.strip()).digest()


@pytest.mark.soak
def test_a_hundred_thousand_seeds_break_no_promise():
    """Goes on where the last run ended; SUICHA_SEEDS more of them each time."""
    tally = kept_tally()
    until = min(100_000, tally.first + int(os.environ.get("SUICHA_SEEDS", "2000")))
    go_on(tally, until, os.cpu_count() or 1, lambda _: None)
    assert tally.failures == []
